import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { PublicCatalog, PublicIncidentUpdate } from '#model/publish/public'
import { statusPage } from '#model/status/page'
import { COMPONENT_STATUSES } from '#model/records/update'
import {
  at,
  component,
  EVERYTHING,
  incident,
  maintenance,
  open,
  step,
  update,
  YEARS,
} from '../../fixtures/statuspage-catalog.ts'
import {
  activeDocument,
  componentsDocument,
  incidentsDocument,
  maintenancesDocument,
  statusDocument,
  summaryDocument,
  unresolvedDocument,
  upcomingDocument,
} from './documents.ts'
import { corpus } from '../../fixtures/places.ts'

const summary = summaryDocument(statusPage(EVERYTHING))
const years = statusPage(YEARS)
/** The catalogue with other incidents or maintenances. */
const pageWith = (more: Partial<PublicCatalog>) => statusPage({ ...EVERYTHING, ...more })

describe('Ids', () => {
  test('are 12 characters of a-z and 0-9 that another build repeats.', () => {
    const ids = (value: unknown): string[] =>
      Object.entries(typeof value === 'object' && value !== null ? value : {}).flatMap(([key, item]) => [
        ...(typeof item === 'string' && /^(id|code|.*_id)$/.test(key) ? [item] : []),
        ...ids(item),
      ])
    const all = ids(summary)
    expect(all.length).toBeGreaterThan(40)
    for (const id of all) expect(id).toMatch(/^[a-z0-9]{12}$/)
    expect(ids(summaryDocument(statusPage(EVERYTHING)))).toEqual(all)
    expect(ids(summaryDocument(pageWith({ now: at(61) })))).toEqual(all)
  })

  test('differ for every update, for two of one second too.', () => {
    const [first] = open.updates
    if (!first) throw new Error('No update.')
    const twice = { ...open, updates: [first, { ...first, state: 'identified' as const }] }
    const [written] = summaryDocument(pageWith({ incidents: [twice] })).incidents
    expect(new Set(written?.incident_updates.map(({ id }) => id)).size).toBe(2)
  })

  test('of updates stay when one is added before them.', () => {
    const idsOf = (updates: PublicIncidentUpdate[]) => {
      const [written] = summaryDocument(pageWith({ incidents: [{ ...open, updates }] })).incidents
      return written?.incident_updates.map(({ id }) => id).toReversed() ?? []
    }
    const [first, ...later] = idsOf(open.updates)
    const added = idsOf([update(5, 'investigating'), ...open.updates])
    expect(added.slice(1)).toEqual([first, ...later])
    const between = idsOf(open.updates.toSpliced(1, 0, update(10, 'investigating')))
    expect(between.toSpliced(1, 1)).toEqual([first, ...later])
    expect(new Set([...added, ...between]).size).toBe(5)
  })
})

describe('Components', () => {
  test('stand under their group, which has the worst state of them.', () => {
    const rows = summary.components.map(({ name, group, status }) => [name, group, status])
    expect(rows).toEqual([
      ['Shop', true, 'degraded_performance'],
      ['Checkout', false, 'degraded_performance'],
      ['Search', false, 'under_maintenance'],
      ['API', false, 'operational'],
    ])
    const [shop, checkout, search, api] = summary.components
    expect(shop).toMatchObject({ components: [checkout?.id, search?.id], group_id: null, description: null })
    expect([checkout?.group_id, search?.group_id, api?.group_id]).toEqual([shop?.id, shop?.id, null])
  })

  test('have their place within their group, and groups theirs among what stands by itself.', () => {
    expect(summary.components.map(({ name, position }) => [name, position])).toEqual([
      ['Shop', 1],
      ['Checkout', 1],
      ['Search', 2],
      ['API', 2],
    ])
  })

  test('of old are listed no more, but stand whole in the incidents of their time, under their old name.', () => {
    expect(componentsDocument(years).components.map(({ name }) => name)).toEqual(['Shop', 'Checkout', 'Search', 'API'])
    const fax = incidentsDocument(years).incidents.find(({ name }) => name === 'Fax is slow')
    expect(fax?.components).toMatchObject([{ name: 'Fax', status: 'operational', start_date: '2019-01-01' }])
    expect(fax?.incident_updates[1]?.affected_components).toMatchObject([{ name: 'Shop - Fax' }])
  })

  test('of a page without any are an empty list.', () => {
    const empty = pageWith({ components: [], incidents: [], maintenances: [] })
    expect(componentsDocument(empty).components).toEqual([])
    expect(summaryDocument(empty)).toMatchObject({ incidents: [], status: { description: 'All Systems Operational' } })
  })

  test('say when they last changed: at the end of an outage, at the beginning of another one.', () => {
    const changed = Object.fromEntries(summary.components.map(({ name, updated_at }) => [name, updated_at]))
    expect(changed).toMatchObject({
      Checkout: '2026-03-01T10:40:00.000Z',
      Search: '2026-03-01T10:12:00.000Z',
      Shop: '2026-03-01T10:40:00.000Z',
    })
  })

  test('began at the beginning of their day in the zone of the site.', () => {
    expect(summary.components[1]).toMatchObject({ start_date: '2024-01-01', created_at: '2023-12-31T23:00:00.000Z' })
    expect(summary.components[3]).toMatchObject({ start_date: null })
  })
})

