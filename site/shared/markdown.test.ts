import fc from 'fast-check'
import type { Element, Nodes } from 'hast'
import rehypeRaw from 'rehype-raw'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { describe, expect, test } from 'vitest'
import { anyText } from '../../scripts/fixtures/any-text.ts'
import { hasIds, plainParagraphs, renderMarkdown, renderTree, type RenderOptions } from './markdown.ts'

const OPTIONS: RenderOptions = { headings: 2, link: (url) => `/runbooks/${url}` }
const render = (markdown: string, options: Partial<RenderOptions> = {}) =>
  renderMarkdown(markdown, { ...OPTIONS, ...options })

/** The tree that a browser makes of some HTML (parse5, as rehype-raw has it). */
function elementsOf(html: string): Element[] {
  const tree: Nodes = unified()
    .use(rehypeRaw)
    .runSync({ type: 'root', children: [{ type: 'raw', value: html }] })
  const elements: Element[] = []
  visit(tree, 'element', (node: Element) => {
    elements.push(node)
  })
  return elements
}

const ACTIVE =
  /^(script|iframe|object|embed|svg|math|style|link|meta|base|form|img|video|audio|source|picture|template)$/
/** What in some HTML would run, fetch, or lead where no page of ours leads. */
function dangersIn(html: string): string[] {
  return elementsOf(html).flatMap(({ tagName, properties }) => [
    ...(ACTIVE.test(tagName) ? [`<${tagName}>`] : []),
    ...Object.entries(properties).flatMap(([name, value]) => {
      const text = String(value).replaceAll(/[\u0000-\u0020]/g, '')
      if (/^(on|style$|src|poster|background|action|formAction|ping)/i.test(name)) return [`${tagName} ${name}`]
      return /^(href|cite|longDesc|xLinkHref)$/i.test(name) && /^(javascript|data|vbscript|\/\/|[/\\]\\)/i.test(text)
        ? [`${tagName} ${name}=${text}`]
        : []
    }),
  ])
}

describe('HTML in a text', () => {
  test.each([
    '<script>alert(1)</script>',
    '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
    '<scr<script>ipt>alert(1)</scr</script>ipt>',
    '<iframe src="https://evil.example"></iframe>',
    '<img src=x onerror=alert(1)>',
    '<img src="x"onerror="alert(1)"//>',
    '<svg onload=alert(1)><circle/></svg>',
    '<svg><script>alert(1)</script></svg>',
    '<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>',
    '<p style="position:fixed;inset:0;background:url(https://evil.example)">x</p>',
    '<div onclick="alert(1)" onmouseover=alert(1)>x</div>',
    '<style>body { display: none }</style>',
    '<link rel="stylesheet" href="https://evil.example/x.css">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    '<base href="https://evil.example/">',
    '<form action="https://evil.example"><input name="password"></form>',
    '<object data="x.swf"></object><embed src="x.swf">',
    '<video src="https://evil.example/x" autoplay></video>',
    '<picture><source srcset="https://evil.example/x 1x"><img src="x"></picture>',
    '<a href="#" onclick="alert(1)">x</a>',
    '<q cite="javascript:alert(1)">x</q>',
    '<template><script>alert(1)</script></template>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<a href="javascript:alert(1)">x',
    '<b <script>alert(1)</script>',
  ])('that could run or fetch something does neither: %s', (markdown) => {
    expect(dangersIn(render(markdown))).toEqual([])
    expect(dangersIn(render(`Some words.\n\n> - ${markdown}\n\n## More`))).toEqual([])
  })

  test('takes its comments with it: they are not for the readers of the page.', () => {
    expect(render('<!-- Ask Ana first -->\n\nWe **look**.')).not.toContain('Ana')
  })

  test('that is never closed is closed, so that the page around it stays whole.', () => {
    expect(render('<div><b>bold\n\nmore')).toBe('<div><b>bold\n<p>more</p></b></div>')
    expect(render('</div></main></body> hello')).not.toMatch(/<\/(div|main|body)>/)
  })

  test('that only marks words up stays.', () => {
    expect(render('Press <kbd>Ctrl</kbd>, H<sub>2</sub>O')).toBe('<p>Press <kbd>Ctrl</kbd>, H<sub>2</sub>O</p>')
  })

  test('cannot take the name of something else on the page.', () => {
    expect(render('<a id="content" name="title">x</a>')).not.toMatch(/(id|name)="(content|title)"/)
  })
})

