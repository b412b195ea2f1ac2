import { expect, test } from 'vitest'
import { broken, change, freeze, validating } from '../fixtures/good-content.ts'

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

test('A freeze that ends before it starts is reported.', () => {
  expect(validating(broken(freeze, 'end: 2027-01-04', 'end: 2026-01-04'))).toMatchInlineSnapshot(`
    "error change-window-order freezes/2026-year-end.yaml:5 Unexpected end at or before the start, expected a later time.
      ↳ freezes/2026-year-end.yaml:4 It starts here."
  `)
})

test('An event that ends before it starts is reported.', () => {
  expect(validating({ 'events/sale.yaml': 'title: Sale\nstart: 2026-11-27T00:00:00Z\nend: 2026-11-26T00:00:00Z\n' }))
    .toMatchInlineSnapshot(`
    "error change-window-order events/sale.yaml:3 Unexpected end at or before the start, expected a later time.
      ↳ events/sale.yaml:2 It starts here."
  `)
})
