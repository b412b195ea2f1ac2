import { expect, test } from 'vitest'
import { TWICE } from '../fixtures/findings.ts'
import { fileFromAbove, fromAbove } from './from-above.ts'

const FINDING = { ...TWICE, file: 'changes/2026/b.md', related: TWICE.related.map((one) => ({ ...one, file: 'a.md' })) }

test('Each place of a finding is named from the folder above.', () => {
  const [named] = fromAbove('ops/content', [FINDING])
  expect([named?.file, named?.related[0]?.file]).toEqual(['ops/content/changes/2026/b.md', 'ops/content/a.md'])
  expect(named?.message).toBe(FINDING.message)
})

test('What lies beside the content folder is named without a way there and back.', () => {
  expect(fileFromAbove('ops/content', '../incidents/a.md')).toBe('ops/incidents/a.md')
  expect(fileFromAbove('ops/content', '../../incidents/a.md')).toBe('incidents/a.md')
  expect(fileFromAbove('content', '../../incidents/a.md')).toBe('../incidents/a.md')
})

test('At the top of a repository there is nothing above.', () => {
  expect(fromAbove('', [FINDING])).toEqual([FINDING])
  expect(fileFromAbove('', 'site.yaml')).toBe('site.yaml')
})
