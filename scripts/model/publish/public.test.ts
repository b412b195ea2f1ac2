import { describe, expect, test } from 'vitest'
import { readTexts } from '#io/catalog-reader'
import { assess, judgeContent } from '#assess/content'
import { byId, type Catalog } from '../catalog.ts'
import { CHANGE_STATUSES, type Change } from '../records/change.ts'
import { publicCatalog } from './public.ts'
import { statusPage } from '../status/page.ts'
import { COMPANY } from '../../fixtures/places.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')
const bytes = (catalog: Catalog) => JSON.stringify(publicCatalog(catalog))

/** The sample company. */
const sample = () => assess(COMPANY, NOW, () => NOW).catalog

const change = (id: string, status: string) => `---
id: ${id}
title: Upgrade the session cache
type: normal
purpose: feature
status: ${status}
requester: platform
implementer: ana
environment: production
services: [checkout, ledger-store]
risk: {blast_radius: 3, rollback_difficulty: 2, complexity: 2, timing: 1}
window: {start: 2026-02-25T02:00:00Z, end: 2026-02-25T04:00:00Z}
estimated_duration: 45m
rollback:
  max_duration: 15m
  criteria:
    - {metric: redis_error_ratio, comparator: ">", threshold: 0.01, for: 5m, action: automatic}
rollout:
  - {percent: 10, bake: 10m, success: error ratio below 0.1 %}
  - {percent: 100, bake: 20m, success: error ratio below 0.1 %}
outcome: {started: 2026-02-25T02:05:00Z, finished: 2026-02-25T02:50:00Z}
review: {due: 2026-03-04, held: 2026-03-03T15:00:00Z}
labels: [cache]
links: {plan: "https://git.acme.example/plan"}
source: {kind: jira, id: OPS-1, url: "https://jira.acme.example/OPS-1"}
---
## Implementation plan

Replace one node after the other.

## Verification

The error ratio stays where it was.

## Rollback plan

Put the old nodes back.
`
const announcement = `---
state: scheduled
title: Shorter waits
components: {checkout: under_maintenance, ledger-store: major_outage}
impact: none
next_update: 2026-02-25T02:00:00Z
pinned: true
auto: true
notify: false
lang: en
---
We make sign-in faster.
`
const incident = (id: string, more = '') => `---
id: ${id}
title: Checkout 5xx after the payments deploy
severity: SEV-2
services: [checkout]
detected_by: monitoring
started: 2026-03-01T10:00:00Z
detected: 2026-03-01T10:02:00Z
acknowledged: 2026-03-01T10:05:00Z
mitigated: 2026-03-01T10:40:00Z
resolved: 2026-03-01T11:10:00Z
roles: {commander: ana, technical_lead: bo, communications: cy, scribe: di}
alerts: [CheckoutHighErrorRate]
runbooks: [payments/checkout-errors]
caused_by: [CHG-2026-0001]
backfilled: false
review: {status: done, held: 2026-03-03T15:00:00Z}
actions:
  - {title: Alert on pool saturation, owner: bo, due: 2026-03-20, kind: detect, link: "https://git.acme.example/1", status: open}
labels: [payments]
links: {call: "https://call.acme.example/1"}
source: {kind: jira, id: OPS-2, url: "https://jira.acme.example/OPS-2"}
${more}---
## Timeline

10:00 The pool is exhausted.
`
const update = (state: string, status: string, more = '') => `---
state: ${state}
title: Card payments delayed
components: {checkout: {status: ${status}, since: 2026-03-01T10:00:00Z}, ledger-store: major_outage}
impact: major
next_update: 2026-03-01T10:30:00Z
lang: en
${more}---
We are looking into delayed card payments.
`
const impact = `- {component: checkout, status: partial_outage, from: 2026-03-01T10:00:00Z, to: 2026-03-01T10:40:00Z}
- {component: ledger-store, status: major_outage, from: 2026-03-01T10:00:00Z}
`
const sections = '## Implementation plan\n\nOne.\n\n## Verification\n\nTwo.\n\n## Rollback plan\n\nThree.\n'
const openSlo = (name: string, annotation: string) => `apiVersion: openslo/v1
kind: SLO
metadata: {name: ${name}, displayName: Answers of ${name}, annotations: {evenkeel.dev/public: "${annotation}"}}
spec:
  description: Requests without a fault of ours.
  service: checkout
  indicator: {metadata: {name: ${name}-sli}, spec: {thresholdMetric: {metricSource: {type: Other, spec: {query: any}}}}}
  timeWindow: [{duration: 30d, isRolling: true}]
  budgetingMethod: Occurrences
  objectives: [{target: 0.999, op: gte, value: 1}]
`

