import { missingWords, neededWords } from '#model/gate/approvals'
import { isApprovedOn, isConcluded } from '#model/change/standing'
import type { ApprovalState } from '#model/gate/context'
import type { ChangeVerdict, GateVerdict } from '#model/gate/verdict'
import { formatInstant } from '#model/time'
import { momentWords } from './moments.ts'
import { and, count, lacks, missingApprovals, or } from './words.ts'

/** More steps than this are only counted. */
const SHOWN = 8

/** What to do next, the most urgent first: sentences in which `…` stands for code. */
export function nextSteps(verdict: GateVerdict): string[] {
  const steps = verdict.verdict === 'fail' ? toPass(verdict) : afterwards(verdict)
  const unique = [...new Set(steps)]
  const more = unique.length - SHOWN
  return more > 0 ? [...unique.slice(0, SHOWN), `Then see to ${count(more, 'more thing')} above.`] : unique
}

function toPass({ mode, outer, changes, paths }: GateVerdict): string[] {
  const broken = outer.filter(({ severity, rule }) => severity === 'error' && rule !== 'approvals-missing')
  const [first] = broken
  return [
    ...(first
      ? [
          `Correct ${count(broken.length, 'error')}${broken.length > 1 ? ', beginning' : ''} in \`${first.file}\`, line ${first.line}.${first.help ? ` ${first.help}` : ''}`,
        ]
      : []),
    ...changes.flatMap((change) => correct(change, mode)),
    ...(mode === 'start'
      ? []
      : changes.flatMap(({ judged: { change, approval } }) => ask(change.id, approval, 'plan'))),
    ...paths.flatMap(({ path, rule, files, approval }) =>
      rule === 'bot'
        ? lacks(approval)
          ? [`Take the files in \`${path}\` out of this pull request.`]
          : []
        : ask(`\`${path || (files[0] ?? '')}\``, approval, 'version'),
    ),
    mode === 'start'
      ? 'Then ask again, right before you begin.'
      : 'Push, or have it reviewed: this report is written anew each time.',
  ]
}

function correct(
  { judged: { change, freezes }, meetings, diagnostics }: ChangeVerdict,
  mode: GateVerdict['mode'],
): string[] {
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  // Whom to ask comes later, where there is a pull request to ask about.
  const told = new Set([
    'change-overlaps-change',
    'change-overlaps-freeze',
    ...(mode === 'merge' ? ['approvals-missing'] : []),
  ])
  return [
    ...meetings
      .filter(({ severity }) => severity === 'error')
      .map(({ other, conflict }) => {
        const until = formatInstant(Math.max(other.window?.end ?? 0, conflict.overlap.to))
        const whom = other.implementer ? ` Agree with ${other.implementer}.` : ''
        return `Move ${change.id} to \`${until}\` or later, or move ${other.id}.${whom}`
      }),
    ...freezes
      .filter(({ effect }) => effect === 'stops' && isApprovedOn(change))
      .map(
        ({ freeze }) =>
          `Move ${change.id} out of “${freeze.title}” (it ends at \`${formatInstant(freeze.end)}\`), or have ${freeze.owner} except it in \`${freeze.file}\`, in a pull request of its own.`,
      ),
    ...errors.filter(({ rule }) => !told.has(rule)).map(({ help, message }) => `${change.id}: ${help ?? message}`),
  ]
}

/** Whom to ask for what is missing, and who has looked at an earlier version. */
function ask(what: string, { required, later, missing, void: others }: ApprovalState, name: string): string[] {
  if (!required || later || missing.length === 0) return []
  const wanted = [...Map.groupBy(missing, neededWords).values()].map(
    (slots) => `${missingWords(slots).join('')} (${candidates(slots[0]?.who ?? [])})`,
  )
  const asked = new Set(missing.flatMap(({ who }) => who))
  const again = others.filter(({ by, why }) => why === 'other_plan' && asked.has(by)).map(({ by }) => by)
  const look = again.length > 0 ? ` ${and(again)} approved an earlier ${name}: ask for another look.` : ''
  return [`Have ${what} approved by ${and(wanted)}.${look}`]
}

const candidates = (who: readonly string[]): string => (who.length === 0 ? 'nobody is there to give it' : or(who))

function afterwards({ mode, changes, outer, now }: GateVerdict): string[] {
  const warnings = [...outer, ...changes.flatMap(({ diagnostics }) => diagnostics)].length
  const weigh =
    warnings === 0
      ? []
      : [
          warnings === 1
            ? 'Read the warning above; it stops nothing.'
            : `Read the ${warnings} warnings above; they stop nothing.`,
        ]
  if (mode === 'start')
    return [...weigh, ...changes.map(({ judged: { change } }) => `Begin: \`npx evenkeel change start ${change.id}\`.`)]
  return [...weigh, 'Merge.', ...changes.flatMap((change) => afterMerge(change, now))]
}

function afterMerge({ judged: { change, approval } }: ChangeVerdict, now: number): string[] {
  const { id, status, window, review } = change
  const later = lacks(approval) ? [`Within 24 hours: ${missingApprovals(approval)} for ${id}.`] : []
  const look = change.type === 'emergency' && review?.due ? [`Review ${id} by ${review.due}.`] : []
  if (isConcluded(change)) return [...later, ...look]
  if (status === 'draft' || status === 'proposed')
    return [`When ${id} is to happen, bring it to \`approved\` in a pull request: that one asks for the approvals.`]
  if (status === 'in_progress') return [...later, `When it is done: \`npx evenkeel change finish ${id}\`.`, ...look]
  const when = window && window.start > now ? `At ${momentWords(window.start)}` : 'Right before it begins'
  return [
    ...later,
    `${when}, ask once more and begin: \`npx evenkeel gate ${id}\`, then \`change start ${id}\`.`,
    ...look,
  ]
}
