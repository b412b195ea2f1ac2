import { expect, test } from 'vitest'
import { relativeTarget } from './relative-link.ts'

const from = (url: string) => relativeTarget('incidents/2026/INC-2026-0005-booking/index.md', url)

test('A path starts from the folder of the file.', () => {
  expect(from('graph.png')).toBe('incidents/2026/INC-2026-0005-booking/graph.png')
  expect(from('./public/../graph.png')).toBe('incidents/2026/INC-2026-0005-booking/graph.png')
  expect(from('../../../runbooks/a/b.md')).toBe('runbooks/a/b.md')
  expect(relativeTarget('policy.yaml', 'a.md')).toBe('a.md')
})

test('A folder is named without its slash, and the content folder itself is empty.', () => {
  expect(from('../../../runbooks/')).toBe('runbooks')
  expect(from('../../..')).toBe('')
})

test('A query and a fragment are no part of the path.', () => {
  expect(from('../../../runbooks/a/b.md?plain#mitigation')).toBe('runbooks/a/b.md')
})

test('Names may be encoded; what only looks so stays.', () => {
  expect(from('../%E6%B1%BA%20%23.md')).toBe('incidents/2026/決 #.md')
  expect(from('../%E0%A4%A')).toBe('incidents/2026/%E0%A4%A')
})

test('A path that leaves the content folder shows it.', () => {
  expect(from('../../../../secrets.md')).toBe('../secrets.md')
  expect(from('../../../../../a/../../b')).toBe('../../../b')
})

test.each(['', 'https://a.example', 'mailto:ana@a.example', 'x:y', '/runbooks/a/b/', '//a.example', '#impact', '?a=b'])(
  '`%s` is not relative.',
  (url) => {
    expect(from(url)).toBeNull()
  },
)
