import { expect, test } from 'vitest'
import { change, GOOD, incident, runbook } from '../../scripts/fixtures/good-content.ts'
import { pagesOf } from '../../scripts/fixtures/shown-pages.ts'

/* While an incident goes on its page is there, whatever is wrong with its record. */

const written = GOOD[incident] ?? ''
const open = written.replace(/^resolved:.*\n/m, '')

test('An incident with a value that is wrong has its whole page with what is wrong, and is open on the first one.', () => {
  const pages = pagesOf({ [incident]: open.replace(/^services:.*$/m, 'services: [checkuot]') })
  expect(pages('/incidents/INC-2026-0001/')).toMatchObject({
    incident: {
      record: { id: 'INC-2026-0001' },
      errors: [{ file: incident, rule: 'reference-exists' }],
      posted: [{}, {}],
    },
  })
  expect(pages('/')).toMatchObject({
    home: {
      going: { open: { rows: [{ broken: true, incident: { page: '/incidents/INC-2026-0001/' } }] } },
      broken: { files: [{ file: incident, page: '/incidents/INC-2026-0001/' }] },
    },
  })
  expect(pages('/incidents/')).toMatchObject({ left_out: [{ record: { page: '/incidents/INC-2026-0001/' } }] })
})

test('So has one with the id of another one inside, under the id of its folder.', () => {
  const pages = pagesOf({ [incident]: open.replace('INC-2026-0001', 'INC-2026-0009') })
  expect(pages('/incidents/INC-2026-0001/')).toMatchObject({ incident: { errors: [{ rule: 'id-matches-file' }] } })
  expect(pages('/incidents/INC-2026-0009/')).toBeUndefined()
})

test('One that is no YAML has a page that says what stands in it, what is wrong, and what customers read.', () => {
  const broken = open
    .replace(/^title:.*$/m, 'title: Payments: all of them fail')
    .replace(/^severity:.*$/m, 'severity: [SEV-1')
  const pages = pagesOf({ [incident]: `${broken}\n## Timeline\n\nWe began.\n` })
  expect(pages('/incidents/INC-2026-0001/')).toMatchObject({
    unread: {
      title: 'Payments: all of them fail',
      record: {
        fields: expect.arrayContaining([
          { name: 'services', text: '[checkout]' },
          { name: 'started', text: '2026-03-01T10:00:00Z' },
        ]),
        body: { markdown: expect.stringContaining('We began.') },
      },
      errors: expect.arrayContaining([expect.objectContaining({ file: incident, line: expect.any(Number) })]),
      posted: [{}, {}],
      public_url: expect.stringContaining('/incidents/'),
    },
  })
  expect(pages('/')).toMatchObject({
    home: { going: { unread: { rows: [{ title: 'Payments: all of them fail', page: '/incidents/INC-2026-0001/' }] } } },
  })
})

test('One whose record is missing is called what customers read, and one that says it is over is not taken for open.', () => {
  const missing = pagesOf({ [incident]: null })
  expect(missing('/incidents/INC-2026-0001/')).toMatchObject({
    unread: { title: expect.stringMatching(/\w/), errors: [{ rule: 'file-readable' }], posted: [{}, {}] },
  })
  const over = pagesOf({
    [incident]: `${open.replace('severity', 'severty')}`.replace('---\nid', '---\nresolved: 2026-03-01T10:20:00Z\nid'),
  })
  expect(over('/incidents/INC-2026-0001/')).toMatchObject({ unread: {} })
  expect(over('/')).toMatchObject({ home: { going: { unread: { rows: [] }, open: { rows: [] } } } })
})

test('A change that is broken has a page as well, and is in no list of what is planned or running.', () => {
  const text = GOOD[change] ?? ''
  const pages = pagesOf({ [change]: text.replace(/^risk:.*$/m, 'risk: [') })
  expect(pages('/changes/CHG-2026-0001/')).toMatchObject({ unread: { title: 'Upgrade the session cache' } })
  expect(pages('/changes/')).toMatchObject({
    left_out: [{ record: { page: '/changes/CHG-2026-0001/' }, file: change }],
  })
  expect(JSON.stringify(pages('/services/checkout/'))).not.toContain('CHG-2026-0001')
})

test('A sound record keeps its address whatever broken one has its id.', () => {
  const copy = incident
    .replace('INC-2026-0001', 'INC-2026-0001-a-copy')
    .replace(/INC-2026-0001-a-copy[^/]*/, 'INC-2026-0001-a-copy')
  const pages = pagesOf({ [copy]: 'no front matter' })
  expect(pages('/incidents/INC-2026-0001/')).toMatchObject({ incident: { record: { file: incident } } })
  expect(pages('/incidents/INC-2026-0001-a-copy/')).toMatchObject({ unread: { record: { file: copy } } })
})

const ALERTS = { 'alerts/all.yaml': 'groups: [{name: a, rules: [{alert: HighErrors, expr: up == 0}]}]\n' }
const PAGE = '/runbooks/payments/checkout-errors/'
const followed = (GOOD[runbook] ?? '').replace('team: platform', 'team: platform\nalerts: [HighErrors]')

