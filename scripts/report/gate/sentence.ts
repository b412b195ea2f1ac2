import { isApprovedOn, isConcluded, standingOf } from '#model/change/standing'
import type { ChangeVerdict, GateVerdict } from '#model/gate/verdict'
import { countFindings, type Diagnostic } from '#model/diagnostic'
import type { Instant } from '#model/time'
import { and, count, areSeveral, groupName, lacks, missingApprovals, words } from './words.ts'

/** Of more than this the sentence only says how many there are. */
const NAMED = 3

/** The verdict in one sentence of plain words: "Not yet: CHG-2026-0451 needs 1 approval from payments." */
export function gateSentence(verdict: GateVerdict): string {
  const { mode } = verdict
  if (verdict.verdict === 'pass') return `${mode === 'start' ? 'Go' : 'Ready to merge'}: ${ready(verdict)}.`
  const reasons = objections(verdict)
  const named = reasons.length > NAMED ? reasons.slice(0, NAMED - 1) : reasons
  const more = reasons.length - named.length
  const rest = more > 0 ? `; and ${more} more` : ''
  return `${mode === 'start' ? 'Not now' : 'Not yet'}: ${named.join('; ')}${rest}.`
}

/** What stands in the way, a clause for each change and each other thing. */
function objections({ outer, changes, paths, now }: GateVerdict): string[] {
  const short = paths.filter(({ approval }) => lacks(approval))
  const told = new Set(changes.flatMap(({ broken }) => broken))
  const errors = errorsOf(outer).filter((one) => one.rule !== 'approvals-missing' && !told.has(one))
  const unmerged = errors.filter(isUnmerged).length
  const others = errors.filter((one) => !isUnmerged(one))
  const files = new Set(others.map(({ file }) => file))
  return [
    ...changes.filter(({ verdict }) => verdict === 'fail').map((change) => objection(change, now)),
    ...short.map((group) =>
      group.rule === 'bot'
        ? `only the bot may write ${group.path}`
        : `${groupName(group)} ${areSeveral(group) ? 'need' : 'needs'} ${missingApprovals(group.approval)}`,
    ),
    ...(unmerged > 0 ? [`${count(unmerged, 'file')} can't be merged with what has landed since`] : []),
    ...(others.length > 0 ? [`${count(countFindings(others), 'error')} in ${count(files.size, 'file')}`] : []),
  ]
}

const isUnmerged = ({ rule }: Diagnostic): boolean => rule === 'merge-conflict'

function objection(change: ChangeVerdict, now: Instant): string {
  const { approval } = change.judged
  const errors = errorsOf(change.diagnostics)
  const rules = new Set(errors.map(({ rule }) => rule))
  const told: string[] = []
  const say = (rule: string, clause: string) => {
    if (rules.delete(rule)) told.push(clause)
  }
  if (lacks(approval)) say('approvals-missing', `needs ${missingApprovals(approval)}`)
  say('approvals-missing', `is ${words(change.judged.change.status)}, not approved`)
  say('objection', `meets the objection of ${and(approval.objections, NAMED)}`)
  say('emergency-authorised', 'is not authorised as an emergency')
  const collisions = change.meetings.filter(({ severity }) => severity === 'error').map(({ other }) => other.id)
  say('change-overlaps-change', `collides with ${and(collisions, NAMED)}`)
  const freezes = change.judged.freezes
    .filter(({ effect }) => effect === 'stops')
    .map(({ freeze }) => `“${freeze.title}”`)
  say('change-overlaps-freeze', `lies in the freeze ${and(freezes, NAMED)}`)
  say('change-transition', moveWords(change))
  say('change-missed', 'missed its window')
  say('not-in-window', isOverrunning(change, now) ? 'overruns its window' : 'is outside its window')
  say('change-during-incident', 'has an open incident on its services')
  const isSpent = change.judged.budget.asking.some(({ tier }) => tier === 'spent')
  say('error-budget-spent', isSpent ? 'has no error budget left' : 'has too little error budget left')
  const unmerged = change.broken.filter(isUnmerged).length
  const broken = countFindings(change.broken)
  if (unmerged > 0) told.push("can't be merged with what has landed since")
  if (broken > unmerged) told.push(`has ${count(broken - unmerged, 'error')} in its record`)
  const others = countFindings(errors.filter(({ rule }) => rules.has(rule)))
  if (others > 0) told.push(`has ${count(others, told.length > 0 ? 'more error' : 'error')}`)
  return `${change.judged.change.id} ${and(told)}`
}

const isOverrunning = ({ judged }: ChangeVerdict, now: Instant): boolean =>
  standingOf(judged.change, now) === 'overrunning'

const moveWords = ({ judged: { before, change } }: ChangeVerdict): string =>
  before
    ? `may not go from ${words(before.status)} to ${words(change.status)}`
    : `may not begin as ${words(change.status)}`

const errorsOf = (diagnostics: readonly Diagnostic[]) => diagnostics.filter(({ severity }) => severity === 'error')

function ready({ mode, changes, outer, paths }: GateVerdict): string {
  const warnings = countFindings([...outer, ...changes.flatMap(({ diagnostics }) => diagnostics)])
  const weigh = warnings > 0 ? `, with ${count(warnings, 'warning')} to weigh` : ''
  const [only, ...others] = changes
  if (!only)
    return paths.some(({ approval }) => approval.required)
      ? `everything has the approvals that it needs${weigh}`
      : `nothing in it needs an approval${weigh}`
  if (others.length > 0) return `${changes.length} changes have what they need${weigh}`
  if (mode === 'start') return `${only.judged.change.id} may begin${weigh}`
  return `${only.judged.change.id} ${standing(only)}${weigh}`
}

function standing({ judged: { before, change, approval } }: ChangeVerdict): string {
  if (lacks(approval)) return `may go ahead, and ${missingApprovals(approval)} follows within 24 hours`
  if (isConcluded(change)) return `is ${words(change.status)}`
  if (!isApprovedOn(change)) return `is ${change.status === 'draft' ? 'a draft' : 'proposed'} and permits nothing yet`
  if (change.type === 'standard') return 'is a standard change and needs no approval'
  if (approval.required) return 'has the approvals that it needs'
  if (approval.fallen.length > 0) return 'goes ahead without an approval, for nobody else is there to give one'
  if (change.source) return 'was imported and needs no approval'
  return before && isApprovedOn(before)
    ? 'keeps the plan that was approved before'
    : "needs nobody's approval by `policy.yaml`"
}
