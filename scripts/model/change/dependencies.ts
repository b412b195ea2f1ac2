import { byId } from '../catalog.ts'
import type { Service } from '../records/service.ts'

/** A service at the end of a shortest path; `before` leads back to where the path begins, which has none. */
export interface Reached {
  service: string
  /** Services on the path, both ends counted: 1 for the service itself. */
  length: number
  before: Reached | null
}

export interface Dependencies {
  /** By id, a service and every one that it depends on, directly or not. */
  below: (id: string) => ReadonlyMap<string, Reached>
  /** The same of several, each by the shortest path from any of them. What the catalogue doesn't have is itself alone. */
  belowAny: (ids: readonly string[]) => ReadonlyMap<string, Reached>
  /** By id, a service and every one that depends on it, directly or not. */
  above: (id: string) => ReadonlyMap<string, Reached>
}

/** By the list that they are among: free times ask for those of one catalogue once a service. */
const made = new WeakMap<readonly Pick<Service, 'id' | 'depends_on'>[], Dependencies>()

/**
 * The dependencies of a catalogue, both ways; circles are gone round once. A service is followed when it is first asked
 * for, and never again. What the catalogue doesn't have is nothing that others depend on. Of several shortest paths the
 * one first by name is kept.
 */
export function dependenciesAmong(services: readonly Pick<Service, 'id' | 'depends_on'>[]): Dependencies {
  const found = made.get(services) ?? among(services)
  made.set(services, found)
  return found
}

function among(services: readonly Pick<Service, 'id' | 'depends_on'>[]): Dependencies {
  const known = byId(services)
  const ids = [...known.keys()].toSorted()
  const needs = new Map<string, string[]>(ids.map((id) => [id, []]))
  const neededBy = new Map<string, string[]>(ids.map((id) => [id, []]))
  for (const id of ids)
    for (const needed of new Set(known.get(id)?.depends_on.toSorted()))
      if (known.has(needed)) {
        needs.get(id)?.push(needed)
        neededBy.get(needed)?.push(id)
      }
  return {
    below: remembering((id) => follow([id], needs)),
    belowAny: (several) => follow([...new Set(several)].toSorted(), needs),
    above: remembering((id) => follow([id], neededBy)),
  }
}

/** The services on the way to one that was reached, from where the path begins. */
export function pathTo(reached: Reached): string[] {
  const back: string[] = []
  for (let step: Reached | null = reached; step; step = step.before) back.push(step.service)
  return back.toReversed()
}

/** Whether a path is shorter than another one, or as long and before it by name. */
export function isCloser(one: Reached, other: Reached): boolean {
  if (one.length !== other.length) return one.length < other.length
  let before = false
  // From the ends back to the beginnings, so that the first service that differs has the last word.
  for (let [x, y]: (Reached | null)[] = [one, other]; x && y && x !== y; [x, y] = [x.before, y.before])
    if (x.service !== y.service) before = x.service < y.service
  return before
}

/** Breadth first. As neighbours come by name, so do the paths of one length, and the first to arrive is kept. */
function follow(from: readonly string[], neighbours: ReadonlyMap<string, readonly string[]>): Map<string, Reached> {
  const found = new Map<string, Reached>(from.map((service) => [service, { service, length: 1, before: null }]))
  // Walking a map comes to what is added meanwhile, so it is its own queue.
  for (const before of found.values())
    for (const service of neighbours.get(before.service) ?? [])
      if (!found.has(service)) found.set(service, { service, length: before.length + 1, before })
  return found
}

function remembering<T>(find: (id: string) => T): (id: string) => T {
  const found = new Map<string, T>()
  return (id) => {
    const value = found.get(id) ?? find(id)
    found.set(id, value)
    return value
  }
}
