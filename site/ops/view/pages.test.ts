import { expect, test } from 'vitest'
import type { Diagnostic } from '#model/diagnostic'
import { alertPage, alertPaths } from './alert.ts'
import { brokenFiles } from './broken.ts'
import { changePage } from './change.ts'
import { pagesOfFiles } from './files.ts'
import { incidentPage } from './incident.ts'
import { testOf } from './runbook.ts'
import { homeOf } from '../../../scripts/fixtures/home-sample.ts'
import { aChange, anIncident, aRunbook, someOps } from '../../../scripts/fixtures/ops-sample.ts'
import { anSlo, slosFrom } from '../../../scripts/fixtures/slo-sample.ts'
import { sloRow } from './slo/row.ts'
import { changeState } from './state.ts'
import { viewMaintenance } from '#model/status/maintenance'
import { publicCatalog } from '#model/publish/public'
import { formatDuration } from '#model/time'
import { incidentUpdateSchema, maintenanceUpdateSchema } from '#model/records/update'

const now = Date.parse('2026-03-01T12:00:00Z')
const window = (start: string, end: string) => ({ start: `2026-${start}:00Z`, end: `2026-${end}:00Z` })

test('an incident looks a day back for changes, and marks those that it names as causes', () => {
  const begun = (id: string, started: string) =>
    aChange(id, { status: 'completed', outcome: { started, finished: '2026-03-01T11:00:00Z' } })
  const changes = [
    begun('CHG-2026-0001', '2026-02-28T09:59:59Z'),
    begun('CHG-2026-0002', '2026-02-28T10:00:01Z'),
    begun('CHG-2026-0003', '2026-03-01T09:00:00Z'),
    begun('CHG-2026-0004', '2026-03-01T10:00:00Z'),
    begun('CHG-2026-0005', '2026-03-01T10:00:01Z'),
  ]
  const incident = anIncident('INC-2026-0001', { caused_by: ['CHG-2026-0003', 'CHG-2026-0099'] })
  const page = incidentPage(someOps({ changes, incidents: [incident] }), incident)
  expect(page.suspects.ranked.rows.map(({ change, named }) => [change.id, named])).toEqual([
    ['CHG-2026-0004', false],
    ['CHG-2026-0003', true],
    // Begun before, and still going on as it started.
    ['CHG-2026-0002', false],
    ['CHG-2026-0001', false],
  ])
  expect(page.caused_by.map(({ change }) => change.id)).toEqual(['CHG-2026-0003'])
  expect(page.unknown_causes).toEqual([{ id: 'CHG-2026-0099', title: null, page: null }])
})

test('a reference to a record that was left out has no page', () => {
  const change = aChange('CHG-2026-0001', { services: ['gone'], implementer: 'ana' })
  const page = changePage(someOps({ changes: [change] }), change)
  expect(page.services).toEqual([{ id: 'gone', title: null, page: null }])
  expect(page.implementer).toEqual({
    ref: { id: 'ana', title: null, page: null },
    kind: 'person',
    teams: [],
    astray: 'in no team any more',
  })
})

test('the home page says what runs, what comes next, and of what missed its window that it waits for somebody', () => {
  const changes = [
    aChange('CHG-2026-0001', { window: window('03-01T11:00', '03-01T13:00') }),
    aChange('CHG-2026-0002', { window: window('03-08T12:00', '03-08T13:00') }),
    aChange('CHG-2026-0004', { window: window('03-01T10:00', '03-01T12:00') }),
    aChange('CHG-2026-0005', { status: 'draft', window: window('03-02T10:00', '03-02T12:00') }),
    aChange('CHG-2026-0006', { status: 'in_progress', window: window('03-01T10:00', '03-01T12:00') }),
  ]
  const { going, coming, waiting } = homeOf({ changes })
  expect(going.running.rows.map(({ change, state }) => `${change.id} ${state.word}`)).toEqual([
    'CHG-2026-0006 Overrunning',
    'CHG-2026-0001 Approved',
  ])
  expect(coming.rows.map(({ entry, words }) => [entry.id, words])).toEqual([
    ['CHG-2026-0002', ['Approved', 'low risk', 'ana']],
  ])
  expect(waiting.rows.map(({ record, what }) => [record?.id, what])).toContainEqual([
    'CHG-2026-0004',
    'Missed: to be approved anew, or cancelled',
  ])
})

