import { expect, test } from 'vitest'
import { broken, standardChange, validating } from '../fixtures/good-content.ts'

test('A standard change without a template is reported.', () => {
  expect(validating(broken(standardChange, 'template: rotate-certificate\n', ''))).toMatchInlineSnapshot(
    `"error standard-change-template changes/2026/CHG-2026-0002-certificate.md:2 Missing \`template\`, expected the change template that a standard change follows."`,
  )
})

test('A standard change keeps to the services of its template.', () => {
  expect(validating(broken(standardChange, 'services: [checkout]', 'services: [checkout, ledger-store]')))
    .toMatchInlineSnapshot(`
    "error standard-change-template changes/2026/CHG-2026-0002-certificate.md:9 Unexpected service \`ledger-store\`, expected one of its template: checkout.
      ↳ change-templates/rotate-certificate.md:3 The template says so here."
  `)
})

test('A standard change is no riskier than its template.', () => {
  expect(validating(broken(standardChange, 'timing: 1', 'timing: 2'))).toMatchInlineSnapshot(`
    "error standard-change-template changes/2026/CHG-2026-0002-certificate.md:11 Unexpected timing of 2, expected at most 1 as in its template.
      ↳ change-templates/rotate-certificate.md:4 The template says so here."
  `)
})

const RISKY = 'risk: {blast_radius: 2, rollback_difficulty: 2, complexity: 2, timing: 1}'
const LOW = 'risk: {blast_radius: 1, rollback_difficulty: 1, complexity: 1, timing: 1}'
const template = 'change-templates/rotate-certificate.md'

test("The level that its scores come to is no higher than the template's, whatever scores the template has itself.", () => {
  expect(validating(broken(standardChange, LOW, RISKY), broken(template, LOW, `max_risk: low\n${RISKY}`)))
    .toMatchInlineSnapshot(`
    "error standard-change-template changes/2026/CHG-2026-0002-certificate.md:11 Unexpected risk level medium (the scores add up to 7), expected at most low as in its template.
      ↳ change-templates/rotate-certificate.md:4 The template says so here."
  `)
})

test('A level that the template allows is fine.', () => {
  expect(validating(broken(standardChange, LOW, RISKY), broken(template, LOW, `max_risk: medium\n${RISKY}`))).toBe('')
})

test('Without `max_risk` a template allows a low one.', () => {
  expect(validating(broken(standardChange, LOW, RISKY), broken(template, LOW, RISKY))).toMatchInlineSnapshot(`
    "error standard-change-template changes/2026/CHG-2026-0002-certificate.md:11 Unexpected risk level medium (the scores add up to 7), expected at most low as in its template.
      ↳ change-templates/rotate-certificate.md:2 The template says so here."
  `)
})

test('An imported standard change needs no template.', () => {
  expect(validating(broken(standardChange, 'template: rotate-certificate\n', 'source: {kind: statuspage}\n'))).toBe('')
})
