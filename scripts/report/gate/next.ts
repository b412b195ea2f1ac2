import { isConcluded } from '#model/change/standing'
import { countFindings, type Diagnostic } from '#model/diagnostic'
import type { ChangeVerdict, GateVerdict } from '#model/gate/verdict'
import type { Preview } from '#model/preview/preview'
import { againSentence, askSentence, lackingIn } from './asking.ts'
import { budgetStep } from './budget.ts'
import { momentWords } from './moments.ts'
import { betterTimes, moveStep } from './moving.ts'
import { count, lacks, missingApprovals } from './words.ts'

/** More steps than this are only counted. */
const SHOWN = 8

/** Something to do: a sentence in which `…` stands for code. */
export interface Step {
  text: string
  /** Ways to do it. */
  items: readonly string[]
  /** The findings that it tells, so that nobody reads them twice. */
  tells: readonly Diagnostic[]
  /** Those whose own advice it takes the place of. */
  settles: readonly Diagnostic[]
}

/** What to do next, the most urgent first, each thing once. */
export function nextSteps(verdict: GateVerdict): Step[] {
  if (verdict.verdict === 'pass') return capped(afterwards(verdict), [])
  const [steps, last] = toPass(verdict)
  return capped(steps, last)
}

const telling = (text: string, tells: readonly Diagnostic[]): Step => ({ text, items: [], tells, settles: tells })
const plainly = (text: string): Step => telling(text, [])

/** The last ones are shown, however many there are before them. */
function capped(steps: readonly Step[], last: readonly Step[]): Step[] {
  const seen = new Set<string>()
  const unique = steps.filter(({ text }) => !seen.has(text) && seen.add(text))
  const more = unique.length - SHOWN
  if (more <= 1) return [...unique, ...last]
  return [...unique.slice(0, SHOWN), plainly(`See to ${count(more, 'more thing')}, listed below.`), ...last]
}

function toPass(verdict: GateVerdict): [Step[], Step[]] {
  const { mode, outer, changes, paths } = verdict
  const broken = outer.filter(({ severity, rule }) => severity === 'error' && rule !== 'approvals-missing')
  const steps = [
    ...mend(broken),
    ...changes.flatMap((change) => correct(change, verdict)),
    ...paths
      .filter(({ rule, approval }) => rule === 'bot' && lacks(approval))
      .map(({ path }) => plainly(`Take the files in \`${path}\` out of this pull request.`)),
  ]
  if (mode === 'start') return [steps, [plainly('Then ask again, right before you begin.')]]
  return [steps, ask(verdict)]
}

function mend(broken: readonly Diagnostic[]): Step[] {
  const [first] = broken
  if (!first) return []
  const where = `\`${first.file}\`, line ${first.line}`
  if (broken.length === 1) return [telling(`In ${where}: ${saying(first)}`, broken)]
  return [plainly(`Correct the ${count(broken.length, 'error')} listed below, beginning in ${where}.`)]
}

const saying = ({ message, help }: Diagnostic): string => (help ? `${message} ${help}` : message)

/** Whom to ask comes later, where there is a pull request to ask about. */
function correct(change: ChangeVerdict, verdict: GateVerdict): Step[] {
  const { mode } = verdict
  const move = moveStep(change, verdict)
  const wait = budgetStep(change)
  const errors = change.diagnostics.filter(
    (one) => one.severity === 'error' && !(mode === 'merge' && one.rule === 'approvals-missing'),
  )
  const others = errors.filter((one) => ![move, wait].some((step) => step?.tells.includes(one)))
  const { id } = change.judged.change
  return [
    ...others.map((one) => telling(`${id}: ${saying(one)}`, [one])),
    ...[wait, move].filter((step) => step !== null),
  ]
}

/** One step for everybody whose approval is missing. */
function ask(verdict: GateVerdict): Step[] {
  const lacking = lackingIn(verdict)
  if (lacking.length === 0) return []
  const found = [...verdict.outer, ...verdict.changes.flatMap(({ diagnostics }) => diagnostics)]
  const text = `${askSentence(lacking)}${againSentence(lacking)}${anew(verdict)}`
  return [
    telling(
      text,
      found.filter(({ rule }) => rule === 'approvals-missing'),
    ),
  ]
}

/** An approval is of a window, too. */
function anew(verdict: GateVerdict): string {
  const given = verdict.changes
    .filter((change) => moveStep(change, verdict) !== null)
    .flatMap(({ judged: { approval } }) => approval.given)
  return given.length === 0 ? '' : ' A new window is another plan: then all of its approvals are needed anew.'
}

function afterwards(verdict: GateVerdict): Step[] {
  const { mode, changes, published, now } = verdict
  const weigh = [...weighing(verdict), ...changes.flatMap((change) => betterTimes(change, verdict) ?? [])]
  if (mode === 'start')
    return [
      ...weigh,
      ...changes.map(({ judged: { change } }) => plainly(`Begin: \`npx evenkeel change start ${change.id}\`.`)),
    ]
  const after = [...promises(published, now), ...changes.flatMap((change) => afterMerge(change, now))]
  return [...weigh, plainly('Merge.'), ...after.map(plainly)]
}

function weighing({ changes, outer }: GateVerdict): Step[] {
  const warnings = countFindings([...outer, ...changes.flatMap(({ diagnostics }) => diagnostics)])
  if (warnings === 0) return []
  return [
    plainly(
      warnings === 1
        ? 'Weigh the warning below; it stops nothing.'
        : `Weigh the ${warnings} warnings below; they stop nothing.`,
    ),
  ]
}

/** By when customers were promised the next word, of each incident whose newest update says so. */
function promises(published: Preview | null, now: number): string[] {
  const posted = (published?.texts ?? []).filter(
    ({ change, event, state }) => change !== 'taken_back' && event.kind === 'incident' && state !== null,
  )
  const newest = new Map(posted.map((text) => [text.event.address, text]))
  return [...newest.values()].flatMap(({ next_update, state }) =>
    next_update !== null && next_update > now && state !== 'resolved'
      ? [`Post the next update by ${momentWords(next_update)}: customers were promised it.`]
      : [],
  )
}

function afterMerge({ judged: { change, approval } }: ChangeVerdict, now: number): string[] {
  const { id, status, window, review } = change
  const later = lacks(approval) ? [`Within 24 hours: ${missingApprovals(approval)} for ${id}.`] : []
  const look = change.type === 'emergency' && review?.due ? [`Review ${id} by ${review.due}.`] : []
  if (isConcluded(change)) return [...later, ...look]
  if (status === 'draft' || status === 'proposed')
    return [`When ${id} is to happen, bring it to \`approved\` in a pull request: that one asks for the approvals.`]
  if (status === 'in_progress') return [...later, `When it is done: \`npx evenkeel change finish ${id}\`.`, ...look]
  // Nothing begins in a window that is over.
  if (window && window.end <= now) return [...later, ...look]
  const when = window && window.start > now ? `At ${momentWords(window.start)}` : 'Right before it begins'
  return [
    ...later,
    `${when}, ask once more and begin: \`npx evenkeel gate ${id}\`, then \`npx evenkeel change start ${id}\`.`,
    ...look,
  ]
}