describe('A link', () => {
  test.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](<java\tscript:alert(1)>)',
    '[x](<\u0001javascript:alert(1)>)',
    '[x](javascript&colon;alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](&#x6A;avascript&#x3A;alert(1))',
    '[x](%6Aavascript:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:msgbox(1))',
    '[x](VBSCRIPT:msgbox(1))',
    '[x](file:///etc/passwd)',
    '[x](//evil.example)',
    '[x][1]\n\n[1]: javascript:alert(1)',
    '<javascript:alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" javascript:alert(1)">x</a>',
    '<a href="java&#x0A;script:alert(1)">x</a>',
    '<a href="java&NewLine;script&colon;alert(1)">x</a>',
    '<a href="&#1;javascript:alert(1)">x</a>',
    '<a href="/\\evil.example">x</a>',
    '<a href="\\\\evil.example">x</a>',
    '<a href="&Tab;//evil.example">x</a>',
    '<a href="/&Tab;/evil.example">x</a>',
    '![x](javascript:alert(1))',
    '![x](data:image/svg+xml;base64,PHN2Zz4=)',
  ])('to what a browser would run, or to an unnamed host, leads nowhere: %s', (markdown) => {
    const html = render(markdown, { link: (url) => url })
    expect(dangersIn(html)).toEqual([])
    const targets = elementsOf(html).flatMap(({ properties: { href } }) => (typeof href === 'string' ? [href] : []))
    // What is left, if anything, is a path of our own.
    for (const target of targets) expect(new URL(target, 'https://our.example/').origin).toBe('https://our.example')
  })

  test('to another site stays, and tells it nothing.', () => {
    expect(render('[status](https://acme.example/a?b=1&c=2)')).toBe(
      '<p><a href="https://acme.example/a?b=1&#x26;c=2" rel="noopener noreferrer nofollow">status</a></p>',
    )
    expect(render('https://acme.example is up')).toContain('rel="noopener noreferrer nofollow"')
  })

  test('to an address for mail, or to a place on the page, stays.', () => {
    expect(render('[mail](mailto:help@acme.example) and [below](#steps)')).toBe(
      '<p><a href="mailto:help@acme.example">mail</a> and <a href="#steps">below</a></p>',
    )
  })

  test('within the content leads where the page says.', () => {
    expect(render('[the other](../core/failover.md#step-2)')).toBe(
      '<p><a href="/runbooks/../core/failover.md#step-2">the other</a></p>',
    )
  })

  test('within the content keeps only its words where the page has no place for it.', () => {
    expect(render('See [the **runbook**](secret/path.md).', { link: () => null })).toBe(
      '<p>See <a>the <strong>runbook</strong></a>.</p>',
    )
  })
})

describe('An image', () => {
  test('becomes a link with its words: nothing is fetched from elsewhere.', () => {
    expect(render('![The graph](https://acme.example/graph.png)')).toBe(
      '<p><a href="https://acme.example/graph.png" rel="noopener noreferrer nofollow">The graph</a></p>',
    )
  })

  test('of our own leads where the page says, and is called an image where it has no words.', () => {
    expect(render('![](graph.png)')).toBe('<p><a href="/runbooks/graph.png">Image</a></p>')
    expect(render('<img src="graph.png">', { link: () => null })).toBe('<a>Image</a>')
  })

  test('in a link leaves its words there: a link cannot hold another one.', () => {
    const html = '<p><a href="https://acme.example" rel="noopener noreferrer nofollow">The graph</a></p>'
    expect(render('[![The graph](https://acme.example/graph.png)](https://acme.example)')).toBe(html)
    expect(render('<a href="https://acme.example"><img alt="The graph" src="graph.png"></a>')).toBe(html)
  })
})