const told = (...updates: [time: string, state: string, more?: object][]) =>
  updates.map(([time, state, more]) => ({
    ...maintenanceUpdateSchema.parse({ state, title: 'Work', ...more }),
    file: 'public/x.md',
    body: { markdown: '', line: 1 },
    time: Date.parse(`2026-${time}:00Z`),
    named: null,
  }))
const byHand = { auto: false }
const announced: [string, string, object?] = ['02-20T09:00', 'scheduled']

test.each([
  ['nothing is announced', null, {}, 'Missed', null],
  ['it runs by the clock', told(announced), {}, 'Window passed, outcome not recorded', 'completed'],
  ['it waits for a hand', told(['02-20T09:00', 'scheduled', byHand]), {}, 'Missed', 'scheduled'],
  ['it was begun', told(announced, ['03-01T09:05', 'in_progress']), {}, 'Overrunning', 'in_progress'],
  [
    'it is verified',
    told(['02-20T09:00', 'scheduled', byHand], ['03-01T09:50', 'verifying']),
    {},
    'Overrunning',
    'verifying',
  ],
  [
    'it is verified, by the clock',
    told(announced, ['03-01T09:50', 'verifying']),
    {},
    'Window passed, outcome not recorded',
    'completed',
  ],
  ['it was completed', told(announced, ['03-01T09:50', 'completed']), {}, 'Completed', 'completed'],
  ['it was called off', told(announced, ['03-01T08:50', 'cancelled']), {}, 'Cancelled', 'cancelled'],
  [
    'its outcome has begun',
    told(announced),
    { outcome: { started: '2026-03-01T09:10:00Z' } },
    'Overrunning',
    'in_progress',
  ],
  ['only its outcome says so', null, { outcome: { started: '2026-03-01T09:10:00Z' } }, 'Overrunning', null],
  [
    'its word comes later',
    told(announced, ['03-01T12:30', 'in_progress']),
    {},
    'Window passed, outcome not recorded',
    'completed',
  ],
])('an approved change after its window, where %s', (_, updates, fields, word, page) => {
  const change = { ...aChange('CHG-2026-0001', fields), updates }
  expect(changeState(change, now).word).toBe(word)
  const { maintenances } = publicCatalog(someOps({ changes: [change] }).catalog)
  expect(maintenances.map((one) => viewMaintenance(one, now).state)).toEqual(page === null ? [] : [page])
})

test('a change that runs by the clock is running while its window is open, and then waits for its outcome', () => {
  const change = { ...aChange('CHG-2026-0001'), updates: told(announced) }
  const open = { ...change, window: { start: now, end: now + 1 } }
  expect(homeOf({ changes: [open] }).going.running.rows.map(({ state }) => state.word)).toEqual(['In progress'])
  const { going, waiting } = homeOf({ changes: [change] })
  expect(going.running.rows).toEqual([])
  expect(waiting.rows.map(({ what }) => what)).toContain('Outcome to be recorded')
})

test('an open incident has the runbooks of its alerts, unless it names its own', () => {
  const runbooks = [aRunbook('a', { alerts: ['HighErrors'] }), aRunbook('b', { aliases: ['Slow'] }), aRunbook('c')]
  const incidents = [
    anIncident('INC-2026-0001', { alerts: ['highErrors', 'Slow', 'HighErrors', 'Unknown'] }),
    anIncident('INC-2026-0002', { alerts: ['HighErrors'], runbooks: ['c'] }),
  ]
  const { open } = homeOf({ incidents, runbooks }).going
  expect(open.rows.map((row) => row.runbooks.map(({ page }) => page))).toEqual([
    ['/runbooks/c/'],
    ['/runbooks/a/', '/runbooks/b/'],
  ])
})

