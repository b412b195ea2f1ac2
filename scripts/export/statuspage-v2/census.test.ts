import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { statusPage } from '#model/status/page'
import { YEARS } from '../../fixtures/statuspage-catalog.ts'
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

const CORPUS = corpus('statuspage')
const recorded = existsSync(CORPUS)
if (!recorded) console.warn(`Skipped: no recorded pages at ${CORPUS}. Set EVENKEEL_CORPORA.`)

const years = statusPage(YEARS)
const WRITTEN = {
  summary: summaryDocument(years),
  status: statusDocument(years),
  components: componentsDocument(years),
  incidents: incidentsDocument(years),
  unresolved: unresolvedDocument(years),
  maintenances: maintenancesDocument(years),
  upcoming: upcomingDocument(years),
  active: activeDocument(years),
}

/** What was seen at one place: lists of keys in their order, types of JSON, and texts. */
interface Seen {
  keys: Set<string>
  types: Set<string>
  texts: Set<string>
}
type Census = Map<string, Seen>

const typeOf = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'array'
      : typeof value === 'number'
        ? Number.isInteger(value)
          ? 'integer'
          : 'number'
        : typeof value

/** Incidents and maintenances hold whole component objects: what one place shows of them holds at the others. */
const place = (path: string) => path.replace(/^\.(incidents|scheduled_maintenances)\[\](?=\.components\[\])/, '')

function count(value: unknown, path: string, into: Census): Census {
  const seen = into.get(place(path)) ?? { keys: new Set(), types: new Set(), texts: new Set() }
  into.set(place(path), seen)
  seen.types.add(typeOf(value))
  if (typeof value === 'string') seen.texts.add(value)
  if (Array.isArray(value)) for (const item of value) count(item, `${path}[]`, into)
  else if (typeof value === 'object' && value !== null) {
    seen.keys.add(Object.keys(value).join(' '))
    for (const [key, item] of Object.entries(value)) count(item, `${path}.${key}`, into)
  }
  return into
}

/** As clients read it. */
const ours: Census = new Map()
for (const document of Object.values(WRITTEN)) count(JSON.parse(JSON.stringify(document)), '', ours)

function theirs(): Census {
  const into: Census = new Map()
  for (const name of readdirSync(join(CORPUS, 'summary')))
    count(JSON.parse(readFileSync(join(CORPUS, 'summary', name), 'utf8')), '', into)
  for (const line of readFileSync(join(CORPUS, 'incidents.jsonl'), 'utf8').trim().split('\n')) {
    const { kind, ...incident } = JSON.parse(line)
    count(incident, `.${kind}[]`, into)
  }
  return into
}

const COMPONENT =
  'id name status created_at updated_at position description showcase start_date group_id page_id group only_show_if_degraded'
const EVENT =
  'id name status created_at updated_at monitoring_at resolved_at impact shortlink started_at page_id incident_updates components'
const UPDATE =
  'id status body incident_id created_at updated_at display_at affected_components deliver_notifications custom_tweet tweet_id'

/*
 * Where the recorded page shows less than the documented format has. It has no groups: a group is a row with the
 * children's ids, and they name it as theirs.
 */
const DOCUMENTED = {
  keys: new Map([['.components[]', `${COMPONENT} components`]]),
  types: new Map([
    ['.components[].group_id', 'string'],
    ['.components[].components', 'array'],
    ['.components[].components[]', 'string'],
  ]),
}