/** Content in which every kind of record is there, public and not, with every field set that it can have. */
const EVERYTHING: Record<string, string> = {
  'site.yaml': `name: Acme
url: https://status.acme.example
ops_url: https://ops.acme.example
time_zone: Europe/Berlin
locale: en
locales: [en, de]
support_url: https://acme.example/support
uptime: {days: 60, partial_weight: 0.5}
brand: {color: "#0b5fff", logo: logo.svg}
notify: [{kind: slack, url_env: SLACK_URL}, {kind: email, smtp_env: SMTP, from: a@acme.example, to: [b@acme.example]}]
labels: [acme]
links: {wiki: "https://wiki.acme.example"}
source: {kind: cstate, id: config, url: "https://git.acme.example/cstate"}
`,
  'logo.svg': '<svg xmlns="http://www.w3.org/2000/svg" />\n',
  'policy.yaml': 'risk: {medium: 6}\nresponders: [platform]\nlead_time: {high: 48h}\n',
  'teams/platform.yaml': `name: Platform
members: [ana, bo, lead]
leads: [lead]
contacts: {page: "https://pager.acme.example/platform", chat: "#platform"}
escalation: [{after: 0m, who: ana, how: page}]
links: {wiki: "https://wiki.acme.example/platform"}
`,
  'services/checkout.yaml': `name: Checkout API
description: Takes card payments for the shop.
team: platform
tier: 1
depends_on: [ledger-store]
maintenance_windows: [{days: [tue], from: "02:00", to: "04:00", time_zone: Europe/Berlin}]
links: {code: "https://git.acme.example/checkout"}
public: {name: Checkout, group: Shop, description: Paying for an order, position: 10, since: 2024-01-01, until: 2030-01-01}
`,
  'services/search.yaml': 'name: Search cluster\nteam: platform\ntier: 2\npublic: {name: Search}\n',
  // Called as the other one is: their order must come from something that is public.
  'services/index.yaml': 'name: Search index\nteam: platform\ntier: 2\npublic: {name: Search}\n',
  'services/ledger-store.yaml': 'name: Ledger store\ndescription: Keeps the books.\nteam: platform\ntier: 2\n',
  'changes/2026/CHG-2026-0001-cache.md': change('CHG-2026-0001', 'completed'),
  'changes/2026/CHG-2026-0002-public/index.md': change('CHG-2026-0002', 'completed'),
  'changes/2026/CHG-2026-0002-public/public/20260220T100000Z.md': announcement,
  'changes/2026/CHG-2026-0002-public/public/impact.yaml': impact,
  'changes/2026/CHG-2026-0003-not-yet/index.md': change('CHG-2026-0003', 'proposed'),
  'changes/2026/CHG-2026-0003-not-yet/public/20260221T100000Z.md': announcement,
  'changes/2026/CHG-2026-0003-not-yet/public/impact.yaml': impact,
  'approvals/CHG-2026-0001.json':
    '{"change": "CHG-2026-0001", "plan": "0123abcd", "approvals": [{"by": "bo", "at": "2026-02-24T10:00:00Z"}]}',
  'change-templates/rotate.md': `---\ntitle: Rotate a certificate\nservices: [checkout]\nmax_risk: low\nrisk: {blast_radius: 1, rollback_difficulty: 1, complexity: 1, timing: 1}\nestimated_duration: 10m\n---\n${sections}`,
  'freezes/year-end.yaml':
    'title: Year-end freeze\nlevel: hard\nowner: lead\nreason: Peak trading\nstart: 2026-12-18T00:00:00Z\nend: 2027-01-04T00:00:00Z\nservices: [checkout]\nenvironments: [production]\nexceptions: [{change: CHG-2026-0001, by: lead, reason: certificate}]\n',
  'events/sale.yaml': 'title: Big sale\nstart: 2026-11-27T00:00:00Z\nend: 2026-11-28T00:00:00Z\nservices: [checkout]\n',
  'incidents/2026/INC-2026-0001-internal.md': incident('INC-2026-0001'),
  'incidents/2026/INC-2026-0002-open.md': incident('INC-2026-0002').replace(/^resolved:.*\n/m, ''),
  'incidents/2026/INC-2026-0003-public/index.md': incident('INC-2026-0003'),
  'incidents/2026/INC-2026-0003-public/public/20260301T100600Z.md': update(
    'investigating',
    'partial_outage',
    'at: 2026-03-01T10:06:00.500Z\n',
  ),
  'incidents/2026/INC-2026-0003-public/public/20260301T111000Z.md': '---\nstate: resolved\n---\nPayments work.\n',
  'incidents/2026/INC-2026-0003-public/public/impact.yaml': impact,
  'incidents/2026/INC-2026-0003-public/public/postmortem.md': 'We were slow to notice.\n',
  'incidents/2026/INC-2026-0004-again/index.md': incident(
    'INC-2026-0004',
    'closed_as: duplicate\nduplicate_of: INC-2026-0003\n',
  ),
  'incidents/2026/INC-2026-0004-again/public/20260301T100700Z.md': update('investigating', 'major_outage'),
  'incidents/2026/INC-2026-0005-hidden/index.md': incident(
    'INC-2026-0005',
    'closed_as: duplicate\nduplicate_of: INC-2026-0001\npublic_id: imported0005\n',
  ),
  'incidents/2026/INC-2026-0005-hidden/public/20260302T100700Z.md': update('resolved', 'operational'),
  'incidents/2026/INC-2026-0006-broken/index.md': incident('INC-2026-0006').replace('SEV-2', 'SEV-9'),
  'incidents/2026/INC-2026-0006-broken/public/20260302T100700Z.md': update('monitoring', 'degraded_performance'),
  'incident-templates/slow.md':
    '---\ntitle: Slow\nseverity: SEV-3\ncomponents: {checkout: degraded_performance}\n---\n## investigating\n\nWe look.\n',
  'runbooks/payments/checkout-errors.md':
    '---\ntitle: Checkout error rate is high\nservices: [checkout]\nowner: bo\nteam: platform\nalerts: [CheckoutHighErrorRate]\naliases: [PaymentsErrors]\nlast_updated: 2026-08-01\nlast_tested: 2026-08-14\ntested_note: bo, staging\nreview_in: 90d\nseverity: SEV-2\ndashboards: ["https://grafana.acme.example/d/1"]\nplaceholders: {NAMESPACE: shop}\nescalation: [{after: 0m, who: platform, how: page}]\n---\n## Summary\n\nIt fails.\n\n## Impact\n\nNobody pays.\n\n## Diagnosis\n\nLook.\n\n## Mitigation\n\nRestart.\n',
  'slos/public.yaml': openSlo('checkout-availability', 'true'),
  'slos/another.yaml': openSlo('search-availability', 'true').replace('service: checkout', 'service: search'),
  'slos/internal.yaml': openSlo('checkout-latency', 'false'),
  'slos/hidden.yaml': openSlo('ledger-availability', 'true').replace('service: checkout', 'service: ledger-store'),
  'slos/sloth.yaml':
    'version: prometheus/v1\nservice: checkout\nslos: [{name: requests, objective: 99.9, description: Good ones, sli: {raw: {error_ratio_query: "rate(bad[{{.window}}])"}}, alerting: {name: Burns}}]\n',
  'alerts/checkout.yaml':
    'groups: [{name: checkout, rules: [{alert: CheckoutHighErrorRate, expr: up, labels: {severity: page}, annotations: {summary: Many errors, runbook_url: "https://ops.acme.example/r"}}]}]\n',
  'measurements/checkout-availability.csv':
    'start,end,good,total\n2026-03-01T00:00:00Z,2026-03-02T00:00:00Z,999,1000\n',
}
function everything(): Catalog {
  const content = readTexts(
    { paths: Object.keys(EVERYTHING), texts: new Map(Object.entries(EVERYTHING)) },
    NOW,
    () => NOW,
  )
  const problems = [...content.problems, ...judgeContent(content)]
  // One is broken on purpose; another has what only a later status may have, so that it could leak before its approval.
  const wrong = problems.filter(
    ({ severity, at, rule }) =>
      severity === 'error' &&
      !at.file.includes('INC-2026-0006') &&
      !(rule === 'change-outcome' && at.file.includes('CHG-2026-0003')),
  )
  expect(wrong).toEqual([])
  return content.catalog
}