test('the newest public update stands first', () => {
  const change = { ...aChange('CHG-2026-0001'), updates: told(announced, ['03-01T09:05', 'in_progress']) }
  const { posted } = changePage(someOps({ changes: [change] }), change)
  expect(posted.map(({ state }) => state)).toEqual(['in_progress', 'scheduled'])
})

test('a duplicate is not open, and the worst incident comes first', () => {
  const incidents = [
    anIncident('INC-2026-0001', { severity: 'SEV-3' }),
    anIncident('INC-2026-0002', { severity: 'SEV-1' }),
    anIncident('INC-2026-0003', { closed_as: 'duplicate', duplicate_of: 'INC-2026-0001' }),
  ]
  const { open } = homeOf({ incidents }).going
  expect(open.rows.map(({ incident }) => incident.id)).toEqual(['INC-2026-0002', 'INC-2026-0001'])
})

test.each([
  ['2025-12-02', undefined, 'Tested', '2026-03-02'],
  ['2025-12-01', undefined, 'Test overdue', '2026-03-01'],
  ['2026-01-30', '30d', 'Test overdue', '2026-03-01'],
  [undefined, undefined, 'Never tested', null],
])('a runbook tested on %s, review in %s: %s, due %s', (last_tested, review_in, word, due) => {
  expect(testOf(someOps({}), aRunbook('a', { last_tested, review_in }))).toMatchObject({ state: { word }, due })
})

test.each([
  // October has 31 days, of which 17 remain; November 30, December 31: 78. Twelve more. The clock goes back on 25 October.
  ['2026-10-14', '90d', '2027-01-12'],
  // July has 29 left, August 31, September 30: 90. No clock changes.
  ['2026-07-02', '90d', '2026-09-30'],
  // The clock goes forward on 29 March.
  ['2026-03-28', '2d', '2026-03-30'],
  ['2026-10-24', '1d12h', '2026-10-25'],
])('a day of the calendar is a day: %s and %s is %s in Amsterdam', (last_tested, review_in, due) => {
  const { catalog } = someOps({})
  const ops = someOps({ site: { ...catalog.site, time_zone: 'Europe/Amsterdam' } })
  expect(testOf(ops, aRunbook('a', { last_tested, review_in })).due).toBe(due)
})

test.each([
  ['30d', '0.999', '99.9 %', '43m 12s'],
  ['28d', '0.995', '99.5 %', '3h 21m'],
  ['4w', '0.995', '99.5 %', '3h 21m'],
  ['1M', '0.9995', '99.95 %', '21m 36s'],
])('the budget of %s at %d', (length, target, words, budget) => {
  const row = sloRow(someOps({}), anSlo(target, length))
  expect([row.target, row.budget === null ? null : formatDuration(row.budget)]).toEqual([words, budget])
})

test('an alert is found under every spelling and in lower case, and an older name leads to its runbook', () => {
  const runbooks = [aRunbook('a/b', { alerts: ['HighErrors'], aliases: ['oldErrors'] })]
  const ops = someOps({ runbooks })
  expect(alertPaths(ops).map(({ path }) => path)).toEqual(['HighErrors', 'higherrors', 'oldErrors', 'olderrors'])
  expect(alertPage(ops, 'olderrors')).toMatchObject({
    name: 'oldErrors',
    alias: true,
    runbook: { runbook: { page: '/runbooks/a/b/' } },
  })
})

