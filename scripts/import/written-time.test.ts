import { expect, test } from 'vitest'
import { findWrittenTime } from './written-time.ts'

const HOUR = 3_600_000
/** Year, days, time of day in minutes, zone. */
const read = (line: string) => {
  const found = findWrittenTime(line)?.time
  return found
    ? [
        found.year,
        found.days.map(({ month, day }) => `${month}/${day}`).join(' '),
        found.clock === null ? null : found.clock / 60_000,
        typeof found.zone === 'number' ? found.zone / HOUR : found.zone,
      ]
    : null
}

test.each([
  ['Update 14:05 UTC', [null, '', 845, 0]],
  ['Update (10:30 CET):', [null, '', 630, 1]],
  ['Investigating | 09/25 10:30pm Central', [null, '9/25', 1350, 'America/Chicago']],
  ['July 18, 2024 2:12 PM', [2024, '7/18', 852, null]],
  ['Stand 11.10.2023 12:37', [2023, '10/11', 757, null]],
  ['Update - 2023-03-28 10h30 UTC', [2023, '3/28', 630, 0]],
  ['2025-01-21T09:30:00 - wieder erreichbar', [2025, '1/21', 570, null]],
  ['2022-11-25T08:35:00+01:00', [2022, '11/25', 515, 1]],
  ['2022-11-25 08:35:00-07:00', [2022, '11/25', 515, -7]],
  ['05.05.2026, 23:30 Uhr – Behoben', [2026, '5/5', 1410, null]],
  ['Update 27.07.', [null, '7/27', null, null]],
  ['Update 11th of February 2022 - 15:20 UTC', [2022, '2/11', 920, 0]],
  ['Update: 29 nov. 12am', [null, '11/29', 0, null]],
  ['30 abr. 15.00 pm', [null, '4/30', 900, null]],
  ['Update 05-13', [null, '5/13', null, null]],
  ['18. März 2026, 9 Uhr', [2026, '3/18', 540, null]],
  ['12 de junio de 2024 18:00', [2024, '6/12', 1080, null]],
  ['Update 04/05 10:00', [null, '4/5 5/4', 600, null]],
  ['14:05 (UTC+5:30)', [null, '', 845, 5.5]],
  ['14:05 GMT-3', [null, '', 845, -3]],
  ['18:40 CST', [null, '', 1120, 'ambiguous']],
  ['12:00 Pacific Time', [null, '', 720, 'America/Los_Angeles']],
])('%j is read.', (line, expected) => {
  expect(read(line)).toEqual(expected)
})

test.each([
  'Maintenance from 10:00 to 12:00 UTC',
  '10:00-12:00',
  '13.10.2023 20:00 Uhr bis 15.10.2023',
  'Upgrade to 3.1.0.2',
  'Kubernetes 1.29.7',
  'Update 2',
  'Rack 12/400',
  '25:99',
  'Seven o clock',
  '',
])('%j names no time, or not one.', (line) => {
  expect(read(line)).toBeNull()
})

test.each(['1', '1:', '1.', '1/', 'jan ', '12:00 ', '(', 'UTC', '\u0000'])(
  'A long line of %j comes to an end.',
  (mark) => {
    expect(() => findWrittenTime(mark.repeat(20_000))).not.toThrow()
  },
)
