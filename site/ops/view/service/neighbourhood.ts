import type { Service } from '#model/records/service'

/** How far from a service: below 0 what needs it, above 0 what it needs. */
export interface Level {
  level: -2 | -1 | 0 | 1 | 2
  /** The first by tier, then by name. */
  ids: string[]
  /** How many of this level there was no room for. */
  more: number
}

/** A service, what is two steps around it, and what needs what among them. */
export interface Neighbourhood {
  /** From what needs it to what it needs; those without anybody are left out. */
  levels: Level[]
  /** Every dependency between two that are shown: `from` needs `to`. */
  edges: { from: string; to: string }[]
  /** One step further, and not shown: how many need these, and how many these need. */
  beyond: { needed_by: number; needs: number }
}

/** Services by id, and who depends on each. */
export interface Graph {
  services: ReadonlyMap<string, Pick<Service, 'id' | 'name' | 'tier' | 'depends_on'>>
  dependentsOf: ReadonlyMap<string, readonly Pick<Service, 'id'>[]>
}

const MOST = 8

/**
 * What stands around a service, two steps both ways. Each service stands once, where it is nearest, and below where that
 * is as near as above: so a circle is gone round no further than anything else. It costs as much as there is within
 * three steps. What the catalogue doesn't have is in no drawing.
 */
export function neighbourhood({ services, dependentsOf }: Graph, id: string, most = MOST): Neighbourhood {
  const needs = (one: string) => [...new Set(services.get(one)?.depends_on)].filter((other) => services.has(other))
  const neededBy = (one: string) => (dependentsOf.get(one) ?? []).map((other) => other.id)
  const placed = new Set([id])
  /** Those around some others that have no place yet. */
  const around = (some: readonly string[], next: (one: string) => string[]) =>
    [...new Set(some.flatMap(next))].filter((one) => !placed.has(one))
  const place = (level: Level['level'], found: string[], tied: ReadonlySet<string>) => {
    for (const one of found) placed.add(one)
    const ids = found
      .filter((one) => tied.has(one))
      .toSorted(byTier)
      .slice(0, most)
    return { level, ids, more: found.length - ids.length }
  }
  const byTier = (a: string, b: string) => {
    const [x, y] = [services.get(a), services.get(b)]
    return (x?.tier ?? 0) - (y?.tier ?? 0) || compare(x?.name ?? a, y?.name ?? b) || compare(a, b)
  }
  const [direct, dependents] = [needs(id), neededBy(id)]
  const below = place(1, around([id], needs), new Set(direct))
  const above = place(-1, around([id], neededBy), new Set(dependents))
  const near = new Set([...below.ids, ...above.ids])
  // In a circle one of them may stand on the other side.
  const tiedTo = (some: readonly string[], next: (one: string) => string[]) =>
    new Set(some.filter((one) => near.has(one)).flatMap(next))
  const farBelow = place(2, around(direct, needs), tiedTo(direct, needs))
  const farAbove = place(-2, around(dependents, neededBy), tiedTo(dependents, neededBy))
  const levels = [farAbove, above, { level: 0, ids: [id], more: 0 } satisfies Level, below, farBelow].filter(
    ({ ids, more }): boolean => ids.length + more > 0,
  )
  const shown = new Set(levels.flatMap(({ ids }) => ids))
  return {
    levels,
    edges: [...shown].flatMap((from) =>
      needs(from).flatMap((to) => (to !== from && shown.has(to) ? [{ from, to }] : [])),
    ),
    beyond: {
      needed_by: around(farAbove.ids, neededBy).length,
      needs: around(farBelow.ids, needs).length,
    },
  }
}

const names = new Intl.Collator('en', { numeric: true })
const compare = (a: string, b: string) => names.compare(a, b)
