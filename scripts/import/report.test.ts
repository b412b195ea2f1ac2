import { expect, test } from 'vitest'
import type { Note } from './plan.ts'
import { planReport } from './report.ts'

const report = (...notes: Note[]) => planReport({ files: [], edits: [], notes }, new Set(), false)

test('A thing is said once, with its count and three of those that it is said of.', () => {
  const added = (record: string, hour: string): Note => ({
    record: `issue ${record}`,
    message: `it is resolved; an update was added at 2026-03-01T${hour}:10:00Z`,
  })
  const missing = (record: string): Note => ({ record: `issue ${record}`, message: 'its severity is missing' })
  expect(
    report(added('a', '11'), missing('a'), added('b', '12'), added('c', '13'), added('d', '14'), missing('e'), {
      record: 'page',
      message: "its tabs aren't kept",
    }),
  ).toBe(`Nothing to do.

Not kept as it was, or to look at (6):
4 × it is resolved; an update was added at …
  issue a: 2026-03-01T11:10:00Z
  issue b: 2026-03-01T12:10:00Z
  issue c: 2026-03-01T13:10:00Z
  and 1 more
2 × its severity is missing
  issue a
  issue e
page
  its tabs aren't kept
`)
})

test('Ten thousand notes of one kind are five lines.', () => {
  const notes = Array.from({ length: 10_000 }, (_, i) => ({
    record: `incident ${i}`,
    message: `incidents/2026/INC-${i}/public/impact.yaml differs from the source, and is left as it is`,
  }))
  expect(
    report(...notes)
      .split('\n')
      .slice(3),
  ).toEqual([
    '10000 × … differs from the source, and is left as it is',
    '  incident 0: incidents/2026/INC-0/public/impact.yaml',
    '  incident 1: incidents/2026/INC-1/public/impact.yaml',
    '  incident 2: incidents/2026/INC-2/public/impact.yaml',
    '  and 9997 more',
    '',
  ])
})