describe('Incidents', () => {
  const [slow, payments] = summary.incidents

  test('are those that are open, newest first; resolved ones are not in the summary.', () => {
    expect(summary.incidents.map(({ name, status }) => [name, status])).toEqual([
      ['Slow mail', 'investigating'],
      ['Payments delayed', 'monitoring'],
    ])
  })

  test('have their updates newest first, with the text as it was written and no blank around it.', () => {
    expect(payments?.incident_updates.map(({ status, body, created_at }) => [status, body, created_at])).toEqual([
      ['monitoring', 'Words.', '2026-03-01T10:40:00.000Z'],
      ['identified', 'Words.', '2026-03-01T10:20:30.000Z'],
      ['investigating', 'Words.', '2026-03-01T10:06:00.000Z'],
    ])
    expect(payments?.incident_updates.map((one) => one.deliver_notifications)).toEqual([true, false, true])
  })

  test('say what each update changed, with the name of the group before that of a child.', () => {
    expect(payments?.incident_updates.map(({ affected_components }) => affected_components)).toEqual([
      [
        {
          code: summary.components[1]?.id,
          name: 'Shop - Checkout',
          old_status: 'partial_outage',
          new_status: 'degraded_performance',
        },
        { code: summary.components[3]?.id, name: 'API', old_status: 'operational', new_status: 'operational' },
      ],
      null,
      [
        {
          code: summary.components[1]?.id,
          name: 'Shop - Checkout',
          old_status: 'operational',
          new_status: 'partial_outage',
        },
      ],
    ])
  })

  test('say when they began, when they were last spoken of, and since when they are watched.', () => {
    expect(payments).toMatchObject({
      created_at: '2026-03-01T10:06:00.000Z',
      started_at: '2026-03-01T10:06:00.000Z',
      updated_at: '2026-03-01T10:40:00.000Z',
      monitoring_at: '2026-03-01T10:40:00.000Z',
      resolved_at: null,
      impact: 'minor',
      shortlink: 'https://status.acme.example/incidents/openincident/',
    })
    expect(slow).toMatchObject({ impact: 'none', monitoring_at: null, components: [] })
  })
})

