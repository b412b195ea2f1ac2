import { expect, test } from 'vitest'
import { approvalSchema } from '#model/records/approval'
import { eventSchema, freezeSchema } from '#model/records/freeze'
import { serviceSchema } from '#model/records/service'
import { teamSchema } from '#model/records/team'
import { incidentUpdateSchema } from '#model/records/update'
import { HOUR, MINUTE } from '#model/time'
import { homeOf } from '../../../../scripts/fixtures/home-sample.ts'
import { aChange, anIncident, aRunbook } from '../../../../scripts/fixtures/ops-sample.ts'

/* As of noon on 1 March 2026, in UTC. */

const now = Date.parse('2026-03-01T12:00:00Z')
const iso = (ms: number) => new Date(ms).toISOString()
const core = {
  ...teamSchema.parse({ name: 'Core', members: ['ana', 'bo', 'cy'], leads: ['bo'] }),
  id: 'core',
  file: 'teams/core.yaml',
}
const service = (id: string, tier = 2) => ({
  ...serviceSchema.parse({ name: `The ${id}`, team: 'core', tier, public: { name: id } }),
  id,
  file: `services/${id}.yaml`,
})
const COMPANY = { teams: [core], services: [service('booking'), service('vault', 1)] }
const window = (from: number, to: number) => ({ window: { start: iso(now + from), end: iso(now + to) } })
const high = { risk: { blast_radius: 3, rollback_difficulty: 3, complexity: 2, timing: 2 } }

test('What needs somebody: what customers wait for, then approvals by their windows, then what is late, the latest first.', () => {
  const updates = [
    {
      ...incidentUpdateSchema.parse({ state: 'investigating', title: 'Slow', next_update: iso(now - 3 * MINUTE) }),
      file: 'incidents/2026/INC-2026-0001/public/20260301T110000Z.md',
      body: { markdown: '', line: 1 },
      time: now - HOUR,
      named: null,
    },
  ]
  const { waiting } = homeOf({
    ...COMPANY,
    incidents: [
      { ...anIncident('INC-2026-0001', { services: ['booking'], roles: { commander: 'bo' } }), updates },
      anIncident('INC-2025-0009', {
        resolved: '2026-03-01T11:00:00Z',
        severity: 'SEV-4',
        actions: [{ title: 'Tell the bank', owner: 'cy', due: '2026-02-27', status: 'open' }],
      }),
    ],
    changes: [
      aChange('CHG-2026-0003', { status: 'proposed', ...high, ...window(9 * HOUR, 10 * HOUR) }),
      aChange('CHG-2026-0002', { status: 'proposed', ...window(2 * HOUR, 3 * HOUR) }),
      aChange('CHG-2026-0001', { ...window(-HOUR, HOUR), status: 'in_progress' }),
      aChange('CHG-2026-0004', { status: 'draft' }),
      aChange('CHG-2026-0005', window(20 * HOUR, 21 * HOUR)),
    ],
    approvals: [
      {
        ...approvalSchema.parse({ change: 'CHG-2026-0005', plan: 'x', approvals: [{ by: 'BO', at: iso(now - HOUR) }] }),
        file: 'approvals/CHG-2026-0005.json',
      },
    ],
    runbooks: [aRunbook('never'), aRunbook('once', { last_tested: '2025-12-01', owner: 'ana' })],
  })
  expect(
    waiting.rows.map(({ record, what, who, by }) => [
      record?.id,
      what,
      who.map(({ id }) => id).join(),
      by && (by - now) / HOUR,
    ]),
  ).toEqual([
    ['INC-2026-0001', 'Public update promised', 'bo', -0.05],
    ['CHG-2026-0001', 'Runs, and lacks 1 approval on record', 'core', -1],
    ['CHG-2026-0002', 'Proposed, lacks 1 approval, low risk', 'core', 2],
    ['CHG-2026-0003', 'Proposed, lacks 2 approvals, high risk', 'core', 9],
    ['once', 'Runbook to be tested', 'ana', -12],
    ['INC-2025-0009', 'Action to be done: Tell the bank', 'cy', -36],
    ['never', 'Runbook to be tested: it never was', 'core', null],
  ])
})

test('The day has what goes on or ended within half of it, and what is to come; a month ago is not there.', () => {
  const { day } = homeOf({
    ...COMPANY,
    incidents: [
      anIncident('INC-2026-0001', { started: iso(now - 2 * HOUR) }),
      anIncident('INC-2026-0002', { started: iso(now - 20 * HOUR), resolved: iso(now - 11 * HOUR) }),
      anIncident('INC-2026-0003', { started: iso(now - 20 * HOUR), resolved: iso(now - 12 * HOUR) }),
    ],
    changes: [
      aChange('CHG-2026-0001', window(11 * HOUR, 13 * HOUR)),
      aChange('CHG-2026-0002', window(12 * HOUR, 13 * HOUR)),
      aChange('CHG-2026-0003', { status: 'cancelled', ...window(HOUR, 2 * HOUR) }),
    ],
  })
  expect(day.lanes.map(({ entry, tone }) => [entry.id, tone])).toEqual([
    ['INC-2026-0001', 'partial_outage'],
    ['INC-2026-0002', 'partial_outage'],
    ['CHG-2026-0001', 'under_maintenance'],
  ])
  expect(day.ticks.map((at) => new Date(at).getUTCHours())).toEqual([0, 4, 8, 12, 16, 20, 0])
})

