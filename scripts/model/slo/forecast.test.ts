import { expect, test } from 'vitest'
import { fraction, rational } from '../rational.ts'
import { forecast } from './forecast.ts'
import type { Debit } from './ledger.ts'

const debit = (from: number, to: number): Debit => ({
  from,
  to,
  weight: rational(1n),
  cost: rational(BigInt(to - from)),
  incidents: ['INC-2026-0001'],
  changes: [],
  open: false,
})
const of = (
  left: number,
  debits: Debit[],
  rolling: boolean,
  window = { from: 0, to: 400 },
  now = rolling ? window.to : 200,
) => {
  const found = forecast({ window, left: rational(BigInt(left)) }, debits, { rolling, now })
  return found && { ...found, rate: fraction(found.rate) }
}

test('Of a calendar window the rate is that of the period so far, and the end is its end.', () => {
  // 20 bad in 200: one in ten. 15 are left: 150 more.
  expect(of(15, [debit(50, 70)], false)).toEqual({ over: 200, rate: '1/10', spent: 350 })
  expect(of(20, [debit(50, 70)], false)).toEqual({ over: 200, rate: '1/10', spent: null })
})

test('Of a rolling window the rate is that of its last quarter.', () => {
  // 10 bad in the last 100. 5 are left: 50 more, in which nothing old falls out.
  expect(of(5, [debit(350, 360)], true)).toEqual({ over: 100, rate: '1/10', spent: 450 })
})

test('What falls out of a rolling window on the way is won back.', () => {
  // After 20 there are 3 left; then the debit of [20, 30) falls out, at ten times the rate: 12 left at 430; 120 more.
  expect(of(5, [debit(20, 30), debit(350, 360)], true)).toEqual({ over: 100, rate: '1/10', spent: 550 })
})

test('At the rate of the whole window a rolling budget is never spent.', () => {
  expect(of(5, [debit(300, 310)], true)?.spent).toBe(450)
  expect(of(5, [debit(0, 10), debit(100, 110), debit(200, 210), debit(300, 310)], true)?.spent).toBeNull()
})

test('Without anything burned lately it is not spent; a budget that is spent has no forecast.', () => {
  expect(of(5, [debit(20, 30)], true)).toEqual({ over: 100, rate: '0', spent: null })
  expect(of(0, [debit(350, 360)], true)).toBeNull()
})
