import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { PublicCatalog, PublicComponent, PublicIncident, PublicMaintenance } from '#model/public'
import { statusPage } from '#model/status-page'
import type { ComponentStatus } from '#model/update'
import { statusDocument, summaryDocument } from './statuspage-v2.ts'

const CORPUS = join(
  process.env['EVENKEEL_CORPORA'] ?? join(import.meta.dirname, '../../../shared/corpora'),
  'statuspage',
)
const recorded = existsSync(CORPUS)
if (!recorded) console.warn(`Skipped: no recorded pages at ${CORPUS}.`)

/** Ten o'clock, and so many minutes. */
const at = (minutes: number) => Date.parse('2026-03-01T10:00:00Z') + minutes * 60_000

const said = {
  title: undefined,
  impact: undefined,
  next_update: undefined,
  pinned: false,
  notify: true,
  lang: undefined,
  markdown: 'Words.\n',
}
const set = (minutes: number, states: Record<string, ComponentStatus>) =>
  Object.entries(states).map(([component, status]) => ({ component, status, since: at(minutes) }))
const component = (id: string, name: string, more: Partial<PublicComponent> = {}): PublicComponent => ({
  id,
  name,
  group: undefined,
  description: undefined,
  position: undefined,
  since: undefined,
  until: undefined,
  ...more,
})

const open: PublicIncident = {
  public_id: 'openincident',
  updates: [
    {
      ...said,
      state: 'investigating',
      time: at(6),
      title: 'Payments delayed',
      settings: set(6, { checkout: 'partial_outage' }),
    },
    { ...said, state: 'identified', time: at(20.5), settings: [], notify: false },
    {
      ...said,
      state: 'monitoring',
      time: at(40),
      settings: set(40, { checkout: 'degraded_performance', api: 'operational' }),
    },
  ],
  corrected: null,
  postmortem: null,
  duplicate_of: null,
}
const bare: PublicIncident = {
  ...open,
  public_id: 'bareincident',
  updates: [{ ...said, state: 'investigating', time: at(8), title: 'Slow mail', settings: [] }],
}
const over: PublicIncident = {
  ...open,
  public_id: 'overincident',
  updates: [
    {
      ...said,
      state: 'investigating',
      time: at(-90),
      title: 'Was slow',
      settings: set(-90, { search: 'major_outage' }),
    },
    { ...said, state: 'resolved', time: at(-60), settings: [] },
  ],
}
const maintenance = (public_id: string, start: number, end: number): PublicMaintenance => ({
  public_id,
  updates: [
    {
      ...said,
      state: 'scheduled',
      auto: true,
      time: at(-5000),
      title: `Work ${public_id}`,
      settings: set(-5000, { search: 'under_maintenance' }),
    },
  ],
  corrected: null,
  cancelled: false,
  window: { start: at(start), end: at(end) },
  outcome: null,
})
const running: PublicMaintenance = {
  ...maintenance('runningworks', 10, 120),
  updates: [
    ...maintenance('runningworks', 10, 120).updates,
    { ...said, state: 'in_progress', auto: true, time: at(12), settings: [] },
  ],
}

/** Everything at once: groups, ungrouped, described and not, begun and not, in trouble and not. */
const EVERYTHING: PublicCatalog = {
  site: {
    name: 'Acme',
    url: 'https://status.acme.example',
    time_zone: 'Europe/Berlin',
    locale: 'en',
    locales: undefined,
    support_url: undefined,
    uptime: { days: 90, partial_weight: 0.3 },
    brand: { color: undefined, logo: undefined },
    sample: false,
  },
  now: at(60),
  components: [
    component('checkout', 'Checkout', { group: 'Shop', description: 'Paying', since: '2024-01-01' }),
    component('search', 'Search', { group: 'Shop' }),
    component('api', 'API', { description: 'For partners' }),
  ],
  incidents: [bare, open, over],
  maintenances: [maintenance('laterworks00', 600, 700), running, maintenance('soonerworks0', 300, 400)],
  slos: [],
}
const summary = summaryDocument(statusPage(EVERYTHING))
const written: unknown = JSON.parse(JSON.stringify(summary))

type Json = null | string | number | boolean | Json[] | { [key: string]: Json }
const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)

/** Incidents and maintenances hold whole component objects: what one place shows of them holds at the others. */
const place = (path: string) => path.replace(/^\.(incidents|scheduled_maintenances)\[\](?=\.components\[\])/, '')

/** For every path (list places left out) the key lists in their order, and the types of JSON that were seen. */
function census(value: unknown, path: string, into: Map<string, { keys: Set<string>; types: Set<string> }>) {
  const seen = into.get(place(path)) ?? { keys: new Set(), types: new Set() }
  into.set(place(path), seen)
  seen.types.add(typeOf(value))
  if (Array.isArray(value)) for (const item of value) census(item, `${path}[]`, into)
  else if (typeof value === 'object' && value !== null) {
    seen.keys.add(Object.keys(value).join(' '))
    for (const [key, item] of Object.entries(value)) census(item, `${path}.${key}`, into)
  }
  return into
}

