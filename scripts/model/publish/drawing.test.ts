import { describe, expect, test } from 'vitest'
import { publishedDrawing } from './drawing.ts'

const SVG = 'xmlns="http://www.w3.org/2000/svg"'
const HEAD = `${SVG} xmlns:xlink="http://www.w3.org/1999/xlink"`
const drawn = (text: string) => {
  const drawing = publishedDrawing(Buffer.from(text))
  return 'text' in drawing ? drawing.text : `refused: ${drawing.refused}`
}
const within = (text: string) => drawn(`<svg ${HEAD}>${text}</svg>`)

test("Of an Inkscape drawing what draws is left, and nothing of its author's disk.", () => {
  const file = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) from /home/ana/secret -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<?xpacket begin="secret"?>
<svg:svg width="10" height="10" viewBox="0 0 10 10" sodipodi:docname="secret.svg"
   inkscape:export-filename="C:\\Users\\ana\\secret.png" data-note="secret" xml:base="file:///home/ana/secret/"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns:svg="http://www.w3.org/2000/svg"
   xmlns:x="http://www.w3.org/1999/xlink"
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <sodipodi:namedview id="base" inkscape:zoom="0.7"><inkscape:grid type="xygrid"/></sodipodi:namedview>
  <svg:metadata><rdf:RDF><dc:source>/srv/secret/logo.svg</dc:source><svg:path d="M9 9"/></rdf:RDF></svg:metadata>
  <svg:defs>
    <svg:linearGradient id="a"><svg:stop offset="0" stop-color="red"/></svg:linearGradient>
    <inkscape:path-effect only_selected="false" lpeversion="secret"/>
  </svg:defs>
  <svg:title>A &amp; B</svg:title>
  <svg:g inkscape:label="secret layer" style="fill:url(#a);/* secret */stroke:none"><svg:use x:href="#b" x:title="secret"/></svg:g>
</svg:svg>
<!-- secret -->`
  expect(drawn(file)).toBe(
    `<svg ${HEAD} width="10" height="10" viewBox="0 0 10 10"><defs><linearGradient id="a">` +
      '<stop offset="0" stop-color="red"></stop></linearGradient></defs><title>A &#38; B</title>' +
      '<g style="fill:url(#a); stroke:none"><use xlink:href="#b"></use></g></svg>\n',
  )
})

test('Words that are drawn stay as they are; a style loses its comments.', () => {
  expect(within('<text x="1">a <!-- b --><tspan>&lt;c&gt;</tspan> "d"&#13;</text>')).toBe(
    `<svg ${HEAD}><text x="1">a <tspan>&#60;c&#62;</tspan> "d"&#13;</text></svg>\n`,
  )
  expect(within('<style>/* /home/ana */.a{fill:red}<![CDATA[g>a{fill:url(#b)}/* secret]]></style>')).toBe(
    `<svg ${HEAD}><style> .a{fill:red}g&#62;a{fill:url(#b)} </style></svg>\n`,
  )
})

test('What was written anew comes out the same again.', () => {
  const once = within('<text xml:space="preserve" font-family="A&#10;&quot;B&quot;">a\n\tb</text><g>stray</g>')
  expect(once).toContain('font-family="A&#10;&#34;B&#34;">a\n\tb</text><g></g>')
  expect(drawn(once)).toBe(once)
})

describe('A drawing is refused', () => {
  test.each<[string, string, string]>([
    ['with a script', within('<script>alert(1)</script>'), 'the element `script`'],
    ['with a script in its metadata', within('<metadata><script/></metadata>'), 'the element `script`'],
    [
      'with a page in a program’s own element',
      within('<a:b xmlns:a="urn:a"><p xmlns="http://www.w3.org/1999/xhtml"/></a:b>'),
      'the element `p`',
    ],
    ['that isn’t in the namespace of SVG', drawn('<svg/>'), 'outermost element'],
    ['that is not closed', drawn(`<svg ${SVG}><g>`), 'well-formed XML'],
    ['that is closed twice', drawn(`<svg ${SVG}/></svg>`), 'well-formed XML'],
    ['that closes another element', within('<g></a>'), 'well-formed XML'],
    ['with an attribute twice', within('<path id="a" id="b"/>'), 'well-formed XML'],
    ['with a prefix that nobody declared', within('<inkscape:grid/>'), 'well-formed XML'],
    ['in another version of XML', drawn(`<?xml version="1.1"?><svg ${SVG}/>`), 'well-formed XML'],
    [
      'with entities of entities',
      drawn(`<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><svg ${SVG}><text>&b;</text></svg>`),
      'well-formed XML',
    ],
    [
      'with an entity of a file',
      drawn(`<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg ${SVG}><text>&a;</text></svg>`),
      'well-formed XML',
    ],
    [
      'whose style fetches without its comment',
      within('<style>@im/**/port "x"; u/**/rl(x) @import "y"</style>'),
      'fetch',
    ],
    ['with too many elements in each other', within('<g>'.repeat(100_000)), '250 deep'],
  ])('%s.', (_, result, words) => {
    expect(result).toMatch(/^refused: /)
    expect(result).toContain(words)
  })
})
