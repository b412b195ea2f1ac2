import { missingWords, neededWords } from '#model/gate/approvals'
import { isApprovedOn } from '#model/change/standing'
import type { ApprovalState, Judged } from '#model/gate/context'
import type { GateVerdict } from '#model/gate/verdict'
import { plain } from './escape.ts'
import { MARKS } from './findings.ts'
import { and, count, missingApprovals, or, voidWords, words } from './words.ts'

/** The approvals of a change: how many, from whom, who gave one, who is missing, and whose review doesn't count. */
export function approvalLines({ change, approval }: Judged, mode: GateVerdict['mode']): string[] {
  if (!approval.required) return [`**Approvals:** none needed. ${plain(whyNone(change))}`]
  const { slots, missing } = approval
  const filled = slots.length - missing.length
  const later =
    approval.later && missing.length > 0
      ? mode === 'start'
        ? ' None is recorded, which does not stop it.'
        : ' An emergency may go ahead without; it is due within 24 hours.'
      : ''
  return [
    `**Approvals: ${filled} of ${slots.length}.** It needs ${plain(missingApprovals({ missing: slots }))}.${later}`,
    approvalList(approval, 'plan'),
  ].filter((block) => block !== '')
}

/** Who approved, who is missing, and which reviews don't count; empty where there is nobody to name. */
export function approvalList({ given, missing, void: others, later }: ApprovalState, what: string): string {
  const gave = given.length > 0 ? [`- ${MARKS.good} Given by ${plain(and(given, MOST))}.`] : []
  const lacking = [...Map.groupBy(missing, neededWords).values()].map(
    (slots) =>
      `- ${later ? MARKS.warning : MARKS.error} Missing ${plain(missingWords(slots).join(''))}: ${plain(candidates(slots[0]?.who ?? []))}.`,
  )
  const uncounted = others.slice(0, MOST).map(({ by, why }) => `- ${plain(`${by} ${voidWords(why, what)}`)}.`)
  const more = others.length - uncounted.length
  const rest = more > 0 ? [`- ${count(more, 'more review')} that do not count.`] : []
  return [...gave, ...lacking, ...uncounted, ...rest].join('\n')
}

/** More people than this are only counted. */
const MOST = 10

const candidates = (who: readonly string[]): string =>
  who.length === 0 ? 'nobody is there who may give it' : `${or(who, MOST)} can give it`

function whyNone({ type, status, source }: Judged['change']): string {
  if (!isApprovedOn({ status })) return `A change that is ${words(status)} permits nothing.`
  if (type === 'standard') return 'Standard changes are approved with their template.'
  return source ? 'It was imported.' : 'This plan was approved before.'
}
