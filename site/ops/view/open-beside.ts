import { SEVERITIES, type Incident } from '#model/records/incident'
import type { ComponentStatus } from '#model/records/update'
import { rankOf } from '#model/status/overall'
import { coursesOf } from './incident/components.ts'
import type { Ops } from './index.ts'
import type { PageReference } from './reference.ts'
import { incidentRow, services, some, type IncidentRow, type Some } from './rows.ts'

/** An open incident on services that a page is about, beside those that the page is about itself. */
export type OpenBeside = IncidentRow & {
  on: PageReference[]
  /** The worst that customers read of these services by it; null where they read nothing. */
  status: ComponentStatus | null
}

const MOST = 3

/** What else is open on some services, the worst first: whoever works on one of them would open it a second time. */
export function openBeside(ops: Ops, ids: readonly string[], but: Iterable<Incident>): Some<OpenBeside> {
  const own = new Set(but)
  const found = new Map<Incident, string[]>()
  for (const id of new Set(ids))
    for (const incident of ops.openOn.get(id) ?? [])
      if (!own.has(incident)) found.set(incident, [...(found.get(incident) ?? []), id])
  return some(
    [...found].toSorted(([a], [b]) => worstFirst(a, b)),
    MOST,
    ([incident, on]) => ({
      ...incidentRow(ops, incident),
      on: services(ops, on),
      status: toldOf(ops, incident, new Set(on)),
    }),
  )
}

export const NOTHING_BESIDE: Some<OpenBeside> = { rows: [], more: 0 }

/** The worst, and of two that are as bad the one that goes on longer. */
export const worstFirst = (a: Incident, b: Incident): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.started - b.started

function toldOf(ops: Ops, incident: Incident, on: ReadonlySet<string>): ComponentStatus | null {
  const now = coursesOf(ops, incident).flatMap(({ component, runs }) => {
    const last = runs.at(-1)
    return on.has(component.id) && last?.to === null ? [last.status] : []
  })
  return now.toSorted((a, b) => rankOf(b) - rankOf(a))[0] ?? null
}
