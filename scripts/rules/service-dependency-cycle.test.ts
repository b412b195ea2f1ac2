import { expect, test } from 'vitest'
import { broken, validating } from '../fixtures/good-content.ts'

test('Services that depend on each other are reported with the circle.', () => {
  expect(
    validating(broken('services/ledger-store.yaml', 'tier: 2', 'tier: 2\ndepends_on: [checkout]')),
  ).toMatchInlineSnapshot(
    `"error service-dependency-cycle services/ledger-store.yaml:4 Unexpected circle checkout → ledger-store → checkout, expected dependencies that end somewhere."`,
  )
})

test('A service that depends on itself is reported.', () => {
  expect(
    validating(broken('services/ledger-store.yaml', 'tier: 2', 'tier: 2\ndepends_on: [ledger-store]')),
  ).toMatchInlineSnapshot(
    `"error service-dependency-cycle services/ledger-store.yaml:4 Unexpected circle ledger-store → ledger-store, expected dependencies that end somewhere."`,
  )
})
