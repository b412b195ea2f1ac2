import { expect, test } from 'vitest'
import { broken, slo, validating } from '../fixtures/good-content.ts'

const measured = (...rows: string[]) => ({
  'measurements/checkout-availability.csv': `start,end,good,total\n${rows.join('\n')}\n`,
})

test('A budget of less than one event is told of.', () => {
  // 33 a day are 990 in 30 days, of which a thousandth may fail: 0.99 of one.
  expect(validating(measured('2026-11-01T00:00:00Z,2026-11-02T00:00:00Z,33,33'))).toMatchInlineSnapshot(
    `"warning slo-low-traffic slos/checkout.yaml:28 Unexpected target of 99.9 % at 990 events in a window, expected more events, or a lower target: one error breaks it."`,
  )
})

test.each([
  ['one event a window', ['2026-11-01T00:00:00Z,2026-11-04T00:00:00Z,100,100']],
  ['many events', ['2026-11-01T00:00:00Z,2026-11-02T00:00:00Z,90000,100000']],
  ['nothing measured', []],
])('With %s nothing is said.', (_, rows) => {
  expect(validating(measured(...rows))).toBe('')
})

test('What lies before the last window says nothing of it.', () => {
  const early = '2026-01-01T00:00:00Z,2026-01-02T00:00:00Z,1000000,1000000'
  expect(validating(measured(early, '2026-11-01T00:00:00Z,2026-11-02T00:00:00Z,33,33'))).toContain('slo-low-traffic')
})

test('Slices of time are not events.', () => {
  const slices = broken(
    slo,
    'Occurrences\n  objectives:\n    - target: 0.999\n',
    'RatioTimeslices\n  objectives:\n    - target: 0.999\n      timeSliceWindow: 5m\n',
  )
  expect(validating(slices, measured('2026-11-01T00:00:00Z,2026-11-02T00:00:00Z,33,33'))).toBe('')
})
