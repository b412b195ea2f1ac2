import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatInstant, HOUR, MINUTE } from '../time.ts'
import { inTimeOrder, timelineEvents, timelineZone } from './timeline.ts'

const read = (items: string[], started: string, zone = 'UTC') =>
  timelineEvents(items, { started: Date.parse(started), zone }).map(({ at, doubt }) =>
    [at === null ? '?' : formatInstant(at), ...(doubt ? [doubt] : [])].join(' '),
  )

test('A clock is on the day of the start, and past midnight on the next one.', () => {
  expect(
    read(['23:50 It begins.', '23:58:30 Seen.', '00:10 Taken.', '00:05 Written late.'], '2026-03-01T23:50:00Z'),
  ).toEqual(['2026-03-01T23:50:00Z', '2026-03-01T23:58:30Z', '2026-03-02T00:10:00Z', '2026-03-02T00:05:00Z'])
})

test('A clock that goes back by an hour is late, by a second more it is of the next day.', () => {
  expect(read(['10:00 a', '09:00 b', '10:00:01 c', '09:00 d'], '2026-03-01T10:00:00Z')).toEqual([
    '2026-03-01T10:00:00Z',
    '2026-03-01T09:00:00Z',
    '2026-03-01T10:00:01Z',
    '2026-03-02T09:00:00Z',
  ])
})

test('The first event may be earlier than the start, and is on its day all the same, as the zone has it.', () => {
  expect(read(['01:10 The change.', '05:48 The first error.'], '2026-09-15T05:48:00Z')).toEqual([
    '2026-09-15T01:10:00Z',
    '2026-09-15T05:48:00Z',
  ])
  // 23:30 in UTC is half past midnight of the next day in Berlin.
  expect(read(['00:30 It begins.'], '2026-03-01T23:30:00Z', 'Europe/Berlin')).toEqual(['2026-03-01T23:30:00Z'])
})

test('A date says its day, RFC 3339 its moment, and the clocks that follow go on from there.', () => {
  expect(
    read(
      ['2026-03-02 00:10 a', '00:20 b', '2026-03-05T23:30:00+02:00 c', '23:40 d', '2026-03-04T08:00:00.250Z e'],
      '2026-03-01T10:00:00Z',
      'Europe/Berlin',
    ),
  ).toEqual([
    '2026-03-01T23:10:00Z',
    '2026-03-01T23:20:00Z',
    '2026-03-05T21:30:00Z',
    '2026-03-05T22:40:00Z',
    '2026-03-04T08:00:00Z',
  ])
})

test('Other items stay with the event above them, and what stands above all is one without a time.', () => {
  const events = timelineEvents(['Before', 'it', '10:00 a', 'more', '8:05 is none', '10:5 neither', '10:06 b'], {
    started: Date.parse('2026-03-01T10:00:00Z'),
    zone: 'UTC',
  })
  expect(events.map(({ written, items }) => [written, items])).toEqual([
    ['', [0, 1]],
    ['10:00', [2, 3, 4, 5]],
    ['10:06', [6]],
  ])
})

test('A time that no clock shows is told so, and moves nothing.', () => {
  expect(
    read(
      ['10:00 a', '25:00 b', '10:61 c', '10:05 pm d', '2026-02-30 11:00 e', '2026-02-30T11:00:00Z f', '10:10 am g'],
      '2026-03-01T10:00:00Z',
    ),
  ).toEqual([
    '2026-03-01T10:00:00Z',
    '? no_such_time',
    '? no_such_time',
    '? half_day',
    '? no_such_day',
    '? no_such_day',
    '2026-03-01T10:10:00Z',
  ])
})

test('Clocks that are put forward skip an hour.', () => {
  // Berlin, 29 March 2026: 02:00 is 03:00.
  expect(read(['01:59 a', '02:30 b', '03:00 c'], '2026-03-29T00:59:00Z', 'Europe/Berlin')).toEqual([
    '2026-03-29T00:59:00Z',
    '2026-03-29T01:30:00Z skipped',
    '2026-03-29T01:00:00Z',
  ])
})

