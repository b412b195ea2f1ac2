import { expect, test } from 'vitest'
import { A_YEARS_PAGE, byName, yearPages, yearsOf } from './list.ts'

test('a year goes on pages of a bounded length', () => {
  const records = [
    ...Array.from({ length: A_YEARS_PAGE + 1 }, (_, i) => ({ id: `CHG-2026-${i}` })),
    { id: 'CHG-2025-0001' },
  ]
  const pages = yearPages(records)
  expect(pages.map(({ year, number, pages: of, records: { length } }) => [year, number, of, length])).toEqual([
    ['2026', 1, 2, 500],
    ['2026', 2, 2, 1],
    ['2025', 1, 1, 1],
  ])
  expect(pages.flatMap((page) => page.records)).toEqual(records)
  expect(yearsOf(records)).toEqual([
    { year: '2026', count: 501 },
    { year: '2025', count: 1 },
  ])
})

test('lists by name count numbers as numbers', () => {
  const named = byName([
    { id: 'b', name: 'Node 10' },
    { id: 'a', name: 'Node 9' },
  ])
  expect(named.map(({ id }) => id)).toEqual(['a', 'b'])
})