test('the alert of a burning budget has a page that leads to the SLO, unless it is switched off', () => {
  const sloth = `version: prometheus/v1
service: booking
slos:
  - name: ab
    objective: 99.9
    sli: {events: {error_query: 'rate(e[{{.window}}])', total_query: 'rate(t[{{.window}}])'}}
    alerting: {name: BookingBurns, page_alert: {disable: true}}
`
  const ops = someOps({ slos: slosFrom(sloth) })
  expect(alertPaths(ops).map(({ path }) => path)).toEqual(['BookingBurns', 'bookingburns'])
  expect(alertPage(ops, 'bookingburns')).toMatchObject({
    name: 'BookingBurns',
    alias: false,
    slos: [{ page: '/slos/booking-ab/' }],
  })
  const off = slosFrom(sloth.replace('{disable: true}}', '{disable: true}, ticket_alert: {disable: true}}'))
  expect(alertPaths(someOps({ slos: off }))).toEqual([])
})

test('what is broken is named file by file, with what became of it', () => {
  const found = (file: string, severity: Diagnostic['severity'] = 'error'): Diagnostic => ({
    file,
    severity,
    rule: 'schema',
    message: 'Unexpected.',
    related: [],
    line: 1,
    column: 1,
    end_line: 1,
    end_column: 2,
  })
  const incident = anIncident('INC-2026-0001')
  const files = ['site.yaml', incident.file, 'changes/2026/a/public/x.md', 'teams/a.yaml']
  const diagnostics = [...files.map((file) => found(file)), found('b.md', 'warning')]
  const broken = brokenFiles(someOps({ salvaged: [incident] }, diagnostics), 3)
  expect(broken).toMatchObject({ errors: 4, warnings: 1, more: 1 })
  expect(broken.files.map(({ consequence }) => consequence)).toEqual([
    'The broken settings have their defaults.',
    'Its page here says what could be read of it, and its public updates stay on the status page. Lists and figures go without it.',
    'Both sites show what could be read of it, never a secret.',
  ])
})

test('a text that is shown as it is written is named, with its line and its page', () => {
  const runbook = aRunbook('errors')
  const warning: Diagnostic = {
    file: runbook.file,
    severity: 'warning',
    rule: 'file-readable',
    message: 'Unexpected amount of Markdown.',
    related: [],
    line: 40,
    column: 1,
    end_line: 40,
    end_column: 1,
  }
  const broken = brokenFiles(someOps({ runbooks: [runbook] }, [warning, { ...warning, rule: 'schema' }]))
  expect(broken.as_written).toEqual({
    rows: [{ file: runbook.file, line: 40, page: '/runbooks/errors/' }],
    more: 0,
  })
})

test('a public update with an error is there as customers read it, with what is wrong', () => {
  const update = {
    ...incidentUpdateSchema.parse({ state: 'investigating', title: 'Slow' }),
    file: 'incidents/2026/INC-2026-0001/public/20260301T101000Z.md',
    body: { markdown: 'We look.', line: 4 },
    time: Date.parse('2026-03-01T10:10:00Z'),
    named: null,
  }
  const error: Diagnostic = {
    file: update.file,
    severity: 'error',
    rule: 'schema',
    message: 'Unexpected next_update `soon`.',
    related: [],
    line: 3,
    column: 14,
    end_line: 3,
    end_column: 18,
  }
  const incident = { ...anIncident('INC-2026-0001'), updates: [update] }
  const ops = someOps({ incidents: [incident] }, [error, { ...error, severity: 'warning' }])
  expect(incidentPage(ops, incident).posted).toMatchObject([{ markdown: 'We look.', errors: [error] }])
})

test('files lead to the pages of their records', () => {
  const ops = someOps({ runbooks: [aRunbook('決済/a b')], changes: [aChange('CHG-2026-0001')] })
  expect([...pagesOfFiles(ops)]).toEqual([
    ['changes/2026/CHG-2026-0001.md', '/changes/CHG-2026-0001/'],
    ['runbooks/決済/a b.md', '/runbooks/決済/a b/'],
  ])
})
