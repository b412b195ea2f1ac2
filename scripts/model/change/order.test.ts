import { expect, test } from 'vitest'
import { changesNewestFirst } from './order.ts'
import { aChange } from '../../fixtures/ops-sample.ts'

const NOW = Date.parse('2026-03-01T12:00:00Z')

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
  expect(ids(changesNewestFirst(changes, NOW))).toEqual([
    'CHG-2026-0004',
    'CHG-2026-10000',
    'CHG-2026-0001',
    'CHG-2026-0002',
    'CHG-2026-0003',
    'CHG-2025-0009',
  ])
})
