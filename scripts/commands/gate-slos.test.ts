import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { gatePullRequest, gateVerdict, sentence } from '../fixtures/gate-command.ts'
import { CONTENT, gateRepository, review, type Edits } from '../fixtures/gate-repository.ts'
import { GOOD, slo } from '../fixtures/good-content.ts'

/* SLOs settle what a change may do, as the policy does: who makes one promise less needs a lead, whichever way they go. */

const repository = gateRepository()
afterAll(() => rmSync(repository.top, { recursive: true }))
const OPEN = GOOD[slo] ?? ''
const SLOTH = `version: prometheus/v1
service: search
slos:
  - {name: answers, objective: 99.9, sli: {raw: {error_ratio_query: "sum(rate(bad_total[{{.window}}]))"}}, alerting: {name: SearchBurns, labels: {severity: page}}}
`
const SERVICE = GOOD['services/checkout.yaml'] ?? ''
const base = repository.commit({ ...CONTENT, 'slos/search.yaml': SLOTH }, undefined)
const judge = (edits: Edits, by: string[] = [], on = base) => {
  const head = repository.commit(edits, on)
  return gateVerdict(repository, { base: on, head, author: 'ana', reviews: by.map((one) => review(one, head)) })
}
/** Who can let it through: anybody in a team, or only a lead. */
const needed = async (edits: Edits, on = base) => {
  const [anyone, lead] = [await judge(edits, ['bo', 'cy'], on), await judge(edits, ['lead'], on)]
  expect(lead.diagnostics.filter(({ rule }) => rule === 'approvals-missing')).toEqual([])
  return anyone.diagnostics.some(({ rule }) => rule === 'approvals-missing') ? 'a lead' : 'anyone'
}

const lower = OPEN.replace('target: 0.999', 'target: 0.99')
const WAYS: [string, Edits][] = [
  ['lowers a target', { [slo]: lower }],
  ['lowers it and renames the file', { [slo]: null, 'slos/other.yaml': lower }],
  [
    'moves it to another file with another id',
    { [slo]: null, 'slos/other.yaml': lower.replace('checkout-availability', 'checkout-works') },
  ],
  ['gives it another id', { [slo]: OPEN.replace('checkout-availability', 'checkout-works') }],
  ['takes it away', { [slo]: null }],
  ['gives it to another service', { [slo]: OPEN.replace('service: checkout', 'service: search') }],
  ['shortens its window', { [slo]: OPEN.replace('30d', '1d') }],
  [
    'gives it a calendar and a time zone',
    {
      [slo]: OPEN.replace(
        /- duration: 30d\n +isRolling: true/,
        '- duration: 1M\n      calendar: {startTime: "2026-01-01 00:00:00", timeZone: Asia/Tokyo}',
      ),
    },
  ],
  [
    'writes it in another format',
    { [slo]: SLOTH.replace('service: search', 'service: checkout').replace('answers', 'availability') },
  ],
  ['lowers one of another format', { 'slos/search.yaml': SLOTH.replace('99.9', '99') }],
  ['leaves it no budget', { 'slos/search.yaml': SLOTH.replace('99.9', '100') }],
  [
    'silences its alerts',
    { 'slos/search.yaml': SLOTH.replace('alerting: {', 'alerting: {page_alert: {disable: true}, ') },
  ],
  ['measures something else', { [slo]: OPEN.replace('code!~"5.."', 'code!~"999"') }],
  ['puts a second one beside it', { 'slos/other.yaml': lower }],
  ['leaves its file unreadable', { [slo]: 'kind: [\n' }],
  ['lays its file into a folder', { [slo]: null, 'slos/2026/checkout.yaml': OPEN }],
  ['makes a link of it', { [slo]: { link: 'search.yaml' } }],
  [
    'has customers read no longer of its service',
    { 'services/checkout.yaml': 'name: Checkout API\nteam: platform\ntier: 1\ndepends_on: [ledger-store]\n' },
  ],
]
test.each(WAYS)('Who %s needs a lead.', async (_, edits) => {
  expect(await needed(edits)).toBe('a lead')
})

const OTHERS: [string, Edits][] = [
  ['raises a target', { [slo]: OPEN.replace('target: 0.999', 'target: 0.9995') }],
  ['renames the file', { [slo]: null, 'slos/other.yaml': OPEN }],
  ['gives the file the other ending of YAML', { [slo]: null, 'slos/checkout.yml': OPEN }],
  ['writes an SLO', { 'slos/other.yaml': OPEN.replace('checkout-availability', 'checkout-works') }],
  ['describes it', { [slo]: OPEN.replace('spec:\n  service', 'spec:\n  description: Customers can pay.\n  service') }],
  ['lays a word beside it', { 'slos/README.md': 'Ours.\n' }],
  ['gives its service another name', { 'services/checkout.yaml': SERVICE.replace('Checkout API', 'Shop API') }],
  ['hides a service without one', { 'services/ledger-store.yaml': 'name: Ledger\nteam: platform\ntier: 2\n' }],
]
test.each(OTHERS)('Who %s needs anyone.', async (_, edits) => {
  expect(await needed(edits)).toBe('anyone')
})

