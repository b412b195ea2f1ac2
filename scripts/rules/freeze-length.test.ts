import { expect, test } from 'vitest'
import { broken, findingsIn, freeze, validating } from '../fixtures/good-content.ts'

const until = (end: string) => broken(freeze, 'end: 2027-01-04T00:00:00Z', `end: ${end}`)

test('A freeze that ends before it starts is an error.', () => {
  expect(validating(until('2026-01-04T00:00:00Z'))).toMatchInlineSnapshot(`
    "error freeze-length freezes/2026-year-end.yaml:5 Unexpected end at or before the start, expected a later time.
      ↳ freezes/2026-year-end.yaml:4 It starts here."
  `)
})

test('A freeze without length is an error.', () => {
  expect(validating(until('2026-12-18T01:00:00+01:00'))).toContain('error freeze-length')
})

test('A freeze of a year is warned about, and what it would be without the year is told.', () => {
  expect(validating(until('2028-01-04T00:00:00Z'))).toMatchInlineSnapshot(`
    "warning freeze-length freezes/2026-year-end.yaml:5 Unexpected freeze of 382d, expected at most 30d (\`freeze_max\`).
      ↳ freezes/2026-year-end.yaml:4 It starts here."
  `)
  expect(findingsIn(until('2028-01-04T00:00:00Z'))[0]?.help).toBe(
    'Check the years: one less between the two makes it 17d.',
  )
})

test('A freeze with a wrong month is warned about.', () => {
  expect(validating(until('2027-12-04T00:00:00Z'))).toMatchInlineSnapshot(`
    "warning freeze-length freezes/2026-year-end.yaml:5 Unexpected freeze of 351d, expected at most 30d (\`freeze_max\`).
      ↳ freezes/2026-year-end.yaml:4 It starts here."
  `)
  expect(findingsIn(until('2027-12-04T00:00:00Z'))[0]?.help).toBe('Check the month and the year of both.')
})

test('A freeze is as long as the policy allows.', () => {
  expect(validating(until('2027-01-17T00:00:00Z'))).toBe('')
  expect(validating(until('2027-01-17T00:00:01Z'))).toContain('warning freeze-length')
  const policy = { 'policy.yaml': 'freeze_max: 10d\n' }
  expect(validating(policy)).toMatchInlineSnapshot(`
    "warning freeze-length freezes/2026-year-end.yaml:5 Unexpected freeze of 17d, expected at most 10d (\`freeze_max\`).
      ↳ freezes/2026-year-end.yaml:4 It starts here."
  `)
})
