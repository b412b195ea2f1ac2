import { expect, test } from 'vitest'
import { findingsIn, GOOD, runbook, told } from '../fixtures/good-content.ts'

interface Said {
  /** The summary of the runbook. */
  summary?: string
  diagnosis?: string
  expr?: string
  for?: string
  front?: string
  rules?: string
}
const RATIO = 'sum by (method) (rate(failed_total[5m])) / sum by (method) (rate(started_total[5m])) > 0.05'

/** What `runbook-drift` says, each with the line and the column of it. */
function drift(said: Said): string[] {
  const text = (GOOD[runbook] ?? '')
    .replace('team: platform\n', `team: platform\nalerts: [CheckoutFailing]\n${said.front ?? ''}`)
    .replace('Checkout fails.', () => said.summary ?? 'Checkout fails.')
    .replace('Look at the pods.', () => said.diagnosis ?? 'Look at the pods.')
  const rules = `groups:
  - name: shop
    rules:
      - alert: CheckoutFailing
        expr: ${JSON.stringify(said.expr ?? RATIO)}
        for: ${said.for ?? '3m'}
        labels: {severity: page}
${said.rules ?? ''}`
  return findingsIn({ [runbook]: text, 'alerts/shop.yaml': rules })
    .filter(({ rule }) => rule === 'runbook-drift')
    .map(({ line, column, message }) => `${line}:${column} ${message}`)
}

test('What differs is told where it stands, with the rule.', () => {
  const text = (GOOD[runbook] ?? '')
    .replace('team: platform\n', 'team: platform\nalerts: [CheckoutFailing]\n')
    .replace(
      'Checkout fails.',
      'More than 2 % of the payments have failed\nfor *five minutes*. The label `reason` of the alert says why.',
    )
  const rules = `groups: [{name: shop, rules: [{alert: CheckoutFailing, expr: '${RATIO}', for: 3m}]}]`
  expect(told(findingsIn({ [runbook]: text, 'alerts/shop.yaml': rules }))).toMatchInlineSnapshot(`
    "warning runbook-drift runbooks/payments/checkout-errors.md:9 Unexpected \`2 %\`, expected what the rule says: \`> 0.05\`.
      ↳ alerts/shop.yaml:1 The rule of CheckoutFailing.
    warning runbook-drift runbooks/payments/checkout-errors.md:10 Unexpected \`five minutes\`, expected what the rule says: \`3m\` (\`for\`).
      ↳ alerts/shop.yaml:1 The rule of CheckoutFailing.
    warning runbook-drift runbooks/payments/checkout-errors.md:10 Unexpected label \`reason\`, expected one that the alert has: the rule sums by \`method\`.
      ↳ alerts/shop.yaml:1 The rule of CheckoutFailing."
  `)
})

test.each([
  'It has failed for three minutes.',
  'It has failed for 3m.',
  'It has failed for more than 180s.',
  'It has failed for at least 3 min.',
  'In the last five minutes more than 5 % failed.',
  'More than five percent failed.',
  'Less than 95 % came through.',
  'Above 0.05 of them fail.',
  'It happens more than three times a year, and lasts about ten minutes.',
  'The alert has the labels `method` and `severity`.',
  'Pods have the label `app`.',
  'See <!-- for five minutes --> there.',
])('"%s" is what the rule says, or about something else.', (summary) => {
  expect(drift({ summary })).toEqual([])
})

test.each([
  [
    'for five minutes',
    'It fails for five minutes.',
    'Unexpected `five minutes`, expected what the rule says: `3m` (`for`).',
  ],
  ['a range as what lasts', 'It fails for 5m.', 'Unexpected `5m`, expected what the rule says: `3m` (`for`).'],
  [
    'half an hour',
    'It fails for longer than half an hour.',
    'Unexpected `half an hour`, expected what the rule says: `3m` (`for`).',
  ],
  ['a share', 'More than 2 % fail.', 'Unexpected `2 %`, expected what the rule says: `> 0.05`.'],
  ['a share in a word', 'Over two percent fail.', 'Unexpected `two percent`, expected what the rule says: `> 0.05`.'],
  [
    'a label',
    'The `bank` label of the alert.',
    'Unexpected label `bank`, expected one that the alert has: the rule sums by `method`.',
  ],
])('%s', (_, summary, message) => {
  expect(drift({ summary }).map((one) => one.replace(/^\d+:\d+ /, ''))).toEqual([message])
})

