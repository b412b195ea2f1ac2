import { expect, test } from 'vitest'
import type { Diagnostic } from '#model/diagnostic'
import { serviceSchema } from '#model/records/service'
import { teamSchema } from '#model/records/team'
import { pageFile } from '#model/page-address'
import { alertsLike } from '../../../scripts/fixtures/alert-sample.ts'
import { handedOver } from '../../../scripts/fixtures/handed-over.ts'
import { anIncident, aRunbook, someOps } from '../../../scripts/fixtures/ops-sample.ts'
import { site } from '../site.ts'
import { catalogueRecords } from './search/catalogue.ts'
import { alertPage, alertPaths } from './alert.ts'
import { alertList } from './alert/list.ts'

const ops = someOps({
  alerts: [
    ...alertsLike({
      name: 'HighErrors',
      expr: 'error_ratio > 0.05',
      for: '3m',
      severity: 'page',
      labels: { severity: 'page', team: 'core' },
      annotations: { summary: '{{ $labels.method }} fails', runbook_url: 'https://ops.acme.example/runbooks/errors/' },
      summary: '{{ $labels.method }} fails',
    }),
    ...alertsLike({ name: 'highERRORS', expr: 'up == 0' }),
    ...alertsLike({ name: 'Lonely' }),
  ],
  recordings: [{ name: 'error_ratio', expr: 'sum(bad) / sum(all)', labels: {}, file: 'alerts/shop.yaml' }],
  runbooks: [aRunbook('errors', { alerts: ['HighErrors', 'Other'], aliases: ['OldErrors'] })],
  incidents: [
    anIncident('INC-2026-0003', { alerts: ['HIGHERRORS'], roles: { commander: 'ana' } }),
    anIncident('INC-2026-0002', {
      alerts: ['HighErrors'],
      started: '2025-12-02T00:00:00Z',
      resolved: '2025-12-02T01:00:00Z',
    }),
    anIncident('INC-2025-0001', {
      alerts: ['HighErrors'],
      started: '2025-11-01T00:00:00Z',
      resolved: '2025-11-01T01:00:00Z',
    }),
  ],
})

test('An alert says what goes on, what to do, and what its rules are.', () => {
  const page = alertPage(ops, 'higherrors')
  expect(page).toMatchObject({
    name: 'HighErrors',
    spellings: ['highERRORS', 'HIGHERRORS'],
    severity: 'page',
    open: [{ incident: { id: 'INC-2026-0003' }, commander: 'ana' }],
    runbook: { runbook: { page: '/runbooks/errors/' } },
    lead: [{ filled: 'method' }, { text: ' fails' }],
    alias: false,
    beside: [{ id: 'Other' }],
    // The open one and that of 2 December: the third lies 120 days back.
    recent: 2,
  })
  expect(page.incidents.rows).toHaveLength(3)
  expect(page.rules.rows).toMatchObject([
    {
      expr: 'error_ratio > 0.05',
      for: '3m',
      labels: [
        { name: 'severity', value: 'page' },
        { name: 'team', value: 'core' },
      ],
      annotations: [{ name: 'summary', parts: [{ filled: 'method' }, { text: ' fails' }] }],
      links: [{ name: 'runbook_url', url: 'https://ops.acme.example/runbooks/errors/' }],
      recordings: [{ name: 'error_ratio', expr: 'sum(bad) / sum(all)' }],
      query_url: null,
    },
    { name: 'highERRORS', for: null },
  ])
})

test('A runbook that names the alert of another stands beside it, and nowhere in its place.', () => {
  const contested = someOps({
    ...ops.catalog,
    alerts: alertsLike({ name: 'HighErrors', runbook_url: 'https://ops.acme.example/runbooks/errors/' }),
    runbooks: [
      aRunbook('a-first', { alerts: ['HighErrors'] }),
      aRunbook('errors', { alerts: ['HighErrors'] }),
      ...Array.from({ length: 7 }, (_, i) => aRunbook(`z-${i}`, { aliases: ['HighErrors'] })),
    ],
  })
  const page = alertPage(contested, 'higherrors')
  expect(page.runbook?.runbook.id).toBe('errors')
  expect(page.also.rows.map(({ id }) => id)).toEqual(['a-first', 'z-0', 'z-1', 'z-2', 'z-3'])
  expect(page.also.more).toBe(3)
  expect(alertList(contested).fired.find(({ alert }) => alert.id === 'HighErrors')?.runbook?.id).toBe('errors')
})

