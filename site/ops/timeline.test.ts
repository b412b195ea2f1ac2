import { expect, test } from 'vitest'
import { timelineIn } from './timeline.ts'

const read = (markdown: string) =>
  timelineIn(
    { body: { markdown, line: 1 }, started: 0 },
    { headings: 4, link: () => null, image: () => null, prefix: 'x' },
  )

test.each([
  '## Timeline\n\nTimes in Asia/Magadan.\n',
  '\n## Timeline\n',
  'Text.\n\n## Timeline\n\nTimes in UTC.\n\n## Impact\n\nSome.\n',
])('A timeline that nothing was written into says nothing: %j.', (markdown) => {
  const found = read(markdown)
  expect(found?.events).toEqual([])
  expect(found?.rest).not.toMatch(/Timeline|Times in/)
  for (const kept of ['Text.', '## Impact', 'Some.']) expect(found?.rest.includes(kept)).toBe(markdown.includes(kept))
})

test.each(['## Timeline\n\nWe saw it at ten.\n', 'Timeline: none.\n'])(
  'What stands there otherwise stays: %j.',
  (markdown) => {
    expect(read(markdown)?.rest ?? markdown).toContain(markdown.trim().split('\n').at(-1))
  },
)
