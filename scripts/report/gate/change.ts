import type { Change } from '#model/records/change'
import { isConcluded } from '#model/change/standing'
import type { ChangeVerdict, GateVerdict } from '#model/gate/verdict'
import { formatDuration } from '#model/time'
import { approvalLine } from './approvals.ts'
import { budgetLines } from './budget.ts'
import { collisionLines } from './collisions.ts'
import { code, linkTo, plain, prose } from './escape.ts'
import { countWords, folded, MARKS } from './findings.ts'
import { windowWords } from './moments.ts'
import { failureWords } from './past-failures.ts'
import { historyWords } from './past.ts'
import { planChangesFold } from './plan-changes.ts'
import { planFold } from './plan.ts'
import { lengthOf } from './room.ts'
import { capital, words } from './words.ts'

/** What the report must know beside a change: where its page and those of others are, and what the clock says. */
export interface Around {
  /** The ops page of a change; null where there is no ops site. */
  pageOf: (id: string) => string | null
  /** Where the forge renders a file as the pull request has it, by its path from the content folder; null where that isn't known. */
  fileUrl: (file: string) => string | null
  timeZone: string
  mode: GateVerdict['mode']
}

/** A change in a few lines: what, when, how risky, who approved, and what is in its way. */
export function changeFacts(verdict: ChangeVerdict, around: Around): string[] {
  const { judged, broken } = verdict
  const { change } = judged
  const isOpen = !isConcluded(change)
  const collisions = isOpen ? collisionLines(verdict, around) : []
  return [
    ...changeHead(verdict, around),
    [
      `${windowLine(change, around.timeZone)}${isOpen && change.window && collisions.length === 0 ? NOTHING_MET : ''}`,
      ...collisions,
      ...(change.risk ? [riskLine(verdict)] : []),
      ...budgetLines(judged),
      ...failureWords(verdict.failures).map((sentence) => `**Should it fail:** ${prose(sentence)}`),
      ...approvalLine(judged, around.mode),
      ...(broken.length > 0 ? [`**Its record:** ${MARKS.error} ${countWords(broken)}, among the findings.`] : []),
    ]
      .map((line) => `- ${line}`)
      .join('\n'),
  ]
}

const NOTHING_MET = ' Nothing else is planned on its services in that time, and there is no freeze.'

/** What is read by those who want to know more, in at most `room` characters. */
export function changeFolds({ judged, planChanges }: ChangeVerdict, around: Around, room: number): string[] {
  const { change, before } = judged
  const scores = scoresFold(change)
  const changes = planChangesFold(planChanges, room / 2)
  const left = room - lengthOf([...scores, ...changes])
  return [...changes, ...planFold(change, before === null, around, left), ...scores]
}

/** What is shown of a change even where there is no room for more. */
export function changeHead({ judged, verdict }: ChangeVerdict, { pageOf }: Around): string[] {
  const { change, before } = judged
  const { id, title, type, purpose, environment, services, implementer } = change
  const page = pageOf(id)
  const mark = verdict === 'fail' ? MARKS.error : MARKS.good
  const facts = [
    `${capital(type)} change${purpose === 'feature' ? '' : ` for ${purpose}`}`,
    `in ${plain(environment)}`,
    ...(services.length > 0 ? [`on ${few(services.map((one) => code(one)))}`] : []),
    ...(implementer ? [`carried out by ${plain(implementer)}`] : []),
    statusWords(change, before),
  ]
  return [`### ${mark} ${page ? linkTo(plain(id), page) : plain(id)} ${plain(title)}`, facts.join(' · ')]
}

/** More services than this are only counted. */
const FEW = 8
const few = (all: readonly string[]): string =>
  all.length > FEW + 1 ? `${all.slice(0, FEW).join(', ')} and ${all.length - FEW} more` : all.join(', ')

/** `new, approved`, `proposed → approved` */
export function statusWords({ status }: Change, before: Change | null): string {
  if (!before) return `new, ${words(status)}`
  return before.status === status ? words(status) : `${words(before.status)} → ${words(status)}`
}

function riskLine({ judged: { risk }, history }: ChangeVerdict): string {
  const past = history ? ` ${plain(historyWords(history))}` : ''
  if (!risk) return `**Risk:** not scored.${past}`
  const why = risk.reasons.map((reason) => `${plain(capital(reason))}.`).join(' ')
  return `**Risk: ${risk.level}**, ${risk.score} of 16. ${why}${past}`
}

function scoresFold({ risk }: Change): string[] {
  if (!risk) return []
  const scores = [risk.blast_radius, risk.rollback_difficulty, risk.complexity, risk.timing]
  return [
    folded('How the risk was scored', [
      [
        '| Blast radius | Rollback difficulty | Complexity | Timing | Sum |',
        '| :-: | :-: | :-: | :-: | :-: |',
        `| ${scores.map((score) => `${score} of 4`).join(' | ')} | **${scores.reduce((sum, score) => sum + score, 0)}** |`,
      ].join('\n'),
    ]),
  ]
}

function windowLine({ window, outcome, estimated_duration }: Change, timeZone: string): string {
  const work = estimated_duration === undefined ? '' : `, the work about ${formatDuration(estimated_duration)}`
  if (window) return `**Window:** ${windowWords(window, timeZone)}${work}.`
  if (!outcome) return '**Window:** none yet.'
  const { started, finished } = outcome
  const span = windowWords({ start: started, end: finished ?? started }, timeZone)
  return `**Window:** none; it was carried out ${span}.`
}