test('Two pull requests, each as harmless as it looks, do not take a promise back.', async () => {
  const renamed = OPEN.replace('checkout-availability', 'checkout-works').replace('0.999', '0.9')
  const first = { 'slos/other.yaml': renamed }
  expect(await needed(first)).toBe('anyone')
  expect(await needed({ [slo]: null }, repository.commit(first, base))).toBe('a lead')
  const two = OPEN.replace('- target: 0.999', '- {displayName: A, target: 0.999}\n    - {displayName: B, target: 0.9}')
  expect(await needed({ [slo]: two })).toBe('anyone')
  const on = repository.commit({ [slo]: two }, base)
  expect(await needed({ [slo]: two.replace('- {displayName: A, target: 0.999}\n    ', '') }, on)).toBe('a lead')
  expect(await needed({ [slo]: two.replaceAll('A,', 'X,').replaceAll('B,', 'A,').replaceAll('X,', 'B,') }, on)).toBe(
    'a lead',
  )
})

test('What waits for nobody by the policy waits for a lead then.', async () => {
  const on = repository.commit({ 'policy.yaml': 'approvals: {paths: {any: [], none: [slos/]}}\n' }, base)
  expect(await needed({ [slo]: lower }, on)).toBe('a lead')
  expect(await judge({ [slo]: OPEN.replace('0.999', '0.9999') }, [], on)).toMatchObject({
    verdict: 'pass',
    diagnostics: [],
  })
})

test('The report says what is lost, and whom it needs.', async () => {
  const head = repository.commit({ [slo]: lower, 'slos/search.yaml': null }, base)
  const asked = { base, head, author: 'ana', reviews: [review('bo', head)] }
  const { stdout } = await gatePullRequest(repository, { ...asked, flags: ['--format', 'markdown'] })
  expect(stdout).toContain('It needs the approval of 1 lead.')
  expect(stdout).toContain(
    'An SLO that promises less, or may, needs a lead, as the policy does: `checkout-availability` promises 99 % and no longer 99.9 %. `search-answers` is gone.',
  )
  const text = await gatePullRequest(repository, asked)
  expect(text.stdout).toContain('`checkout-availability` promises 99 % and no longer 99.9 %.')
  const hidden = repository.commit({ 'services/checkout.yaml': SERVICE.replace(/public:[^]*/, '') }, base)
  const { stdout: told } = await gatePullRequest(repository, { base, head: hidden, flags: ['--format', 'markdown'] })
  expect(told).toContain(
    '`checkout-availability` is of `checkout`, whose outages customers no longer read of, so they cost it nothing.',
  )
  expect(sentence(text)).toBe('Not yet: slos/ needs the approval of 1 lead.')
})

/* The outage of the good content lasted from 10:06 to 11:10 on 1 March: 64 minutes of the 43.2 that 99.9 % over 30 days allows. */

const report = async (edits: Edits, format = 'markdown', on = base) => {
  const head = repository.commit(edits, on)
  const { stdout } = await gatePullRequest(repository, { base: on, head, author: 'ana', flags: ['--format', format] })
  return stdout
}

test('Who changes a target is told what it would have meant over the last year.', async () => {
  const renamed: Edits = { [slo]: null, 'slos/renamed.yaml': lower }
  for (const edits of [{ [slo]: lower }, renamed]) {
    const told = await report(edits)
    expect(told).toContain('- `checkout-availability` goes from 99.9 % to 99 %.')
    // Spent from 10:49:12 on 1 March to 10:26:48 on the 31st, when enough of it was 30 days old.
    expect(told).toContain('At 99 % the budget would have been spent on no day of the last 365 (at 99.9 %: 31).')
    expect(told).toContain('At worst 85.1 % of it was left, Sunday 1 March 2026, 11:10 UTC (at 99.9 %: −48.1 %).')
    expect(told).toContain('Now 100 % would be left (at 99.9 %: 100 %).')
  }
  const text = await report({ [slo]: lower }, 'text')
  expect(text).toContain('At 99 % the budget would have been spent on no day of the last 365 (at 99.9 %: 31).')
})

test('Who shortens a window, writes an SLO, moves one or takes one away is told, too.', async () => {
  const shorter = await report({ [slo]: OPEN.replace('30d', '7d') })
  expect(shorter).toContain('- `checkout-availability` goes from 99.9 % over 30d to 99.9 % over 7d.')
  // 10 minutes and 4.8 seconds of a week: spent until 10:06 and 53 minutes and 55.2 seconds more on the 8th.
  expect(shorter).toContain(
    'At 99.9 % over 7d the budget would have been spent on 8 days of the last 365 (at 99.9 % over 30d: 31).',
  )
  const added = await report({ 'slos/other.yaml': OPEN.replace('checkout-availability', 'checkout-works') })
  expect(added).toContain('- `checkout-works` is new: 99.9 % over 30d.')
  expect(added).toContain('The budget would have been spent on 31 days of the last 365.')
  const gone = await report({ [slo]: null })
  expect(gone).toContain('- `checkout-availability` goes, and with it 99.9 % over 30d.')
  expect(gone).toContain('Its budget was spent on 31 days of the last 365; 100 % is left now.')
  const moved = await report({ [slo]: OPEN.replace('service: checkout', 'service: ledger-store') })
  expect(moved).toContain('- `checkout-availability` goes from `checkout` to `ledger-store`.')
  expect(moved).toContain(
    'For `ledger-store` the budget would have been spent on no day of the last 365 (for `checkout`: 31).',
  )
  const none = await report({ 'slos/search.yaml': SLOTH.replace('99.9', '100') })
  expect(none).toContain('At 100 % the target leaves no budget to be spent (at 99.9 %: no day).')
})