describe('The rest of Markdown', () => {
  test.each<[RenderOptions['headings'], string]>([
    [2, '<h2>A</h2>\n<h4>B</h4>\n<h6>C</h6>'],
    [3, '<h3>A</h3>\n<h5>B</h5>\n<h6>C</h6>'],
    [4, '<h4>A</h4>\n<h6>B</h6>\n<h6>C</h6>'],
  ])('has its highest heading at level %i, and the others below it as they were.', (headings, html) => {
    expect(render('# A\n\n### B\n\n##### C', { headings })).toBe(html)
  })

  test('has its highest heading there whatever its own level was.', () => {
    expect(render('#### A\n\n##### B', { headings: 2 })).toBe('<h2>A</h2>\n<h3>B</h3>')
    expect(render('<h1>A</h1>', { headings: 3 })).toBe('<h3>A</h3>')
  })

  test('has headings that can be linked to where that is wanted, and only there.', () => {
    expect(render('## Step two', { anchors: true })).toBe('<h2 id="step-two">Step two</h2>')
    expect(render('## Step two')).toBe('<h2>Step two</h2>')
  })

  test('has tables that scroll by themselves, with the keyboard too.', () => {
    const html = render('| a | b |\n|---|---:|\n| 1 | 2 |')
    expect(html).toMatch(/^<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>/)
    expect(html).toContain('<td align="right">2</td>')
    expect(html).toMatch(/<\/table><\/div>$/)
  })

  test('has code as it was written, which scrolls with the keyboard.', () => {
    expect(render('```sh\nkubectl get pods <name> && echo "$A"\n```')).toBe(
      '<pre tabindex="0"><code class="language-sh">kubectl get pods &#x3C;name> &#x26;&#x26; echo "$A"\n</code></pre>',
    )
  })

  test('has footnotes that lead to their notes and back.', () => {
    const elements = elementsOf(render('Up.[^1]\n\n[^1]: Since ten.'))
    const ids = new Set(elements.map(({ properties: { id } }) => id))
    const targets = elements.flatMap(({ properties: { href } }) => (typeof href === 'string' ? [href.slice(1)] : []))
    expect(targets.length).toBe(2)
    for (const target of targets) expect(ids).toContain(target)
  })

  test('has ids of its own where two texts stand on one page, and its footnotes lead to its own notes.', () => {
    const text = 'Up.[^1] And <b id="x">so</b>.\n\n[^1]: Since ten.'
    const [one, two] = ['a', 'b'].map((prefix) => {
      const elements = elementsOf(render(text, { prefix }))
      const of = (name: string) =>
        elements.flatMap(({ properties }) => String(properties[name] ?? []).split(',')).filter(Boolean)
      const ids = of('id')
      expect(ids.length).toBe(4)
      expect(ids).toEqual(
        expect.arrayContaining([...of('href').map((href) => href.slice(1)), ...of('ariaDescribedBy')]),
      )
      return ids
    })
    expect(one?.filter((id) => two?.includes(id))).toEqual([])
    expect(hasIds(render(text))).toBe(true)
    expect(hasIds(render('## Up\n\nSince **ten**, see [us](https://acme.example).'))).toBe(false)
  })

  test('has lists, tasks, quotes and struck words.', () => {
    expect(render('- [x] done\n- ~~not~~')).toContain('☑ done')
    expect(render('> so **they** said')).toBe('<blockquote>\n<p>so <strong>they</strong> said</p>\n</blockquote>')
  })
})

