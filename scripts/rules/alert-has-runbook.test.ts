import { expect, test } from 'vitest'
import { broken, findingsIn, runbook, slo, validating } from '../fixtures/good-content.ts'

const rules = (...names: string[]) => ({
  'alerts/shop.yaml': `groups:\n  - name: shop\n    rules:\n${names.map((name) => `      - {alert: "${name}", expr: up == 0}\n`).join('')}`,
})
const naming = (fields: string) => broken(runbook, 'team: platform\n---', `team: platform\n${fields}\n---`)
const helpOf = (changes: Record<string, string | null>) =>
  findingsIn(changes).flatMap(({ rule, help }) => (rule === 'alert-has-runbook' ? [help] : []))

test('An alert that no runbook names is reported where it is named.', () => {
  expect(validating(rules('CheckoutDown'))).toMatchInlineSnapshot(
    `"warning alert-has-runbook alerts/shop.yaml:4 Unexpected alert "CheckoutDown" without a runbook, expected one that names it."`,
  )
  expect(helpOf(rules('CheckoutDown'))).toEqual([
    'Add it to the `alerts` of the runbook that says what to do, or write one with `new runbook`.',
  ])
})

test.each(['alerts: [CheckoutDown]', 'alerts: [checkoutDOWN]', 'aliases: [CheckoutDown]'])(
  'A runbook names it by %s.',
  (fields) => {
    expect(validating(rules('CheckoutDown'), naming(fields))).toBe('')
  },
)

test('A runbook that names no alert goes by the name of its file.', () => {
  expect(validating(rules('checkout-errors'))).toBe('')
  expect(validating(rules('checkout-errors'), naming('alerts: [Other]'))).toContain('alert-has-runbook')
})

test('An alert that two rules fire is reported once, with both places.', () => {
  expect(validating(rules('CheckoutDown', 'CheckoutDown'))).toMatchInlineSnapshot(`
    "warning alert-has-runbook alerts/shop.yaml:4 Unexpected alert "CheckoutDown" without a runbook, expected one that names it.
      ↳ alerts/shop.yaml:5 Fired here too."
  `)
})

test('After a rename the runbook with the old name is named, and what to do there.', () => {
  expect(helpOf({ ...rules('CheckoutIsDown'), ...naming('alerts: [CheckoutDown]') })).toEqual([
    '`runbooks/payments/checkout-errors.md` names `CheckoutDown`: was it renamed? Then add the new name to its `alerts`, and keep the old one in `aliases`.',
  ])
})

test('Where `runbook_url` leads to a runbook, that is the one.', () => {
  const led = {
    'alerts/shop.yaml':
      'groups:\n  - name: shop\n    rules:\n      - alert: TooSlow\n        expr: up == 0\n        annotations: {runbook_url: "https://ops.acme.example/runbooks/payments/checkout-errors/"}\n',
  }
  expect(helpOf(led)).toEqual([
    'Its `runbook_url` leads to `runbooks/payments/checkout-errors.md`: add it to the `alerts` there.',
  ])
})

test("The alert of an SLO's budget is asked for too, once for its page and its ticket.", () => {
  const sloth = `version: prometheus/v1
service: checkout
slos:
  - name: availability
    objective: 99.9
    sli: {events: {error_query: 'sum(rate(bad[{{.window}}]))', total_query: 'sum(rate(all[{{.window}}]))'}}
    alerting: {name: CheckoutBudgetBurn, page_alert: {labels: {severity: page}}, ticket_alert: {labels: {severity: ticket}}}
`
  expect(validating({ [slo]: sloth })).toMatchInlineSnapshot(
    `"warning alert-has-runbook slos/checkout.yaml:4 Unexpected alert "CheckoutBudgetBurn" without a runbook, expected one that names it."`,
  )
})

test('Of alerts nothing is said while a runbook cannot be read: it may be the one.', () => {
  expect(validating(rules('CheckoutDown'), { 'runbooks/broken.md': '---\ntitle: [\n---\n' })).not.toContain(
    'alert-has-runbook',
  )
})

