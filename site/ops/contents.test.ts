import { expect, test } from 'vitest'
import { renderMarkdown } from '../shared/markdown'
import { sectionsOf } from './contents.ts'

test('the sections of a text, with the places that they are found at', () => {
  const text = '## Summary\n\nWords.\n\n### A step\n\n## `kubectl` & <b>more</b>\n\n## Summary\n'
  const html = renderMarkdown(text, { headings: 2, link: () => null, anchors: true })
  expect(sectionsOf(html)).toEqual([
    { id: 'summary', html: 'Summary' },
    { id: 'kubectl--more', html: 'kubectl &#x26; more' },
    { id: 'summary-1', html: 'Summary' },
  ])
})
