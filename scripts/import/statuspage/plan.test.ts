import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readContent } from '#io/catalog-reader'
import { listFiles } from '#io/content-files'
import { recordText, rewriteRecord, writeRecord } from '#io/record-writer'
import { readStatuspage } from '#io/peers/statuspage'
import { publicCatalog } from '#model/publish/public'
import type { SourceDocument } from '#model/source-document'
import { statusPage } from '#model/status/page'
import { assess } from '#assess/content'
import { planStatuspage } from './plan.ts'
import { readExport } from './format.ts'
import { planReport } from '../report.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-import-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Imports documents as the command does, and hands back what it would print. */
function importDocuments(documents: SourceDocument[]): string {
  const { source, problems } = readExport(documents)
  const plan = planStatuspage(
    source,
    readContent(folder, NOW, () => NOW),
  )
  for (const { path, data, body } of plan.files) writeRecord(folder, path, recordText(data, body))
  for (const { path, was, text } of plan.edits) rewriteRecord(folder, path, was, text)
  const bad = problems.map(
    ({ file, line, record, message }) => `${file}${line ? `:${line}` : ''}  ${record}: ${message}\n`,
  )
  return bad.join('') + planReport(plan, new Set(), false)
}
const importPage = (page: Record<string, unknown>) => importDocuments([{ file: 'summary.json', value: page }])
const read = (path: string) => readFileSync(join(folder, path), 'utf8')
const files = () => listFiles(folder).paths
const errors = () =>
  assess(folder, NOW, () => NOW)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ file, message }) => `${file} ${message}`)
const stamps = () => files().map((path) => [path, statSync(join(folder, path)).mtimeMs, read(path)])
const page = () => statusPage(publicCatalog(assess(folder, NOW, () => NOW).catalog))

const PAGE = { id: 'kctbh9vrtdwd', name: 'Acme', url: 'https://status.acme.example', time_zone: 'Europe/Berlin' }
const component = (id: string, name: string, extra = {}) => ({
  id,
  name,
  status: 'operational',
  position: 1,
  description: null,
  showcase: true,
  start_date: null,
  group_id: null,
  group: false,
  only_show_if_degraded: false,
  updated_at: '2026-01-01T00:00:00.000Z',
  ...extra,
})
const API = component('brv1bkgrwx7q', 'API Requests')
const affected = (new_status: string, { id, name } = API) => ({ code: id, name, old_status: 'operational', new_status })
const update = (status: string, time: string, body: string, extra = {}) => ({
  id: 'u',
  status,
  body,
  created_at: time,
  updated_at: time,
  display_at: time,
  affected_components: null,
  deliver_notifications: true,
  ...extra,
})

/** A whole incident, newest update first as Statuspage serves them. */
const INCIDENT = {
  id: 'p31zjtct2jer',
  name: 'Incident with API Requests',
  status: 'resolved',
  created_at: '2026-03-01T10:06:00.301Z',
  updated_at: '2026-03-01T11:10:00.000Z',
  monitoring_at: '2026-03-01T10:40:00.000Z',
  resolved_at: '2026-03-01T11:10:00.000Z',
  impact: 'minor',
  shortlink: 'https://stspg.io/abc',
  started_at: '2026-03-01T10:05:59.900Z',
  incident_updates: [
    update('resolved', '2026-03-01T11:10:00.000Z', 'It works again.'),
    update('monitoring', '2026-03-01T10:40:00.000Z', 'A fix is in place.', {
      affected_components: [affected('degraded_performance')],
    }),
    update('investigating', '2026-03-01T10:06:00.417Z', 'We are looking into it.', {
      affected_components: [affected('partial_outage')],
      deliver_notifications: false,
    }),
  ],
  components: [API],
  reminder_intervals: null,
}
const MAINTENANCE = {
  id: 'znhjr4vqqcdw',
  name: 'Database upgrade',
  status: 'completed',
  created_at: '2026-04-01T09:00:00.000Z',
  updated_at: '2026-04-03T03:30:00.000Z',
  monitoring_at: null,
  resolved_at: '2026-04-03T03:30:00.000Z',
  impact: 'maintenance',
  shortlink: 'https://stspg.io/def',
  started_at: '2026-04-01T09:00:00.000Z',
  scheduled_for: '2026-04-03T02:00:00.000Z',
  scheduled_until: '2026-04-03T04:00:00.000Z',
  incident_updates: [
    update('completed', '2026-04-03T03:30:00.000Z', 'Done.'),
    update('in_progress', '2026-04-03T02:00:20.101Z', 'We have begun.', {
      affected_components: [affected('under_maintenance')],
    }),
    update('scheduled', '2026-04-01T09:00:00.000Z', 'We will upgrade.', {
      affected_components: [affected('operational')],
    }),
  ],
  components: [API],
}

