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

test('A standard change has no higher score than its template.', () => {
  expect(validating(broken(standardChange, 'timing: 1', 'timing: 2'))).toMatchInlineSnapshot(`
    "error standard-change-template changes/2026/CHG-2026-0002-certificate.md:11 Unexpected timing of 2, expected at most 1 as in its template.
      ↳ change-templates/rotate-certificate.md:4 The template says so here."
  `)
})

test('An imported standard change needs no template.', () => {
  expect(validating(broken(standardChange, 'template: rotate-certificate\n', 'source: {kind: statuspage}\n'))).toBe('')
})
