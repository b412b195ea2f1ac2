import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rational, ZERO } from '../rational.ts'
import { DAY } from '../time.ts'
import type { Asked } from './backtest.ts'
import { measuredBacktest } from './measured-backtest.ts'
import { measuredBudget } from './measured.ts'
import { daysUpTo } from './past-days.ts'

const at = (text: string) => Date.parse(text)
const now = at('2026-06-01T00:00:00Z')
const days = daysUpTo(now, 365, 'Etc/UTC')
const day = (date: string, good: number, total: number) => ({
  start: at(`${date}T00:00:00Z`),
  end: at(`${date}T00:00:00Z`) + DAY,
  good,
  total,
})
const asked: Asked = { target: rational(99n, 100n), window: { kind: 'rolling', length: 7 * DAY } }

test('One bad day is spent until enough good ones are beside it, or it has left the window.', () => {
  const rows = [
    day('2026-03-01', 1000, 1000),
    // 15 of 2000 are bad, where 20 may be; a day later 35 of 3000, where 30 may be; then 35 of 4000.
    day('2026-03-02', 985, 1000),
    day('2026-03-03', 980, 1000),
    day('2026-03-04', 1000, 1000),
  ]
  expect(measuredBacktest(rows, asked, { now, days })).toEqual({
    days: 365,
    // On the 3rd; on the 8th, when the first day has left it, and on the 9th: 20 of 2000 are exactly what may be.
    spent_days: 3,
    worst: { at: at('2026-03-03T00:00:00Z'), share: rational(-1n, 6n) },
    left: null,
    share: null,
  })
})

test('Where nothing was measured, or the target leaves no budget, there is nothing to say.', () => {
  expect(measuredBacktest([], asked, { now, days })).toBeNull()
  expect(measuredBacktest([day('2020-01-01', 0, 9)], asked, { now, days })).toBeNull()
  expect(measuredBacktest([day('2026-03-01', 0, 9)], { ...asked, target: rational(1n) }, { now, days })).toBeNull()
})

test('What is left now is what the budget says.', () => {
  const windows = fc.constantFrom<Asked['window']>(
    { kind: 'rolling', length: 7 * DAY },
    { kind: 'rolling', length: 1 },
    { kind: 'calendar', unit: 'month', count: 1, start: '2026-01-15T00:00:00', time_zone: 'Europe/Berlin' },
  )
  const measured = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), {
      maxLength: 20,
    })
    .map((all) =>
      all.map(([back, good, bad]) => {
        const start = now - (back * DAY) / 2
        return { start, end: start + DAY / 2, good, total: good + bad }
      }),
    )
  fc.assert(
    fc.property(measured, windows, (rows, window) => {
      const found = measuredBacktest(rows, { ...asked, window }, { now, days })
      const { figure } = measuredBudget(rows, {
        targets: [{ from: -Infinity, target: asked.target }],
        window,
        slicing: null,
        of_time: false,
        limits: { tight: ZERO, low: ZERO },
        now,
        time_zone: 'Etc/UTC',
      })
      expect(found?.left ?? null).toEqual(figure.left)
      expect(found?.share ?? null).toEqual(figure.share)
    }),
  )
})