const FOLDER = 'incidents/2026/INC-2026-0001-incident-with-api-requests'

describe('an incident', () => {
  test('becomes a folder with every update in its own file, to the millisecond', () => {
    importPage({ page: PAGE, components: [API], incidents: [INCIDENT] })
    expect(read(`${FOLDER}/index.md`)).toBe(`---
id: INC-2026-0001
title: Incident with API Requests
severity: SEV-3
services: [api-requests]
started: 2026-03-01T10:05:59.900Z
mitigated: 2026-03-01T10:40:00Z
resolved: 2026-03-01T11:10:00Z
public_id: p31zjtct2jer
source: {kind: statuspage, id: p31zjtct2jer, url: https://stspg.io/abc}
---
## Timeline

Imported from Statuspage.
`)
    expect(files().filter((path) => path.startsWith(`${FOLDER}/public`))).toHaveLength(3)
    expect(read(`${FOLDER}/public/20260301T100600Z.md`)).toBe(`---
state: investigating
title: Incident with API Requests
components: {api-requests: partial_outage}
at: 2026-03-01T10:06:00.417Z
notify: false
---
We are looking into it.
`)
    expect(read(`${FOLDER}/public/20260301T104000Z.md`)).toContain('components: {api-requests: degraded_performance}')
    expect(errors()).toEqual([])
  })

  test('takes the state of a component that no update speaks of from the incident', () => {
    const quiet = INCIDENT.incident_updates.map((one) => ({ ...one, affected_components: null }))
    importPage({
      components: [API],
      incidents: [
        { ...INCIDENT, incident_updates: quiet, components: [{ ...API, status: 'major_outage' }], impact: 'major' },
      ],
    })
    expect(read(`${FOLDER}/public/20260301T100600Z.md`)).toContain('components: {api-requests: major_outage}')
  })

  test('keeps an impact that does not follow from its components', () => {
    importPage({ components: [API], incidents: [{ ...INCIDENT, impact: 'critical' }] })
    expect(read(`${FOLDER}/public/20260301T100600Z.md`)).toContain('impact: critical')
    expect(page().incidents[0]?.impact).toBe('critical')
  })

  test('keeps its impact also where the whole page was out, which would be critical with us', () => {
    const out = INCIDENT.incident_updates.with(
      2,
      update('investigating', '2026-03-01T10:06:00.417Z', 'Out.', { affected_components: [affected('major_outage')] }),
    )
    importPage({ components: [API], incidents: [{ ...INCIDENT, impact: 'major', incident_updates: out }] })
    expect(page().incidents[0]?.impact).toBe('major')
  })

  test('has its updates in order where two share a second', () => {
    const time = '2026-03-01T11:10:00.000Z'
    importPage({
      components: [API],
      incidents: [
        {
          ...INCIDENT,
          incident_updates: [update('resolved', time, 'Over.'), update('investigating', time, 'Nearly.')],
        },
      ],
    })
    expect(files().filter((path) => path.includes('/public/'))).toEqual([
      `${FOLDER}/public/20260301T111000Z-2.md`,
      `${FOLDER}/public/20260301T111000Z.md`,
    ])
    expect(page().incidents[0]?.updates.map(({ markdown }) => markdown.trim())).toEqual(['Nearly.', 'Over.'])
  })

  test('has its postmortem beside the updates', () => {
    const postmortem = update('postmortem', '2026-03-05T09:00:00.000Z', '## What happened\r\n\r\nA disk was full.')
    importPage({
      components: [API],
      incidents: [{ ...INCIDENT, status: 'postmortem', incident_updates: [postmortem, ...INCIDENT.incident_updates] }],
    })
    expect(read(`${FOLDER}/public/postmortem.md`).trim()).toBe('## What happened\n\nA disk was full.')
    expect(page().incidents[0]).toMatchObject({ open: false, postmortem: expect.stringContaining('A disk was full.') })
    expect(files().filter((path) => /\/public\/\d/.test(path))).toHaveLength(3)
  })

  test('that is resolved without an update that says so is closed, and reported', () => {
    const report = importPage({
      components: [API],
      incidents: [{ ...INCIDENT, incident_updates: INCIDENT.incident_updates.slice(1) }],
    })
    expect(read(`${FOLDER}/public/20260301T111000Z.md`)).toContain('This incident has been resolved.')
    expect(report).toContain('no update says so; one was added at 2026-03-01T11:10:00Z')
    expect(page().open).toEqual([])
  })

  test('keeps line breaks, and no link that leads nowhere', () => {
    const body =
      'First line\r\nsecond line\n\n- a\n- b\n\nSee [the guide](guide/start.html) or [the docs](https://acme.example/docs).'
    importPage({
      components: [API],
      incidents: [{ ...INCIDENT, incident_updates: [update('resolved', '2026-03-01T11:10:00.000Z', body)] }],
    })
    expect(read(`${FOLDER}/public/20260301T111000Z.md`)).toContain(
      'First line  \nsecond line\n\n- a\n- b\n\nSee \\[the guide](guide/start.html) or [the docs](https://acme.example/docs).',
    )
    expect(errors()).toEqual([])
  })

  test.each([
    ['a colon and "quotes": # of 3', 'Title'],
    ['---', 'dashes'],
    ['@here *everyone* {x} [y] & more', 'signs'],
    ['Störung: Zahlungen 支払い', 'other scripts'],
    ['支払い', 'nothing for a slug'],
  ])('named %j is read again as it was', (name) => {
    importPage({ components: [API], incidents: [{ ...INCIDENT, name }] })
    expect(errors()).toEqual([])
    expect(page().incidents[0]?.title).toBe(name)
  })

  test('with unknown words and times out of order is imported with what is right', () => {
    const odd = {
      ...INCIDENT,
      started_at: '2026-03-01T12:00:00.000Z',
      monitoring_at: '2026-03-02T00:00:00.000Z',
      impact: 'enormous',
      incident_updates: INCIDENT.incident_updates.with(
        1,
        update('update', '2026-03-01T10:40:00.000Z', 'Hm.', { affected_components: [affected('sleepy')] }),
      ),
    }
    const report = importPage({ components: [API], incidents: [odd] })
    expect(report.slice(report.indexOf('incident p31'))).toMatchInlineSnapshot(`
      "incident p31zjtct2jer (Incident with API Requests)
        the update of 2026-03-01T10:40:00Z is "update", which isn't known: written as investigating
        the state "sleepy" of \`api-requests\` isn't known, and isn't kept
        it started at 2026-03-01T12:00:00Z, after its first update: the time of that is taken
        \`monitoring_at\` (2026-03-02T00:00:00Z) is out of order, and isn't kept
        its impact "enormous" isn't known: written as SEV-4
      "
    `)
    expect(errors()).toEqual([])
  })
})