describe('The list of all incidents', () => {
  const { incidents } = incidentsDocument(years)
  const called = (name: string) => incidents.find((one) => one.name === name)

  test('has them newest first by their first update, whatever became of them.', () => {
    expect(incidents.map(({ name, status, impact }) => [name, status, impact])).toEqual([
      ['Slow mail', 'investigating', 'none'],
      ['Cards refused', 'resolved', 'major'],
      ['Payments delayed', 'monitoring', 'minor'],
      ['Sign-in fails', 'investigating', 'major'],
      ['Was slow', 'resolved', 'major'],
      ['No search', 'resolved', 'critical'],
      ['Fax is slow', 'resolved', 'minor'],
    ])
  })

  test('says when each was resolved: a duplicate with its last word, a reopened one not yet.', () => {
    expect(incidents.map(({ name, resolved_at }) => [name, resolved_at])).toEqual([
      ['Slow mail', null],
      ['Cards refused', '2026-03-01T10:07:00.000Z'],
      ['Payments delayed', null],
      ['Sign-in fails', null],
      ['Was slow', '2026-03-01T09:00:00.000Z'],
      ['No search', '2026-02-26T10:45:00.000Z'],
      ['Fax is slow', '2025-12-31T10:30:00.000Z'],
    ])
  })

  test('tells that `resolved` mends what was broken, and that a new outage breaks it anew.', () => {
    const changes = called('Sign-in fails')?.incident_updates.map(({ affected_components }) =>
      affected_components?.map(({ name, old_status, new_status }) => [name, old_status, new_status]),
    )
    expect(changes).toEqual([
      [['API', 'operational', 'partial_outage']],
      [['API', 'major_outage', 'operational']],
      [['API', 'operational', 'major_outage']],
    ])
  })

  test('ends after 50; those that are open are found all the same.', () => {
    const sixty = Array.from({ length: 60 }, (_, i) =>
      incident(`number${String(i).padStart(6, '0')}`, [
        update(-i, 'investigating', { title: `No. ${i}` }),
        ...(i === 55 ? [] : [update(-i + 0.5, 'resolved')]),
      ]),
    )
    const many = pageWith({ incidents: sixty })
    expect(incidentsDocument(many).incidents.map(({ name }) => name)).toEqual(
      Array.from({ length: 50 }, (_, i) => `No. ${i}`),
    )
    expect(unresolvedDocument(many).incidents.map(({ name }) => name)).toEqual(['No. 55'])
  })

  test('has the unresolved ones in a list of their own.', () => {
    expect(unresolvedDocument(years).incidents).toEqual(incidents.filter(({ resolved_at }) => resolved_at === null))
  })
})

describe('Maintenances', () => {
  test('are the running one, then those to come, soonest first, with their windows.', () => {
    expect(summary.scheduled_maintenances.map(({ id, status, impact }) => [id, status, impact])).toEqual([
      ['runningworks', 'in_progress', 'maintenance'],
      ['soonerworks0', 'scheduled', 'maintenance'],
      ['laterworks00', 'scheduled', 'maintenance'],
    ])
    expect(summary.scheduled_maintenances[0]).toMatchObject({
      scheduled_for: '2026-03-01T10:10:00.000Z',
      scheduled_until: '2026-03-01T12:00:00.000Z',
      resolved_at: null,
    })
  })
})

describe('The list of all maintenances', () => {
  const { scheduled_maintenances } = maintenancesDocument(years)
  const called = (id: string) => scheduled_maintenances.find((one) => one.id === id)

  test('has those that are over and those that were called off, both as completed, for clients know no other end.', () => {
    expect(scheduled_maintenances.map(({ id, status, resolved_at }) => [id, status, resolved_at])).toEqual([
      ['laterworks00', 'scheduled', null],
      ['runningworks', 'in_progress', null],
      ['soonerworks0', 'scheduled', null],
      ['verifyworks0', 'verifying', null],
      ['overrunworks', 'in_progress', null],
      ['byclockworks', 'completed', '2026-03-01T08:20:00.000Z'],
      ['byhandworks0', 'completed', '2026-03-01T04:50:00.000Z'],
      ['calledoff000', 'completed', '2026-03-01T09:45:00.000Z'],
      ['stoppedworks', 'completed', '2026-03-01T09:55:00.000Z'],
      ['dropped00000', 'completed', '2026-02-25T22:40:00.000Z'],
    ])
    expect(called('calledoff000')?.incident_updates.map(({ status }) => status)).toEqual(['completed', 'scheduled'])
  })

  test('says that one changed when the clock began or ended it, though nobody said a word.', () => {
    const byClock = maintenancesDocument(pageWith({ maintenances: [maintenance('byclockworks', [-30, 90])] }))
    expect(byClock.scheduled_maintenances[0]).toMatchObject({
      status: 'in_progress',
      created_at: '2026-02-25T22:40:00.000Z',
      updated_at: '2026-03-01T09:30:00.000Z',
    })
    expect(called('byclockworks')?.updated_at).toBe('2026-03-01T08:20:00.000Z')
    expect(called('soonerworks0')?.updated_at).toBe('2026-02-25T22:40:00.000Z')
  })

  test('gives both planned times to all of them: clients take them for granted.', () => {
    expect(called('dropped00000')).toMatchObject({
      scheduled_for: '2026-02-25T22:40:00.000Z',
      scheduled_until: '2026-02-25T22:40:00.000Z',
    })
    for (const one of scheduled_maintenances)
      expect([typeof one.scheduled_for, typeof one.scheduled_until]).toEqual(['string', 'string'])
  })

  test('tells what was planned as not being so yet, then what began, then what ended.', () => {
    const changes = (id: string) =>
      called(id)?.incident_updates.map(({ status, affected_components }) => [
        status,
        affected_components?.map(({ name, old_status, new_status }) => [name, old_status, new_status]) ?? null,
      ])
    expect(changes('byhandworks0')).toEqual([
      ['completed', [['Shop - Search', 'under_maintenance', 'operational']]],
      ['in_progress', [['Shop - Search', 'operational', 'under_maintenance']]],
      ['scheduled', [['Shop - Search', 'operational', 'operational']]],
    ])
    expect(changes('calledoff000')).toEqual([
      ['completed', null],
      ['scheduled', [['Shop - Search', 'operational', 'operational']]],
    ])
  })

  test('ends after 50.', () => {
    const sixty = Array.from({ length: 60 }, (_, i) =>
      maintenance(`number${String(i).padStart(6, '0')}`, [i * 10 + 100, i * 10 + 105]),
    )
    const many = pageWith({ maintenances: sixty })
    expect(maintenancesDocument(many).scheduled_maintenances).toHaveLength(50)
    expect(upcomingDocument(many).scheduled_maintenances).toHaveLength(60)
  })

  test('has those to come in a list of their own, soonest first, and those that run in another.', () => {
    expect(upcomingDocument(years).scheduled_maintenances.map(({ id }) => id)).toEqual(['soonerworks0', 'laterworks00'])
    expect(activeDocument(years).scheduled_maintenances.map(({ id, status }) => [id, status])).toEqual([
      ['runningworks', 'in_progress'],
      ['verifyworks0', 'verifying'],
      ['overrunworks', 'in_progress'],
    ])
  })
})

