import type { ApprovalSlot, Fallen } from './context.ts'
import { openSlots } from './slot-matching.ts'

/** Who is there to fill slots, by the one spelling of their handles. */
export interface People {
  /** Everyone in a team. */
  everyone: readonly string[]
  /** Those whose review counts. */
  free: readonly string[]
  /** Those who are neither the opener nor the implementer: they may have written commits of the pull request. */
  besides: readonly string[]
}

/** The slots that are asked for, and those that others fill or nobody. */
export interface FilledSlots {
  slots: ApprovalSlot[]
  fallen: Fallen[]
}

/**
 * The slots that people can fill, one each: what nobody of its team is left for falls to anyone else, and what nobody at
 * all is left for falls away. Somebody is always asked where there is somebody besides opener and implementer, though all
 * of them have written commits: whose commits they are is written in them, and can be written by anyone.
 */
export function fillableSlots(slots: ApprovalSlot[], { everyone, free, besides }: People): FilledSlots {
  const hard = openSlots(slots, free)
  const eased = slots.map((slot): ApprovalSlot => (hard.has(slot) ? { kind: 'any', team: null, who: [...free] } : slot))
  // What somebody of its kind is there for comes first: no other place falls away with one that has fallen.
  const none = openSlots(
    eased.toSorted((a, b) => Number(!slots.includes(a)) - Number(!slots.includes(b))),
    free,
  )
  // Where nobody is known at all, nobody has said that nothing is to be approved.
  const least = Math.min(1, slots.length, everyone.length === 0 ? 1 : besides.length)
  const kept = eased.filter((slot) => !none.has(slot))
  // Nobody may fill it as the pull request stands.
  const held = kept.length < least ? slots.slice(0, 1).map((slot) => ({ ...slot, who: [] })) : []
  const isHeld = (index: number) => index === 0 && held.length > 0
  const fallen = slots.flatMap((slot, index): Fallen[] =>
    hard.has(slot) && !isHeld(index) ? [{ slot, to: none.has(eased[index] ?? slot) ? 'nobody' : 'anyone' }] : [],
  )
  return { slots: [...held, ...kept], fallen }
}
