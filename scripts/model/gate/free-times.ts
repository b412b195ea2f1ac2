import type { Catalog } from '../catalog.ts'
import { freeSlots } from '../change/free-slots.ts'
import type { Interval } from '../interval.ts'
import type { Change } from '../records/change.ts'
import type { GateContext, Judged } from './context.ts'

/**
 * For changes whose window has to move, or had better, by id the first times from its beginning on that are free of all
 * that they meet, from now on where that is past. What is at work already moves nowhere. Of several no time is offered
 * twice where the two would meet there: whoever takes the advice for all of them is through. Of more than `MOST` the
 * first ones are told.
 */
export function freeTimes(
  { head, settings, judged, now }: Pick<GateContext, 'head' | 'settings' | 'judged' | 'now'>,
  isToMove: (id: string) => boolean,
): Map<string, Interval[]> {
  const found = new Map<string, Interval[]>()
  const asIf = new Set(judged.map(({ change }) => change.id))
  const offered: Change[] = []
  const toMove = judged.filter((one) => isToMove(one.change.id) && mayMove(one))
  for (const { change, risk, budget } of toMove.slice(0, MOST)) {
    const { window } = change
    if (!window) continue
    const catalog: Catalog = { ...head, changes: [...head.changes, ...offered] }
    const slots = freeSlots({
      change,
      length: window.end - window.start,
      from: Math.max(now, window.start),
      risk: risk?.level ?? null,
      catalog,
      freezes: settings.freezes,
      lead_time: settings.policy.lead_time,
      environments: settings.environments,
      asIf,
      waits: budget.effect === 'waits' ? budget : undefined,
    })
    found.set(change.id, slots)
    for (const [index, { from: start, to: end }] of slots.entries()) {
      // A name that no record has.
      const id = `${change.id} ${index}`
      offered.push({ ...change, id, window: { start, end } })
      asIf.add(id)
    }
  }
  return found
}

/** Each of them looks through all that is planned, and then through what was offered before. */
const MOST = 20

const mayMove = ({ change }: Judged): boolean => change.status !== 'in_progress'
