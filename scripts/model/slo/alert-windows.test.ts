import { expect, test } from 'vitest'
import { decimal, parseRational, ZERO } from '../rational.ts'
import { DAY } from '../time.ts'
import { ALERT_WINDOWS, CONDITIONS, outOfReach } from './alert-windows.ts'
import { burnFactor } from './burn-rate.ts'

const of = (days: number) => {
  const found = ALERT_WINDOWS.get(days * DAY)
  if (!found) throw new Error(`no windows for ${days} days`)
  return found
}

test.each([
  [30, '14.4000 6.0000 3.0000 1.0000'],
  [28, '13.4400 5.6000 2.8000 0.9333'],
  [7, '13.4400 3.5000 1.4000 0.9800'],
  [90, '14.4000 6.0000 3.0000 1.0000'],
])('Over %s days the burn rates are %s.', (days, expected) => {
  const by = of(days)
  const factors = CONDITIONS.map(([severity, speed]) => {
    const { percent, long } = by[severity][speed]
    return decimal(burnFactor(percent, by.period, long), 4)
  })
  expect(factors.join(' ')).toBe(expected)
})

test.each([
  ['0.93', 'page quick 14.4'],
  ['0.9306', ''],
  ['0.83', 'page quick 14.4, page slow 6.0'],
  ['0.66', 'page quick 14.4, page slow 6.0, ticket quick 3.0'],
])('At a target of %s these are out of reach: %s.', (target, expected) => {
  const found = outOfReach(parseRational(target) ?? ZERO, of(30), ['page', 'ticket'])
  expect(found.map(({ severity, speed, factor }) => `${severity} ${speed} ${decimal(factor, 1)}`).join(', ')).toBe(
    expected,
  )
})

test('Of an alert that is switched off nothing is out of reach.', () => {
  expect(outOfReach(parseRational('0.93') ?? ZERO, of(30), ['ticket'])).toEqual([])
})