const CATALOGUES: [string, () => Catalog][] = [
  ['the sample company', sample],
  ['content with every field set', everything],
]

/*
 * What is public, written down from the contract by hand ("What is public"): the test below finds every other field
 * of every record by walking the catalogue, so that a new field is internal until it is added here.
 */
type Path = readonly (string | number)[]
const SITE = ['name', 'url', 'time_zone', 'locale', 'locales', 'support_url', 'uptime', 'brand', 'sample']
const ANNOUNCED = ['approved', 'in_progress', 'completed', 'rolled_back', 'aborted', 'cancelled', 'rejected']
const PUBLIC_FOLDER = ['updates', 'impact', 'postmortem']

function isPublicPath(catalog: Catalog, path: Path): boolean {
  const [list, index, key, ...rest] = path
  if (list === 'now') return true
  if (list === 'site') return SITE.includes(String(index))
  const record = recordAt(catalog, path)
  // Whether there is such a file is what publishes.
  if (isFolder(path)) return true
  if (PUBLIC_FOLDER.includes(String(key)) && !isOfPublicFile(catalog, String(key), record[String(key)], rest))
    return false
  const published = Array.isArray(record['updates']) && record['updates'].length > 0
  if (list === 'services')
    return (
      (record['public'] !== undefined && (key === 'id' || key === 'public')) ||
      (key === 'id' && isNamed(catalog, record))
    )
  if (list === 'changes')
    return (
      published &&
      ANNOUNCED.includes(String(record['status'])) &&
      ['id', 'public_id', 'status', 'window', 'outcome', ...PUBLIC_FOLDER].includes(String(key))
    )
  if (list === 'incidents')
    return published && ['id', 'public_id', 'closed_as', 'duplicate_of', ...PUBLIC_FOLDER].includes(String(key))
  if (list === 'salvaged')
    return published && ['id', 'public_id', 'closed_as', 'duplicate_of', ...PUBLIC_FOLDER].includes(String(key))
  if (list === 'slos')
    return (
      key === 'public' || (record['public'] === true && (['name', 'service'].includes(String(key)) || isTarget(path)))
    )
  return false
}

