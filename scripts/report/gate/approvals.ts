import { fallenWords, missingWords } from '#model/gate/approvals'
import { isApprovedOn } from '#model/change/standing'
import type { ApprovalState, Judged } from '#model/gate/context'
import type { GateVerdict } from '#model/gate/verdict'
import { plain } from './escape.ts'
import { MARKS } from './findings.ts'
import { and, capital, count, voidWords, words } from './words.ts'

/** The approvals of a change: how many, who gave one, what is missing, and whose review doesn't count. Whom to ask is a step. */
export function approvalLine({ change, before, approval }: Judged, mode: GateVerdict['mode']): string[] {
  const fell = fallenWords(approval.fallen).map((sentence) => plain(sentence))
  if (!approval.required) return [`**Approvals:** none needed. ${fell.join(' ') || plain(whyNone(change, before))}`]
  const { slots, given, missing } = approval
  const filled = slots.length - missing.length
  const later =
    approval.later && missing.length > 0
      ? mode === 'start'
        ? ' None is recorded, which does not stop it.'
        : ' An emergency may go ahead without; it is due within 24 hours.'
      : ''
  const facts = [
    ...(missing.length > 0 ? [`missing ${plain(and(missingWords(missing)))}`] : []),
    ...(given.length > 0 ? [`given by ${plain(and(given, MOST))}`] : []),
  ]
  const mark = missing.length === 0 ? MARKS.good : approval.later ? MARKS.warning : MARKS.error
  const head = `**Approvals: ${filled} of ${slots.length}.** ${mark} ${capital(facts.join('; '))}.${later}`
  return [[head, ...[...fell, ...uncountedLines(approval, 'plan')].map((line) => `  - ${line}`)].join('\n')]
}

/** Who approved files, what is missing, and which reviews don't count; empty where there is nothing to tell. */
export function approvalList(approval: ApprovalState, what: string): string {
  const { given, missing, later, fallen } = approval
  const gave = given.length > 0 ? [`${MARKS.good} Given by ${plain(and(given, MOST))}.`] : []
  const lacking =
    missing.length > 0 ? [`${later ? MARKS.warning : MARKS.error} Missing ${plain(and(missingWords(missing)))}.`] : []
  const fell = fallenWords(fallen).map((sentence) => plain(sentence))
  return [...gave, ...lacking, ...fell, ...uncountedLines(approval, what)].map((line) => `- ${line}`).join('\n')
}

function uncountedLines({ void: others }: ApprovalState, what: string): string[] {
  const uncounted = others.slice(0, MOST).map(({ by, why }) => `${plain(`${by} ${voidWords(why, what)}`)}.`)
  const more = others.length - uncounted.length
  return [...uncounted, ...(more > 0 ? [`${count(more, 'more review')} that do not count.`] : [])]
}

/** More people than this are only counted. */
const MOST = 10

function whyNone({ type, status, source }: Judged['change'], before: Judged['before']): string {
  if (!isApprovedOn({ status })) return `A change that is ${words(status)} permits nothing.`
  if (type === 'standard') return 'Standard changes are approved with their template.'
  if (source) return 'It was imported.'
  return before && isApprovedOn(before) ? 'This plan was approved before.' : '`policy.yaml` asks for nobody.'
}
