import { expect, test } from 'vitest'
import { broken, runbook, validating } from '../fixtures/good-content.ts'

const diagnosing = (text: string) => validating(broken(runbook, 'Look at the pods.', text))

test('A command without what to expect is reported at the command.', () => {
  expect(diagnosing('### 1. Which pods?\n\n```sh\nkubectl get pods\n```\n\nLook closely.')).toBe(
    `warning runbook-step-expected ${runbook}:18 Missing \`Expected: …\` in "1. Which pods?", expected what the command shows where all is well.`,
  )
})

test.each([
  'Expected: all run.',
  '**Expected:** all run.',
  '- Expected: all run.',
  'Run it.\nExpected output: all run.',
])('%j says it.', (line) => {
  expect(diagnosing(`### 1. Which pods?\n\n\`\`\`sh\nkubectl get pods\n\`\`\`\n\n${line}`)).toBe('')
})

test('A block without a language is reported; output and a step without a command are not.', () => {
  expect(diagnosing('```\nkubectl get pods\n```')).toBe(
    `warning runbook-step-expected ${runbook}:16 Unexpected fenced block without a language, expected \`\`\`sh, \`\`\`promql, \`\`\`sql or what it is.`,
  )
  expect(diagnosing('```text\nNAME READY\n```')).toBe('')
})

test('What stands in the mitigation expects nothing.', () => {
  expect(validating(broken(runbook, 'Restart them.', '```sh\nkubectl delete pod x\n```'))).toBe('')
})
