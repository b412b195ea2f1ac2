import { expect, test } from 'vitest'
import { broken, GOOD, runbook, validating } from '../fixtures/good-content.ts'

test('A runbook without a mitigation is reported where its text begins.', () => {
  expect(validating(broken(runbook, '## Mitigation\n\nRestart them.\n\n', ''))).toMatchInlineSnapshot(
    `"error runbook-sections runbooks/payments/checkout-errors.md:6 Missing section "Mitigation", expected a heading \`## Mitigation\`."`,
  )
})

test('The names of Prometheus and OpenShift count as well.', () => {
  expect(validating(broken(runbook, '## Summary', '## Meaning'))).toBe('')
})

test('A section with nothing in it is reported at its heading.', () => {
  expect(validating(broken(runbook, 'Nobody can pay.', ''))).toMatchInlineSnapshot(
    `"error runbook-sections runbooks/payments/checkout-errors.md:10 Unexpected empty section "Impact", expected some text."`,
  )
})

test('Sections out of order are reported at the later one.', () => {
  expect(
    validating(
      broken(
        runbook,
        '## Impact\n\nNobody can pay.\n\n## Diagnosis\n\nLook at the pods.',
        '## Diagnosis\n\nLook at the pods.\n\n## Impact\n\nNobody can pay.',
      ),
    ),
  ).toMatchInlineSnapshot(
    `"error runbook-sections runbooks/payments/checkout-errors.md:14 Unexpected "Impact" after "Diagnosis", expected the order Summary, Impact, Diagnosis, Mitigation, Verification, Escalation."`,
  )
})

test('Verification and escalation may be left out where front matter has the escalation.', () => {
  expect(
    validating({
      [runbook]:
        GOOD[runbook]
          ?.replace('---\n## Summary', 'escalation: [{after: 0m, who: platform, how: page}]\n---\n## Summary')
          .replace(/## Verification[^]*$/, '') ?? '',
    }),
  ).toBe('')
})
