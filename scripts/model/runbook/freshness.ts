import type { Catalog } from '../catalog.ts'
import type { Incident } from '../records/incident.ts'
import type { Runbook } from '../records/runbook.ts'
import { addDays, DAY, dateIn, startOfDay, type CalendarDate } from '../time.ts'

/**
 * How far a runbook can be trusted: a test holds for `review_in`, else as long as the policy says. An incident in which
 * it worked is a test, too.
 */
export interface Freshness {
  tested: CalendarDate | null
  /** The incident that it was tested by, where that was the last one. */
  by_use: string | null
  /** The day from which it is overdue; null where it was never tested. */
  due: CalendarDate | null
  /** It was never tested, or its test no longer holds. */
  overdue: boolean
  /** The last incident in which it did not work, where nobody has tested it since. */
  failed: { incident: string; on: CalendarDate } | null
}

/** As of now; `used` are the incidents that name it. The day of a test begins at midnight in the site's zone. */
export function freshnessOf(
  { site, policy, now }: Pick<Catalog, 'site' | 'policy' | 'now'>,
  { id, last_tested, review_in }: Pick<Runbook, 'id' | 'last_tested' | 'review_in'>,
  used: readonly Incident[],
): Freshness {
  const uses = used
    .flatMap((incident) => {
      const { worked } = incident.runbooks.find((one) => one.id === id) ?? {}
      const at = incident.resolved ?? incident.mitigated ?? incident.started
      return worked === undefined || at > now ? [] : [{ incident: incident.id, worked, on: dateIn(at, site.time_zone) }]
    })
    .toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
  const worked = uses.find((one) => one.worked && (last_tested === undefined || one.on > last_tested))
  const tested = worked?.on ?? last_tested ?? null
  const failure = uses.find((one) => !one.worked)
  const failed = failure && (tested === null || failure.on > tested) ? failure : null
  const known = {
    tested,
    by_use: worked?.incident ?? null,
    failed: failed && { incident: failed.incident, on: failed.on },
  }
  if (tested === null) return { ...known, due: null, overdue: true }
  const holds = review_in ?? policy.runbook_review
  // A day of the calendar isn't always 24 hours long.
  const due = startOfDay(addDays(tested, Math.floor(holds / DAY)), site.time_zone) + (holds % DAY)
  return { ...known, due: dateIn(due, site.time_zone), overdue: due <= now }
}