/** `slos.0.objectives.0.target`, and what is in it. */
const isTarget = ([, , list, , key]: Path) => list === 'objectives' && key === 'target'

/** Whether customers would be told of a service that isn't public if there were no file that says so. */
const isNamed = ({ changes, incidents }: Catalog, { id }: Fields) =>
  [...changes, ...incidents].some(({ updates }) =>
    updates?.some(({ components }) => Object.hasOwn(components, String(id))),
  )

const isFolder = (path: Path) => path.length === 3 && PUBLIC_FOLDER.includes(String(path[2]))

/** Of a file in `public/` all is public but its place among ours, and what it says of services that aren't. */
function isOfPublicFile({ services }: Catalog, key: string, value: unknown, rest: Path): boolean {
  const shown = (id: unknown) => services.every((one) => one.id !== id || one.public !== undefined)
  if (key === 'postmortem') return rest[0] !== 'line'
  if (key === 'impact') return Array.isArray(value) && shown(value[Number(rest[0])]?.component)
  const [, field, of] = rest
  if (field === 'components') return shown(of)
  return field !== 'file' && field !== 'named' && !(field === 'body' && of === 'line')
}

type Fields = Record<string, unknown>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null
const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, key) => (isFields(inner) ? inner[key] : undefined), value)
const recordAt = (catalog: Catalog, path: Path): Fields => {
  const record = at(catalog, path.slice(0, 2))
  return isFields(record) ? record : {}
}

/** Every leaf of a value: what is neither a list nor a map with something in it. */
function* leaves(value: unknown, path: Path = []): Generator<Path> {
  const entries = isFields(value) ? Object.entries(value) : []
  if (entries.length === 0) yield path
  for (const [key, item] of entries) yield* leaves(item, [...path, key])
}

const another = (value: unknown): unknown => {
  if (typeof value === 'string') return `${value} and something else`
  if (typeof value === 'number') return value + 86_400_000
  if (typeof value === 'boolean') return !value
  if (typeof value === 'bigint') return value + 1n
  return Array.isArray(value) ? ['something'] : 'something'
}

