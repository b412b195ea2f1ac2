import { expect, test } from 'vitest'
import { AUDIT_MARKER, auditIssue, type FoundStale } from './audit-issue.ts'

const at = (file: string, line: number) => `https://github.com/acme/ops/blob/HEAD/content/${file}#L${line}`
const found = (more: Partial<FoundStale> = {}): FoundStale => ({
  file: 'runbooks/a.md',
  line: 3,
  rule: 'runbook-stale',
  message: 'Unexpected last test.',
  help: 'Set `last_tested`.',
  waits: { what: 'Runbook to be tested', who: ['ana'], by: Date.parse('2026-11-20T09:30:00Z') },
  ...more,
})

test('Where nothing is stale there is no issue.', () => {
  expect(auditIssue([], at)).toBeNull()
})

test('A line says what waits, where, since when and for whom; what to do stands below it.', () => {
  const issue = auditIssue(
    [found(), found({ file: 'x.md', waits: { what: 'Owner to be found', who: [], by: null } })],
    at,
  )
  expect(issue?.title).toBe('Audit: 2 things wait for somebody')
  expect(issue?.body.split('\n').slice(3)).toEqual([
    '- **Runbook to be tested**: [runbooks/a.md](https://github.com/acme/ops/blob/HEAD/content/runbooks/a.md#L3) (by 2026-11-20; ana; runbook-stale)',
    '  Set `last_tested`.',
    '- **Owner to be found**: [x.md](https://github.com/acme/ops/blob/HEAD/content/x.md#L3) (nobody is named; runbook-stale)',
    '  Set `last_tested`.',
  ])
})

test('Nobody is mentioned, and nothing that a record says is markup or ends the marker.', () => {
  const { body = '' } =
    auditIssue([found({ waits: { what: 'Action: @acme/all --> **now** #1', who: ['@bo'], by: null } })], at) ?? {}
  expect(body).not.toMatch(/@\w|\*\*now|#1/)
  expect(body.indexOf('-->')).toBe(AUDIT_MARKER.indexOf('-->'))
})

test('However much is stale, GitHub takes the text, and it says how much is left out.', () => {
  const issue = auditIssue(
    Array.from({ length: 5000 }, () => found()),
    at,
  )
  expect(issue?.title).toBe('Audit: 5000 things wait for somebody')
  expect(issue?.body.length).toBeLessThan(65_536)
  const shown = issue?.body.split('\n').filter((line) => line.startsWith('- ')).length ?? 0
  expect(issue?.body).toContain(`And ${5000 - shown} more: \`npx evenkeel audit\` lists them.`)
})
