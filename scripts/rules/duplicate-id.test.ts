import { expect, test } from 'vitest'
import { broken, change, GOOD, incident, runbook, slo, validating } from '../fixtures/good-content.ts'

test('Two incidents with one id are reported at the second one, pointing at the first.', () => {
  expect(
    validating({
      'incidents/2026/INC-2026-0001-again.md': GOOD[incident]?.replace('../../../changes', '../../changes') ?? '',
    }),
  ).toMatchInlineSnapshot(`
    "error duplicate-id incidents/2026/INC-2026-0001-checkout/index.md:2 Unexpected second incident INC-2026-0001, expected each id once.
      ↳ incidents/2026/INC-2026-0001-again.md:2 The first one is here."
  `)
})

test('Two changes with one id are reported.', () => {
  expect(validating({ 'changes/2026/CHG-2026-0001-zwilling.md': GOOD[change] ?? '' })).toMatchInlineSnapshot(`
    "error duplicate-id changes/2026/CHG-2026-0001-zwilling.md:2 Unexpected second change CHG-2026-0001, expected each id once.
      ↳ changes/2026/CHG-2026-0001-cache.md:2 The first one is here."
  `)
})

test('Two records with one public id are reported.', () => {
  const withPublicId = (path: string) =>
    broken(path, 'services: [checkout]', 'services: [checkout]\npublic_id: abcdefghijkl')
  expect(validating(withPublicId(change), withPublicId(incident))).toMatchInlineSnapshot(`
    "error duplicate-id incidents/2026/INC-2026-0001-checkout/index.md:6 Unexpected second record with the public id abcdefghijkl, expected each id once.
      ↳ changes/2026/CHG-2026-0001-cache.md:10 The first one is here."
  `)
})

test('A runbook that is a file and a folder is there twice.', () => {
  expect(validating({ 'runbooks/payments/checkout-errors/index.md': GOOD[runbook] ?? '' })).toMatchInlineSnapshot(`
    "error duplicate-id runbooks/payments/checkout-errors/index.md:1 Unexpected second runbook payments/checkout-errors, expected each id once.
      ↳ runbooks/payments/checkout-errors.md:1 The first one is here."
  `)
})

test('Two SLOs with one name are reported.', () => {
  expect(validating({ 'slos/other.yaml': GOOD[slo] ?? '' })).toMatchInlineSnapshot(`
    "error duplicate-id slos/other.yaml:4 Unexpected second SLO checkout-availability, expected each id once.
      ↳ slos/checkout.yaml:4 The first one is here."
  `)
})

const SERVICE = 'name: Shop\nteam: platform\ntier: 3\n'

test('Two services whose names differ only in how an accent is written are one to all that names them.', () => {
  const report = validating({ 'services/caf\u00e9.yaml': SERVICE, 'services/cafe\u0301.yaml': SERVICE })
  expect(report.match(/^\w+ duplicate-id/gm)).toEqual(['error duplicate-id'])
})

test('Two services whose names differ in capitals alone are doubted: many disks hold one of them.', () => {
  const report = validating({ 'services/shop.yaml': SERVICE, 'services/Shop.yaml': SERVICE })
  expect(report.match(/^\w+ duplicate-id/gm)).toEqual(['warning duplicate-id'])
})

test("An SLO's id is OpenSLO's name or Sloth's service and name, in whatever file; other kinds have names of their own.", () => {
  const sloth = `version: prometheus/v1
service: checkout
slos: [{name: availability, objective: 99.9, sli: {raw: {error_ratio_query: "rate(x[{{.window}}])"}}, alerting: {page_alert: {disable: true}, ticket_alert: {disable: true}}}]
`
  expect(validating({ 'slos/sloth.yaml': sloth })).toMatchInlineSnapshot(`
    "error duplicate-id slos/sloth.yaml:3 Unexpected second SLO checkout-availability, expected each id once.
      ↳ slos/checkout.yaml:4 The first one is here."
  `)
  const source = (name: string) =>
    `---\napiVersion: openslo/v1\nkind: DataSource\nmetadata: {name: ${name}}\nspec: {type: Prometheus, connectionDetails: {}}\n`
  expect(validating({ 'slos/sources.yaml': source('checkout-availability') })).toBe('')
  expect(validating({ 'slos/sources.yaml': source('a1') + source('a1') })).toMatchInlineSnapshot(`
    "error duplicate-id slos/sources.yaml:9 Unexpected second DataSource a1, expected each id once.
      ↳ slos/sources.yaml:4 The first one is here."
  `)
})
