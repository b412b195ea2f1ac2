import type { Standing } from '#model/change/standing'
import { workOf } from '#model/change/work'
import { unplannedParts, type Change } from '#model/records/change'
import type { Instant } from '#model/time'
import type { State } from '../state.ts'
import type { ChangeApprovals } from './approvals.ts'
import type { ChangeBudgets } from './budgets.ts'
import type { WindowDrawing } from './drawing.ts'
import type { FreezeNotice } from './freezes.ts'

/** Whether a change may begin, goes on, or is over: the first line of its page. */
export interface Verdict {
  tone: State['tone']
  words: string
  /** A time that comes nearer, with what happens then. */
  left: { what: string; at: Instant } | null
  /** Since when what `words` say holds: that it runs, or that its window is over. */
  since: Instant | null
  /** What else to know, each a sentence. */
  notes: string[]
}

/** What a verdict is made of. */
export interface Judging {
  change: Change
  standing: Standing
  now: Instant
  approvals: ChangeApprovals | null
  budgets: ChangeBudgets | null
  freezes: readonly FreezeNotice[]
  /** Planned changes that it meets: those that stop it, and those that are only proposed or on tied services. */
  conflicts: { stopping: number; others: number }
  drawing: WindowDrawing | null
}

/** What it comes to as of now. That nothing stands in its way here is no permission: that is the gate's to give. */
export function verdictOf(judging: Judging): Verdict {
  const { change, standing, now } = judging
  const none = { left: null, since: null, notes: [] }
  switch (standing) {
    case 'draft':
      return { ...none, tone: 'neutral', words: 'A draft: nobody is asked yet' }
    case 'proposed':
    case 'approved':
      return aheadVerdict(judging)
    case 'in_progress':
    case 'overrunning':
      return {
        tone: standing === 'overrunning' ? 'degraded_performance' : 'under_maintenance',
        words: standing === 'overrunning' ? 'Overrunning: its window is over' : 'Running',
        since: (standing === 'overrunning' && change.window?.end) || workOf(change, now).begins,
        left: change.window && change.window.end > now ? { what: 'Window ends', at: change.window.end } : null,
        notes: obstacles(judging).map((words) => `Although: ${words}.`),
      }
    case 'missed':
      return {
        ...none,
        tone: 'degraded_performance',
        words: 'Missed: its window passed without a start',
        notes: ['It must be approved anew, with another window.'],
      }
    case 'unrecorded':
      return {
        ...none,
        tone: 'degraded_performance',
        words: 'Its window passed, and what came of it is not recorded',
        notes: ['Customers read that it is completed.'],
      }
    default:
      return { ...none, ...OVER[standing] }
  }
}

const OVER = {
  completed: { tone: 'operational', words: 'Completed' },
  rolled_back: { tone: 'partial_outage', words: 'Rolled back' },
  aborted: { tone: 'degraded_performance', words: 'Aborted' },
  cancelled: { tone: 'neutral', words: 'Cancelled' },
  rejected: { tone: 'neutral', words: 'Rejected' },
} as const

function aheadVerdict(judging: Judging): Verdict {
  const { change, standing, now, budgets, conflicts, drawing, freezes } = judging
  const { window } = change
  const stopping = obstacles(judging)
  const open = window !== undefined && window.start <= now
  const latest = drawing?.latest?.at ?? null
  const late = open && latest !== null && latest < now
  const notes = [
    ...(conflicts.others > 0
      ? [
          `It meets ${conflicts.others === 1 ? '1 change that is' : `${conflicts.others} changes that are`} only proposed, or on tied services.`,
        ]
      : []),
    ...(freezes.some(({ effect }) => effect === 'It takes one more approval.')
      ? ['A soft freeze asks for one more approval.']
      : []),
    ...(budgets?.effect === 'overridden' ? ['A lead let it through although an error budget is spent or low.'] : []),
    ...(late ? ['Work and the way back no longer fit into what is left of its window.'] : []),
    ...(drawing?.short != null ? ['Work and the way back take longer than its window.'] : []),
  ]
  const left =
    window === undefined
      ? null
      : open
        ? latest !== null && !late
          ? { what: 'Latest start', at: latest }
          : { what: 'Window ends', at: window.end }
        : { what: 'Window opens', at: window.start }
  if (stopping.length > 0) {
    const [first, ...others] = stopping
    return {
      tone: 'degraded_performance',
      words: `Not yet: ${[first, ...others].join(', ')}`,
      left,
      since: null,
      notes,
    }
  }
  if (standing === 'proposed')
    return {
      tone: 'neutral',
      words: 'Proposed, and every approval is there: merge it as approved',
      left,
      since: null,
      notes,
    }
  if (late)
    return { tone: 'degraded_performance', words: 'Too late to begin: take another window', left, since: null, notes }
  return {
    tone: 'operational',
    words: open ? 'It may begin' : 'Approved, and nothing stands in its way',
    left,
    since: null,
    notes,
  }
}

/** What keeps it from beginning, each a clause. */
function obstacles({ change, standing, approvals, budgets, freezes, conflicts }: Judging): string[] {
  const hard = freezes.filter(({ stops }) => stops).length
  const open = approvals?.open ?? 0
  const unplanned = [...unplannedParts(change)].length > 0
  const recorded = standing === 'proposed' ? '' : ' on record'
  return [
    ...(unplanned ? ['its plan, risk and people are to be added'] : []),
    ...(open > 0 ? [`${counted(open, 'approval')} missing${recorded}`] : []),
    ...(hard > 0 ? [hard === 1 ? 'a freeze stops it' : `${hard} freezes stop it`] : []),
    ...(conflicts.stopping > 0 ? [`it collides with ${counted(conflicts.stopping, 'other change')}`] : []),
    ...(budgets?.effect === 'waits' ? ['an error budget has too little left'] : []),
    ...(change.window === undefined && standing === 'approved' ? ['it has no window'] : []),
  ]
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`