test('Every objective is told of, of each format, and what is only described is not.', async () => {
  const two = OPEN.replace('- target: 0.999', '- {displayName: A, target: 0.999}\n    - {displayName: B, target: 0.9}')
  const on = repository.commit({ [slo]: two }, base)
  const told = await report({ [slo]: two.replace('0.9}', '0.95}').replace('0.999', '0.9995') }, 'markdown', on)
  expect(told).toContain('- `checkout-availability` (A) goes from 99.9 % to 99.95 %.')
  expect(told).toContain('- `checkout-availability` (B) goes from 90 % to 95 %.')
  const sloth = await report({ 'slos/search.yaml': SLOTH.replace('99.9', '99.95') })
  expect(sloth).toContain('- `search-answers` goes from 99.9 % to 99.95 %.')
  const manifest = `apiVersion: sloth.slok.dev/v1
kind: PrometheusServiceLevel
metadata: {name: search}
spec:
  service: search
  slos:
    - {name: answers, objective: 99.99, sli: {raw: {errorRatioQuery: "sum(rate(bad_total[{{.window}}]))"}}, alerting: {name: SearchBurns, labels: {severity: page}}}
`
  expect(await report({ 'slos/search.yaml': manifest })).toContain('- `search-answers` goes from 99.9 % to 99.99 %.')
  const alpha = `apiVersion: openslo/v1alpha
kind: SLO
metadata: {name: search-answers}
spec:
  service: search
  budgetingMethod: Occurrences
  timeWindows: [{count: 30, unit: Day, isRolling: true}]
  objectives: [{target: 0.9999, ratioMetrics: {counter: true, good: {source: prometheus, queryType: promql, query: good_total}, total: {source: prometheus, queryType: promql, query: all_total}}}]
`
  expect(await report({ 'slos/search.yaml': alpha })).toContain('- `search-answers` goes from 99.9 % to 99.99 %.')
  const described = OPEN.replace('spec:\n  service', 'spec:\n  description: Customers can pay.\n  service')
  expect(await report({ [slo]: described })).not.toContain('What the SLOs would have meant')
})

test('Programs get it exactly, and what was measured apart.', async () => {
  const csv = `start,end,good,total
2026-11-01T00:00:00Z,2026-11-02T00:00:00Z,970,1000
2026-11-02T00:00:00Z,2026-11-03T00:00:00Z,1000,1000
`
  const on = repository.commit({ 'measurements/checkout-availability.csv': csv }, base)
  const { slos } = JSON.parse(await report({ [slo]: lower }, 'json', on)) as { slos: unknown }
  expect(slos).toEqual([
    {
      slo: 'checkout-availability',
      before: {
        service: 'checkout',
        target: '0.999',
        window: 'over 30d',
        incidents: {
          days: 365,
          spent_days: 31,
          worst: { at: '2026-03-01T11:10:00Z', left_share: '-13/27' },
          left_share: '1',
          left_ms: '2592000',
        },
        // 30 of 2000 events are bad, and 2 may be.
        measurements: {
          days: 365,
          spent_days: 23,
          worst: { at: '2026-11-01T00:00:00Z', left_share: '-29' },
          left_share: '-14',
          left_events: '-28',
        },
      },
      after: {
        service: 'checkout',
        target: '0.99',
        window: 'over 30d',
        incidents: {
          days: 365,
          spent_days: 0,
          worst: { at: '2026-03-01T11:10:00Z', left_share: '23/27' },
          left_share: '1',
          left_ms: '25920000',
        },
        measurements: {
          days: 365,
          spent_days: 23,
          worst: { at: '2026-11-01T00:00:00Z', left_share: '-2' },
          left_share: '-1/2',
          left_events: '-10',
        },
      },
    },
  ])
  expect(await report({ [slo]: lower }, 'markdown', on)).toContain(
    'By what was measured: At 99 % the budget would have been spent on 23 days of the last 365 (at 99.9 %: 23).',
  )
})

test('Of many new SLOs the rest is counted, and none of them hides one that was there.', async () => {
  const many = Array.from({ length: 40 }, (_, i) => OPEN.replace('checkout-availability', `a-${i}`)).join('---\n')
  const edits = { 'slos/a.yaml': many, [slo]: lower }
  const { slos, slos_more } = JSON.parse(await report(edits, 'json')) as { slos: { slo: string }[]; slos_more: number }
  expect([slos[0]?.slo, slos.length, slos_more]).toEqual(['checkout-availability', 24, 17])
  expect(await report(edits)).toContain('- … and 29 more SLOs')
})
