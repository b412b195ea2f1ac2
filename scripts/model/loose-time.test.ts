import { expect, test } from 'vitest'
import { dateHint, durationHint, timeHint } from './loose-time.ts'

/** A site in Berlin; the update's file is of 10:06 UTC on 28 November 2026. */
const BERLIN = { timeZone: 'Europe/Berlin', around: Date.parse('2026-11-28T10:06:00Z') }
const UTC = { timeZone: 'Etc/UTC', around: null }

test.each([
  ['2026-11-28 11:20', 'In Europe/Berlin that is `2026-11-28T11:20:00+01:00`, in UTC `2026-11-28T10:20:00Z`.'],
  ['2026-11-28T11:20:00', 'In Europe/Berlin that is `2026-11-28T11:20:00+01:00`, in UTC `2026-11-28T10:20:00Z`.'],
  ['2026-07-28T11:20', 'In Europe/Berlin that is `2026-07-28T11:20:00+02:00`, in UTC `2026-07-28T09:20:00Z`.'],
  ['28/11/2026 11:20', 'In Europe/Berlin that is `2026-11-28T11:20:00+01:00`, in UTC `2026-11-28T10:20:00Z`.'],
  ['28.11.2026, 11:20 Uhr', 'In Europe/Berlin that is `2026-11-28T11:20:00+01:00`, in UTC `2026-11-28T10:20:00Z`.'],
  ['11/28/2026 11:20 AM', 'In Europe/Berlin that is `2026-11-28T11:20:00+01:00`, in UTC `2026-11-28T10:20:00Z`.'],
  ['Nov 28, 2026 11:20pm', 'In Europe/Berlin that is `2026-11-28T23:20:00+01:00`, in UTC `2026-11-28T22:20:00Z`.'],
  ['28 November 2026 11:20', 'In Europe/Berlin that is `2026-11-28T11:20:00+01:00`, in UTC `2026-11-28T10:20:00Z`.'],
  ['11:20', 'In Europe/Berlin that is `2026-11-28T11:20:00+01:00`, in UTC `2026-11-28T10:20:00Z`.'],
  ['1120', 'In Europe/Berlin that is `2026-11-28T11:20:00+01:00`, in UTC `2026-11-28T10:20:00Z`.'],
  ['11h20', 'In Europe/Berlin that is `2026-11-28T11:20:00+01:00`, in UTC `2026-11-28T10:20:00Z`.'],
  ['2026-11-28 11:20 CET', 'CET is +01:00: `2026-11-28T11:20:00+01:00`, in UTC `2026-11-28T10:20:00Z`.'],
  ['2026-11-28 11:20 PST', 'PST is -08:00: `2026-11-28T11:20:00-08:00`, in UTC `2026-11-28T19:20:00Z`.'],
  [
    '2026-11-28 11:20 America/New_York',
    'In America/New_York that is `2026-11-28T11:20:00-05:00`, in UTC `2026-11-28T16:20:00Z`.',
  ],
  ['2026-11-28 11:20 UTC', 'Write `2026-11-28T11:20:00Z`.'],
  ['2026-11-28T11:20Z', 'Write `2026-11-28T11:20:00Z`.'],
  ['2026-11-28 11:20:30Z', 'Write `2026-11-28T11:20:30Z`.'],
  ['2026-11-28T11:20:00+0100', 'Write `2026-11-28T11:20:00+01:00`.'],
  ['2026-11-28T11:20:00 +01:00', 'Write `2026-11-28T11:20:00+01:00`.'],
  ['2026-11-28T11:20:00+1', 'Write `2026-11-28T11:20:00+01:00`.'],
  ['2026-11-28 11:20 UTC+2', 'Write `2026-11-28T11:20:00+02:00`.'],
  ['2026-11-28T9:05:00Z', 'Write `2026-11-28T09:05:00Z`.'],
  ['2026/11/28 11:20Z', 'Write `2026-11-28T11:20:00Z`.'],
  ['20261128T112000Z', 'Write `2026-11-28T11:20:00Z`.'],
  ['30m', 'A time is expected here, not how long: `2026-11-28T10:36:00Z`.'],
  ['in 30 minutes', 'A time is expected here, not how long: `2026-11-28T10:36:00Z`.'],
  [
    '2026-11-28',
    'Add the time of day: such as `2026-11-28T10:00:00Z` in UTC, `2026-11-28T10:00:00+01:00` in Europe/Berlin.',
  ],
  [
    '05/11/2026 11:20',
    'Write the day as `2026-11-05` or `2026-05-11`, whichever it is, with a time such as `T10:00:00Z`.',
  ],
  ['soon', null],
  ['CET', null],
  ['2026-11-31 10:00', null],
  ['25:00', null],
])('A time written as %j: %s', (text, hint) => {
  expect(timeHint(text, BERLIN)).toBe(hint)
})

test('Where the site is in UTC, that is said; where no day is known, it is asked for.', () => {
  expect(timeHint('2026-11-28 11:20', UTC)).toBe(
    'In UTC, the zone of this site, that is `2026-11-28T11:20:00Z`; a time of elsewhere needs its offset, such as `+01:00`.',
  )
  expect(timeHint('11:20', UTC)).toBe('Write it with its day: such as `2026-03-01T11:20:00Z` in UTC.')
})

test.each([
  ['28/11/2026', 'Write `2026-11-28`.'],
  ['28.11.26', 'Write `2026-11-28`.'],
  ['2026/3/1', 'Write `2026-03-01`.'],
  ['2026-11-28T10:00:00Z', 'Write `2026-11-28`.'],
  ['March 4, 2026', 'Write `2026-03-04`.'],
  ['4. März 2026', 'Write `2026-03-04`.'],
  ['03/04/2026', 'Write `2026-04-03` or `2026-03-04`, whichever it is.'],
  ['next week', null],
])('A date written as %j: %s', (text, hint) => {
  expect(dateHint(text)).toBe(hint)
})

test.each([
  ['15 min', 'Write `15m`.'],
  ['15 minutes', 'Write `15m`.'],
  ['1.5h', 'Write `1h30m`.'],
  ['1 hour and 30 minutes', 'Write `1h30m`.'],
  ['2h 30m', 'Write `2h30m`.'],
  ['PT15M', 'Write `15m`.'],
  ['2 weeks', 'Write `14d`.'],
  ['15', 'Say of what: `15m` for minutes, `15s` for seconds, `15h` for hours, `15d` for days.'],
  ['a while', null],
])('A length written as %j: %s', (text, hint) => {
  expect(durationHint(text)).toBe(hint)
})
