import type { ApprovalSlot } from './context.ts'

/**
 * The slots that stay empty when as many as possible are filled from the people who approved. Their `who` is left with
 * those who haven't approved yet.
 *
 * A slot that fewer people could still fill is filled first, so that what stays open is what is easiest to come by.
 */
export function unfilledSlots(slots: readonly ApprovalSlot[], given: readonly string[]): ApprovalSlot[] {
  const approved = new Set(given)
  const others = new Map(slots.map((slot) => [slot, slot.who.filter((handle) => !approved.has(handle))]))
  const left = (slot: ApprovalSlot) => others.get(slot) ?? []
  const empty = openSlots(
    slots.toSorted((a, b) => left(a).length - left(b).length),
    given,
  )
  return slots.filter((slot) => empty.has(slot)).map((slot) => ({ ...slot, who: left(slot) }))
}

/**
 * The slots that stay empty when as many as possible are filled from some people, one slot each, those first that come
 * first: a maximum bipartite matching by augmenting paths.
 */
export function openSlots(slots: readonly ApprovalSlot[], people: readonly string[]): ReadonlySet<ApprovalSlot> {
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
  return new Set(slots.filter((slot) => !fill(slot, new Set())))
}
