import { isRefused, type GithubSettings, type Refused } from '#io/github-settings'
import type { Plan, Step } from './step.ts'

/** What became of one step. */
export interface Outcome {
  step: string
  state: 'unchanged' | 'would change' | 'changed' | 'failed'
  /** What there was; null: GitHub doesn't say. */
  is: string | null
  /** What there will be, or is by now. */
  becomes: string[]
  kept: string[]
  byHand: string[]
  /** Why it failed. */
  problem: string | null
}

const NOTHING = { is: null, becomes: [], kept: [], byHand: [] }

/** Plans one step, and does it unless it is dry. What was done is looked at again: an answer may be lost, and it be done. */
export async function runStep(one: Step, github: GithubSettings, dryRun: boolean): Promise<Outcome> {
  const plan = await one.plan(github)
  if (isRefused(plan)) return { step: one.name, state: 'failed', ...NOTHING, problem: problem(plan, one) }
  const { is, changes, kept, byHand } = plan
  const becomes = changes.map((change) => change.becomes)
  const outcome = { step: one.name, is, becomes, kept, byHand, problem: null }
  if (changes.length === 0) return { ...outcome, state: 'unchanged' }
  if (dryRun) return { ...outcome, state: 'would change' }
  const refusals: Refused[] = []
  for (const change of changes) {
    const refused = await github.write(change)
    if (refused) refusals.push(refused)
    // What comes after it builds on it.
    if (refused) break
  }
  const after = await one.plan(github)
  if (isDone(after)) return { ...outcome, byHand: after.byHand, state: 'changed' }
  const [why = isRefused(after) ? after : NOT_DONE] = refusals
  return { ...outcome, state: 'failed', problem: problem(why, one) }
}

const isDone = (after: Plan | Refused): after is Plan => !isRefused(after) && after.changes.length === 0

const NOT_DONE: Refused = {
  refused: true,
  why: 'other',
  words: 'GitHub took it, and it is not there. Look at it by hand.',
}

function problem({ why, words }: Refused, { without }: Step): string {
  if (why === 'plan') return `The plan of this account hasn't got it. ${words} ${without}`.trim()
  if (why === 'policy') return `A policy of the organization decides it. ${words}`
  return words
}
