import type { ApprovalSlot } from './context.ts'

/**
 * The slots that stay empty when as many as possible are filled from the people who approved. Their `who` is left with
 * those who haven't approved yet.
 *
 * A slot that fewer people could still fill is filled first, so that what stays open is what is easiest to come by.
 */
export const unfilledSlots = (slots: readonly ApprovalSlot[], given: readonly string[]): ApprovalSlot[] =>
  takenSlots(slots, given)
    .filter(({ by }) => by === null)
    .map(({ slot }) => slot)

/** A slot and who fills it. */
export interface TakenSlot {
  /** Of an empty one, `who` is left with those who haven't approved yet. */
  slot: ApprovalSlot
  by: string | null
}

/** Every slot, in the given order, when as many as possible are filled as `unfilledSlots` does. */
export function takenSlots(slots: readonly ApprovalSlot[], given: readonly string[]): TakenSlot[] {
  const approved = new Set(given)
  const others = new Map(slots.map((slot) => [slot, slot.who.filter((handle) => !approved.has(handle))]))
  const left = (slot: ApprovalSlot) => others.get(slot) ?? []
  const holders = matched(
    slots.toSorted((a, b) => left(a).length - left(b).length),
    given,
  )
  return slots.map((slot) => {
    const by = holders.get(slot) ?? null
    return by === null ? { slot: { ...slot, who: left(slot) }, by } : { slot, by }
  })
}

/**
 * The slots that stay empty when as many as possible are filled from some people, one slot each, those first that come
 * first: a maximum bipartite matching by augmenting paths.
 */
export function openSlots(slots: readonly ApprovalSlot[], people: readonly string[]): ReadonlySet<ApprovalSlot> {
  const holders = matched(slots, people)
  return new Set(slots.filter((slot) => !holders.has(slot)))
}

/** Who fills which slot. */
function matched(slots: readonly ApprovalSlot[], people: readonly string[]): ReadonlyMap<ApprovalSlot, string> {
  const there = new Set(people)
  const holds = new Map<string, ApprovalSlot>()
  const fill = (slot: ApprovalSlot, tried: Set<string>): boolean =>
    slot.who.some((handle) => {
      if (!there.has(handle) || tried.has(handle)) return false
      tried.add(handle)
      const held = holds.get(handle)
      if (held && !fill(held, tried)) return false
      holds.set(handle, slot)
      return true
    })
  for (const slot of slots) fill(slot, new Set())
  return new Map([...holds].map(([handle, slot]) => [slot, handle]))
}