test('A number is compared with the threshold.', () => {
  const expr = 'count(offline) > 60'
  expect(drift({ expr, summary: 'More than 80 of 1,850 are offline.' })).toEqual([
    '9:11 Unexpected `80`, expected what the rule says: `> 60`.',
  ])
  expect(drift({ expr, summary: 'More than sixty of 1,850 are offline.' })).toEqual([])
})

test('Seconds that something is compared with are a length too.', () => {
  const expr = 'max(oldest_seconds) > 900'
  expect(drift({ expr, summary: 'One waits for more than 15 minutes.' })).toEqual([])
  expect(drift({ expr, summary: 'One waits for more than 20 minutes.' })).toHaveLength(1)
})

test('Elsewhere only what is said of the alert counts.', () => {
  expect(drift({ diagnosis: 'Wait for ten minutes. Expected: more than 99 %.' })).toEqual([])
  expect(drift({ diagnosis: 'The alert fires when it fails for ten minutes.' })).toHaveLength(1)
  expect(drift({ diagnosis: '```sh\nMETHOD=<value of bank label from alert>\n```' })).toHaveLength(1)
  expect(drift({ diagnosis: '```sh\nsleep 10m # for ten minutes\n```' })).toEqual([])
})

test('A command that is the expression of the rule has its number; another has its own.', () => {
  const command = (query: string) => drift({ diagnosis: `\`\`\`promql\n${query}\n\`\`\`` })
  expect(command(RATIO.replace('0.05', '0.02'))).toHaveLength(1)
  expect(command(RATIO.replaceAll(' ', '\n  '))).toEqual([])
  expect(command('sum by (bank) (rate(failed_total[5m])) > 0.02')).toEqual([])
})

test('A metric that is a slip away from that of the rule is told, and others are not.', () => {
  expect(
    drift({
      diagnosis: 'Look at `started` first, then `faileds_total`, then `pool_wait_seconds_sum`.',
      expr: 'faileds_seen_total > 1',
    }),
  ).toEqual([])
  expect(drift({ diagnosis: 'Look at `payment_faileds_total`.', expr: 'payment_failed_total > 1' })).toEqual([
    '17:10 Unexpected metric `payment_faileds_total`, expected `payment_failed_total` as the rule has it.',
  ])
  expect(
    drift({ diagnosis: '```promql\nrate(payment_failed[5m])\n```', expr: 'payment_failed_total > 1' }),
  ).toHaveLength(1)
})

test('An older name, and one a letter away, is not what a rule fires.', () => {
  expect(drift({ diagnosis: 'CheckoutBroken fires first.', front: 'aliases: [CheckoutBroken]\n' })).toEqual([
    '18:1 Unexpected alert `CheckoutBroken`, expected `CheckoutFailing`: that is an older name.',
  ])
  expect(drift({ diagnosis: 'See also CheckoutFailling.' })).toEqual([
    '17:10 Unexpected alert `CheckoutFailling`, expected `CheckoutFailing`: no rule fires it.',
  ])
  expect(drift({ diagnosis: 'See also CheckoutFailing and ImagePullBackOff.' })).toEqual([])
})

test('Nothing is said where a rule cannot be read, or leaves its labels to what is measured.', () => {
  expect(drift({ summary: 'It fails for five minutes.', expr: 'sum(' })).toEqual([])
  expect(drift({ summary: 'The label `bank` of the alert.', expr: 'failed > 5' })).toEqual([])
  expect(
    drift({
      summary: 'It fails for five minutes.',
      front: '',
      rules: '      - {alert: CheckoutFailing, expr: up == 0, for: 5m}\n',
    }),
  ).toEqual([])
})

test('A text of nothing but numbers, of one line or of many, is read at once.', { timeout: 20_000 }, () => {
  for (const summary of [
    'more than 1'.repeat(20_000),
    '1'.repeat(200_000),
    `more than ${'1'.repeat(200_000)} m`,
    '`a_b` labels '.repeat(20_000),
    'for five\n'.repeat(20_000),
  ])
    expect(drift({ summary }).length).toBeLessThan(100_000)
})
