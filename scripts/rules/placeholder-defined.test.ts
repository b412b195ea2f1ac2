import { expect, test } from 'vitest'
import { broken, runbook, validating } from '../fixtures/good-content.ts'

const mitigating = (command: string, front = '') =>
  validating(
    { ...broken(runbook, 'Restart them.', `\`\`\`sh\n${command}\n\`\`\``) },
    ...(front === ''
      ? []
      : [
          {
            [runbook]:
              Object.values(broken(runbook, 'Restart them.', `\`\`\`sh\n${command}\n\`\`\``))[0]?.replace(
                'team: platform\n',
                `team: platform\n${front}\n`,
              ) ?? null,
          },
        ]),
  )

test('A placeholder without a value is reported where it stands first.', () => {
  expect(mitigating('kubectl -n <namespace> delete pod <pod-name>\nkubectl get pod <pod-name>')).toBe(
    [
      `warning placeholder-defined ${runbook}:21 Unexpected placeholder \`namespace\`, expected one of \`placeholders\`.`,
      `warning placeholder-defined ${runbook}:21 Unexpected placeholder \`pod-name\`, expected one of \`placeholders\`.`,
    ].join('\n'),
  )
})

test('One that front matter has is fine in any form.', () => {
  expect(mitigating('x <NAMESPACE> {{NAMESPACE}} <namespace>', 'placeholders: {NAMESPACE: shop}')).toBe('')
})

test.each(['cat <file >other', 'cat <<EOF\nx\nEOF', "kubectl get -o go-template='{{.items}}'", 'curl -d "<a>x</a>" x'])(
  '%j has none.',
  (command) => {
    expect(mitigating(command)).toBe('')
  },
)
