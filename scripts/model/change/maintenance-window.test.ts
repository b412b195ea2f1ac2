import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Interval } from '../interval.ts'
import { nextWindow, outsideWindows } from './maintenance-window.ts'
import { DAYS, type Service } from '../records/service.ts'
import { DAY, HOUR, MINUTE } from '../time.ts'

type Window = Service['maintenance_windows'][number]

const every = (days: string, from: string, to: string, time_zone?: string): Window => ({
  days: DAYS.filter((day) => days.split(' ').includes(day)),
  from,
  to,
  time_zone,
})
const welcoming = (...maintenance_windows: Window[]) => ({ maintenance_windows })
const time = (text: string) => Date.parse(text)
const span = (from: string, to: string): Interval => ({ from: time(from), to: time(to) })

const ALL = 'mon tue wed thu fri sat sun'

describe('A change is outside the maintenance windows of a service', () => {
  // 3 March 2026 is a Tuesday; Berlin is one hour ahead of UTC.
  test.each<[string, boolean, string, string]>([
    ['the whole window', false, '2026-03-03T01:00:00Z', '2026-03-03T03:00:00Z'],
    ['a part of it', false, '2026-03-03T01:30:00Z', '2026-03-03T02:00:00Z'],
    ['a second too early', true, '2026-03-03T00:59:59Z', '2026-03-03T02:00:00Z'],
    ['a second too long', true, '2026-03-03T02:00:00Z', '2026-03-03T03:00:01Z'],
    ['the day after', true, '2026-03-04T01:00:00Z', '2026-03-04T03:00:00Z'],
    ['from one window into that of two days later', true, '2026-03-03T02:00:00Z', '2026-03-05T02:00:00Z'],
  ])('or not, Tuesday and Thursday from two to four in Berlin: %s.', (_, outside, from, to) => {
    const service = welcoming(every('tue thu', '02:00', '04:00', 'Europe/Berlin'))
    expect(outsideWindows(service, span(from, to), 'Etc/UTC')).toBe(outside)
  })

  test('never, where it has none.', () => {
    expect(outsideWindows(welcoming(), span('2026-03-03T01:00:00Z', '2026-03-04T03:00:00Z'), 'Etc/UTC')).toBe(false)
  })

  test("by the site's clock, where the window names no zone.", () => {
    const service = welcoming(every('tue', '02:00', '04:00'))
    const change = span('2026-03-03T01:00:00Z', '2026-03-03T03:00:00Z')
    expect(outsideWindows(service, change, 'Europe/Berlin')).toBe(false)
    expect(outsideWindows(service, change, 'Etc/UTC')).toBe(true)
  })

  test('or within one that goes over midnight, which begins on the day that it names.', () => {
    const service = welcoming(every('mon', '22:00', '04:00'))
    expect(outsideWindows(service, span('2026-03-02T23:00:00Z', '2026-03-03T04:00:00Z'), 'Etc/UTC')).toBe(false)
    expect(outsideWindows(service, span('2026-03-03T00:00:00Z', '2026-03-03T01:00:00Z'), 'Etc/UTC')).toBe(false)
    expect(outsideWindows(service, span('2026-03-02T00:00:00Z', '2026-03-02T01:00:00Z'), 'Etc/UTC')).toBe(true)
    expect(outsideWindows(service, span('2026-03-03T23:00:00Z', '2026-03-04T00:00:00Z'), 'Etc/UTC')).toBe(true)
  })

  test('or within two that touch at midnight.', () => {
    const service = welcoming(every('mon', '22:00', '24:00'), every('tue', '00:00', '04:00'))
    expect(outsideWindows(service, span('2026-03-02T22:00:00Z', '2026-03-03T04:00:00Z'), 'Etc/UTC')).toBe(false)
  })

  test('or within two of different zones that overlap.', () => {
    const service = welcoming(every('tue', '02:00', '04:00', 'Europe/Berlin'), every('tue', '02:00', '04:00'))
    expect(outsideWindows(service, span('2026-03-03T01:00:00Z', '2026-03-03T04:00:00Z'), 'Etc/UTC')).toBe(false)
    expect(outsideWindows(service, span('2026-03-03T01:00:00Z', '2026-03-03T04:00:01Z'), 'Etc/UTC')).toBe(true)
  })

  test('or within whole days that follow each other: a window that ends when it begins lasts until the next day.', () => {
    const weekend = welcoming(every('sat sun', '00:00', '00:00'))
    expect(outsideWindows(weekend, span('2026-03-07T00:00:00Z', '2026-03-09T00:00:00Z'), 'Etc/UTC')).toBe(false)
    expect(outsideWindows(weekend, span('2026-03-07T00:00:00Z', '2026-03-09T00:00:01Z'), 'Etc/UTC')).toBe(true)
  })

  test('or within one from midnight at the end of a day, which is the day after.', () => {
    const service = welcoming(every('mon', '24:00', '04:00'))
    expect(outsideWindows(service, span('2026-03-03T00:00:00Z', '2026-03-03T04:00:00Z'), 'Etc/UTC')).toBe(false)
    expect(outsideWindows(service, span('2026-03-02T00:00:00Z', '2026-03-02T04:00:00Z'), 'Etc/UTC')).toBe(true)
  })

  test('or within always, for up to a year.', () => {
    const service = welcoming(every(ALL, '00:00', '24:00'))
    expect(outsideWindows(service, span('2026-03-02T22:00:00Z', '2026-09-02T22:00:00Z'), 'Europe/Berlin')).toBe(false)
    expect(outsideWindows(service, span('2026-03-02T22:00:00Z', '9999-12-31T23:59:59Z'), 'Europe/Berlin')).toBe(true)
  })

  test('in the last days of the calendar too.', () => {
    const service = welcoming(every(ALL, '02:00', '04:00', 'Europe/Berlin'))
    expect(outsideWindows(service, span('9999-12-31T01:00:00Z', '9999-12-31T03:00:00Z'), 'Etc/UTC')).toBe(false)
    expect(outsideWindows(service, span('9999-12-31T23:00:00Z', '9999-12-31T23:59:59Z'), 'Etc/UTC')).toBe(true)
  })
})