const STATUS = ['operational', 'under_maintenance', 'degraded_performance', 'partial_outage', 'major_outage']
const INCIDENT = ['investigating', 'identified', 'monitoring', 'resolved', 'postmortem']
const MAINTENANCE = ['scheduled', 'in_progress', 'verifying', 'completed']
/** Places with a fixed vocabulary, and all of it. */
const VOCABULARY: Record<string, string[]> = {
  '.components[].status': STATUS,
  '.incidents[].status': INCIDENT,
  '.incidents[].impact': ['none', 'minor', 'major', 'critical'],
  '.incidents[].incident_updates[].status': INCIDENT,
  '.incidents[].incident_updates[].affected_components[].old_status': STATUS,
  '.incidents[].incident_updates[].affected_components[].new_status': STATUS,
  '.scheduled_maintenances[].status': MAINTENANCE,
  '.scheduled_maintenances[].impact': ['maintenance'],
  '.scheduled_maintenances[].incident_updates[].status': MAINTENANCE,
  '.scheduled_maintenances[].incident_updates[].affected_components[].old_status': STATUS,
  '.scheduled_maintenances[].incident_updates[].affected_components[].new_status': STATUS,
  '.status.indicator': ['none', 'minor', 'major', 'critical', 'maintenance'],
  '.status.description': [
    'All Systems Operational',
    'Major System Outage',
    'Partial System Outage',
    'Minor Service Outage',
    'Partially Degraded Service',
    'Service Under Maintenance',
  ],
}

const keysAt = (path: string) => [...(ours.get(path)?.keys ?? [])]

describe('The eight documents', () => {
  test.skipIf(!recorded)('have at every place the keys, in their order, and the types of the recorded ones.', () => {
    const there = theirs()
    for (const [path, { keys, types }] of ours) {
      // Each document has other parts of a summary.
      if (path !== '')
        for (const list of keys)
          expect([...(there.get(path)?.keys ?? []), DOCUMENTED.keys.get(path)], `keys at ${path}`).toContain(list)
      for (const type of types)
        expect([...(there.get(path)?.types ?? []), DOCUMENTED.types.get(path)], `types at ${path}`).toContain(type)
    }
  })

  test.skipIf(!recorded)('leave no recorded place out.', () => {
    expect([...theirs().keys()].filter((path) => !ours.has(path))).toEqual([])
  })

  test.skipIf(!recorded)('are held to a vocabulary that holds for what is recorded, too.', () => {
    for (const census of [theirs(), ours])
      for (const [path, words] of Object.entries(VOCABULARY)) {
        const said = census.get(path)?.texts ?? new Set()
        expect(said.size, path).toBeGreaterThan(0)
        expect(
          [...said].filter((word) => !words.includes(word)),
          path,
        ).toEqual([])
      }
  })

  test('have the parts of the documented format, in the order served.', () => {
    expect(Object.entries(WRITTEN).map(([name, document]) => `${name}: ${Object.keys(document).join(' ')}`)).toEqual([
      'summary: page components incidents scheduled_maintenances status',
      'status: page status',
      'components: page components',
      'incidents: page incidents',
      'unresolved: page incidents',
      'maintenances: page scheduled_maintenances',
      'upcoming: page scheduled_maintenances',
      'active: page scheduled_maintenances',
    ])
  })

  test('have the keys of the documented format, in the order served.', () => {
    expect(keysAt('.page')).toEqual(['id name url time_zone updated_at'])
    expect(keysAt('.status')).toEqual(['indicator description'])
    expect(keysAt('.components[]').toSorted()).toEqual([COMPONENT, `${COMPONENT} components`])
    expect(keysAt('.incidents[]')).toEqual([`${EVENT} reminder_intervals`])
    expect(keysAt('.scheduled_maintenances[]')).toEqual([`${EVENT} scheduled_for scheduled_until`])
    for (const events of ['.incidents[]', '.scheduled_maintenances[]']) {
      expect(keysAt(`${events}.incident_updates[]`)).toEqual([UPDATE])
      expect(keysAt(`${events}.incident_updates[].affected_components[]`)).toEqual(['code name old_status new_status'])
    }
  })

  test('hold whole components in incidents, never a group.', () => {
    const shown = [...WRITTEN.incidents.incidents, ...WRITTEN.maintenances.scheduled_maintenances].flatMap(
      ({ components }) => components.map((one) => Object.keys(one).join(' ')),
    )
    expect([...new Set(shown)]).toEqual([COMPONENT])
  })

  test('write every time as UTC with milliseconds.', () => {
    const times = [...ours].flatMap(([path, { texts }]) =>
      /(_at|\.scheduled_(for|until))$/.test(path) ? [...texts] : [],
    )
    expect(times.length).toBeGreaterThan(40)
    for (const time of times) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  })
})
