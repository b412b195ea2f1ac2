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
  expect(stdout).toContain('- `checkout-availability` promises 99 % and no longer 99.9 %.')
  expect(stdout).toContain('- `search-answers` is gone.')
  const text = await gatePullRequest(repository, asked)
  expect(text.stdout).toContain('`checkout-availability` promises 99 % and no longer 99.9 %.')
  expect(sentence(text)).toBe('Not yet: slos/ needs the approval of 1 lead.')
})
