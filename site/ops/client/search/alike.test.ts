import { expect, test } from 'vitest'
import { wordAlike } from './alike.ts'

test.each<[string, string[], string | null]>([
  ['PortalChekoutErrors', ['PortalCheckoutErrors'], 'PortalCheckoutErrors'],
  ['portalcheckouterors', ['Checkout fails', 'PortalCheckoutErrors'], 'PortalCheckoutErrors'],
  ['paymets', ['Payments down'], 'Payments'],
  ['zebra', ['Queue stalled'], null],
  ['pods', ['Pops'], null],
  ['20261130', ['20261131'], null],
])('What was meant by %s among %j is %s.', (typed, names, meant) => {
  expect(wordAlike(typed, names)).toBe(meant)
})
