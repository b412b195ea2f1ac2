import { suspectsOf, type Suspect } from '#model/incident/suspects'
import type { Incident } from '#model/records/incident'
import type { Duration } from '#model/time'
import type { Ops } from '../index.ts'
import type { PageReference } from '../reference.ts'
import { changeRow, services, some, type ChangeRow, type Some } from '../rows.ts'

/** A change that may have done it. */
export type SuspectRow = ChangeRow & {
  /** How long before the incident it began; less than 0 of one that began after it. */
  before: Duration
  /** It was still being worked on as the incident started. */
  running: boolean
  /**
   * From the service that was changed back to one of the incident, each needed by the next; empty where none leads there.
   * Of a long one the middle is left out.
   */
  way: { begin: PageReference[]; left_out: number; end: PageReference[] }
  /** The incident names it as its cause. */
  named: boolean
}

/** The first question: what changed? */
export interface SuspectsView {
  ranked: Some<SuspectRow>
  /** Begun in that time on services that nothing of it is known to need. */
  elsewhere: Some<SuspectRow>
  /** Begun after it started. */
  later: Some<SuspectRow>
  lookback: Duration
  /** The services that the incident names, and what those need. */
  looked_at: { services: PageReference[]; needed: Some<PageReference> }
}

/** The suspects of an incident, as its page shows them: as many as anybody would look at. */
export function suspectsView(ops: Ops, incident: Incident): SuspectsView {
  const { ranked, elsewhere, later, lookback, needed } = suspectsOf(incident, {
    work: ops.work,
    dependencies: ops.dependencies,
    links: ops.links,
    policy: ops.catalog.policy,
    now: ops.now,
  })
  const row = ({ change, before, running, path, named }: Suspect): SuspectRow => ({
    ...changeRow(ops, change),
    before,
    running,
    way: wayOf(ops, path.toReversed()),
    named,
  })
  return {
    ranked: some(ranked, 10, row),
    elsewhere: some(elsewhere, 5, row),
    later: some(later, 5, row),
    lookback,
    looked_at: {
      services: services(ops, incident.services.slice(0, 20)),
      needed: some(needed, 8, (id) => services(ops, [id])[0] ?? { id, title: null, page: null }),
    },
  }
}

const MOST_ON_A_WAY = 6
const [AT_THE_BEGIN, AT_THE_END] = [3, 2]

function wayOf(ops: Ops, ids: readonly string[]): SuspectRow['way'] {
  if (ids.length <= MOST_ON_A_WAY) return { begin: services(ops, ids), left_out: 0, end: [] }
  return {
    begin: services(ops, ids.slice(0, AT_THE_BEGIN)),
    left_out: ids.length - AT_THE_BEGIN - AT_THE_END,
    end: services(ops, ids.slice(-AT_THE_END)),
  }
}
