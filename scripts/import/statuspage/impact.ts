import type { Impact } from '#model/status/overall'
import { IMPACTS, type ComponentStatus, type IncidentUpdate } from '#model/records/update'
import type { Post } from '../updates.ts'

const IMPACT_OF: Record<ComponentStatus, Impact> = {
  operational: 'none',
  under_maintenance: 'none',
  degraded_performance: 'minor',
  partial_outage: 'minor',
  major_outage: 'major',
}

/**
 * The impact that a new update must state because it wouldn't follow from what the updates set. At Statuspage a person
 * may choose it; with us it follows from the components unless it is stated.
 */
export function impactToState(
  wanted: string | null,
  there: readonly IncidentUpdate[],
  fresh: readonly Post[],
  current: ReadonlySet<string>,
): Impact | undefined {
  const impact = IMPACTS.find((one) => one === wanted)
  if (impact === undefined) return undefined
  const settings = [
    ...there.flatMap(({ components }) =>
      Object.entries(components).map(([id, set]) => [id, typeof set === 'string' ? set : set.status] as const),
    ),
    ...fresh.flatMap(({ components }) => [...components]),
  ]
  const ranks = settings.map(([, status]) => IMPACTS.indexOf(IMPACT_OF[status]))
  const stated = there.findLast((update) => update.impact !== undefined)?.impact
  const derived = stated ?? IMPACTS[Math.max(0, ...ranks)]
  // With the whole page out it would be derived as critical; whether it was at one instant isn't worked out here.
  const down = new Set(settings.filter(([, status]) => status === 'major_outage').map(([id]) => id))
  const mayBeCritical = stated === undefined && down.size > 0 && [...current].every((id) => down.has(id))
  return derived === impact && !mayBeCritical ? undefined : impact
}
