import { expect, test } from 'vitest'
import { parseInstant, type Instant } from '../../time.ts'
import type { IncidentPosting, MaintenancePosting, Posting } from './posting.ts'
import { outOfTime } from './time-bounds.ts'

const time = (text: string): Instant => parseInstant(text) as Instant
const NOW = time('2026-11-23T09:00:00Z')
const said = { key: 'k', by: { handle: 'ana' } }
const maintenance = (begins: string, ends: string, more: Partial<MaintenancePosting> = {}): Posting => ({
  kind: 'maintenance',
  ...said,
  scheduled_for: time(begins),
  scheduled_until: time(ends),
  ...more,
})
const incident = (at: string, more: Partial<IncidentPosting> = {}): Posting => ({
  kind: 'incident',
  ...said,
  at: time(at),
  ...more,
})

test.each<[string, Posting, RegExp]>([
  [
    'work that was done in 1970',
    maintenance('1970-01-01T00:00:00Z', '2026-11-25T02:00:00Z'),
    /beginning 1970-.* a week/,
  ],
  ['work that was over yesterday', maintenance('2026-11-22T02:00:00Z', '2026-11-22T04:00:00Z'), /end .* is past/],
  ['work in the year after next', maintenance('2028-01-01T00:00:00Z', '2028-01-01T02:00:00Z'), /within a year/],
  [
    'work without an end to speak of',
    maintenance('2026-11-25T02:00:00Z', '9999-12-31T23:59:59Z'),
    /end 9999-.*within a year/,
  ],
  ['a move to 1970', maintenance('1970-01-01T00:00:00Z', '1970-01-01T02:00:00Z', { update: 'x' }), /beginning 1970/],
  [
    'a record of work in 1970',
    maintenance('1970-01-01T00:00:00Z', '1970-01-01T02:00:00Z', { notify: false }),
    /since 2000/,
  ],
  ['an incident of next year', incident('2027-11-23T09:00:00Z'), /ahead/],
  ['an incident of last year', incident('2025-11-23T09:00:00Z'), /more than a week ago/],
  ['an incident of 1970 of which nobody is told', incident('1970-01-01T00:00:00Z', { notify: false }), /since 2000/],
  ['a component of 9999', { kind: 'component', by: said.by, since: '9999-01-01' }, /date 9999-01-01/],
  [
    'a component that nobody sees before tomorrow',
    { kind: 'component', by: said.by, since: '2026-11-24' },
    /until then/,
  ],
  ['a component until 1970', { kind: 'component', by: said.by, until: '1970-01-01' }, /date 1970-01-01/],
])('Unexpected: %s.', (_, posting, words) => {
  expect(outOfTime(posting, NOW, 'Etc/UTC')).toMatch(words)
})

test('Today is that of the page.', () => {
  const posting: Posting = { kind: 'component', by: said.by, since: '2026-11-24' }
  const evening = time('2026-11-23T13:00:00Z')
  expect(outOfTime(posting, evening, 'Pacific/Auckland')).toBeNull()
  expect(outOfTime({ ...posting, since: '2026-11-23' }, time('2026-11-23T03:00:00Z'), 'America/Denver')).toMatch(
    /until/,
  )
})

test.each<[string, Posting]>([
  ['work next week', maintenance('2026-11-30T02:00:00Z', '2026-11-30T04:00:00Z')],
  ['work of next January', maintenance('2027-01-05T02:00:00Z', '2027-01-05T04:00:00Z')],
  ['work that has begun', maintenance('2026-11-23T08:00:00Z', '2026-11-23T10:00:00Z')],
  ['work that was done yesterday', maintenance('2026-11-22T02:00:00Z', '2026-11-22T04:00:00Z', { state: 'completed' })],
  ['work of long ago, recorded', maintenance('2020-01-01T00:00:00Z', '2020-01-01T02:00:00Z', { notify: false })],
  ['an incident of two days ago', incident('2026-11-21T09:00:00Z')],
  ['an incident of 2020, recorded', incident('2020-01-01T00:00:00Z', { notify: false })],
  ['a component since today', { kind: 'component', by: said.by, since: '2026-11-23' }],
  ['a component that goes next month', { kind: 'component', by: said.by, until: '2026-12-24' }],
  ['a component since 2020', { kind: 'component', by: said.by, since: '2020-01-01' }],
])('Taken: %s.', (_, posting) => {
  expect(outOfTime(posting, NOW, 'Etc/UTC')).toBeNull()
})
