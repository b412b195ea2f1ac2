import { expect, test } from 'vitest'
import { broken, runbook, validating } from '../fixtures/good-content.ts'

const escalating = (steps: string) =>
  validating(broken(runbook, 'team: platform\n', `team: platform\nescalation:\n${steps}`))

test('A step that comes before the one above it is reported with both.', () => {
  expect(escalating('  - {after: 30m, who: platform, how: page}\n  - {after: 15m, who: ana, how: phone}\n')).toBe(
    `error runbook-escalation ${runbook}:7 Unexpected step after 15m behind one after 30m, expected them in the order of time.
  ↳ ${runbook}:6 The step before.`,
  )
})

test('Steps at once, and handles in another case, are fine.', () => {
  expect(escalating('  - {after: 0m, who: platform, how: page}\n  - {after: 0m, who: Ana, how: phone}\n')).toBe('')
})

test('Somebody who has left is a warning, for the runbook was right when it was merged.', () => {
  expect(escalating('  - {after: 0m, who: zoe, how: page}\n')).toBe(
    `warning runbook-escalation ${runbook}:6 Unexpected \`zoe\` in the escalation, who is in no team, expected a team or a member of one.`,
  )
})

test('Somebody whom a decision tree leads to is looked for as well, at the line that names them, however deep.', () => {
  const tree = (...leaves: string[]) =>
    validating(
      broken(
        runbook,
        'Look at the pods.',
        [
          '```decision',
          'ask: Why?',
          'branches:',
          '  - answer: yes',
          '    ask: Really?',
          '    branches:',
          ...leaves,
          '```',
        ].join('\n'),
      ),
    )
  expect(tree('      - {answer: yes, escalate: platform}', '      - {answer: "no", escalate: boo}')).toBe(
    `warning runbook-escalation ${runbook}:23 Unexpected \`boo\` in the escalation, who is in no team, expected a team or a member of one.`,
  )
  expect(tree('      - {answer: yes, escalate: BO}')).toBe('')
})
