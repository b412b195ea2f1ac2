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

const good = GOOD[runbook] ?? ''
const front = good.slice(0, good.indexOf('\n---\n', 4) + 5)
const TOO_MUCH =
  'Unexpected amount of Markdown, expected a text that can be read in a moment: it is shown as it is written.'

test('A runbook of 300 kB says that it is too much to read, and is no error.', () => {
  const long = `${good}\n${'One more word of it.\n\n'.repeat(15_000)}`
  expect(validating({ [runbook]: long })).toBe(`warning file-readable ${runbook}:6 ${TOO_MUCH}`)
})

test('A runbook of nothing but headings lacks what it should say, and the reading ends.', () => {
  const headings = (count: number) => front + Array.from({ length: count }, (_, i) => `## Heading ${i}\n`).join('')
  for (const count of [20, 10_000]) {
    const told = validating({ [runbook]: headings(count) })
    expect(told).toContain('error runbook-sections')
    expect(told).toContain('Missing section "Mitigation", expected a heading `## Mitigation`.')
  }
})

test('Tabs and the line ends of Windows change nothing.', () => {
  expect(validating({ [runbook]: good.replaceAll('\n', '\r\n') })).toBe('')
  expect(validating({ [runbook]: good.replace('Nobody can pay.', 'Nobody\tcan pay.\t\r\n\r\n-\tat all\r\n') })).toBe('')
})
