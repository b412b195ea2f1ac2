import { describe, expect, test } from 'vitest'
import { DOT } from '../../fixtures/dot.ts'
import { unfitLogo } from './logo.ts'

const SVG = 'xmlns="http://www.w3.org/2000/svg"'
const judge = (bytes: Uint8Array, name = 'logo.svg') => unfitLogo(name, bytes.length, () => bytes)
const drawing = (text: string) => judge(Buffer.from(text))
const within = (text: string) => drawing(`<svg ${SVG} xmlns:xlink="http://www.w3.org/1999/xlink">${text}</svg>`)

describe('A drawing is taken', () => {
  test.each<[string, string]>([
    ['as small as can be', `<svg ${SVG} viewBox="0 0 1 1"/>`],
    [
      'as Illustrator writes it',
      `<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0 -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" id="Layer_1" ${SVG} xmlns:xlink="http://www.w3.org/1999/xlink" x="0px" y="0px" xml:space="preserve">
<style type="text/css"><![CDATA[ .st0{fill:#0A6A70;} .st1{clip-path:url(#SVGID_2_);} ]]></style>
<g><defs><rect id="SVGID_1_" width="40" height="40"/></defs>
<clipPath id="SVGID_2_"><use xlink:href="#SVGID_1_" style="overflow:visible;"/></clipPath>
<path class="st0 st1" d="M0,0h40v40H0V0z"/></g></svg>\n`,
    ],
    [
      'as Inkscape writes it',
      `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<svg width="10" height="10" sodipodi:docname="logo.svg" inkscape:export-filename="C:\\Users\\ana\\logo.png"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" ${SVG} xmlns:svg="http://www.w3.org/2000/svg"
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://creativecommons.org/ns#"
   xmlns:dc="http://purl.org/dc/elements/1.1/">
  <sodipodi:namedview id="base" pagecolor="#ffffff" inkscape:zoom="0.7"><inkscape:grid type="xygrid"/></sodipodi:namedview>
  <metadata><rdf:RDF><cc:Work rdf:about=""><dc:format>image/svg+xml</dc:format>
    <dc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/><dc:title>A &amp; B</dc:title></cc:Work></rdf:RDF></metadata>
  <defs><linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient></defs>
  <g inkscape:label="Layer 1" inkscape:groupmode="layer"><circle r="4" style="fill:url(#a);fill-opacity:1"/></g></svg>`,
    ],
    ['with a title in another script', `<svg ${SVG}><title>Ζωή &#x1F69A; — 検索</title><text>‽ 50&#37;</text></svg>`],
    ['with a byte order mark', `\uFEFF<svg ${SVG}/>`],
    [
      'with a filter',
      `<svg ${SVG}><filter id="f"><feGaussianBlur stdDeviation="2"/></filter><path filter="url( '#f' )" d="M0 0"/></svg>`,
    ],
    ['with a picture in it', `<svg ${SVG}><image href="data:image/png;base64,iVBORw0KGgo=" width="1"/></svg>`],
    ['that speaks of scripts', `<svg ${SVG}><!-- no <script> here --><desc>A script: onload=hurray</desc></svg>`],
  ])('%s.', (_, text) => {
    expect(drawing(text)).toBeNull()
  })
})

