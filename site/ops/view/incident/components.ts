import { highest } from '#model/interval'
import { publicSpans } from '#model/metrics/impact'
import type { Incident } from '#model/records/incident'
import type { ComponentStatus } from '#model/records/update'
import { rankOf, statusOfRank } from '#model/status/overall'
import type { Instant } from '#model/time'
import type { Ops } from '../index.ts'
import { refer, type PageReference } from '../reference.ts'

/** A component in trouble for a while. */
export interface Run {
  status: ComponentStatus
  from: Instant
  /** Null while it lasts. */
  to: Instant | null
}

/** What customers read of a component of an incident, from its first trouble on. */
export interface ComponentCourse {
  component: PageReference
  /** Its troubles, oldest first, at each instant the worst; between them, and after the last one, it works. */
  runs: Run[]
}

/** The components that the public updates of an incident name, or what corrects them, in the order of their first mention. */
export function coursesOf(ops: Ops, incident: Incident): ComponentCourse[] {
  const spans = publicSpans(incident, ops.published, ops.now).filter(({ from }) => from <= ops.now)
  return [...Map.groupBy(spans, ({ component }) => component)].map(([id, own]) => ({
    component: refer('service', id, ops.links.services.get(id)),
    runs: highest(own.map(({ status, from, to }) => ({ rank: rankOf(status), from, to })))
      .filter(({ rank }) => rank > 0)
      .map(({ rank, from, to }) => ({ status: statusOfRank(rank), from, to: to > ops.now ? null : to })),
  }))
}

/** A component as it is now. */
export interface ComponentNow {
  component: PageReference
  /** Null where customers were told nothing of it. */
  status: ComponentStatus | null
  /** Null where it was never in trouble. */
  since: Instant | null
  /** Of one that works again, what it was in before. */
  was: Run | null
}

/** The components of an open incident as they are now, the worst first, then the services of which nothing was said. */
export function componentsNow(ops: Ops, incident: Incident, courses: readonly ComponentCourse[]): ComponentNow[] {
  const told = courses.map(({ component, runs }): ComponentNow => {
    const last = runs.at(-1) ?? null
    return last?.to === null
      ? { component, status: last.status, since: last.from, was: null }
      : { component, status: 'operational', since: last?.to ?? null, was: last }
  })
  const named = new Set(courses.map(({ component }) => component.id))
  const untold = incident.services.filter((id) => !named.has(id))
  return [
    ...told.toSorted((a, b) => rankOf(b.status ?? 'operational') - rankOf(a.status ?? 'operational')),
    ...untold.map((id) => ({
      component: refer('service', id, ops.links.services.get(id)),
      status: null,
      since: null,
      was: null,
    })),
  ]
}
