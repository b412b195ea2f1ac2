import { isReviewed, reviewWithin } from '#model/incident/review'
import type { Incident } from '#model/records/incident'
import type { Duration, Instant } from '#model/time'
import { actionWords } from './action.ts'
import type { Ops } from './index.ts'
import { newestList, type YearList } from './list.ts'
import { refer, type PageReference } from './reference.ts'
import { services, some, type Some } from './rows.ts'

/** A done review in a list. */
export interface PostmortemRow {
  incident: PageReference
  severity: Incident['severity']
  started: Instant
  lasted: Duration | null
  held: Instant | null
  services: PageReference[]
  /** What became of them; null where there are none. */
  actions: string | null
  /** What customers can read of it. */
  public: boolean
}

/** A review that is asked for and isn't done. */
export interface ReviewDue {
  incident: PageReference
  severity: Incident['severity']
  due: Instant
  overdue: boolean
}

/** What the page of reviews shows. */
export interface PostmortemList extends YearList<PostmortemRow> {
  waiting: Some<ReviewDue>
}

const MOST_WAITING = 50

/** The incidents whose review is done, in the order of all. */
export const reviewedIncidents = ({ catalog }: Pick<Ops, 'catalog'>): Incident[] =>
  catalog.incidents.filter(({ review }) => review?.status === 'done')

export const postmortemRow = (ops: Ops, incident: Incident): PostmortemRow => ({
  incident: refer('incident', incident.id, incident),
  severity: incident.severity,
  started: incident.started,
  lasted: incident.resolved === undefined ? null : incident.resolved - incident.started,
  held: incident.review?.held ?? null,
  services: services(ops, incident.services),
  actions: actionWords(incident.actions),
  public: incident.postmortem !== null && ops.publicAddresses.has(incident.file),
})

/** The newest of those that are done, and those that are waited for, the first due first. */
export function postmortemList(ops: Ops, reviewed: readonly Incident[]): PostmortemList {
  const { catalog, now } = ops
  const waiting = catalog.incidents.flatMap((incident): ReviewDue[] => {
    const within = reviewWithin(incident, catalog.policy)
    const { resolved } = incident
    if (within === null || resolved === undefined || resolved > now || isReviewed(incident, now)) return []
    const due = resolved + within
    return [
      { incident: refer('incident', incident.id, incident), severity: incident.severity, due, overdue: due <= now },
    ]
  })
  return {
    ...newestList(reviewed, (one) => postmortemRow(ops, one), now),
    waiting: some(
      waiting.toSorted((a, b) => a.due - b.due),
      MOST_WAITING,
      (one) => one,
    ),
  }
}