/** The bytes of what is public while one value is another one. */
function whileChanged(catalog: Catalog, path: Path, value: unknown): string {
  const parent = at(catalog, path.slice(0, -1))
  if (!isFields(parent)) throw new Error(`Nothing at ${path.join('.')}.`)
  const key = String(path.at(-1))
  const before = parent[key]
  if (value === undefined) delete parent[key]
  else parent[key] = value
  try {
    return bytes(catalog)
  } finally {
    parent[key] = before
  }
}

describe.each(CATALOGUES)('The public catalogue of %s', (_, catalogue) => {
  const catalog = catalogue()
  const whole = bytes(catalog)
  // An empty list of records has no field.
  const paths = [...leaves(catalog)].filter((path) => path.length > 1 || path[0] === 'now')
  const internal = paths.filter((path) => !isPublicPath(catalog, path))

  test('stays the same, byte for byte, whichever internal field becomes another one.', () => {
    expect(internal.length).toBeGreaterThan(300)
    const leaking = internal.filter((path) => whileChanged(catalog, path, another(at(catalog, path))) !== whole)
    expect(leaking.map((path) => path.join('.'))).toEqual([])
  })

  test('stays the same whichever internal field of a record is taken away.', () => {
    const leaking = internal
      // A record without its id and its file is none.
      .filter(([, , key, ...rest]) => rest.length === 0 && key !== undefined && key !== 'id' && key !== 'file')
      .filter((path) => whileChanged(catalog, path, undefined) !== whole)
    expect(leaking.map((path) => path.join('.'))).toEqual([])
  })

  test('stays the same whichever field of another kind an internal record gets.', () => {
    const fields = {
      name: 'X',
      title: 'X',
      description: 'X',
      markdown: 'X',
      labels: ['X'],
      links: { X: 'X' },
      target: 1,
    }
    for (const [list, records] of Object.entries(catalog))
      for (const [i, record] of Array.isArray(records) ? records.entries() : [])
        for (const [key, value] of Object.entries(fields))
          if (isFields(record) && record[key] === undefined && !isPublicPath(catalog, [list, i, key])) {
            expect(whileChanged(catalog, [list, i, key], value), `${list}.${i}.${key}`).toBe(whole)
            delete record[key]
          }
  })

  test('stays the same when an internal record is taken out, or is there twice.', () => {
    const published = ({ updates }: { updates: unknown[] | null }) => updates !== null && updates.length > 0
    const hidden: Partial<Catalog> = {
      teams: [],
      approvals: [],
      change_templates: [],
      freezes: [],
      events: [],
      incident_templates: [],
      runbooks: [],
      alerts: [],
      measurements: [],
      services: catalog.services.filter((one) => one.public || isNamed(catalog, one)),
      changes: catalog.changes.filter((one) => published(one) && ANNOUNCED.includes(one.status)),
      incidents: catalog.incidents.filter(published),
      slos: catalog.slos.filter((one) => one.public),
    }
    expect(bytes({ ...catalog, ...hidden })).toBe(whole)
    const again = (one: Change, i: number): Change => ({ ...one, id: `CHG-2027-${1000 + i}`, updates: null })
    expect(
      bytes({
        ...catalog,
        teams: [...catalog.teams, ...catalog.teams],
        services: [
          ...catalog.services.map((one) => ({ ...one, id: `another-${one.id}`, public: undefined })),
          ...catalog.services,
        ],
        incidents: [
          ...catalog.incidents.map((one, i) => ({ ...one, id: `INC-2027-${1000 + i}`, updates: null })),
          ...catalog.incidents,
        ],
        changes: [...catalog.changes.map(again), ...catalog.changes],
        runbooks: [...catalog.runbooks, ...catalog.runbooks],
      }),
    ).toBe(whole)
  })

  test('stays the same whatever order the files are in: it shows nothing of their names.', () => {
    const reversed = Object.fromEntries(
      Object.entries(catalog).map(([key, value]) => [key, Array.isArray(value) ? value.toReversed() : value]),
    )
    expect(bytes({ ...catalog, ...reversed })).toBe(whole)
  })

  test('holds no internal id and no file.', () => {
    expect(whole).not.toMatch(/(INC|CHG)-\d/)
    expect(whole).not.toContain('.yaml')
    expect(whole).not.toContain('public/')
  })

  test('is all that comes out: the walk found the public fields too, and they change it.', () => {
    const shown = paths.filter((path) => isPublicPath(catalog, path) && !isFolder(path))
    const changing = shown.filter((path) => whileChanged(catalog, path, another(at(catalog, path))) !== whole)
    expect(changing.length).toBeGreaterThan(60)
    expect(bytes(catalog)).toBe(whole)
  })
})