// In Berlin 29 March 2026 goes from 02:00 to 03:00 at 01:00 UTC; 25 October goes back from 03:00 to 02:00 then.
describe('As the clocks change, a window', () => {
  const night = welcoming(every('sun', '01:00', '04:00', 'Europe/Berlin'))

  test('is an hour shorter in spring.', () => {
    expect(outsideWindows(night, span('2026-03-29T00:00:00Z', '2026-03-29T02:00:00Z'), 'Etc/UTC')).toBe(false)
    expect(outsideWindows(night, span('2026-03-29T00:00:00Z', '2026-03-29T02:00:01Z'), 'Etc/UTC')).toBe(true)
  })

  test('is an hour longer in autumn.', () => {
    expect(outsideWindows(night, span('2026-10-24T23:00:00Z', '2026-10-25T03:00:00Z'), 'Etc/UTC')).toBe(false)
    expect(outsideWindows(night, span('2026-10-24T23:00:00Z', '2026-10-25T03:00:01Z'), 'Etc/UTC')).toBe(true)
  })

  test('of every day has no gap, though the day is short.', () => {
    const always = welcoming(every(ALL, '00:00', '24:00', 'Europe/Berlin'))
    expect(outsideWindows(always, span('2026-03-28T22:45:00Z', '2026-03-29T22:15:00Z'), 'Etc/UTC')).toBe(false)
  })

  test('that would begin in the hour that is skipped begins after it.', () => {
    const service = welcoming(every('sun', '02:30', '04:00', 'Europe/Berlin'))
    expect(outsideWindows(service, span('2026-03-29T01:00:00Z', '2026-03-29T02:00:00Z'), 'Etc/UTC')).toBe(false)
    expect(outsideWindows(service, span('2026-03-29T00:30:00Z', '2026-03-29T02:00:00Z'), 'Etc/UTC')).toBe(true)
  })

  test('that lies wholly in it is left out, and the next is a week later.', () => {
    const service = welcoming(every('sun', '02:00', '03:00', 'Europe/Berlin'))
    expect(nextWindow(service, time('2026-03-28T00:00:00Z'), MINUTE, 'Etc/UTC')).toEqual(
      span('2026-04-05T00:00:00Z', '2026-04-05T01:00:00Z'),
    )
  })

  test('begins and ends at the first of the two times that the clocks show in autumn.', () => {
    const service = welcoming(
      every('sun', '02:30', '05:00', 'Europe/Berlin'),
      every('sun', '01:00', '02:15', 'Europe/Berlin'),
    )
    expect(nextWindow(service, time('2026-10-25T00:15:00Z'), MINUTE, 'Etc/UTC')).toEqual(
      span('2026-10-25T00:30:00Z', '2026-10-25T04:00:00Z'),
    )
  })

  test('over the midnight that São Paulo skipped begins at one.', () => {
    const service = welcoming(every('sun', '00:00', '02:00', 'America/Sao_Paulo'))
    expect(nextWindow(service, time('2018-11-04T00:00:00Z'), MINUTE, 'Etc/UTC')).toEqual(
      span('2018-11-04T03:00:00Z', '2018-11-04T04:00:00Z'),
    )
  })
})

