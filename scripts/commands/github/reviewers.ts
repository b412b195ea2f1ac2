import type { ApprovalState, ApprovalSlot } from '#model/gate/context'
import type { GateVerdict } from '#model/gate/verdict'

export interface Asking {
  /** People whose review has been asked for and hasn't come. */
  requested: readonly string[]
  /** Whom the gate has asked before. */
  asked: readonly string[]
  /** Whether who approved another plan is asked to look again. */
  again: boolean
  /** Who of several comes first: any number, so that it isn't always the first by name. */
  turn: number
}

/**
 * Whom to ask for the approvals that are missing: never everybody, for each kind one more than is needed, and each
 * person once. Who knows the plan from before comes first.
 */
export function reviewersToAsk({ changes, paths }: Pick<GateVerdict, 'changes' | 'paths'>, asking: Asking): string[] {
  const states = [...changes.map(({ judged }) => judged.approval), ...paths.map(({ approval }) => approval)]
  const ask: string[] = []
  const wanted = states.flatMap((state) => groupsOf(state).map((slots) => ({ slots, state })))
  for (const { slots, state } of wanted.toSorted((a, b) => choice(a.slots) - choice(b.slots)))
    ask.push(...fromGroup(slots, state, { ...asking, requested: [...asking.requested, ...ask] }))
  return ask
}

/** Empty slots by who may fill them. */
const groupsOf = ({ required, missing }: ApprovalState): ApprovalSlot[][] =>
  required ? [...Map.groupBy(missing, ({ who }) => who.join(' ')).values()] : []
const choice = ([first]: readonly ApprovalSlot[]): number => first?.who.length ?? 0

function fromGroup(
  slots: readonly ApprovalSlot[],
  state: ApprovalState,
  { requested, asked, again, turn }: Asking,
): string[] {
  const who = slots[0]?.who ?? []
  const isIn = (handles: readonly string[]) => {
    const names = new Set(handles.map((handle) => handle.toLowerCase()))
    return (handle: string) => names.has(handle.toLowerCase())
  }
  const [isRequested, wasAsked] = [isIn(requested), isIn(asked)]
  const outdated = isIn(state.void.flatMap(({ by, why }) => (why === 'other_plan' ? [by] : [])))
  const hasAnswered = isIn([...state.given, ...state.void.map(({ by }) => by)])
  const known = who.filter((handle) => again && outdated(handle) && !isRequested(handle)).slice(0, slots.length)
  const fresh = who.filter((handle) => !isRequested(handle) && !wasAsked(handle) && !hasAnswered(handle))
  const waiting = who.filter((handle) => isRequested(handle) || (wasAsked(handle) && !hasAnswered(handle))).length
  const more = Math.max(0, slots.length + 1 - waiting - known.length)
  const start = fresh.length === 0 ? 0 : turn % fresh.length
  return [...known, ...[...fresh.slice(start), ...fresh.slice(0, start)].slice(0, more)]
}