test('Clocks that are put back show an hour twice: the moment is the one that keeps the order.', () => {
  // Berlin, 25 October 2026: 03:00 is 02:00 again.
  expect(
    read(['01:50 a', '02:10 b', '02:50 c', '02:05 d', '02:55 e', '03:10 f'], '2026-10-24T23:50:00Z', 'Europe/Berlin'),
  ).toEqual([
    '2026-10-24T23:50:00Z',
    '2026-10-25T00:10:00Z twice',
    '2026-10-25T00:50:00Z twice',
    '2026-10-25T01:05:00Z twice',
    '2026-10-25T01:55:00Z twice',
    '2026-10-25T02:10:00Z',
  ])
  // The first one is the one nearer to the start.
  expect(read(['02:30 a'], '2026-10-25T01:31:00Z', 'Europe/Berlin')).toEqual(['2026-10-25T01:30:00Z twice'])
})

test('A line names the zone; where nobody knows it, only what has an offset can be told.', () => {
  expect(timelineZone('Something first.\n\nTimes in Europe/Berlin.\n')).toBe('Europe/Berlin')
  expect(timelineZone('times in America/Argentina/Buenos_Aires')).toBe('America/Argentina/Buenos_Aires')
  expect(timelineZone('At times in Berlin.')).toBe('UTC')
  expect(read(['10:00 a', '2026-03-01T11:00:00Z b', '10:05Z c'], '2026-03-01T10:00:00Z', 'Mars/Base')).toEqual([
    '? unknown_zone',
    '2026-03-01T11:00:00Z',
    '2026-03-01T10:05:00Z',
  ])
})

const ZONES = ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kolkata']

test('What was written minute by minute, each within 23 hours of the last, is read as it happened, in any zone.', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      // Away from a change of the clocks, where a clock may mean either of two moments.
      fc.integer({ min: 0, max: 27 * 24 * 60 }).map((minutes) => Date.UTC(2026, 5, 1) + minutes * MINUTE),
      fc.array(fc.integer({ min: 0, max: 22 * 60 }), { maxLength: 30 }),
      (zone, started, gaps) => {
        const times = gaps.reduce<number[]>((all, gap) => [...all, (all.at(-1) ?? started) + gap * MINUTE], [started])
        const within = times.filter((time) => time < Date.UTC(2026, 7, 30))
        const clocks = within.map((time) =>
          new Intl.DateTimeFormat('en-GB', {
            timeZone: zone,
            hour: '2-digit',
            minute: '2-digit',
            hourCycle: 'h23',
          }).format(time),
        )
        const events = timelineEvents(
          clocks.map((clock) => `${clock} Something.`),
          { started, zone },
        )
        expect(events.map(({ at }) => at)).toEqual(within)
      },
    ),
  )
})

test('Whatever is written, every item is in one event, in order, and no clock throws.', () => {
  const item = fc.oneof(
    fc
      .tuple(fc.integer({ min: 0, max: 29 }), fc.integer({ min: 0, max: 69 }))
      .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')} x`),
    fc.constantFrom(
      '2026-03-29 02:30 y',
      '2026-13-01 10:00',
      '2026-10-25T02:30 z',
      '9999-12-31 23:59',
      '0000-01-01 00:00',
    ),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(item), fc.constantFrom(...ZONES, 'No/Where'), (items, zone) => {
      const events = timelineEvents(items, { started: Date.UTC(2026, 2, 28, 22), zone })
      expect(events.flatMap((event) => event.items)).toEqual(items.map((_, i) => i))
    }),
  )
})

test('Events are put in order of time; what has no moment stays behind what it stands behind.', () => {
  const at = (hours: number | null, name: string) => ({ at: hours === null ? null : hours * HOUR, name })
  const ordered = inTimeOrder([at(null, 'first'), at(2, 'b'), at(null, 'with b'), at(1, 'a'), at(null, 'with a')])
  expect(ordered.map(({ name }) => name)).toEqual(['first', 'a', 'with a', 'b', 'with b'])
})

test('Five thousand lines take no time to speak of.', () => {
  const items = Array.from({ length: 5000 }, (_, i) => `${i % 2 === 0 ? '23:59' : '00:01'} line ${i}`)
  const events = timelineEvents(items, { started: Date.UTC(2026, 0, 1, 23, 59), zone: 'UTC' })
  // Every second one passes midnight: 2,500 days later.
  expect(formatInstant(events.at(-1)?.at ?? 0).slice(0, 10)).toBe('2032-11-05')
})