function recordedCensus() {
  const into = new Map<string, { keys: Set<string>; types: Set<string> }>()
  for (const name of readdirSync(join(CORPUS, 'summary')))
    census(JSON.parse(readFileSync(join(CORPUS, 'summary', name), 'utf8')), '', into)
  for (const line of readFileSync(join(CORPUS, 'incidents.jsonl'), 'utf8').trim().split('\n')) {
    const { kind, ...incident } = JSON.parse(line)
    census(incident, `.${kind}[]`, into)
  }
  return into
}

/*
 * Where the recorded page shows less than the documented format has. It has no groups: a group is a row with the
 * children's ids, and they name it as theirs.
 */
const COMPONENT =
  'id name status created_at updated_at position description showcase start_date group_id page_id group only_show_if_degraded'
const DOCUMENTED = {
  keys: new Map([['.components[]', `${COMPONENT} components`]]),
  types: new Map([
    ['.components[].group_id', 'string'],
    ['.components[].components', 'array'],
    ['.components[].components[]', 'string'],
  ]),
}

describe('The summary', () => {
  test.skipIf(!recorded)('has at every place the keys, in their order, and the types of a recorded one.', () => {
    const theirs = recordedCensus()
    for (const [path, { keys, types }] of census(written, '', new Map())) {
      const there = theirs.get(path)
      for (const list of keys)
        expect([...(there?.keys ?? []), DOCUMENTED.keys.get(path)], `keys at ${path}`).toContain(list)
      for (const type of types)
        expect([...(there?.types ?? []), DOCUMENTED.types.get(path)], `types at ${path}`).toContain(type)
    }
  })

  test.skipIf(!recorded)('leaves no recorded place out.', () => {
    const ours = census(written, '', new Map())
    expect([...recordedCensus().keys()].filter((path) => !ours.has(path))).toEqual([])
  })

  test('has the keys of the documented format, in the order served.', () => {
    const ours = census(written, '', new Map())
    const keysAt = (path: string) => [...(ours.get(path)?.keys ?? [])]
    const incident =
      'id name status created_at updated_at monitoring_at resolved_at impact shortlink started_at page_id incident_updates components'
    const update =
      'id status body incident_id created_at updated_at display_at affected_components deliver_notifications custom_tweet tweet_id'
    expect(keysAt('')).toEqual(['page components incidents scheduled_maintenances status'])
    expect(keysAt('.page')).toEqual(['id name url time_zone updated_at'])
    expect(keysAt('.status')).toEqual(['indicator description'])
    expect(keysAt('.components[]').toSorted()).toEqual([COMPONENT, `${COMPONENT} components`])
    expect(keysAt('.incidents[]')).toEqual([`${incident} reminder_intervals`])
    expect(Object.keys(summary.incidents[1]?.components[0] ?? {}).join(' ')).toBe(COMPONENT)
    expect(keysAt('.incidents[].incident_updates[]')).toEqual([update])
    expect(keysAt('.incidents[].incident_updates[].affected_components[]')).toEqual(['code name old_status new_status'])
    expect(keysAt('.scheduled_maintenances[]')).toEqual([`${incident} scheduled_for scheduled_until`])
    expect(keysAt('.scheduled_maintenances[].incident_updates[]')).toEqual([update])
  })

  test('writes every time as UTC with milliseconds.', () => {
    const times: Json[] = []
    const walk = (value: unknown) => {
      for (const [key, item] of Object.entries(typeof value === 'object' && value !== null ? value : {})) {
        if (/_at$|^scheduled_/.test(key) && key !== 'scheduled_maintenances' && item !== null) times.push(item)
        walk(item)
      }
    }
    walk(written)
    expect(times.length).toBeGreaterThan(40)
    for (const time of times) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  })

  test('has ids of 12 characters of a-z and 0-9 that another build repeats.', () => {
    const ids = (value: unknown): string[] =>
      Object.entries(typeof value === 'object' && value !== null ? value : {}).flatMap(([key, item]) => [
        ...(typeof item === 'string' && /^(id|code|.*_id)$/.test(key) ? [item] : []),
        ...ids(item),
      ])
    const all = ids(summary)
    expect(all.length).toBeGreaterThan(40)
    for (const id of all) expect(id).toMatch(/^[a-z0-9]{12}$/)
    expect(ids(summaryDocument(statusPage(EVERYTHING)))).toEqual(all)
    expect(ids(summaryDocument(statusPage({ ...EVERYTHING, now: at(61) })))).toEqual(all)
  })

  test('has another id for every update, two of one second too.', () => {
    const [first] = open.updates
    if (!first) throw new Error('No update.')
    const twice = { ...open, updates: [first, { ...first, state: 'identified' as const }] }
    const [incident] = summaryDocument(statusPage({ ...EVERYTHING, incidents: [twice] })).incidents
    expect(new Set(incident?.incident_updates.map(({ id }) => id)).size).toBe(2)
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
