import { describe, expect, test } from 'vitest'
import { visible } from './visible.ts'

const SECRET = "the pool's size & limit"

describe('What a reader of a page can come to see', () => {
  test.each<[string, string, string]>([
    ['in its text', '.html', "<p>It was the pool's size & limit.</p>"],
    ['behind named entities', '.html', '<p>It was the pool&apos;s size &amp; limit.</p>'],
    ['behind numbered entities', '.html', '<p>It was the pool&#x27;s size &#38; limit.</p>'],
    ['over two lines, indented', '.html', "<p>It was the pool's\n      size &amp;\tlimit.</p>"],
    ['with a part of it in bold', '.html', "<p>It was the <b>pool's</b> size &amp; limit.</p>"],
    ['in an attribute', '.html', '<p title="It was the pool&#39;s size &amp; limit">…</p>'],
    ['in an attribute with a > before it', '.html', '<p title="5 > 4: the pool&#39;s size &amp; limit">…</p>'],
    [
      'in the description of the page',
      '.html',
      '<meta name="description" content="the pool&#x27;s size &amp; limit" />',
    ],
    ['in a comment', '.html', "<!-- the pool's size & limit --><p>…</p>"],
    ['in the text of a feed', '.xml', "<title>the pool's size &amp; limit</title>"],
    [
      'in the HTML within a feed',
      '.atom',
      '<content>&lt;p>the &lt;b>pool&amp;#39;s&lt;/b> size &amp;amp; limit</content>',
    ],
    ['in the CDATA of a feed', '.rss', "<description><![CDATA[the pool's size &amp; limit]]></description>"],
    ['in a badge', '.svg', "<svg><title>the pool's size &amp; limit</title></svg>"],
    ['in JSON', '.json', JSON.stringify({ body: "the pool's size & limit" })],
    ['in JSON, behind escapes', '.json', String.raw`{"body":"the pool\u0027s\nsize \u0026 limit"}`],
    ['in JSON, with every letter escaped', '.json', `"${[...SECRET].map(escaped).join('')}"`],
    [
      'in the HTML within a feed in JSON',
      '.json',
      JSON.stringify({ content_html: '<p>the <b>pool&#39;s</b> size &#x26; limit</p>' }),
    ],
    ['in a script', '.js', String.raw`say('the pool\u0027s size & limit')`],
    ['in a web app manifest', '.webmanifest', String.raw`{"name":"the pool\u0027s size & limit"}`],
    ['in a calendar, over a fold', '.ics', "DESCRIPTION:It was the poo\r\n l's size & lim\r\n it\r\n"],
    ['in a calendar, over a line break', '.ics', String.raw`DESCRIPTION:the pool's\nsize & limit`],
    ['in plain text', '.txt', "the pool's  size &\nlimit"],
    ['in a file without an extension', '', "# the pool's size & limit"],
  ])('holds a phrase %s.', (_, extension, source) => {
    expect(visible(source, extension)).toContain(SECRET)
  })

  test('keeps a comma of a calendar that is escaped there.', () => {
    expect(visible(String.raw`SUMMARY:cables\, plugs\; and \\ more`, '.ics')).toBe(
      `SUMMARY\n${String.raw`cables, plugs; and \ more`}`,
    )
  })

  test('has no blank before a full stop that follows on a tag.', () => {
    expect(visible('<p>Look at <b>the pool</b>, then <i>restart</i>.</p>', '.html')).toContain(
      'Look at the pool, then restart.',
    )
  })

  test('does not run the words of two elements together.', () => {
    expect(visible('<td>payments</td><td>gateway</td>', '.html')).not.toContain('paymentsgateway')
  })
})

const escaped = (letter: string) => String.raw`\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