describe('What is public of a change', () => {
  const announced = (status: Change['status']) => {
    const catalog = everything()
    const changes = catalog.changes.map((one) => ({ ...one, status }))
    return publicCatalog({ ...catalog, changes }).maintenances
  }

  test.each(['draft', 'proposed'] as const)('is nothing while it is %s.', (status) => {
    expect(announced(status)).toEqual([])
  })

  test.each(CHANGE_STATUSES.filter((status) => !['draft', 'proposed', 'rejected'].includes(status)))(
    'is its folder `public/`, its window and its outcome once it is %s.',
    (status) => {
      expect(announced(status).length).toBe(2)
      expect(announced(status)[0]).toMatchObject({
        cancelled: status === 'cancelled',
        window: { start: Date.parse('2026-02-25T02:00:00Z'), end: Date.parse('2026-02-25T04:00:00Z') },
        outcome: { started: Date.parse('2026-02-25T02:05:00Z'), finished: Date.parse('2026-02-25T02:50:00Z') },
        updates: [{ title: 'Shorter waits', state: 'scheduled' }],
      })
    },
  )

  test('is nothing where there is no such folder, or nothing in it.', () => {
    const catalog = everything()
    for (const updates of [null, []]) {
      const changes = catalog.changes.map((one) => ({ ...one, updates }))
      expect(publicCatalog({ ...catalog, changes }).maintenances).toEqual([])
    }
  })

  test('shows as cancelled on the page when it was cancelled, or rejected after an approval.', () => {
    const catalog = everything()
    for (const status of ['cancelled', 'rejected'] as const) {
      const changes = catalog.changes.map((one) => ({ ...one, status, outcome: undefined }))
      const approvals = changes.map(({ id }) => ({
        change: id,
        plan: 'x',
        approvals: [],
        file: `approvals/${id}.json`,
      }))
      const page = statusPage(
        publicCatalog({ ...catalog, changes, approvals, now: Date.parse('2026-02-25T03:00:00Z') }),
      )
      expect(page.maintenances.map(({ state }) => state)).toEqual(['cancelled', 'cancelled'])
      expect([page.running, page.upcoming]).toEqual([[], []])
    }
  })
})

describe.each(['cancelled', 'rejected'] as const)('A change that was %s', (status) => {
  const announced = everything().changes.find((one) => (one.updates ?? []).length > 0)
  if (!announced) throw new Error('No change to give up.')
  const shown = (signs: Partial<Change>, approvals: Catalog['approvals'] = []) => {
    const ended = { ...announced, status, outcome: undefined, source: undefined, ...signs }
    return publicCatalog({ ...everything(), changes: [ended], approvals }).maintenances.map(
      ({ cancelled }) => cancelled,
    )
  }
  const { id, updates, outcome } = announced

  test('shows nothing where nothing says that it had ever been approved.', () => {
    expect(shown({})).toEqual([])
  })

  test('shows as cancelled where an approval of its own is recorded, not where one of another is.', () => {
    const approval = { change: id, plan: 'x', approvals: [], file: `approvals/${id}.json` }
    expect(shown({}, [approval])).toEqual([true])
    expect(shown({}, [{ ...approval, change: 'CHG-1999-0001' }])).toEqual([])
  })

  test('shows as cancelled where work had begun, where it was imported, or where customers are told so.', () => {
    expect(shown({ outcome })).toEqual([true])
    expect(shown({ source: { kind: 'statuspage' } })).toEqual([true])
    const [first] = updates ?? []
    if (!first) throw new Error('No update.')
    expect(shown({ updates: [first, { ...first, state: 'cancelled', time: first.time + 1 }] })).toEqual([true])
    expect(shown({ updates: [first, { ...first, state: 'scheduled', time: first.time + 1 }] })).toEqual([])
  })
})