test.each<[string, string]>([
  ['a dead link', `${followed}\nSee [there](gone.md).\n`],
  ['a key that nobody knows', followed.replace('team: platform', 'team: platform\nseverty: SEV-2')],
  ['a value of another kind', followed.replace('team: platform', 'team: platform\nlast_tested: yesterday')],
  ['front matter that is no YAML', followed.replace('team: platform', 'team: platform\nowner: [ana')],
  ['no team', followed.replace('team: platform\n', '')],
])(
  'A runbook with %s has its page with what can be read and what is wrong, and is found wherever it is looked for.',
  (_, text) => {
    const pages = pagesOf({ ...ALERTS, [runbook]: text })
    expect(pages(PAGE)).toMatchObject({
      runbook: {
        record: { title: 'Checkout error rate is high', body: { markdown: expect.stringContaining('## Diagnosis') } },
        row: {
          test: { mistakes: expect.any(Number), overdue: false, due: null, state: { tone: 'degraded_performance' } },
        },
        errors: expect.arrayContaining([expect.objectContaining({ file: runbook, line: expect.any(Number) })]),
      },
    })
    expect(pages('/runbooks/')).toMatchObject({
      runbooks: [{ runbook: { page: PAGE }, test: { state: { word: expect.stringMatching(/mistakes? in it/) } } }],
    })
    expect(pages('/alerts/HighErrors/')).toMatchObject({
      alert: { runbook: { runbook: { page: PAGE } }, unread: { rows: [] } },
    })
    expect(JSON.stringify(pages('/search/names.json'))).toContain(PAGE)
    expect(JSON.stringify(pages('/print/'))).toContain('"mistakes":')
    expect(pages('/')).toMatchObject({ home: { broken: { files: [{ file: runbook, page: PAGE }] } } })
  },
)

test('No time is said of whom to call by a runbook with a mistake.', () => {
  const timed = followed.replace(
    'team: platform',
    'team: platform\nescalation: [{after: 5m, who: platform, how: page}]',
  )
  const after = (text: string) => {
    const shown = pagesOf({ ...ALERTS, [runbook]: text })
    // The steps that its pages show, not the record as it was read.
    const steps = [
      ...JSON.stringify([shown(PAGE), shown('/alerts/HighErrors/'), shown('/print/')]).matchAll(
        /"after":(\w+),"how":"page","who":\{/g,
      ),
    ]
    return steps.map(([, at]) => at)
  }
  expect(new Set(after(timed))).toEqual(new Set(['300000']))
  expect(new Set(after(timed.replace('team:', 'severty: x\nteam:')))).toEqual(new Set(['null']))
  expect(after(timed.replace('5m', 'soon')).filter((one) => one !== 'null')).toEqual([])
})

test('One that names no team has every pager, and one without front matter goes by its file.', () => {
  const pages = pagesOf({ ...ALERTS, [runbook]: '## Diagnosis\n\nLook.\n' })
  expect(pages(PAGE)).toMatchObject({
    runbook: {
      record: { title: 'checkout-errors', team: '', body: { markdown: expect.stringContaining('Look.') } },
      pagers: { rows: [{ team: { id: expect.any(String) } }] },
    },
  })
  expect(pages('/alerts/HighErrors/')).toMatchObject({ alert: { runbook: null, unread: { rows: [{ page: PAGE }] } } })
})

test.each<[string, string[]]>([
  [followed.replace('alerts: [HighErrors]', 'alerts: {HighErrors}'), [PAGE]],
  [followed.replace('alerts: [HighErrors]', 'severty: SEV-2'), []],
  [followed.replace('alerts: [HighErrors]', 'alerts: [Other]\nseverty: SEV-2'), []],
])('The page of an alert without a runbook names those that may be it alone.', (text, those) => {
  expect(pagesOf({ ...ALERTS, [runbook]: text })('/alerts/HighErrors/')).toMatchObject({
    alert: { runbook: null, unread: { rows: those.map((page) => ({ page })) } },
  })
})

test.each(['alert: [HighErrors]', 'alerts: HighErrors', 'alert: HighErrors'])(
  'What was clearly meant is taken from a runbook: %s.',
  (given) => {
    const text = followed.replace('alerts: [HighErrors]', given).replace('team: platform', 'tema: platform')
    const pages = pagesOf({ ...ALERTS, [runbook]: text })
    expect(pages('/alerts/HighErrors/')).toMatchObject({
      alert: { runbook: { runbook: { page: PAGE } }, unread: { rows: [] } },
    })
    expect(pages(PAGE)).toMatchObject({ runbook: { record: { team: 'platform' } } })
  },
)

test('Of two that name one alert the one without a mistake has it.', () => {
  const pages = pagesOf({
    ...ALERTS,
    'runbooks/a/first.md': followed.replace('team: platform', 'team: platform\nseverty: SEV-2'),
    [runbook]: followed,
  })
  expect(pages('/alerts/HighErrors/')).toMatchObject({ alert: { runbook: { runbook: { page: PAGE } } } })
})