describe('Any text', () => {
  const word = fc.constantFrom(
    'Payments', 'work', 'again', 'since', '10', 'o’clock', 'Ärger', '支払い', 'a-b', '(now)', '"so"', "it's", '50%', 'www.x.example',
    'WWW.X.example', '1.', '-', '#', '*b*', '_i_', '`c`', '<b>', '&amp;', '[a](b)', '|', '>', '~', '\\', 'http://x.example', 'me@x.example', '===', '---',
  ) // prettier-ignore
  const gap = fc.constantFrom(
    ' ',
    ' ',
    ' ',
    '  ',
    '\n',
    '\n\n',
    '\n\n\n',
    ' \n',
    '\n ',
    '\n    ',
    '\t',
    '. ',
    ', ',
    '?\n',
    '!',
  )
  const text = fc
    .tuple(fc.constantFrom('', '\n', ' ', '    ', '\t', '\u00a0'), fc.array(fc.tuple(word, gap), { maxLength: 12 }))
    .map(([start, parts]) => start + parts.flat().join(''))
  const plain = fc
    .tuple(
      fc.constantFrom('', '\n', '\n\n'),
      fc.array(
        fc.tuple(
          fc.constantFrom('Payments', 'work', 'again', 'O’Neill', 'a-b', '(now)', '"so"', "it's", '50%', 'Ärger'),
          fc.constantFrom(' ', ' ', '\n', '\n\n', '. ', ', ', '; ', '!\n', '?\n\n\n'),
        ),
        { minLength: 1, maxLength: 15 },
      ),
    )
    .map(([start, parts]) => start + parts.flat().join(''))

  test('that is plain comes out as the whole of Markdown has it.', () => {
    let quick = 0
    fc.assert(
      fc.property(fc.oneof(text, plain, fc.string(), anyText()), (markdown) => {
        const html = plainParagraphs(markdown)
        if (html === null) return
        quick += 1
        expect(html).toBe(renderTree(markdown, OPTIONS))
      }),
      { numRuns: 2000 },
    )
    // Else this would test nothing.
    expect(quick).toBeGreaterThan(100)
  })

  test('that is mostly words takes the quick way.', () => {
    expect(plainParagraphs("We're looking into delayed payments (cards only).\nMore at noon.\n\nSorry!\n")).toBe(
      "<p>We're looking into delayed payments (cards only).\nMore at noon.</p>\n<p>Sorry!</p>",
    )
    expect(plainParagraphs('See https://acme.example')).toBeNull()
    expect(plainParagraphs('    code')).toBeNull()
  })

  test('comes out as HTML in which nothing runs and nothing is fetched.', () => {
    const piece = fc.constantFrom(
      '<', '>', '"', "'", '=', '/', ' ', '\n', '\n\n', '&', ';', ':', '(', ')', '[', ']', '!', '`', '&#x', '6a;', '&colon;', '&Tab;',
      '<script', '</script>', '<img', '<svg', '<a', 'href', 'src', 'onerror', 'onload', 'style', 'javascript:', 'data:text/html,', 'vbscript:',
      'alert(1)', '<iframe', '<math', '<style', '</style>', '<!--', '-->', '<![CDATA[', ']]>', '<template', '<noscript', 'x', '//evil.example', '\\', '\u0000', '\u0001',
    ) // prettier-ignore
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (parts) => {
        expect(dangersIn(render(parts.join(''), { link: (url) => url }))).toEqual([])
      }),
      { numRuns: 1500 },
    )
  })
})

test('A text that nests deeper than the stack comes out as it was written, and takes nothing down.', () => {
  const html = renderMarkdown(`${'<b>'.repeat(30_000)}Payments fail.`, { headings: 3, link: () => null })
  expect(html).toContain('Payments fail.')
  expect(html).not.toMatch(/<(?!\/?[pb]>)/)
})

test('A text that is too much work to read comes out as it is written: every word, line and paragraph.', () => {
  const html = renderMarkdown(`Payments <fail> & *wait*.\nSorry.\n\n\n${'a_**'.repeat(5000)}\n`, {
    headings: 3,
    link: () => null,
  })
  expect(html).toBe(`<p>Payments &lt;fail&gt; &amp; *wait*.<br>\nSorry.</p>\n<p>${'a_**'.repeat(5000)}</p>`)
})

test('A picture of ours is shown, in a link as well; one from elsewhere is a link, whatever it says of itself.', () => {
  const image = (url: string) => (url === 'tree.png' ? '/pictures/tree.png' : null)
  const shown = (text: string) => renderMarkdown(text, { headings: 3, link: () => null, image })
  const img = '<img src="/pictures/tree.png" alt="The tree" loading="lazy" decoding="async">'
  expect(shown('![The tree](tree.png)')).toBe(`<p>${img}</p>`)
  expect(shown('[![The tree](tree.png)](https://a.example)')).toContain(`>${img}</a>`)
  expect(shown('<img src="https://evil.example/x.png" loading="lazy" alt="x">')).not.toContain('<img')
  expect(shown('![x](other.png)')).not.toContain('<img')
})
