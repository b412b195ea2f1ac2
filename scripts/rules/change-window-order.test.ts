import { expect, test } from 'vitest'
import { broken, change, findingsIn, validating } from '../fixtures/good-content.ts'

test('A window that ends before it starts is reported.', () => {
  expect(validating(broken(change, 'end: 2026-02-25T04:00:00Z}', 'end: 2026-02-25T01:00:00Z}'))).toMatchInlineSnapshot(`
    "error change-window-order changes/2026/CHG-2026-0001-cache.md:11 Unexpected end at or before the start, expected a later time.
      ↳ changes/2026/CHG-2026-0001-cache.md:11 It starts here."
  `)
})

test('A window without length is reported.', () => {
  expect(validating(broken(change, 'end: 2026-02-25T04:00:00Z}', 'end: 2026-02-25T03:00:00+01:00}')))
    .toMatchInlineSnapshot(`
    "error change-window-order changes/2026/CHG-2026-0001-cache.md:11 Unexpected end at or before the start, expected a later time.
      ↳ changes/2026/CHG-2026-0001-cache.md:11 It starts here."
  `)
})

test('An event that ends before it starts is reported.', () => {
  expect(validating({ 'events/sale.yaml': 'title: Sale\nstart: 2026-11-27T00:00:00Z\nend: 2026-11-26T00:00:00Z\n' }))
    .toMatchInlineSnapshot(`
    "error change-window-order events/sale.yaml:3 Unexpected end at or before the start, expected a later time.
      ↳ events/sale.yaml:2 It starts here."
  `)
})

const until = (end: string) => broken(change, 'end: 2026-02-25T04:00:00Z', `end: ${end}`)

test('A window of a year is warned about, and what it would be without the year is told.', () => {
  expect(validating(until('2027-02-25T04:00:00Z'))).toMatchInlineSnapshot(`
    "warning change-window-order changes/2026/CHG-2026-0001-cache.md:11 Unexpected window of 365d 2h, expected hours, or a few days.
      ↳ changes/2026/CHG-2026-0001-cache.md:11 It starts here."
  `)
  expect(findingsIn(until('2027-02-25T04:00:00Z'))[0]?.help).toBe(
    'Check the years: one less between the two makes it 2h.',
  )
})

test('A window of more than a week is warned about; one of a week is not.', () => {
  expect(validating(until('2026-03-04T02:00:01Z'))).toMatchInlineSnapshot(`
    "warning change-window-order changes/2026/CHG-2026-0001-cache.md:11 Unexpected window of 7d 1s, expected hours, or a few days.
      ↳ changes/2026/CHG-2026-0001-cache.md:11 It starts here."
  `)
  expect(findingsIn(until('2026-03-04T02:00:01Z'))[0]?.help).toBe('Check the month and the year of both.')
  expect(validating(until('2026-03-04T02:00:00Z'))).toBe('')
})

test('An imported change may have taken weeks.', () => {
  const { [change]: text = '' } = until('2026-04-04T02:00:00Z')
  expect(validating({ [change]: text.replace('outcome:', 'source: {kind: statuspage}\noutcome:') })).toBe('')
})
