import { expect, test } from 'vitest'
import { A_YEARS_PAGE, byName, yearPages, yearsOf } from '#site/ops/view/list.ts'
import { changesNewestFirst } from './order.ts'
import { aChange } from '../fixtures/ops-sample.ts'

const ids = (changes: { id: string }[]) => changes.map(({ id }) => id)
const window = (day: string) => ({ start: `${day}T10:00:00Z`, end: `${day}T11:00:00Z` })

test('changes stand newest first: what has no window yet on top of its year, what never will at its end', () => {
  const changes = [
    aChange('CHG-2025-0009', { status: 'draft', window: undefined }),
    aChange('CHG-2026-0001', { window: window('2026-03-01') }),
    aChange('CHG-2026-0002', { window: window('2026-01-01') }),
    aChange('CHG-2026-0003', { status: 'rejected', window: undefined }),
    aChange('CHG-2026-0004', { status: 'proposed', window: undefined }),
    aChange('CHG-2026-10000', { window: window('2026-03-01') }),
  ]
  expect(ids(changesNewestFirst(changes))).toEqual([
    'CHG-2026-0004',
    'CHG-2026-10000',
    'CHG-2026-0001',
    'CHG-2026-0002',
    'CHG-2026-0003',
    'CHG-2025-0009',
  ])
})

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
  expect(
    ids(
      byName([
        { id: 'b', name: 'Node 10' },
        { id: 'a', name: 'Node 9' },
      ]),
    ),
  ).toEqual(['a', 'b'])
})