test('Where nothing can be read of the runbook that a rule leads to, the page names its file above any other one.', () => {
  const error = (file: string): Diagnostic => ({
    file,
    severity: 'error',
    rule: 'schema',
    message: 'Unexpected.',
    related: [],
    line: 1,
    column: 1,
    end_line: 1,
    end_column: 2,
  })
  const broken = (file: string) =>
    someOps(
      {
        ...ops.catalog,
        alerts: alertsLike({ name: 'HighErrors', runbook_url: 'https://ops.acme.example/runbooks/shop/Slow%20shop/' }),
        runbooks: [aRunbook('stranger', { alerts: ['HighErrors'] })],
      },
      [error('runbooks/other.md'), error(file)],
    )
  for (const file of ['runbooks/shop/slow shop.md', 'runbooks/shop/Slow shop/index.md'])
    expect(alertPage(broken(file), 'higherrors')).toMatchObject({
      meant: file,
      runbook: { runbook: { id: 'stranger' } },
    })
  expect(alertPage(broken('runbooks/shop/fast.md'), 'higherrors').meant).toBeNull()
})

test('Where Prometheus is known, the expression leads there, whatever stands in it.', () => {
  const asked = someOps({
    ...ops.catalog,
    site: { ...ops.catalog.site, prometheus_url: 'https://prometheus.acme.example/p/' },
    alerts: alertsLike({ name: 'Odd', expr: 'up{a="&#?+ é"} == 0' }),
  })
  const url = new URL(alertPage(asked, 'odd').rules.rows[0]?.query_url ?? '')
  expect(url.href).toMatch(/^https:\/\/prometheus\.acme\.example\/p\/graph\?/)
  expect(url.searchParams.get('g0.expr')).toBe('up{a="&#?+ é"} == 0')
})

test('The list has what fires, the open ones first, and apart from it the names that only runbooks have.', () => {
  const { fired, without, named } = alertList(ops)
  expect(fired.map(({ alert, open, recent }) => [alert.id, open?.word, recent])).toEqual([
    ['HighErrors', 'Open incident', 2],
    ['Lonely', undefined, 0],
  ])
  expect(without).toBe(1)
  expect(named.map(({ alert, older }) => [alert.id, older])).toEqual([
    ['OldErrors', true],
    ['Other', false],
  ])
})

const ODD = [
  '../x',
  'a/b',
  '.',
  '..',
  '%2e',
  '%2E%2E/etc',
  'index.html',
  'a?b#c',
  'a\\b',
  ' ',
  '',
  'x'.repeat(300),
  'é',
  '__proto__',
  'con\u0000',
]

test('An alert named like a path has a page of its own that lies below /alerts/.', () => {
  const odd = someOps({ alerts: ODD.flatMap((name) => alertsLike({ name })) })
  const { pages } = site(handedOver(odd.catalog), '/')
  const own = pages.filter(({ route }) => route === '/alerts/[...name]')
  const files = own.map(({ path }) => pageFile(path))
  expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(
    new Set(ODD.map((name) => name.toLowerCase())).size,
  )
  for (const file of files) {
    expect(new URL(`https://ops.acme.example${encodeURI(file)}`).pathname).toBe(encodeURI(file))
    expect(file).toMatch(/^\/alerts\/.+\/$/)
    for (const part of file.split('/')) expect(Buffer.byteLength(part)).toBeLessThan(256)
  }
  expect(alertPaths(odd).map(({ path }) => path)).toContain('../x')
})

test('An alert leads to the dashboards of its rules and of its runbook, each once; a template is no address.', () => {
  const known = someOps({
    alerts: alertsLike({
      name: 'Slow',
      annotations: {
        dashboard_url: 'https://grafana.acme.example/d/slow',
        grafana: 'https://grafana.acme.example/d/{{ $labels.pod }}',
        runbook_url: 'https://ops.acme.example/runbooks/slow/',
      },
    }),
    runbooks: [
      aRunbook('slow', {
        alerts: ['Slow'],
        dashboards: ['https://grafana.acme.example/d/slow', 'https://grafana.acme.example/d/all'],
      }),
    ],
  })
  expect(alertPage(known, 'slow').dashboards.map(({ url }) => url)).toEqual([
    'https://grafana.acme.example/d/slow',
    'https://grafana.acme.example/d/all',
  ])
})

