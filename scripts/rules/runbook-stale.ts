import type { AuditFinding, Finding } from '#model/diagnostic'
import { freshnessOf, type Freshness } from '#model/runbook/freshness'
import type { Runbook } from '#model/records/runbook'
import { formatDuration, startOfDay, type CalendarDate } from '#model/time'
import { defineRule, type AuditContext } from './rule.ts'

export default defineRule({
  name: 'runbook-stale',
  severity: 'warning',
  scope: 'audit',
  doc: 'A runbook was followed to the end within its `review_in`, or `runbook_review` of the policy. An incident in which it worked counts as a test, one in which it did not asks for another. When its text was last gone over does not count.',
  *check(context) {
    const { catalog, links, now } = context
    for (const runbook of catalog.runbooks) {
      const freshness = freshnessOf({ ...catalog, now }, runbook, links.incidentsUsing.get(runbook.id) ?? [])
      const waits = waitsFor(context, runbook, freshness)
      if (freshness.failed) yield { ...failing(context, runbook, freshness.failed), waits }
      else if (freshness.overdue) yield { ...stale(context, runbook, freshness.tested), waits }
    }
  },
})

function waitsFor(
  { catalog }: AuditContext,
  { owner, team }: Runbook,
  { failed, due, tested }: Freshness,
): AuditFinding['waits'] {
  const who = [owner ?? team]
  const { time_zone } = catalog.site
  if (failed)
    return {
      what: `Runbook to be mended: it did not work in ${failed.incident}`,
      who,
      by: startOfDay(failed.on, time_zone),
    }
  return {
    what: tested === null ? 'Runbook to be tested: it never was' : 'Runbook to be tested',
    who,
    by: due === null ? null : startOfDay(due, time_zone),
    alike: {
      words: tested === null ? 'runbooks were never tested' : 'runbooks are to be tested again',
      list: 'runbooks',
    },
  }
}

function stale({ catalog }: AuditContext, { file, review_in }: Runbook, tested: CalendarDate | null): Finding {
  const at = { file, path: ['last_tested'] }
  if (tested === null)
    return {
      at,
      message: 'Missing `last_tested`, expected a runbook that somebody has followed to the end: it was never tested.',
      help: 'Follow it where nothing can break, correct what was wrong, and add `last_tested`.',
    }
  const [holds, source] =
    review_in === undefined ? [catalog.policy.runbook_review, 'runbook_review'] : [review_in, 'review_in']
  return {
    at,
    message: `Unexpected last test on ${tested}, expected one within ${formatDuration(holds)} (\`${source}\`).`,
    help: 'Follow it to the end again, correct what was wrong, and set `last_tested`.',
  }
}

/** Somebody has followed it in an incident, and it led nowhere. */
function failing(
  { links }: AuditContext,
  { id, file }: Runbook,
  { incident, on }: { incident: string; on: CalendarDate },
): Finding {
  const record = links.incidents.get(incident)
  const used = record?.runbooks.findIndex((one) => one.id === id) ?? -1
  return {
    at: { file, path: ['last_tested'] },
    message: `Unexpected end of ${incident} on ${on}: the runbook did not work, expected one that was mended and tested since.`,
    help: `Correct what was wrong, follow it to the end, and run \`evenkeel runbook tested ${id}\`.`,
    ...(record && {
      related: [{ at: { file: record.file, path: ['runbooks', used, 'worked'] }, message: 'Here it says so.' }],
    }),
  }
}
