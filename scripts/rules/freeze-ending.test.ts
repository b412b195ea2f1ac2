import { expect, test } from 'vitest'
import { auditing, stale } from '../fixtures/audit-context.ts'
import { freeze } from '../fixtures/good-content.ts'

const ending = stale(
  freeze,
  'start: 2026-12-18T00:00:00Z\nend: 2027-01-04T00:00:00Z',
  'start: 2026-11-16T00:00:00Z\nend: 2026-11-25T00:00:00Z',
)

test('A freeze that ends within two days is named, with whom to ask.', () => {
  expect(auditing(ending)).toMatchInlineSnapshot(`
    "warning freeze-ending freezes/2026-year-end.yaml:5 The freeze "Year-end freeze" ends in 1d 15h, at 2026-11-25T00:00:00Z; changes may go ahead from then on.
      Ask ana whether it is to end. To prolong it, move \`end\` before it is over."
  `)
})

test('It is named from 48 hours before its end, until it has ended.', () => {
  expect(auditing(ending, '2026-11-22T23:59:59Z')).toBe('')
  expect(auditing(ending, '2026-11-23T00:00:00Z')).toContain('ends in 2d,')
  expect(auditing(ending, '2026-11-24T23:59:59Z')).toContain('ends in 1s,')
  expect(auditing(ending, '2026-11-25T00:00:00Z')).toBe('')
})

test('A short freeze that has not begun is not ending.', () => {
  const day = 'title: Elections\nlevel: soft\nowner: bo\nstart: 2026-11-23T12:00:00Z\nend: 2026-11-24T00:00:00Z\n'
  expect(auditing({ 'freezes/elections.yaml': day })).toBe('')
  expect(auditing({ 'freezes/elections.yaml': day }, '2026-11-23T12:00:00Z')).toContain('ends in 12h')
})