test('A maintenance that runs under a name that it had planned for keeps what an update made of it.', () => {
  const worse = maintenance(
    'worseworks00',
    [10, 120],
    [
      step(12, 'in_progress', { set: { search: 'partial_outage' } }),
      step(30, 'completed', { set: { api: 'operational' } }),
    ],
  )
  const [written] = maintenancesDocument(pageWith({ maintenances: [worse] })).scheduled_maintenances
  expect(written?.incident_updates.map(({ affected_components }) => affected_components)).toMatchObject([
    [
      { name: 'Shop - Search', old_status: 'partial_outage', new_status: 'operational' },
      { name: 'API', old_status: 'operational', new_status: 'operational' },
    ],
    [{ name: 'Shop - Search', old_status: 'operational', new_status: 'partial_outage' }],
    [{ name: 'Shop - Search', old_status: 'operational', new_status: 'operational' }],
  ])
})

test('The status says what the summary says.', () => {
  const { page, status } = statusDocument(statusPage(EVERYTHING))
  expect({ page, status }).toEqual({ page: summary.page, status: summary.status })
  expect(status).toEqual({ indicator: 'minor', description: 'Partially Degraded Service' })
  expect(page).toMatchObject({
    name: 'Acme',
    url: 'https://status.acme.example',
    time_zone: 'Europe/Berlin',
    updated_at: '2026-03-01T11:00:00.000Z',
  })
})

const CORPUS = corpus('statuspage/states.jsonl')
if (!existsSync(CORPUS)) console.warn(`Skipped: there is no ${CORPUS}. Set EVENKEEL_CORPORA.`)

test.skipIf(!existsSync(CORPUS))('The status is what was served in 144 of 144 recorded states of components.', () => {
  const pages = readFileSync(CORPUS, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(pages).toHaveLength(144)
  for (const { components, expected } of pages) {
    const states: string[] = components.map(({ status }: { status: string }) => status)
    const set = Object.fromEntries(
      states.map((status, i) => [`component${i}`, COMPONENT_STATUSES.find((one) => one === status) ?? 'operational']),
    )
    const recorded = pageWith({
      components: states.map((_, i) => component(`component${i}`, `Component ${i}`)),
      incidents: [incident('openincident', [update(6, 'investigating', { title: 'As recorded', set })])],
      maintenances: [],
    })
    const written = summaryDocument(recorded)
    expect(written.components.map(({ status }) => status)).toEqual(states)
    expect([written.status, statusDocument(recorded).status]).toEqual([expected, expected])
  }
})
