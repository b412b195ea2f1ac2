import { moveOf } from './moves.ts'
import type { Change } from '../records/change.ts'
import { formatInstant, type Instant } from '../time.ts'
import { workOf } from './work.ts'

/** What is done to a change while it is carried out, and the status that it leads to. */
export const STEPS = {
  start: 'in_progress',
  finish: 'completed',
  rollback: 'rolled_back',
  abort: 'aborted',
} as const satisfies Record<string, Change['status']>
export type StepName = keyof typeof STEPS

export type StepResult =
  /** It stands there already. */
  | { kind: 'done' }
  | { kind: 'refused'; message: string }
  /** The new status, and what of the outcome has to be written. */
  | { kind: 'edit'; status: Change['status']; outcome: { started?: Instant; finished?: Instant } }

type Stepping = Pick<Change, 'id' | 'type' | 'status' | 'window' | 'outcome' | 'updates'>

/**
 * What a step at `now` makes of a change. What its outcome says already stays, but for the end of one that was completed
 * and is rolled back after all. Work that the record doesn't say the beginning of began at
 * `given`, or else when customers read that it did, or else with its window.
 */
export function stepOf(name: StepName, change: Stepping, given: Instant | null, now: Instant): StepResult {
  const { id, type, status, outcome } = change
  const target = STEPS[name]
  if (status === target) return { kind: 'done' }
  const { legal, allowed } = moveOf(status, target, type)
  if (!legal) return refused(`${id} is ${words(status)} and can't become ${words(target)}. ${whereTo(allowed)}`)
  if (given !== null && given > now)
    return refused(`--started ${formatInstant(given)} is later than now, ${formatInstant(now)}.`)
  const known = outcome?.started
  if (known !== undefined && given !== null && known !== given)
    return refused(`${id} says already that it started at ${formatInstant(known)}. Leave out --started.`)
  const started = known ?? given ?? (name === 'start' ? now : begunBy(change, now))
  if (started === null)
    return refused(
      `${id} doesn't say when it started. Say it by --started TIME; if work never began, its status is cancelled, by a pull request.`,
    )
  const begun = known === undefined ? { started } : {}
  if (name === 'start') return { kind: 'edit', status: target, outcome: begun }
  const ended = status === 'completed' ? undefined : outcome?.finished
  const finished = ended ?? now
  if (finished < started)
    return refused(
      `${id} can't be ${words(target)} at ${formatInstant(finished)}, before it started at ${formatInstant(started)}.`,
    )
  return { kind: 'edit', status: target, outcome: ended === undefined ? { ...begun, finished } : begun }
}

const refused = (message: string): StepResult => ({ kind: 'refused', message })

function begunBy(change: Stepping, now: Instant): Instant | null {
  const begun = workOf(change, now).begins ?? change.window?.start
  return begun !== undefined && begun <= now ? begun : null
}

const words = (status: string): string => status.replace('_', ' ')

const whereTo = (allowed: readonly Change['status'][]): string =>
  allowed.length === 0
    ? 'That is its end.'
    : `From there it goes to ${allowed
        .map(words)
        .join(', ')
        .replace(/, ([^,]+)$/, ' or $1')}.`
