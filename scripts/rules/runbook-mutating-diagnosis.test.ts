import { expect, test } from 'vitest'
import { broken, runbook, validating } from '../fixtures/good-content.ts'

const diagnosing = (...lines: string[]) =>
  validating(broken(runbook, 'Look at the pods.', ['```sh', ...lines, '```', '', 'Expected: nothing.'].join('\n')))

test('A command that changes something is reported at its line, in a block of several.', () => {
  expect(diagnosing('kubectl get pods', 'kubectl delete pod x')).toBe(
    `warning runbook-mutating-diagnosis ${runbook}:18 Unexpected command in the diagnosis that changes something, expected one that only reads: \`kubectl delete pod x\`.`,
  )
})

test('A dry run may stay, and so may a command that nobody knows.', () => {
  expect(diagnosing('kubectl delete pod x --dry-run=client', './look.sh')).toBe('')
})

test('The mitigation is where it belongs.', () => {
  expect(validating(broken(runbook, 'Restart them.', '```sh\nkubectl delete pod x\n```'))).toBe('')
})
