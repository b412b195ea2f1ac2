import type { Change } from '#model/records/change'
import { conflictsAmong, type Conflict } from '#model/change/conflicts'
import type { Interval } from '#model/interval'
import type { Ops } from '../index.ts'
import { refer, type PageReference } from '../reference.ts'
import { isPlanned } from '#model/change/standing'
import { changeState, type State } from '../state.ts'
import type { Service } from '#model/records/service'
import type { Instant } from '#model/time'

/** Another change that is planned for the same time, as a page tells of it. */
export interface Collision extends Interval {
  other: PageReference
  state: State
  implementer: string | null
  /** The service that both work on, or the way from the one that depends to the one that it depends on. */
  path: PageReference[]
}

/**
 * The conflicts among changes that are proposed, approved or running, by the id of each of the two. What is over,
 * missed or called off stands in nobody's way; a draft is no plan yet. Two standard changes may share a service, as
 * the gate has it.
 */
export function plannedConflicts(
  changes: readonly Change[],
  services: readonly Pick<Service, 'id' | 'depends_on'>[],
  now: Instant,
): Map<string, Conflict[]> {
  const planned = changes.filter((change) => isPlanned(change, now))
  const proposed = new Set(planned.filter(({ status }) => status === 'proposed').map(({ id }) => id))
  const byChange = new Map<string, Conflict[]>()
  for (const conflict of conflictsAmong(planned, services, { now, asIf: proposed })) {
    if (conflict.kind === 'same_service' && conflict.both_standard) continue
    for (const id of [conflict.a, conflict.b]) {
      const known = byChange.get(id)
      if (known) known.push(conflict)
      else byChange.set(id, [conflict])
    }
  }
  return byChange
}

/** What a change collides with as of now, in the order in which that begins. */
export const collisionsOf = ({ conflictsOf, links, now }: Ops, id: string): Collision[] =>
  (conflictsOf.get(id) ?? []).flatMap(({ a, b, path, overlap }) => {
    const other = links.changes.get(a === id ? b : a)
    return other
      ? {
          ...overlap,
          other: refer('change', other.id, other),
          state: changeState(other, now),
          implementer: other.implementer ?? null,
          path: path.map((service) => refer('service', service, links.services.get(service))),
        }
      : []
  })
