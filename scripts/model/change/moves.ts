import type { Change } from '../records/change.ts'

type Status = Change['status']

/**
 * Where a change may go from each status, as the contract lists it; `none`: there is no such record yet. Staying put is
 * always legal and isn't listed.
 */
export const LEGAL_MOVES = {
  none: ['draft', 'proposed', 'approved'],
  draft: ['proposed', 'approved', 'cancelled'],
  proposed: ['draft', 'approved', 'rejected', 'cancelled'],
  approved: ['proposed', 'in_progress', 'completed', 'rolled_back', 'aborted', 'cancelled'],
  in_progress: ['completed', 'rolled_back', 'aborted'],
  completed: ['rolled_back'],
  rolled_back: [],
  aborted: [],
  cancelled: [],
  rejected: [],
} as const satisfies Record<Status | 'none', readonly Status[]>

/** An emergency is often recorded while it is worked on, or afterwards. */
export const EMERGENCY_STARTS = ['in_progress', 'completed'] as const satisfies readonly Status[]

export interface Move {
  legal: boolean
  /** Where it may go instead of staying, in the order of the contract. */
  allowed: readonly Status[]
}

/** Whether a change may go from one status (null: it is new) to another, by its type after the move. */
export function moveOf(before: Status | null, after: Status, type: Change['type']): Move {
  const allowed: readonly Status[] =
    before === null && type === 'emergency' ? [...LEGAL_MOVES.none, ...EMERGENCY_STARTS] : LEGAL_MOVES[before ?? 'none']
  return { legal: before === after || allowed.includes(after), allowed }
}
