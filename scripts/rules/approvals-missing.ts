import { mayBeAtWork } from '#model/change/standing'
import { missingWords, neededWords } from '#model/gate/approvals'
import { leftWords, nameWords } from '#model/gate/budget-words'
import type { ApprovalState, GateFinding, Judged, PathApproval, VoidReason } from '#model/gate/context'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'approvals-missing',
  severity: 'error',
  scope: 'gate',
  doc: 'Those whom the policy names have approved the plan of a change, and the other files of a pull request. A warning for an emergency, whose approval may come afterwards.',
  *check({ mode, judged, paths }) {
    for (const one of judged) yield* mode === 'start' ? beforeStart(one) : beforeMerge(one)
    for (const path of paths) yield* ofPath(path)
  },
})

function* beforeMerge({ change: { id, file, services }, approval, budget }: Judged): Generator<GateFinding> {
  if (lacks(approval))
    yield {
      change: id,
      at: { file, path: ['status'] },
      ...weight(approval),
      message: `Missing ${wanted(approval)}, expected ${amount(approval)} ${approval.withdraws ? 'to take it back' : 'of this plan'}.`,
      help: sentences(
        approval.later
          ? 'It may come up to 24 hours after the merge.'
          : 'Ask for a review of the pull request as it is now.',
        moreWords(budget, services),
        reasons(approval, 'another plan; the plan has changed since'),
      ),
    }
}

function* beforeStart({ change, approval, budget }: Judged): Generator<GateFinding> {
  const { id, file, status } = change
  const at = { file, path: ['status'] }
  if (!mayBeAtWork(change))
    yield {
      change: id,
      at,
      message: `Unexpected status ${status.replace('_', ' ')}, expected approved.`,
      help:
        status === 'draft' || status === 'proposed'
          ? 'Have it approved first, in a pull request that brings it to `approved`.'
          : 'Nothing is left to begin; for more work write a new change.',
    }
  else if (lacks(approval))
    yield {
      change: id,
      at,
      ...weight(approval),
      message: `Missing ${wanted(approval)}, expected ${amount(approval)} of this plan.`,
      help: sentences(
        approval.given.length === 0
          ? `No approval of this plan is recorded in \`approvals/${id}.json\`. It is recorded once a pull request that was approved is merged.`
          : `\`approvals/${id}.json\` has too few.`,
        moreWords(budget, change.services),
      ),
    }
}

function* ofPath({ path, rule, files, approval, why = [] }: PathApproval): Generator<GateFinding> {
  const [file, ...others] = files
  if (file === undefined || !lacks(approval)) return
  const at = { file, span: { line: 1, column: 1, end_line: 1, end_column: 1 } }
  const what =
    others.length === 0 ? file : `${file} and ${others.length} more ${others.length === 1 ? 'file' : 'files'}`
  if (rule === 'bot')
    yield {
      change: null,
      at,
      message: `Unexpected edit of ${what}, expected none: only the bot writes \`${path}\`.`,
      help: 'Take it out of the pull request. The bot records approvals after the merge, from the reviews, and by no pull request.',
    }
  else
    yield {
      change: null,
      at,
      message: `Missing ${wanted(approval)} for ${what}, expected ${amount(approval)}.`,
      help: sentences(
        ...why.slice(0, FEW),
        ...(why.length > FEW ? [`And ${why.length - FEW} more SLOs promise less, or may.`] : []),
        'Ask for a review of the pull request as it is now.',
        reasons(approval, 'other files; they have changed since'),
      ),
    }
}

/** Why more are asked for than at other times. */
function moreWords({ effect, asking: [first] }: Judged['budget'], services: readonly string[]): string {
  return effect === 'approvals' && first
    ? `More are asked for since the error budget ${nameWords(first, services)} is ${leftWords(first)}.`
    : ''
}

const lacks = ({ required, missing }: ApprovalState) => required && missing.length > 0
const weight = ({ later }: ApprovalState) => (later ? { severity: 'warning' as const } : {})
const amount = ({ slots }: ApprovalState) => (slots.length === 1 ? '1 approval' : `${slots.length} approvals`)
const sentences = (...parts: string[]) => parts.filter((part) => part !== '').join(' ')

/** What is missing and who may give it: "1 from payments (ana or lead) and 1 lead (lead)". */
function wanted({ missing }: ApprovalState): string {
  const groups = [...Map.groupBy(missing, neededWords).values()]
  return list(
    'conjunction',
    groups.map((slots) => `${missingWords(slots).join(' and ')} (${people(slots[0]?.who ?? [], slots.length)})`),
  )
}

/** More names than this are only counted. */
const FEW = 5

function people(who: readonly string[], needed: number): string {
  if (who.length === 0) return 'nobody else is there to give it'
  const more = who.length - FEW
  return list(
    who.length > needed ? 'disjunction' : 'conjunction',
    more > 1 ? [...who.slice(0, FEW), `${more} others`] : who,
  )
}

/** Why reviews that are there don't count. */
const reasons = ({ void: reviews }: ApprovalState, changed: string): string =>
  reviews.map(({ by, why }) => `${by} ${REASONS[why](changed)}.`).join(' ')

const REASONS: Record<VoidReason, (changed: string) => string> = {
  author: () => 'wrote the pull request, so their own review does not count',
  implementer: () => 'carries the change out, so from high risk up their review does not count',
  no_team: () => 'is in no team, so their review does not count',
  changes_requested: () => 'asks for changes',
  dismissed: () => 'had approved, but the review was dismissed',
  other_status: () =>
    'approved it while its status was another one, and it asked for something else or for nothing yet',
  other_plan: (changed) => `approved ${changed}`,
  unknown_commit: () => 'approved a commit that is not part of this repository any more',
}

const list = (type: 'conjunction' | 'disjunction', words: readonly string[]) =>
  new Intl.ListFormat('en-GB', { type }).format(words)
