import type { Finding } from '#model/diagnostic'
import { freshnessOf } from '#model/runbook/freshness'
import type { Runbook } from '#model/records/runbook'
import { formatDuration } from '#model/time'
import { defineRule, type AuditContext } from './rule.ts'

export default defineRule({
  name: 'runbook-stale',
  severity: 'warning',
  scope: 'audit',
  doc: 'A runbook was followed to the end within its `review_in`, or `runbook_review` of the policy. When its text was last gone over does not count.',
  *check(context) {
    const { catalog, now } = context
    for (const runbook of catalog.runbooks)
      if (freshnessOf({ ...catalog, now }, runbook).overdue) yield stale(context, runbook)
  },
})

function stale({ catalog }: AuditContext, { file, last_tested, review_in }: Runbook): Finding {
  const at = { file, path: ['last_tested'] }
  if (last_tested === undefined)
    return {
      at,
      message: 'Missing `last_tested`, expected a runbook that somebody has followed to the end: it was never tested.',
      help: 'Follow it where nothing can break, correct what was wrong, and add `last_tested`.',
    }
  const [holds, source] =
    review_in === undefined ? [catalog.policy.runbook_review, 'runbook_review'] : [review_in, 'review_in']
  return {
    at,
    message: `Unexpected last test on ${last_tested}, expected one within ${formatDuration(holds)} (\`${source}\`).`,
    help: 'Follow it to the end again, correct what was wrong, and set `last_tested`.',
  }
}
