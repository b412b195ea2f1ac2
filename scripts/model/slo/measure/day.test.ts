import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRational } from '../../rational.ts'
import type { Measurement } from '../../records/measurement.ts'
import type { SloWindow } from '../../records/objective.ts'
import { DAY, HOUR, MINUTE, type Instant } from '../../time.ts'
import { withRows } from './csv.ts'
import { measureDay, type Ask } from './day.ts'
import { tallyOf } from './moments.ts'
import { unmeasuredDays } from './periods.ts'
import type { Reading } from './reading.ts'

const at = (text: string): Instant => Date.parse(text)
/** A query says what it is of, and its range. */
const EVENTS: Reading = {
  kind: 'events',
  of: 'bad',
  part: (window) => `bad ${window}`,
  total: (window) => `all ${window}`,
  per_second: false,
  presence: [(window) => `all ${window}`],
}
const MONTH: SloWindow = { kind: 'rolling', length: 30 * DAY }
const WEEK: SloWindow = { kind: 'rolling', length: 7 * DAY }

/** A store in which something is known of every ten minutes but some, and every tenth of them has a bad event of two. */
const storeWithout =
  (missing: ReadonlySet<number>): Ask =>
  async (query, { from, to, step }) => {
    const [what = '', window = ''] = query.split(' ')
    const values = new Map<Instant, number>()
    const range = lengthIn(window)
    for (let end = from; end <= to; end += step) {
      const parts = Array.from({ length: range / PART }, (_, i) => (end - range) / PART + i)
      const known = parts.filter((part) => !missing.has(part))
      if (known.length > 0)
        values.set(end, what === 'all' ? 2 * known.length : known.filter((part) => part % 10 === 0).length)
    }
    return values
  }
