import { expect, test } from 'vitest'
import { addMonths, firstDay, lastMonths, monthFinder, monthIn, monthOf, monthsBetween } from './month.ts'

const at = (text: string) => Date.parse(text)

test('A month is that of its days, and in a zone that of the day there.', () => {
  expect(monthOf('2026-03-31')).toBe('2026-03')
  expect(firstDay('2026-03')).toBe('2026-03-01')
  expect(monthIn(at('2026-02-28T23:30:00Z'), 'Europe/Berlin')).toBe('2026-03')
  expect(monthIn(at('2026-03-01T04:30:00Z'), 'America/New_York')).toBe('2026-02')
})

test('Months are counted over the ends of years, both ways.', () => {
  expect(addMonths('2026-11', 3)).toBe('2027-02')
  expect(addMonths('2026-02', -14)).toBe('2024-12')
  expect(addMonths('2026-12', 0)).toBe('2026-12')
  expect(monthsBetween('2025-12', '2026-02')).toBe(2)
  expect(monthsBetween('2026-02', '2025-12')).toBe(-2)
})

test('The last months are those of the zone, without a gap, and the current one ends now.', () => {
  // Berlin: UTC+1 in March 2026 until the 29th, then UTC+2.
  const now = at('2026-04-15T12:00:00Z')
  expect(lastMonths(now, 3, 'Europe/Berlin')).toEqual([
    { month: '2026-04', from: at('2026-03-31T22:00:00Z'), to: now },
    { month: '2026-03', from: at('2026-02-28T23:00:00Z'), to: at('2026-03-31T22:00:00Z') },
    { month: '2026-02', from: at('2026-01-31T23:00:00Z'), to: at('2026-02-28T23:00:00Z') },
  ])
})

test('In the first instant of a month the current one has not lasted yet.', () => {
  const now = at('2026-04-01T00:00:00Z')
  expect(lastMonths(now, 2, 'Etc/UTC').map(({ month, from, to }) => [month, to - from])).toEqual([
    ['2026-04', 0],
    ['2026-03', 31 * 86_400_000],
  ])
})

test('Looked up for many instants at once, a month is the same, on both sides of every border.', () => {
  for (const zone of ['Etc/UTC', 'Europe/Berlin', 'Pacific/Apia', 'America/St_Johns', 'Pacific/Kiritimati']) {
    const find = monthFinder(zone)
    for (let month = 0; month < 30; month++)
      for (const hours of [-15, -14, -10, -1, 0, 1, 11, 12, 13, 350]) {
        const instant = Date.UTC(2010, month, 1) + hours * 3_600_000
        expect(find(instant)).toBe(monthIn(instant, zone))
      }
  }
  expect(monthFinder('Pacific/Kiritimati')(at('0000-06-01T00:00:00Z'))).toBe('0001-01')
})
