import type { Change } from '#model/records/change'
import { isApprovedOn, isConcluded } from '#model/change/standing'
import type { ChangeVerdict, GateVerdict } from '#model/gate/verdict'
import { formatDuration } from '#model/time'
import { approvalLines } from './approvals.ts'
import { conflictLines, freezeLines } from './collisions.ts'
import { code, linkTo, plain } from './escape.ts'
import { countWords, findingsList, folded, MARKS } from './findings.ts'
import { windowWords } from './moments.ts'
import { capital, words } from './words.ts'

/** What the report must know beside a change: where its page and those of others are, and what the clock says. */
export interface Around {
  /** The ops page of a change; null where there is no ops site. */
  pageOf: (id: string) => string | null
  timeZone: string
  mode: GateVerdict['mode']
}

/** A change's part of the report, block by block; the first ones tell the most. */
export function changeBlocks(verdict: ChangeVerdict, around: Around): string[] {
  const { change } = verdict.judged
  const open = !isConcluded(change)
  return [
    ...changeHead(verdict, around),
    ...riskBlocks(verdict),
    windowLine(change, around.timeZone),
    ...approvalLines(verdict.judged, around.mode),
    ...(open ? [...conflictLines(verdict, around), ...freezeLines(verdict)] : []),
    ...(open ? rollbackLines(change) : []),
    ...findingBlocks(verdict),
  ]
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

function statusWords({ status }: Change, before: Change | null): string {
  if (!before) return `new, ${words(status)}`
  return before.status === status ? words(status) : `${words(before.status)} → ${words(status)}`
}

function riskBlocks({ judged: { change, risk } }: ChangeVerdict): string[] {
  if (!risk || !change.risk) return ['**Risk:** not scored.']
  const { blast_radius, rollback_difficulty, complexity, timing } = change.risk
  const why = risk.reasons.map((reason) => `${plain(capital(reason))}.`).join(' ')
  return [
    `**Risk: ${risk.level}**, ${risk.score} of 16. ${why}`,
    [
      '| Blast radius | Rollback difficulty | Complexity | Timing | Sum |',
      '| :-: | :-: | :-: | :-: | :-: |',
      `| ${[blast_radius, rollback_difficulty, complexity, timing].map((score) => `${score} of 4`).join(' | ')} | **${risk.score}** |`,
    ].join('\n'),
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

function rollbackLines({ rollback, status }: Change): string[] {
  if (!rollback) return []
  const due = isApprovedOn({ status }) ? '' : ', once approved'
  const items = rollback.criteria.slice(0, 10).map(({ metric, comparator, threshold, for: held, action }) => {
    const lasting = held === undefined ? '' : ` for ${formatDuration(held)}`
    return `- ${code(`${metric} ${comparator} ${threshold}`)}${lasting}: ${action === 'automatic' ? 'automatically' : 'by hand'}`
  })
  const more = rollback.criteria.length - items.length
  return [
    `**Rolled back${due}** within ${formatDuration(rollback.max_duration)}, when`,
    [...items, ...(more > 0 ? [`- … or one of ${more} more criteria is met`] : [])].join('\n'),
  ]
}

/** Rules whose findings the lines above have told in their own way. */
const TOLD = new Set(['approvals-missing', 'change-overlaps-change', 'change-overlaps-freeze'])

function findingBlocks({ diagnostics, broken, judged: { approval } }: ChangeVerdict): string[] {
  const isTold = (rule: string) => TOLD.has(rule) && (rule !== 'approvals-missing' || approval.missing.length > 0)
  const told = diagnostics.filter(({ rule }) => isTold(rule))
  const others = diagnostics.filter(({ rule }) => !isTold(rule))
  return [
    ...(broken.length > 0 ? [`**Its record:** ${MARKS.error} ${countWords(broken)}, told above.`] : []),
    ...(others.length > 0 ? [`**Found:** ${countWords(others)}`, findingsList(others)] : []),
    ...(told.length > 0 ? [folded(`Where that stands in the files: ${countWords(told)}`, [findingsList(told)])] : []),
  ]
}
