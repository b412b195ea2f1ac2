import type { Catalog } from '../catalog.ts'
import type { Runbook } from '../records/runbook.ts'
import { addDays, DAY, dateIn, startOfDay, type CalendarDate } from '../time.ts'

/** How far a runbook can be trusted: a test holds for `review_in`, else as long as the policy says. */
export interface Freshness {
  tested: CalendarDate | null
  /** The day from which it is overdue; null where it was never tested. */
  due: CalendarDate | null
  /** It was never tested, or its test no longer holds. */
  overdue: boolean
}

/** As of now. The day of a test begins at midnight in the site's zone. */
export function freshnessOf(
  { site, policy, now }: Pick<Catalog, 'site' | 'policy' | 'now'>,
  { last_tested, review_in }: Pick<Runbook, 'last_tested' | 'review_in'>,
): Freshness {
  if (last_tested === undefined) return { tested: null, due: null, overdue: true }
  const holds = review_in ?? policy.runbook_review
  // A day of the calendar isn't always 24 hours long.
  const due = startOfDay(addDays(last_tested, Math.floor(holds / DAY)), site.time_zone) + (holds % DAY)
  return { tested: last_tested, due: dateIn(due, site.time_zone), overdue: due <= now }
}
