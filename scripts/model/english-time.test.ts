import { expect, test } from 'vitest'
import { dayAndMonthText, englishTime, monthText, shortMonth, weekdayText } from './english-time.ts'

test('A moment has the day and the clock of its zone.', () => {
  expect(englishTime(Date.parse('2026-02-25T23:30:00Z'), 'Europe/Berlin')).toEqual({
    weekday: 'Thursday',
    day: '26',
    month: 'February',
    year: '2026',
    time: '00:30',
  })
})

test('A day says its weekday, its month, and that its year.', () => {
  expect([weekdayText('2026-09-03'), dayAndMonthText('2026-09-03'), monthText('2026-09')]).toEqual([
    'Thursday',
    '3 September',
    'September 2026',
  ])
})

test('The days of the calendar are the same in every zone of the machine.', () => {
  expect([weekdayText('2026-11-23'), dayAndMonthText('2026-11-23'), monthText('2026-11')]).toEqual([
    'Monday',
    '23 November',
    'November 2026',
  ])
})

test('Every short month has three letters.', () => {
  const months = Array.from({ length: 12 }, (_, i) => shortMonth(englishTime(Date.UTC(2026, i, 1), 'Etc/UTC').month))
  expect(months.join(' ')).toBe('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec')
})