describe('a maintenance', () => {
  test('becomes an announced change', () => {
    importPage({ page: PAGE, components: [API], scheduled_maintenances: [MAINTENANCE] })
    const change = 'changes/2026/CHG-2026-0001-database-upgrade'
    expect(read(`${change}/index.md`)).toContain(`type: normal
status: completed
requester: imported
environment: production
services: [api-requests]
window: {start: 2026-04-03T02:00:00Z, end: 2026-04-03T04:00:00Z}
outcome: {started: 2026-04-03T02:00:20.101Z, finished: 2026-04-03T03:30:00Z}
public_id: znhjr4vqqcdw
source: {kind: statuspage, id: znhjr4vqqcdw, url: https://stspg.io/def}`)
    expect(read(`${change}/public/20260401T090000Z.md`)).toContain('components: {api-requests: under_maintenance}')
    expect(errors()).toEqual([])
    expect(page().maintenances[0]).toMatchObject({ state: 'completed', components: ['api-requests'] })
    const span = { component: 'api-requests', status: 'under_maintenance' }
    expect(page().maintenances[0]?.spans).toContainEqual({
      ...span,
      from: Date.parse('2026-04-03T02:00:20.101Z'),
      to: Date.parse('2026-04-03T03:30:00Z'),
    })
  })

  test('whose window is upside down gets a minute, and is reported', () => {
    const report = importPage({
      components: [API],
      scheduled_maintenances: [{ ...MAINTENANCE, scheduled_until: MAINTENANCE.scheduled_for }],
    })
    expect(read('changes/2026/CHG-2026-0001-database-upgrade/index.md')).toContain('end: 2026-04-03T02:01:00Z}')
    expect(report).toContain('not after it starts: one minute is taken')
    expect(errors()).toEqual([])
  })

  test('that was scheduled at the first import and is over at the second is brought up to date', () => {
    const { incident_updates } = MAINTENANCE
    const before = {
      ...MAINTENANCE,
      status: 'scheduled',
      resolved_at: null,
      incident_updates: incident_updates.slice(2),
    }
    importPage({ components: [API], scheduled_maintenances: [before] })
    const report = importPage({ components: [API], scheduled_maintenances: [MAINTENANCE] })
    expect(report).toContain('wrote changes/2026/CHG-2026-0001-database-upgrade  2 files, status: completed')
    expect(read('changes/2026/CHG-2026-0001-database-upgrade/index.md')).toContain(
      'end: 2026-04-03T04:00:00Z}\noutcome: {started: 2026-04-03T02:00:20.101Z, finished: 2026-04-03T03:30:00Z}',
    )
    expect(errors()).toEqual([])
  })
})