test('What comes next: changes, freezes and events of the week by their time, and that a freeze ends.', () => {
  const at = (from: number, to: number) => ({ start: iso(now + from), end: iso(now + to) })
  const freeze = (id: string, from: number, to: number) => ({
    ...freezeSchema.parse({ title: id, level: 'soft', owner: 'bo', reason: 'x', services: 'all', ...at(from, to) }),
    id,
    file: `freezes/${id}.yaml`,
  })
  const { coming } = homeOf({
    ...COMPANY,
    freezes: [freeze('holds', -HOUR, 5 * HOUR), freeze('over', -5 * HOUR, -HOUR), freeze('later', 3 * HOUR, 9 * HOUR)],
    events: [
      {
        ...eventSchema.parse({ title: 'Sale', services: 'all', ...at(4 * HOUR, 5 * HOUR) }),
        id: 'sale',
        file: 'events/sale.yaml',
      },
    ],
    changes: [
      aChange('CHG-2026-0001', { status: 'proposed', ...window(HOUR, 2 * HOUR) }),
      aChange('CHG-2026-0002', { status: 'draft', ...window(HOUR, 2 * HOUR) }),
    ],
  })
  expect(coming.rows.map(({ entry, verb, state }) => [entry.id, verb, state?.word ?? null])).toEqual([
    // The soft freeze that holds then asks for one more.
    ['CHG-2026-0001', '', '2 approvals missing'],
    ['later', 'begins', null],
    ['sale', 'begins', null],
    ['holds', 'ends', null],
  ])
})

test('Beside it: pagers by team, services of tier 1 that promise nothing.', () => {
  const { around } = homeOf({
    services: COMPANY.services,
    teams: [
      {
        ...core,
        contacts: { page: 'https://pager.example/core' },
        escalation: [
          { after: 0, who: 'core', how: 'page' },
          { after: 5 * MINUTE, who: 'bo', how: 'phone' },
          { after: 15 * MINUTE, who: 'bo', how: 'sms' },
        ],
      },
    ],
  })
  expect(
    around.pagers.rows.map(({ team, contacts, others }) => [
      team.id,
      contacts[0]?.url,
      others.map(({ who }) => who.ref.id),
    ]),
  ).toEqual([['core', 'https://pager.example/core', ['bo']]])
  expect(around.without_slo.rows.map(({ id }) => id)).toEqual(['vault'])
})

test('A thousand of everything is counted, and few are shown.', () => {
  const many = <T>(make: (id: string) => T) => Array.from({ length: 1000 }, (_, i) => make(String(1000 + i)))
  const home = homeOf({
    ...COMPANY,
    incidents: many((n) => anIncident(`INC-2026-${n}`)),
    changes: many((n) => aChange(`CHG-2026-${n}`, { status: 'proposed', ...window(HOUR, 2 * HOUR) })),
    runbooks: many((n) => aRunbook(`r${n}`)),
  })
  const { going, waiting, coming, day } = home
  expect([going.open.rows.length, going.open.more]).toEqual([12, 988])
  expect([waiting.rows.length + waiting.more, waiting.rows.length]).toEqual([1001, 15])
  expect(coming.rows.length + coming.more).toBe(1000)
  expect([day.lanes.length, day.more]).toEqual([8, 1992])
  expect(home.sentence[0]?.words).toBe('1,000 incidents open')
  expect(JSON.stringify(home).length).toBeLessThan(40_000)
})

test('Notices that were not taken are one line: how many, to how many channels, since when, and to whom.', () => {
  const owed = (channels: string[], notices: number) =>
    homeOf(COMPANY, { channels, notices, since: now - HOUR, as_of: now - MINUTE }).owed
  expect(homeOf(COMPANY).owed).toBeNull()
  expect(owed(['webhook HOOK_URL'], 1)).toEqual({
    words: '1 channel is owed 1 notice',
    channels: { rows: ['webhook HOOK_URL'], more: 0 },
    since: now - HOUR,
    as_of: now - MINUTE,
  })
  expect(owed(['a', 'b', 'c', 'd', 'e'], 1200)).toMatchObject({
    words: '5 channels are owed 1,200 notices',
    channels: { rows: ['a', 'b', 'c'], more: 2 },
  })
})

test('Of many runbooks that were never tested there is one line, which leads to their list; what else waits is named.', () => {
  const { waiting } = homeOf({
    ...COMPANY,
    runbooks: Array.from({ length: 95 }, (_, i) => aRunbook(`r${i}`, { services: ['booking'] })),
    incidents: [
      anIncident('INC-2025-0009', {
        resolved: '2026-03-01T11:00:00Z',
        severity: 'SEV-4',
        actions: [{ title: 'Tell the bank', owner: 'cy', due: '2026-02-27', status: 'open' }],
      }),
    ],
  })
  expect(
    waiting.rows.map(({ record, what, who }) => [record?.id, record?.page, what, who.map(({ id }) => id)]),
  ).toEqual([
    ['INC-2025-0009', '/incidents/INC-2025-0009/', 'Action to be done: Tell the bank', ['cy']],
    ['95 runbooks were never tested', '/runbooks/', '', ['core']],
  ])
  expect(waiting.more).toBe(0)
})

test('A few of one kind are named each, and so is whatever customers wait for or has a time to come.', () => {
  const few = Array.from({ length: 5 }, (_, i) => aRunbook(`r${i}`, { services: ['booking'] }))
  const proposed = Array.from({ length: 9 }, (_, i) =>
    aChange(`CHG-2026-000${i}`, { status: 'proposed', ...window(2 * HOUR, 3 * HOUR) }),
  )
  const { waiting } = homeOf({ ...COMPANY, runbooks: few, changes: proposed })
  expect(waiting.rows.map(({ kind }) => kind)).toEqual([...proposed.map(() => 'ahead'), ...few.map(() => 'late')])
})