describe('A drawing is refused that has', () => {
  test.each<[string, string]>([
    ['a script', '<script>alert(1)</script>'],
    ['a script in capitals', '<SCRIPT>alert(1)</SCRIPT>'],
    [
      'a script under another name for its namespace',
      '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>alert(1)</s:script></s:svg>',
    ],
    ['a script of HTML', '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>'],
    ['a script in what describes it', '<metadata><script>alert(1)</script></metadata>'],
    ['a frame of HTML', '<h:iframe xmlns:h="http://www.w3.org/1999/xhtml" src="https://evil.example"/>'],
    ['a foreign object', '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">Hi</p></foreignObject>'],
    ['a link', '<a href="https://evil.example"><path d="M0 0"/></a>'],
    ['a change in time', '<path><set attributeName="href" to="javascript:alert(1)"/></path>'],
    ['an animation', '<use href="#a"><animate attributeName="href" values="javascript:alert(1)"/></use>'],
    ['a handler', '<path onload="alert(1)" d="M0 0"/>'],
    ['a handler in capitals', '<path ONLOAD="alert(1)"/>'],
    ['a handler after a line break', '<path\nonclick\n=\n"alert(1)"/>'],
    ['an element of nobody', '<blink/>'],
    ['an address that runs', '<use href="javascript:alert(1)"/>'],
    ['an address that runs behind an entity', '<use xlink:href="java&#115;cript:alert(1)"/>'],
    ['an address that runs behind blanks', '<image href=" java&#10;script:alert(1)"/>'],
    ['a picture from elsewhere', '<image href="https://evil.example/x.png"/>'],
    ['a drawing in a drawing', '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>'],
    ['what is used from elsewhere', '<use href="https://evil.example/x.svg#a"/>'],
    ['a style from elsewhere', '<style>@import "https://evil.example/x.css";</style>'],
    ['a style from elsewhere, in pieces', '<style>@im<title/>port "https://evil.example/x.css";</style>'],
    ['a style with escapes', '<style>@\\69mport "https://evil.example/x.css";</style>'],
    ['a style that fetches', '<style><![CDATA[g{background:url(https://evil.example/x)}]]></style>'],
    ['an attribute that fetches', '<path fill="url(https://evil.example/x#a)"/>'],
    ['an attribute that fetches behind an entity', '<path style="fill:ur&#x6c;(//evil.example)"/>'],
    ['an instruction', '<?xml-stylesheet href="https://evil.example/x.xsl"?>'],
    ['an entity that nobody declared', '<text>&evil;</text>'],
    ['an entity with the name of a method', '<text>&constructor;</text>'],
    ['an attribute without quotes', '<path onload=alert(1) d="M0 0"/>'],
    ['a tag that never ends', '<path d="M0 0"'],
  ])('%s.', (_, text) => {
    expect(within(text)).not.toBeNull()
  })

  test.each<[string, string]>([
    ['entities of its own', `<!DOCTYPE svg [<!ENTITY a "java">]><svg ${SVG}><use href="&a;script:alert(1)"/></svg>`],
    ['an instruction before it', `<?xml-stylesheet href="https://evil.example/x.xsl"?><svg ${SVG}/>`],
    ['another encoding', `<?xml version="1.0" encoding="UTF-7"?><svg ${SVG}>+ADw-script+AD4-</svg>`],
    ['another root', '<html xmlns="http://www.w3.org/1999/xhtml"><title/></html>'],
    ['nothing in it', ''],
  ])('%s.', (_, text) => {
    expect(drawing(text)).not.toBeNull()
  })

  test('another encoding than UTF-8, whatever it says of itself.', () => {
    const text = `<svg ${SVG}><script>alert(1)</script></svg>`
    expect(judge(Buffer.from(text, 'utf16le'))).not.toBeNull()
    expect(judge(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toBe('a drawing in UTF-8')
    expect(judge(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16())).toBe('a drawing in UTF-8')
    expect(judge(Buffer.concat([Buffer.from(`<svg ${SVG}><title>`), Buffer.from([0xe9])]))).toBe('a drawing in UTF-8')
  })
})

test('What is refused is told, so that it can be mended.', () => {
  expect(within('<script/>')).toBe('a drawing without the element `script`')
  expect(within('<path onload="x"/>')).toBe('a drawing without the attribute `onload` of `path`')
})

test('Other pictures are taken where they are what their name says, up to 256 kB; other files are none.', () => {
  expect(judge(DOT, 'brand/Logo.PNG')).toBeNull()
  expect(judge(Buffer.from('<html><script>'), 'logo.png')).toBe('a whole picture in PNG, as its name says')
  expect(judge(DOT, 'logo.html')).toBe('an SVG, PNG, JPEG or WebP picture')
  const unread = () => {
    throw new Error('Read.')
  }
  expect(unfitLogo('logo.svg', 256 * 1024 + 1, unread)).toBe('a picture of at most 256 kB')
})

test('A drawing that is made to take long is judged all the same.', () => {
  const long = 200_000
  for (const text of [
    `<svg ${SVG}>${'<'.repeat(long)}`,
    `<svg ${' a'.repeat(long / 2)}`,
    `<svg ${' '.repeat(long)}`,
    ' '.repeat(long),
    `<!--${'-'.repeat(long)}`,
    `<svg ${SVG}><![CDATA[${']'.repeat(long)}`,
    `<svg ${SVG}>${'&'.repeat(long)}`,
    `<svg ${SVG} d="${'x'.repeat(long)}"/>`,
    `<svg ${SVG}><style>${'url( '.repeat(long / 5)}</style></svg>`,
  ]) {
    expect(() => drawing(text), text.slice(0, 40)).not.toThrow()
  }
})