describe('The next maintenance window', () => {
  const service = welcoming(every('tue', '02:00', '04:00'), every('thu', '01:00', '05:00'))

  test.each<[string, number, string, string]>([
    ['2026-03-02T12:00:00Z', 2 * HOUR, '2026-03-03T02:00:00Z', '2026-03-03T04:00:00Z'],
    ['2026-03-03T03:00:00Z', HOUR, '2026-03-03T03:00:00Z', '2026-03-03T04:00:00Z'],
    ['2026-03-03T03:00:01Z', HOUR, '2026-03-05T01:00:00Z', '2026-03-05T05:00:00Z'],
    ['2026-03-02T12:00:00Z', 3 * HOUR, '2026-03-05T01:00:00Z', '2026-03-05T05:00:00Z'],
    ['2026-03-05T05:00:00Z', HOUR, '2026-03-10T02:00:00Z', '2026-03-10T04:00:00Z'],
  ])('from %s on with room for %d milliseconds is from %s to %s.', (from, length, begins, ends) => {
    expect(nextWindow(service, time(from), length, 'Etc/UTC')).toEqual(span(begins, ends))
  })

  test('is made of several that touch.', () => {
    const split = welcoming(every('mon', '22:00', '24:00'), every('tue', '00:00', '04:00'))
    expect(nextWindow(split, time('2026-03-02T12:00:00Z'), 5 * HOUR, 'Etc/UTC')).toEqual(
      span('2026-03-02T22:00:00Z', '2026-03-03T04:00:00Z'),
    )
  })

  test('is none where none is long enough, and where there are none.', () => {
    expect(nextWindow(service, time('2026-03-02T12:00:00Z'), 4 * HOUR + 1, 'Etc/UTC')).toBeNull()
    expect(nextWindow(welcoming(), time('2026-03-02T12:00:00Z'), HOUR, 'Etc/UTC')).toBeNull()
  })
})

/** What the clock on the wall says at an instant, by another library. */
const wall = (zone: string) => {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return (at: number) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
    return { day: String(parts['weekday']).toLowerCase(), clock: `${parts['hour']}:${parts['minute']}` }
  }
}
const WALLS = ['Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Etc/UTC'].map((zone) => ({
  zone,
  at: wall(zone),
}))

/** Whether a window holds an instant, by looking at the wall. */
function holds({ days, from, to }: Window, { day, clock }: { day: string; clock: string }): boolean {
  const today = DAYS.findIndex((one) => one === day)
  const named = (index: number) => days.some((one) => one === DAYS[(index + 7) % 7])
  return to > from
    ? named(today) && from <= clock && clock < to
    : (named(today) && from <= clock) || (named(today - 1) && clock < to)
}

describe('Instant by instant', () => {
  const hour = (least: number, most: number) =>
    fc.integer({ min: least, max: most }).map((n) => `${String(n).padStart(2, '0')}:00`)
  const window = fc.record({
    days: fc.subarray([...DAYS], { minLength: 1 }),
    from: hour(0, 23),
    to: hour(0, 24),
    time_zone: fc.constant(undefined),
  })
  // Around the days on which the clocks change in New York and Berlin, and some others; on the half hour.
  const start = fc
    .tuple(
      fc.constantFrom('2026-03-07', '2026-03-28', '2026-05-13', '2026-10-24', '2026-10-31'),
      fc.integer({ min: 0, max: 96 }),
    )
    .map(([day, halves]) => time(`${day}T00:00:00Z`) + halves * 30 * MINUTE)
  const halves = fc.integer({ min: 1, max: 40 })
  const windows = fc.array(window, { minLength: 1, maxLength: 4 })

  test('a change is outside exactly where the clock on the wall is, at some instant of it.', () => {
    fc.assert(
      fc.property(windows, start, halves, fc.constantFrom(...WALLS), (list, from, count, { zone, at }) => {
        // Quarters, for Kathmandu.
        const instants = Array.from({ length: count * 2 }, (_, i) => from + i * 15 * MINUTE).map(at)
        const outside = instants.some((now) => !list.some((one) => holds(one, now)))
        expect(outsideWindows(welcoming(...list), { from, to: from + count * 30 * MINUTE }, zone)).toBe(outside)
      }),
      { numRuns: 400 },
    )
  })

  test('the next window is long enough, within the windows, and no earlier one would do.', () => {
    fc.assert(
      fc.property(windows, start, halves, fc.constantFrom(...WALLS), (list, from, count, { zone, at }) => {
        const length = count * 30 * MINUTE
        const next = nextWindow(welcoming(...list), from, length, zone)
        const within = (instant: number) => list.some((one) => holds(one, at(instant)))
        if (next) {
          expect(next.to - next.from).toBeGreaterThanOrEqual(length)
          expect(within(next.from)).toBe(true)
          if (next.to < from + 60 * DAY) expect(within(next.to)).toBe(false)
        }
        // Quarter by quarter up to it, or for a fortnight where there is none.
        let run = 0
        for (let now = from; now < (next?.from ?? from + 14 * DAY); now += 15 * MINUTE) {
          run = within(now) ? run + 15 * MINUTE : 0
          expect(run).toBeLessThan(length)
        }
      }),
      { numRuns: 60 },
    )
  })
})