describe('components', () => {
  test('become public services, groups their group, in the order of the page', () => {
    const list = [
      component('gggggggggggg', 'Shop', { group: true, position: 1 }),
      component('hhhhhhhhhhhh', 'Inside', { group: true, position: 2 }),
      component('222222222222', 'Reports', { group_id: 'hhhhhhhhhhhh', position: 1, start_date: '2024-01-01' }),
      component('111111111111', 'Checkout & Co', { group_id: 'gggggggggggg', position: 1, description: 'Paying' }),
      component('333333333333', 'Checkout Co', { group_id: 'gggggggggggg', position: 2, showcase: false }),
    ]
    const report = importPage({ page: PAGE, components: list })
    expect(read('services/checkout-co.yaml')).toBe(`name: Checkout & Co
team: imported
tier: 2
public: {name: Checkout & Co, group: Shop, description: Paying, position: 1}
source: {kind: statuspage, id: "111111111111"}
`)
    expect(files().filter((path) => path.startsWith('services/'))).toHaveLength(3)
    expect(page().groups.map(({ name, components: of }) => [name, ...of.map(({ id }) => id)])).toEqual([
      ['Shop', 'checkout-co', 'checkout-co-2'],
      ['Inside', 'reports'],
    ])
    expect(read('services/reports.yaml')).toContain('since: 2024-01-01')
    expect(report).toContain("component 333333333333 (Checkout Co)\n  `showcase: false` isn't kept")
    expect(errors()).toEqual([])
  })

  test('that are gone from the page retire after they were last spoken of', () => {
    const report = importPage({ page: PAGE, components: [component('222222222222', 'Web')], incidents: [INCIDENT] })
    expect(read('services/api-requests.yaml')).toContain('until: 2026-03-02')
    expect(report).toContain('is no component of the page any more: retired')
    expect(errors()).toEqual([])
  })

  test('that only records speak of do not retire where the source has no list', () => {
    importDocuments([{ file: 'incidents.jsonl', line: 1, value: { kind: 'incidents', ...INCIDENT } }])
    expect(read('services/api-requests.yaml')).not.toContain('until')
  })

  test('join a service of the same name that is there', () => {
    writeRecord(folder, 'services/api.yaml', 'name: API Requests\nteam: web\ntier: 1\npublic: {name: API}\n')
    writeRecord(folder, 'teams/web.yaml', 'name: Web\nmembers: [ana]\n')
    const report = importPage({ page: PAGE, components: [API], incidents: [INCIDENT] })
    expect(files().filter((path) => /^(services|teams)\//.test(path))).toEqual(['services/api.yaml', 'teams/web.yaml'])
    expect(read(`${FOLDER}/index.md`)).toContain('services: [api]')
    expect(report).toContain('taken to be the service `api`')
  })
})

describe('the site', () => {
  test('is named as the page is, and only where there is none', () => {
    importPage({ page: PAGE, components: [] })
    expect(read('site.yaml')).toBe('name: Acme\nurl: https://status.acme.example\ntime_zone: Europe/Berlin\n')
    importPage({ page: { ...PAGE, name: 'Other' }, components: [] })
    expect(read('site.yaml')).toContain('name: Acme')
  })

  test('without a page in the source must be named by hand', () => {
    const report = importDocuments([{ file: 'incidents.jsonl', value: INCIDENT }])
    expect(read('site.yaml')).toContain('url: https://status.example')
    expect(report).toContain('put its name and address into site.yaml')
  })
})

describe('a second import', () => {
  const whole = { page: PAGE, components: [API], incidents: [INCIDENT], scheduled_maintenances: [MAINTENANCE] }

  test('of the same source changes nothing', () => {
    importPage(whole)
    const before = stamps()
    expect(importPage(whole)).toBe('Nothing to do.\n')
    expect(stamps()).toEqual(before)
  })

  test('finds a record that was renamed', () => {
    importPage(whole)
    const moved = 'incidents/2026/INC-2026-0007-api'
    mkdirSync(join(folder, moved))
    writeFileSync(join(folder, moved, 'index.md'), read(`${FOLDER}/index.md`).replace('INC-2026-0001', 'INC-2026-0007'))
    for (const path of files().filter((one) => one.startsWith(`${FOLDER}/public/`)))
      writeRecord(folder, path.replace(FOLDER, moved), read(path))
    rmSync(join(folder, FOLDER), { recursive: true })
    expect(importPage(whole)).toBe('Nothing to do.\n')
    // The next new one goes on from there.
    importPage({ ...whole, incidents: [{ ...INCIDENT, id: 'aaaaaaaaaaaa' }] })
    expect(existsSync(join(folder, 'incidents/2026/INC-2026-0008-incident-with-api-requests/index.md'))).toBe(true)
  })

  test('adds the updates that came since, and closes what is over', () => {
    const { incident_updates } = INCIDENT
    const open = {
      ...INCIDENT,
      status: 'investigating',
      resolved_at: null,
      monitoring_at: null,
      incident_updates: incident_updates.slice(2),
    }
    importPage({ ...whole, incidents: [open] })
    expect(page().open).toHaveLength(1)
    const first = read(`${FOLDER}/public/20260301T100600Z.md`)
    expect(importPage(whole)).toBe(`wrote ${FOLDER}  2 files, resolved: 2026-03-01T11:10:00Z

Wrote 1 incident, 2 updates.
`)
    expect(read(`${FOLDER}/public/20260301T100600Z.md`)).toBe(first)
    expect(read(`${FOLDER}/index.md`)).toContain('started: 2026-03-01T10:05:59.900Z\nresolved: 2026-03-01T11:10:00Z\n')
    expect(page().open).toEqual([])
    expect(errors()).toEqual([])
    expect(importPage(whole)).toBe('Nothing to do.\n')
  })

  test('leaves what was edited here alone, its line endings too, and says so', () => {
    const open = {
      ...INCIDENT,
      status: 'investigating',
      resolved_at: null,
      monitoring_at: null,
      incident_updates: INCIDENT.incident_updates.slice(1),
    }
    importPage({ ...whole, incidents: [open] })
    const path = `${FOLDER}/public/20260301T104000Z.md`
    writeFileSync(join(folder, path), read(path).replace('A fix is in place.', 'We fixed it.'))
    const index = read(`${FOLDER}/index.md`).replace('SEV-3', 'SEV-2').replaceAll('\n', '\r\n')
    writeFileSync(join(folder, FOLDER, 'index.md'), index)
    expect(importPage(whole)).toContain(`${path} differs from the source, and is left as it is`)
    expect(read(path)).toContain('We fixed it.')
    expect(read(`${FOLDER}/index.md`)).toBe(index.replace('.900Z\r\n', '.900Z\r\nresolved: 2026-03-01T11:10:00Z\r\n'))
  })

  test('adds nothing to a record whose front matter is broken', () => {
    importPage(whole)
    writeFileSync(join(folder, FOLDER, 'index.md'), read(`${FOLDER}/index.md`).replace('services: [', 'services: [['))
    const before = stamps()
    expect(importPage(whole)).toContain("index.md can't be read; nothing was added to it")
    expect(stamps()).toEqual(before)
  })
})

describe('a bad record', () => {
  test('is named with its file, line and what is wrong; the others are imported', () => {
    const report = importDocuments([
      { file: 'incidents.jsonl', line: 1, value: { ...INCIDENT, id: 'aaaaaaaaaaaa', started_at: 'yesterday' } },
      { file: 'incidents.jsonl', line: 2, value: { hello: 'world' } },
      { file: 'incidents.jsonl', line: 3, value: INCIDENT },
      {
        file: 'incidents.jsonl',
        line: 4,
        value: { ...INCIDENT, id: 'bbbbbbbbbbbb', incident_updates: [{ status: 7 }] },
      },
    ])
    expect(report.slice(0, report.indexOf('wrote'))).toMatchInlineSnapshot(`
      "incidents.jsonl:1  record aaaaaaaaaaaa: started_at: Unexpected "yesterday", expected a time such as 2026-03-01T10:00:00Z.
      incidents.jsonl:2  : Unexpected data, expected a component, an incident or a maintenance of Statuspage.
      incidents.jsonl:4  record bbbbbbbbbbbb: incident_updates.0.status: Unexpected number 7, expected text.
      "
    `)
    expect(files().filter((path) => path.endsWith('index.md'))).toEqual([`${FOLDER}/index.md`])
  })

  test('in a file of JSON lines does not hide the others', async () => {
    const path = join(folder, 'export.jsonl')
    writeFileSync(path, `${JSON.stringify(INCIDENT)}\n{"id": \n\n${JSON.stringify(MAINTENANCE)}\n`)
    const source = await readStatuspage(path)
    expect('documents' in source && source.documents.map(({ line }) => line)).toEqual([1, 4])
    expect('failures' in source && source.failures.map(({ line }) => line)).toEqual([2])
  })

  test('a source that is not there is said to be missing', async () => {
    expect(await readStatuspage(join(folder, 'nowhere'))).toHaveProperty('missing')
    expect(await readStatuspage(folder)).toHaveProperty('missing')
  })
})

describe('writing', () => {
  test('never leaves the folder, nor overwrites', () => {
    const outside = mkdtempSync(join(tmpdir(), 'evenkeel-outside-'))
    symlinkSync(outside, join(folder, 'incidents'))
    expect(writeRecord(folder, 'incidents/2026/x.md', 'x')).toBe('outside')
    expect(writeRecord(folder, '../x.md', 'x')).toBe('outside')
    expect(listFiles(outside).paths).toEqual([])
    rmSync(outside, { recursive: true })
    expect(writeRecord(folder, 'a.md', 'x')).toBe('written')
    expect(writeRecord(folder, 'a.md', 'x')).toBe('same')
    expect(writeRecord(folder, 'a.md', 'y')).toBe('differs')
    expect(read('a.md')).toBe('x')
  })
})
