import { expect, test } from 'vitest'
import { broken, findingsIn, runbook, validating } from '../fixtures/good-content.ts'

const RULES = {
  'alerts/shop.yaml':
    'groups:\n  - name: shop\n    rules:\n      - {alert: CheckoutDown, expr: up == 0}\n      - {record: up:sum, expr: sum(up)}\n',
}
const naming = (fields: string) => broken(runbook, 'team: platform\n---', `team: platform\n${fields}\n---`)
const helpOf = (changes: Record<string, string | null>) =>
  findingsIn(changes).flatMap(({ rule, help }) => (rule === 'runbook-alert-exists' ? [help] : []))

test('A name that no rule fires is reported at that name.', () => {
  expect(validating(RULES, naming('alerts: [CheckoutDown, QueueFull]'))).toMatchInlineSnapshot(
    `"warning runbook-alert-exists runbooks/payments/checkout-errors.md:5 Unexpected alert "QueueFull", expected one that a rule fires."`,
  )
})

test('A name near that of a rule was probably meant.', () => {
  expect(helpOf({ ...RULES, ...naming('alerts: [CheckoutDown, ChekoutDown]') })).toEqual([
    'Write `CheckoutDown`; where that is its new name, keep this one in `aliases`.',
  ])
})

test('A recording rule is no alert.', () => {
  expect(validating(RULES, naming('alerts: [CheckoutDown, "up:sum"]'))).toContain('runbook-alert-exists')
})

test('Older names need no rule, and case does not count.', () => {
  expect(validating(RULES, naming('alerts: [checkoutdown]\naliases: [QueueFull]'))).toBe('')
})

test('Nothing is said where the rules are kept elsewhere, or one of their files cannot be read.', () => {
  expect(validating(naming('alerts: [QueueFull]'))).toBe('')
  const unread = { ...RULES, 'alerts/other.yaml': 'groups: [' }
  expect(validating(unread, naming('alerts: [CheckoutDown, QueueFull]'))).not.toContain('runbook-alert-exists')
})
