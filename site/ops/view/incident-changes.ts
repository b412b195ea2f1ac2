import type { Change } from '#model/records/change'
import { isCloser, pathTo, type Reached } from '#model/change/dependencies'
import type { Incident } from '#model/records/incident'
import type { Ops } from './index.ts'
import { refer, type PageReference } from './reference.ts'
import { changeRow, type ChangeRow } from './rows.ts'
import type { Duration, Instant } from '#model/time'

/** A change that began shortly before an incident. */
export type ChangeBefore = ChangeRow & {
  /** How long before the incident it began. */
  before: Duration
  /** From a service of the incident to the one that was changed, each depending on the next; empty where none leads there. */
  path: PageReference[]
}

/**
 * The changes that began in the time before an incident, those at its very start too, the latest first and of two at
 * once the one with the shorter path. `near`: on its services, or on those that they depend on, directly or not; all of
 * them where it names no service, for then any may be the one. `elsewhere`: the others.
 */
export function changesBefore(
  ops: Ops,
  { services, started }: Pick<Incident, 'services' | 'started'>,
  lookback: Duration,
): { near: ChangeBefore[]; elsewhere: ChangeBefore[] } {
  const found = begunBetween(ops.begun, started - lookback, started)
    .map(({ change, at }) => ({ change, before: started - at, reached: closest(ops, services, change) }))
    .toSorted((a, b) => a.before - b.before || (a.reached?.length ?? Infinity) - (b.reached?.length ?? Infinity) || 0)
  const isNear = ({ reached }: (typeof found)[number]) => reached !== null || services.length === 0
  const row = ({ change, before, reached }: (typeof found)[number]): ChangeBefore => ({
    ...changeRow(ops, change),
    before,
    path: reached === null ? [] : pathTo(reached).map((id) => refer('service', id, ops.links.services.get(id))),
  })
  return { near: found.filter(isNear).map(row), elsewhere: found.filter((one) => !isNear(one)).map(row) }
}

/** The shortest way from one of the services to one that the change works on; null where there is none. */
function closest({ dependencies }: Ops, from: readonly string[], { services }: Change): Reached | null {
  let best: Reached | null = null
  for (const service of from)
    for (const touched of services) {
      // A service that the catalogue doesn't have is itself all the same.
      const reached =
        service === touched ? { service, length: 1, before: null } : dependencies.below(service).get(touched)
      if (reached && (best === null || isCloser(reached, best))) best = reached
    }
  return best
}

/** The changes that began in `(from, to]`, found by halving. */
function begunBetween(begun: Ops['begun'], from: Instant, to: Instant): Ops['begun'] {
  let [low, high] = [0, begun.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((begun[middle]?.at ?? 0) <= from) low = middle + 1
    else high = middle
  }
  const found: Ops['begun'] = []
  for (let next = begun[low]; next !== undefined && next.at <= to; next = begun[++low]) found.push(next)
  return found
}