test('Rules of one name in other letters, or in the same, each lead to their runbook; the exact spelling goes first.', () => {
  const to = (id: string) => `https://ops.acme.example/runbooks/${id}/`
  const two = someOps({
    alerts: [
      ...alertsLike({ name: 'primarydown', runbook_url: to('booking'), file: 'alerts/aaa.yaml' }),
      ...alertsLike({ name: 'PrimaryDown', runbook_url: to('primary'), severity: 'page' }),
      ...alertsLike({ name: 'Offline', runbook_url: to('booking'), file: 'alerts/aaa.yaml' }),
      ...alertsLike({ name: 'Offline', runbook_url: to('lockers') }),
    ],
    runbooks: [
      aRunbook('booking'),
      aRunbook('primary', { alerts: ['PrimaryDown'] }),
      aRunbook('lockers', { alerts: ['Offline'] }),
    ],
  })
  expect(alertPage(two, 'primarydown', 'PrimaryDown')).toMatchObject({
    name: 'PrimaryDown',
    spellings: ['primarydown'],
    severity: 'page',
    runbook: { runbook: { id: 'primary' } },
    others: { rows: [{ row: { runbook: { id: 'booking' } }, rule: { name: 'primarydown', file: 'alerts/aaa.yaml' } }] },
    rules: { rows: [{ runbook: { id: 'primary' } }, { runbook: { id: 'booking' } }] },
  })
  expect(alertPage(two, 'primarydown', 'primarydown')).toMatchObject({
    name: 'primarydown',
    runbook: { runbook: { id: 'booking' } },
    others: { rows: [{ row: { runbook: { id: 'primary' } } }] },
  })
  // Of two that are spelled alike, that of the runbook which names it.
  expect(alertPage(two, 'offline', 'Offline')).toMatchObject({
    runbook: { runbook: { id: 'lockers' } },
    others: { rows: [{ row: { runbook: { id: 'booking' } } }] },
  })
  expect(alertPage(ops, 'higherrors').others.rows).toEqual([])
})

test('The page of an alert says which rule file cannot be read whole.', () => {
  const mistake: Diagnostic = {
    rule: 'schema',
    severity: 'error',
    file: 'alerts/shop.yaml',
    message: 'Missing `expr`.',
    related: [],
    line: 5,
    column: 9,
    end_line: 5,
    end_column: 10,
  }
  const unread = { rows: [{ file: 'alerts/shop.yaml', line: 5, message: 'Missing `expr`.', more: 0 }], more: 0 }
  const halved = someOps({ ...ops.catalog, alerts: alertsLike({ name: 'HighErrors' }) }, [mistake])
  expect(alertPage(halved, 'higherrors').unread_rules).toEqual(unread)
  // No rule of it was read: it may stand in that file.
  expect(alertPage(halved, 'other').unread_rules).toEqual(unread)
  const elsewhere = someOps({ ...ops.catalog, alerts: alertsLike({ name: 'HighErrors', file: 'alerts/x.yaml' }) }, [
    mistake,
  ])
  expect(alertPage(elsewhere, 'higherrors').unread_rules.rows).toEqual([])
})

test('An alert is of the same team on its page, in the list and in the search: by its label, its runbook, its service.', () => {
  const teams = ['core', 'mail'].map((id) => ({
    ...teamSchema.parse({ name: `The ${id}`, members: ['ana'] }),
    id,
    file: `teams/${id}.yaml`,
  }))
  const service = (id: string, team: string) => ({
    ...serviceSchema.parse({ name: id, team, tier: 2 }),
    id,
    file: `services/${id}.yaml`,
  })
  const all = someOps({
    teams,
    services: [service('shop', 'core'), service('post', 'mail')],
    runbooks: [aRunbook('one', { team: 'mail', alerts: ['OfRunbook', 'OfLabel'] })],
    alerts: [
      ...alertsLike({ name: 'OfLabel', labels: { team: 'The core', service: 'post' } }),
      ...alertsLike({ name: 'OfRunbook' }),
      ...alertsLike({ name: 'OfService', labels: { service: 'post' } }),
      ...alertsLike({ name: 'OfNobody' }),
    ],
  })
  const expected = { OfLabel: 'The core', OfRunbook: 'The mail', OfService: 'The mail', OfNobody: null }
  const named = (entries: readonly (readonly [string, string | null | undefined])[]) => Object.fromEntries(entries)
  expect(named(alertList(all).fired.map(({ alert, team }) => [alert.id, team && team.title]))).toEqual(expected)
  const page = (name: string) => alertPage(all, name.toLowerCase()).team
  expect(named(Object.keys(expected).map((name) => [name, page(name) && page(name)?.title]))).toEqual(expected)
  const found = catalogueRecords(all).filter(({ kind }) => kind === 'alert')
  expect(named(found.map(({ id, owner }) => [id, owner]))).toEqual(expected)
})

test('Of two runbooks of one id, whatever form a disk keeps their names in, each has its own page and place in print.', () => {
  const twins = someOps({
    runbooks: [
      aRunbook('core/caf\u00E9', { alerts: ['One'] }),
      { ...aRunbook('core/caf\u00E9', { alerts: ['Two'] }), file: 'runbooks/core/cafe\u0301.md' },
    ],
  })
  const ids = ['One', 'Two'].map((name) => alertPage(twins, name.toLowerCase()).runbook?.runbook.page)
  expect(new Set(ids).size).toBe(2)
  const { catalog } = twins
  expect(new Set(catalog.runbooks.map(({ id }) => id.normalize('NFC'))).size).toBe(2)
})