const PART = 10 * MINUTE
const lengthIn = (window: string) =>
  [...window.matchAll(/(\d+)([dhm])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * { d: DAY, h: HOUR, m: MINUTE }[unit as 'd' | 'h' | 'm'],
    0,
  )

interface Run {
  window: SloWindow
  time_zone: string
  since: Instant
  ask: Ask
}

/** Goes on with what is measured, as of some time. */
async function measuredBy(now: Instant, rows: readonly Measurement[], { window, time_zone, since, ask }: Run) {
  const found: Measurement[] = []
  for (const day of unmeasuredDays({ window, rows, now, time_zone, since })) {
    const measured = await measureDay(EVENTS, day, ask)
    if ('error' in measured) throw new Error(measured.error)
    found.push(...measured.rows)
  }
  return [...rows, ...found].toSorted((a, b) => a.start - b.start)
}

const SINCE = at('2026-10-22T00:00:00Z')
const run = fc.record({
  window: fc.constantFrom(MONTH, WEEK),
  time_zone: fc.constantFrom('Etc/UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/New_York'),
  missing: fc.uniqueArray(fc.integer({ min: 0, max: 7 * 144 }), { maxLength: 12 }),
  stops: fc.array(fc.integer({ min: 0, max: 7 * 24 * 60 }), { maxLength: 4 }),
})

test('However often it is stopped, it comes to the same rows: in order, apart, and of no time that is not known.', async () => {
  await fc.assert(
    fc.asyncProperty(run, async ({ window, time_zone, missing, stops }) => {
      const gone = new Set(missing.map((part) => SINCE / PART + part))
      const over = { window, time_zone, since: SINCE, ask: storeWithout(gone) }
      const end = SINCE + 7 * DAY
      const whole = await measuredBy(end, [], over)
      let inParts: Measurement[] = []
      for (const minute of [...stops.toSorted((a, b) => a - b), 7 * 24 * 60])
        inParts = await measuredBy(SINCE + minute * MINUTE, inParts, over)
      expect(inParts).toEqual(whole)
      expect(await measuredBy(end, whole, over)).toEqual(whole)
      expect(withRows(withRows(null, whole.slice(0, 3), time_zone), whole.slice(3), time_zone)).toBe(
        withRows(null, whole, time_zone),
      )
      for (const [i, { start, end: until, good, total }] of whole.entries()) {
        expect(start).toBeGreaterThanOrEqual(Math.max(SINCE, whole[i - 1]?.end ?? -Infinity))
        expect(until).toBeLessThanOrEqual(end)
        expect(total).toBe(((until - start) / PART) * 2)
        expect(good).toBeLessThanOrEqual(total)
        for (const part of gone) expect(part * PART >= start && part * PART < until).toBe(false)
      }
    }),
    { numRuns: 60 },
  )
})

test('What is missing costs its own hour, and no other.', async () => {
  const missing = new Set([at('2026-10-24T05:20:00Z') / PART])
  const rows = await measuredBy(at('2026-10-26T12:00:00Z'), [], {
    window: MONTH,
    time_zone: 'Etc/UTC',
    since: at('2026-10-23T12:00:00Z'),
    ask: storeWithout(missing),
  })
  expect(rows.map(({ start, end }) => (end - start) / HOUR)).toEqual([...Array.from({ length: 23 }, () => 1), 24])
  expect(rows.some(({ start }) => start === at('2026-10-24T05:00:00Z'))).toBe(false)
})

test('Of a short window hours are rows, up to the last one that is over by ten minutes.', async () => {
  const over = { window: WEEK, time_zone: 'Etc/UTC', since: at('2026-10-24T00:00:00Z'), ask: storeWithout(new Set()) }
  expect((await measuredBy(at('2026-10-24T05:09:59Z'), [], over)).length).toBe(4)
  expect((await measuredBy(at('2026-10-24T05:10:00Z'), [], over)).length).toBe(5)
})

test('By default it begins where the window does, or where the last row ends, and a year back at most.', () => {
  const first = (rows: Measurement[]) =>
    unmeasuredDays({ window: MONTH, rows, now: at('2026-10-31T12:00:00Z'), time_zone: 'Etc/UTC', since: null })[0]
      ?.whole?.from
  const row = (end: string) => ({ start: at(end) - DAY, end: at(end), good: 1, total: 1 })
  expect(first([])).toBe(at('2026-10-02T00:00:00Z'))
  expect(first([row('2026-08-01T00:00:00Z')])).toBe(at('2026-08-01T00:00:00Z'))
  expect(first([row('2026-10-20T00:00:00Z')])).toBe(at('2026-10-02T00:00:00Z'))
  expect(first([row('2020-01-01T00:00:00Z')])).toBe(at('2025-11-01T00:00:00Z'))
})

/* Moments: ten minutes, a value each. */

const TEN = { from: 0, to: 10 * MINUTE }
const values = (...list: (number | null)[]) =>
  new Map(list.flatMap((value, i): [number, number][] => (value === null ? [] : [[(i + 1) * MINUTE, value]])))
const moments = (more: object): Extract<Reading, { kind: 'moments' }> => ({
  kind: 'moments',
  query: () => '',
  step: MINUTE,
  judge: { by: 'share', of: 'bad' },
  slice: null,
  ...more,
})
const slice = (target: string | null) => ({
  length: 5 * MINUTE,
  target: target === null ? null : parseRational(target),
})
const atMost = { judge: { by: 'threshold', op: 'lte', value: parseRational('0.5') } }
const TENTHS = [0, 0, 0.1, 0, 0, 0, 0, 0, 0, 1]

test.each([
  ['a ratio is a share of the time', {}, TENTHS, { good: 534_000, total: 600_000 }],
  [
    'one of good events is the rest',
    { judge: { by: 'share', of: 'good' } },
    [1, 1, 1, 1, 1, 1, 1, 1, 1, 0.5],
    { good: 570_000, total: 600_000 },
  ],
  [
    'a moment with nothing asked for is not counted',
    {},
    [0, 0, NaN, 0, 0, 0, 0, 0, 0, 1],
    { good: 480_000, total: 540_000 },
  ],
  [
    'moments within a threshold, which holds itself',
    atMost,
    [0.5, 0.2, 0.51, Infinity, 0, 0, 0, 0, 0, 0],
    { good: 8, total: 10 },
  ],
  // Means of 0.02 and 0.2 bad: 0.98 is enough, 0.8 is not.
  ['slices are good where enough of them is', { slice: slice('0.98') }, TENTHS, { good: 1, total: 2 }],
  [
    'slices by the share of moments within a threshold',
    { ...atMost, slice: slice('0.8') },
    [9, 0, 0, 0, 0, 9, 9, 0, 0, 0],
    { good: 1, total: 2 },
  ],
  [
    'slices count by their share, whatever was asked for in them',
    { slice: slice(null) },
    [1, NaN, NaN, NaN, NaN, 0, 0, 0, 0, 1],
    { good: 240_000, total: 600_000 },
  ],
  [
    'a slice with nothing asked for is none',
    { slice: slice('0.98') },
    [NaN, NaN, NaN, NaN, NaN, 0, 0, 0, 0, 0],
    { good: 1, total: 1 },
  ],
  ['a moment that is missing makes the whole unknown', {}, [0, 0, 0, 0, null, 0, 0, 0, 0, 0], null],
  [
    'a value that is no share is refused',
    {},
    [0, 0, 3, 0, 0, 0, 0, 0, 0, 0],
    { error: 'a ratio of 3, expected one from 0 to 1' },
  ],
])('Of moments, %s.', (_, more, list, expected) => {
  expect(tallyOf(TEN, moments(more), values(...list))).toEqual(expected)
})
