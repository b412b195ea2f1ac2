import { expect, test } from 'vitest'
import { stateKey, type Summary } from './state-key.ts'

const fine: Summary = {
  page: { updated_at: '2026-11-23T09:00:00.000Z' },
  status: { indicator: 'none', description: 'All Systems Operational' },
  components: [
    { id: 'a', status: 'operational' },
    { id: 'b', status: 'operational' },
  ],
  incidents: [{ id: 'open', updated_at: '2026-11-23T08:10:00.000Z' }],
  scheduled_maintenances: [{ id: 'work', updated_at: '2026-11-20T08:10:00.000Z' }],
}

test('The same state has the same key, however often it is published and however it is sent.', () => {
  const published = { ...fine, page: { updated_at: '2026-11-23T10:00:00.000Z' } }
  expect(stateKey(published)).toBe(stateKey(fine))
  const sent = { extra: true, ...JSON.parse(JSON.stringify(published)) }
  expect(stateKey(sent)).toBe(stateKey(fine))
})

test.each<[string, Partial<Summary>]>([
  ['the overall status', { status: { indicator: 'minor', description: 'Minor Service Outage' } }],
  [
    'a component',
    {
      components: [
        { id: 'a', status: 'operational' },
        { id: 'b', status: 'major_outage' },
      ],
    },
  ],
  [
    'which component it is',
    {
      components: [
        { id: 'a', status: 'operational' },
        { id: 'c', status: 'operational' },
      ],
    },
  ],
  ['an update of an incident', { incidents: [{ id: 'open', updated_at: '2026-11-23T08:20:00.000Z' }] }],
  ['an incident that is over', { incidents: [] }],
  ['an announcement', { scheduled_maintenances: [{ id: 'work', updated_at: '2026-11-21T08:10:00.000Z' }] }],
  [
    'an incident in the place of maintenance',
    { incidents: fine.scheduled_maintenances, scheduled_maintenances: fine.incidents },
  ],
])('Another key says that something else is to see: %s.', (_, change) => {
  expect(stateKey({ ...fine, ...change })).not.toBe(stateKey(fine))
})

test('A key is short, and fits into an attribute.', () => {
  expect(stateKey(fine)).toMatch(/^[0-9a-z]{1,7}$/)
  expect(stateKey({ ...fine, components: [], incidents: [], scheduled_maintenances: [] })).toMatch(/^[0-9a-z]{1,7}$/)
})
