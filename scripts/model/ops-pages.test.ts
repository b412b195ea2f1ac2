import { expect, test } from 'vitest'
import type { Diagnostic } from './diagnostic.ts'
import { alertPage, alertPaths } from './ops-alert.ts'
import { brokenFiles } from './ops-broken.ts'
import { changePage } from './ops-change.ts'
import { pagesOfFiles } from './ops-files.ts'
import { home } from './ops-home.ts'
import { incidentPage } from './ops-incident.ts'
import { testOf } from './ops-runbook.ts'
import { aChange, anIncident, aRunbook, someOps } from './ops-sample.ts'
import { sloRow } from './ops-slo.ts'
import type { Slo } from './slo.ts'
import { formatDuration } from './time.ts'

const now = Date.parse('2026-03-01T12:00:00Z')
const window = (start: string, end: string) => ({ start: `2026-${start}:00Z`, end: `2026-${end}:00Z` })

test('an incident says how long each step took, and from what', () => {
  const incident = anIncident('INC-2026-0001', {
    detected: '2026-03-01T10:02:00Z',
    acknowledged: '2026-03-01T10:05:00Z',
    mitigated: '2026-03-01T10:40:00Z',
    resolved: '2026-03-01T11:10:00Z',
  })
  const { times } = incidentPage(someOps({ incidents: [incident] }), incident)
  const words = ({ measure }: (typeof times)[number]) =>
    measure && `${measure.name}: ${formatDuration(measure.duration)} from ${measure.since}`
  expect(times.map(words)).toEqual([
    null,
    'Time to detect: 2m from the start',
    'Time to acknowledge: 3m from detection',
    'Time to mitigate: 40m from the start',
    'Time to resolve: 1h 10m from the start',
  ])
})

test('an incident looks two hours back for changes, and leaves out those that it names as causes', () => {
  const begun = (id: string, started: string) =>
    aChange(id, { status: 'completed', outcome: { started, finished: '2026-03-01T11:00:00Z' } })
  const changes = [
    begun('CHG-2026-0001', '2026-03-01T07:59:59Z'),
    begun('CHG-2026-0002', '2026-03-01T08:00:01Z'),
    begun('CHG-2026-0003', '2026-03-01T09:00:00Z'),
    begun('CHG-2026-0004', '2026-03-01T10:00:00Z'),
    begun('CHG-2026-0005', '2026-03-01T10:00:01Z'),
  ]
  const incident = anIncident('INC-2026-0001', { caused_by: ['CHG-2026-0003', 'CHG-2026-0099'] })
  const page = incidentPage(someOps({ changes, incidents: [incident] }), incident)
  expect(page.shortly_before.rows.map(({ change }) => change.id)).toEqual(['CHG-2026-0004', 'CHG-2026-0002'])
  expect(page.caused_by.map(({ change }) => change.id)).toEqual(['CHG-2026-0003'])
  expect(page.unknown_causes).toEqual([{ id: 'CHG-2026-0099', title: null, page: null }])
})

test('a reference to a record that was left out has no page', () => {
  const change = aChange('CHG-2026-0001', { services: ['gone'], implementer: 'ana' })
  const page = changePage(someOps({ changes: [change] }), change)
  expect(page.services).toEqual([{ id: 'gone', title: null, page: null }])
  expect(page.implementer).toEqual({ ref: { id: 'ana', title: null, page: null }, kind: 'person', teams: [] })
})

test('the home page sorts changes into running, next and missed', () => {
  const changes = [
    aChange('CHG-2026-0001', { window: window('03-01T11:00', '03-01T13:00') }),
    aChange('CHG-2026-0002', { window: window('03-08T12:00', '03-08T13:00') }),
    aChange('CHG-2026-0003', { window: window('03-08T12:01', '03-08T13:00') }),
    aChange('CHG-2026-0004', { window: window('03-01T10:00', '03-01T12:00') }),
    aChange('CHG-2026-0005', { status: 'draft', window: window('03-02T10:00', '03-02T12:00') }),
    aChange('CHG-2026-0006', { status: 'in_progress', window: window('03-01T10:00', '03-01T12:00') }),
  ]
  const { running, next, missed } = home(someOps({ changes }))
  const words = ({ rows }: typeof next) => rows.map(({ change, state }) => `${change.id} ${state.word}`)
  expect(words(running)).toEqual(['CHG-2026-0006 Overrunning', 'CHG-2026-0001 Approved'])
  expect(words(next)).toEqual(['CHG-2026-0002 Approved'])
  expect(words(missed)).toEqual(['CHG-2026-0004 Missed'])
})

test('a duplicate is not open, and the worst incident comes first', () => {
  const incidents = [
    anIncident('INC-2026-0001', { severity: 'SEV-3' }),
    anIncident('INC-2026-0002', { severity: 'SEV-1' }),
    anIncident('INC-2026-0003', { closed_as: 'duplicate', duplicate_of: 'INC-2026-0001' }),
  ]
  const { open } = home(someOps({ incidents }))
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

const slo: Slo = {
  id: 's',
  name: 'S',
  description: undefined,
  service: 'booking',
  target: 0.999,
  window: '30d',
  format: 'openslo',
  public: false,
  file: 'slos/s.yaml',
  document: 0,
  servicePath: [],
}
test.each([
  ['30d', 0.999, '99.9 %', '43m 12s'],
  ['28d', 0.995, '99.5 %', '3h 21m'],
  ['4w', 0.995, '99.5 %', '3h 21m'],
  ['1M', 0.9995, '99.95 %', null],
])('the budget of %s at %d', (length, target, words, budget) => {
  const row = sloRow(someOps({}), { ...slo, window: length, target })
  expect([row.target, row.budget === null ? null : formatDuration(row.budget)]).toEqual([words, budget])
})

test('an alert is found under every spelling and in lower case, and an older name leads to its runbook', () => {
  const runbooks = [aRunbook('a/b', { alerts: ['HighErrors'], aliases: ['oldErrors'] })]
  const ops = someOps({ runbooks })
  expect(alertPaths(ops).map(({ path }) => path)).toEqual(['HighErrors', 'higherrors', 'oldErrors', 'olderrors'])
  expect(alertPage(ops, 'olderrors')).toMatchObject({
    name: 'oldErrors',
    alias: true,
    runbook: { page: '/runbooks/a/b/' },
  })
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
  const { catalog } = someOps({ salvaged: [incident] })
  const files = [
    'content/site.yaml',
    `content/${incident.file}`,
    'content/changes/2026/a/public/x.md',
    'content/teams/a.yaml',
  ]
  const broken = brokenFiles([...files.map((file) => found(file)), found('content/b.md', 'warning')], catalog, 3)
  expect(broken).toMatchObject({ errors: 4, warnings: 1, more: 1 })
  expect(broken.files.map(({ consequence }) => consequence)).toEqual([
    'The broken settings have their defaults.',
    'Left out of this site; its public updates stay on the status page.',
    'This file is left out of both sites; the rest of its record is shown.',
  ])
})

test('files lead to the pages of their records', () => {
  const { catalog } = someOps({ runbooks: [aRunbook('決済/a b')], changes: [aChange('CHG-2026-0001')] })
  expect([...pagesOfFiles({ ...catalog, now })]).toEqual([
    ['changes/2026/CHG-2026-0001.md', '/changes/CHG-2026-0001/'],
    ['runbooks/決済/a b.md', '/runbooks/決済/a b/'],
  ])
})
