import { expect, test } from 'vitest'
import { broken, findingsIn, standardChange, validating } from '../fixtures/good-content.ts'

const RISKY = 'risk: {blast_radius: 2, rollback_difficulty: 2, complexity: 2, timing: 1}'
const LOW = 'risk: {blast_radius: 1, rollback_difficulty: 1, complexity: 1, timing: 1}'
const template = 'change-templates/rotate-certificate.md'
const risky = broken(standardChange, LOW, RISKY)

test("The level that its scores come to is no higher than the template's, whatever scores the template has itself.", () => {
  expect(validating(risky, broken(template, LOW, `max_risk: low\n${RISKY}`))).toMatchInlineSnapshot(`
    "error standard-change-low-risk changes/2026/CHG-2026-0002-certificate.md:11 Unexpected risk level medium (the scores add up to 7), expected at most low as in its template.
      ↳ change-templates/rotate-certificate.md:4 The template says so here."
  `)
})

test('It says what to do about it.', () => {
  const [finding] = findingsIn({ ...risky, ...broken(template, LOW, RISKY) })
  expect(finding?.help).toBe('Make it a normal change, which is reviewed; or lower the scores if they are wrong.')
})

test('A level that the template allows is fine.', () => {
  expect(validating(risky, broken(template, LOW, `max_risk: medium\n${RISKY}`))).toBe('')
})

test('Without `max_risk` a template allows a low one.', () => {
  expect(validating(risky, broken(template, LOW, RISKY))).toMatchInlineSnapshot(`
    "error standard-change-low-risk changes/2026/CHG-2026-0002-certificate.md:11 Unexpected risk level medium (the scores add up to 7), expected at most low as in its template.
      ↳ change-templates/rotate-certificate.md:2 The template says so here."
  `)
})

test('Without a template it is at most low.', () => {
  const { [standardChange]: text = '' } = risky
  expect(validating({ [standardChange]: text.replace('template: rotate-certificate\n', '') })).toMatchInlineSnapshot(`
    "error standard-change-template changes/2026/CHG-2026-0002-certificate.md:2 Missing \`template\`, expected the change template that a standard change follows.
    error standard-change-low-risk changes/2026/CHG-2026-0002-certificate.md:10 Unexpected risk level medium (the scores add up to 7), expected low for a standard change."
  `)
})

test('A single 4 is reason enough, and is named.', () => {
  const four = 'risk: {blast_radius: 1, rollback_difficulty: 1, complexity: 1, timing: 4}'
  expect(validating(broken(standardChange, LOW, four), broken(template, LOW, four))).toMatchInlineSnapshot(`
    "error standard-change-low-risk changes/2026/CHG-2026-0002-certificate.md:11 Unexpected risk level high (the scores add up to 7; at least high: timing is 4), expected at most low as in its template.
      ↳ change-templates/rotate-certificate.md:2 The template says so here."
  `)
})

test('A sum of 6 is low, also for a critical service in production.', () => {
  const six = 'risk: {blast_radius: 2, rollback_difficulty: 2, complexity: 1, timing: 1}'
  expect(validating(broken(standardChange, LOW, six), broken(template, LOW, six))).toBe('')
})

test('What counts as medium is for the policy to say.', () => {
  const policy = { 'policy.yaml': 'risk: {medium: 8}\n' }
  expect(validating(risky, broken(template, LOW, RISKY), policy)).toBe('')
})

test('Of a template that cannot be read, nobody knows what it allows: that it is broken is all that is said.', () => {
  expect(validating(risky, broken(template, LOW, `max_risk: none\n${RISKY}`))).toMatchInlineSnapshot(
    `"error schema change-templates/rotate-certificate.md:4 Unexpected "none", expected one of low, medium, high, critical."`,
  )
})

test('An imported one that is over is as its source has it.', () => {
  const { [standardChange]: text = '' } = risky
  const imported = text.replace('template: rotate-certificate\n', 'source: {kind: statuspage}\n')
  expect(validating({ [standardChange]: imported.replace('status: proposed', 'status: rejected') })).toBe('')
  expect(validating({ [standardChange]: imported })).toContain('Unexpected risk level medium')
})
