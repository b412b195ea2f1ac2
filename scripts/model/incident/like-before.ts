import { groupByEach } from '../grouping.ts'
import type { Incident } from '../records/incident.ts'

/** What two incidents have in common. */
export type Likeness = 'alert' | 'cause' | 'service'

/** An earlier incident that is like another one. */
export interface LikeBefore {
  incident: Incident
  /** What they share, what says the most first. */
  shares: { kind: Likeness; name: string }[]
}

/** Finds incidents before another one that are like it. */
export type LikenessIndex = (incident: Incident, most: number) => LikeBefore[]

/** So many of each alert, cause and service are looked at: what is older taught its lesson to them. */
const LOOKED_AT = 50
const WEIGHT: Readonly<Record<Likeness, number>> = { alert: 4, cause: 4, service: 1 }

/**
 * Indexes incidents by what they may have in common: an alert that fired (in any case), a change that caused them, a
 * service. Those that share the most come first, of equals the newest; an alert or a cause says more than any number of
 * services up to three. What was closed as a duplicate or a false alarm teaches nothing.
 */
export function likenessIndex(incidents: readonly Incident[]): LikenessIndex {
  const oldestFirst = incidents
    .filter(({ closed_as }) => closed_as === undefined)
    .toSorted((a, b) => a.started - b.started || (a.id < b.id ? -1 : 1))
  const byTrait = groupByEach(oldestFirst, (incident) => traitsOf(incident).map(keyOf))
  return (incident, most) => {
    const found = new Map<Incident, LikeBefore>()
    for (const trait of new Map(traitsOf(incident).map((one) => [keyOf(one), one])).values())
      for (const earlier of before(byTrait.get(keyOf(trait)) ?? [], incident)) {
        const like = found.get(earlier) ?? { incident: earlier, shares: [] }
        like.shares.push(trait)
        found.set(earlier, like)
      }
    const weight = ({ shares }: LikeBefore) => shares.reduce((sum, { kind }) => sum + WEIGHT[kind], 0)
    return [...found.values()]
      .toSorted((a, b) => weight(b) - weight(a) || b.incident.started - a.incident.started)
      .slice(0, most)
  }
}

const traitsOf = ({ alerts, caused_by, services }: Incident): LikeBefore['shares'] => [
  ...alerts.map((name) => ({ kind: 'alert' as const, name })),
  ...caused_by.map((name) => ({ kind: 'cause' as const, name })),
  ...services.map((name) => ({ kind: 'service' as const, name })),
]
const keyOf = ({ kind, name }: LikeBefore['shares'][number]): string =>
  `${kind} ${kind === 'alert' ? name.toLowerCase() : name}`

/** The last ones of a list, oldest first, that started before an incident; found by halving. */
function before(list: readonly Incident[], { started, id }: Incident): Incident[] {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((list[middle]?.started ?? Infinity) < started) low = middle + 1
    else high = middle
  }
  return list.slice(Math.max(0, low - LOOKED_AT), low).filter((one) => one.id !== id)
}