const second = (fields: string) => ({
  'runbooks/a-first-by-its-path.md':
    broken(runbook, 'team: platform\n---', `team: platform\n${fields}\n---`)[runbook] ?? '',
})
const leadingThere = {
  'alerts/shop.yaml':
    'groups:\n  - name: shop\n    rules:\n      - alert: CheckoutDown\n        expr: up == 0\n        annotations: {runbook_url: "https://ops.acme.example/runbooks/payments/checkout-errors/"}\n',
}

test('A second runbook that names an alert is told whose it is, and by what, at that name.', () => {
  const named = naming('alerts: [CheckoutDown]')
  expect(validating(leadingThere, named, second('alerts: [Checkoutdown]'))).toMatchInlineSnapshot(`
    "warning alert-has-runbook runbooks/a-first-by-its-path.md:5 Unexpected alert "Checkoutdown" that another runbook names, expected it in one: it leads to \`runbooks/payments/checkout-errors.md\`, as its rule's \`runbook_url\` says.
      ↳ runbooks/payments/checkout-errors.md:2 The runbook that it leads to."
  `)
  expect(validating(rules('CheckoutDown'), named, second('alerts: [CheckoutDown]'))).toMatchInlineSnapshot(`
    "warning alert-has-runbook runbooks/payments/checkout-errors.md:5 Unexpected alert "CheckoutDown" that another runbook names, expected it in one: it leads to \`runbooks/a-first-by-its-path.md\`, the first of them by its path.
      ↳ runbooks/a-first-by-its-path.md:2 The runbook that it leads to."
  `)
})

test('An older name gives way without a word to the runbook that has the alert now.', () => {
  expect(validating(rules('CheckoutDown'), naming('alerts: [CheckoutDown]'), second('aliases: [CheckoutDown]'))).toBe(
    '',
  )
})

test('Two runbooks with one older name, that no other has, are told so.', () => {
  const old = 'aliases: [CheckoutGone]'
  expect(validating(naming(old), second(old))).toContain(
    'warning alert-has-runbook runbooks/payments/checkout-errors.md:5 Unexpected alert "CheckoutGone"',
  )
})

const ledRules = (...led: [name: string, runbook: string][]) => ({
  'alerts/shop.yaml': `groups:\n  - name: shop\n    rules:\n${led
    .map(
      ([name, to]) =>
        `      - {alert: ${name}, expr: up == 0, annotations: {runbook_url: "https://ops.acme.example/runbooks/${to}/"}}\n`,
    )
    .join('')}`,
})

test('Two rules of one name that lead to two runbooks are told so at the one that leads away, not at a runbook.', () => {
  const right = { ...naming('alerts: [CheckoutDown]'), ...second('alerts: [Other]') }
  const [stranger, own] = ['a-first-by-its-path', 'payments/checkout-errors']
  expect(validating(ledRules(['checkoutdown', stranger], ['CheckoutDown', own], ['Other', stranger]), right))
    .toMatchInlineSnapshot(`
      "warning alert-has-runbook alerts/shop.yaml:4 Unexpected second runbook of alert "checkoutdown", expected one: this rule leads to \`runbooks/a-first-by-its-path.md\`, another of its name "CheckoutDown" to \`runbooks/payments/checkout-errors.md\`.
        ↳ alerts/shop.yaml:5 The other rule."
    `)
  expect(validating(ledRules(['CheckoutDown', stranger], ['CheckoutDown', own], ['Other', stranger]), right)).toContain(
    'warning alert-has-runbook alerts/shop.yaml:4 ',
  )
  // Both name it, and a rule leads to each.
  const both = { ...naming('alerts: [CheckoutDown]'), ...second('alerts: [CheckoutDown]') }
  expect(validating(ledRules(['CheckoutDown', own], ['CheckoutDown', stranger]), both)).toMatchInlineSnapshot(`
    "warning alert-has-runbook alerts/shop.yaml:5 Unexpected second runbook of alert "CheckoutDown", expected one: this rule leads to \`runbooks/a-first-by-its-path.md\`, another of its name to \`runbooks/payments/checkout-errors.md\`.
      ↳ alerts/shop.yaml:4 The other rule."
  `)
})