describe('What is public of the rest', () => {
  const seen = publicCatalog(everything())

  test('is of a component what its block says, and nothing of the service.', () => {
    expect(seen.components.map(({ id }) => id)).toEqual(['checkout', 'index', 'search'])
    expect(seen.components.filter(({ id }) => id !== 'index')).toEqual([
      {
        id: 'checkout',
        name: 'Checkout',
        group: 'Shop',
        description: 'Paying for an order',
        position: 10,
        since: '2024-01-01',
        until: '2030-01-01',
      },
      {
        id: 'search',
        name: 'Search',
        group: undefined,
        description: undefined,
        position: undefined,
        since: undefined,
        until: undefined,
      },
    ])
  })

  test('is of an SLO its name, its target and its service, where it says so and its service is public.', () => {
    expect(seen.slos).toEqual([
      { name: 'Answers of checkout-availability', component: 'checkout', target: '99.9' },
      { name: 'Answers of search-availability', component: 'search', target: '99.9' },
    ])
  })

  test('is nothing that an update says of a service without a public block.', () => {
    expect(JSON.stringify(seen)).not.toContain('ledger-store')
  })

  test('is of a duplicate the public id of what it repeats, and none where that is internal.', () => {
    const ids = byId(seen.incidents.map(({ public_id, duplicate_of }) => ({ id: public_id, duplicate_of })))
    const original = [...ids.values()].find(({ duplicate_of }) => duplicate_of !== null)?.duplicate_of
    expect(ids.get(original ?? '')).toBeDefined()
    expect(ids.get('imported0005')?.duplicate_of).toBeNull()
  })

  test('is the public part of an incident whose record is broken.', () => {
    expect(seen.incidents.flatMap(({ updates }) => updates).map(({ state }) => state)).toContain('monitoring')
  })

  test('is newest first, by the first update.', () => {
    const times = seen.incidents.map(({ updates }) => updates[0]?.time ?? 0)
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    expect(times.length).toBe(4)
  })

  test('is the address of the site without a slash at its end.', () => {
    const catalog = everything()
    const site = { ...catalog.site, url: 'https://acme.example/status/' }
    expect(publicCatalog({ ...catalog, site }).site.url).toBe('https://acme.example/status')
  })
})

test('An open internal incident, however severe, leaves the page green and its numbers whole.', () => {
  const catalog = everything()
  const [worst] = catalog.incidents
  if (!worst) throw new Error('No incident.')
  const hidden = { ...worst, severity: 'SEV-1' as const, resolved: undefined, services: ['checkout', 'search'] }
  const page = statusPage(publicCatalog({ ...catalog, incidents: [hidden], changes: [], salvaged: [] }))
  expect(page.overall).toEqual({ indicator: 'none', description: 'All Systems Operational' })
  expect(page.components.map(({ uptime }) => uptime)).toEqual([10000, 10000, 10000])
  expect(page.incidents).toEqual([])
})

test('What nobody is to see of a public text is not published: comments, and what turns or breaks a title.', () => {
  const folder = 'incidents/2026/INC-2026-0001-slow'
  const texts = new Map([
    ['site.yaml', 'name: "Ac\\u202Eme"\nurl: https://status.acme.example\n'],
    ['teams/core.yaml', 'name: Core\nmembers: [ana]\n'],
    [
      'services/web.yaml',
      'name: Web\nteam: core\ntier: 1\npublic: {name: "We\\u2066b", group: "Sh\\nop", description: "Pages\\u0007 of ours"}\n',
    ],
    [
      `${folder}/index.md`,
      '---\nid: INC-2026-0001\ntitle: Slow\nseverity: SEV-2\nservices: [web]\nstarted: 2026-11-20T10:00:00Z\n---\n',
    ],
    [
      `${folder}/public/20261120T100500Z.md`,
      '---\nstate: investigating\ntitle: |\n  Pages are\n  \u202Eslow\n---\nWe look <!-- db7 --> into it.\n',
    ],
    [`${folder}/public/postmortem.md`, 'It was slow.\n\n<!-- ask ana\n\nagain -->\n'],
  ])
  const { catalog } = readTexts({ paths: [...texts.keys()], texts }, NOW, () => NOW)
  const { site, components, incidents } = publicCatalog(catalog)
  expect(site.name).toBe('Acme')
  expect(components[0]).toMatchObject({ name: 'Web', group: 'Sh op', description: 'Pages of ours' })
  expect(incidents[0]?.updates[0]).toMatchObject({ title: 'Pages are slow', markdown: 'We look  into it.\n' })
  expect(incidents[0]?.postmortem).toBe('It was slow.\n\n\n')
})
