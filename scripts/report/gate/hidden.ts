import type { GateVerdict } from '#model/gate/verdict'
import { hiddenSigns, type HiddenSigns } from '#model/records/hidden-signs'
import type { Change } from '#model/records/change'
import { prose } from './escape.ts'
import { MARKS } from './findings.ts'
import { count } from './words.ts'

/** More plans, or kinds of signs, than this are only counted. */
const PLANS = 4
const KINDS = 5

/**
 * That a plan isn't what it looks like, in a sentence: what is read, here or on a page, isn't what a shell gets that it is
 * copied into. Of its body, and of the words of its fields that are shown.
 */
export function hiddenInPlan({ id, title, rollout = [], rollback, body }: Change): string[] {
  const fields = [
    title,
    ...rollout.map(({ success = '' }) => success),
    ...(rollback?.criteria ?? []).map(({ metric }) => metric),
  ]
  const [inFields, inBody] = [hiddenSigns(fields.join('\n')), hiddenSigns(body.markdown)]
  return [
    ...(inFields ? [`The fields of ${id} hold ${hiddenWords(inFields)}: ${READ}`] : []),
    ...(inBody
      ? [`The plan of ${id} holds ${hiddenWords(inBody)}, the first in line ${body.line + inBody.line - 1}: ${READ}`]
      : []),
  ]
}

const READ = 'what is read is not what is there. Read it in an editor that shows what is hidden.'

/** `2 characters that nobody sees (U+202E, U+2066)` */
export function hiddenWords({ count: found, names }: HiddenSigns): string {
  const more = names.length - KINDS
  const kinds = [...names.slice(0, KINDS), ...(more > 0 ? [`${more} more`] : [])].join(', ')
  return `${count(found, 'character')} that nobody sees (${kinds})`
}

/** Of each plan that holds any, however little of it there is room for. */
export function hiddenBlocks({ changes }: Pick<GateVerdict, 'changes'>): string[] {
  const found = changes.flatMap(({ judged }) => hiddenInPlan(judged.change))
  if (found.length === 0) return []
  const more = found.length - PLANS
  return [
    [...found.slice(0, PLANS), ...(more > 0 ? [`The same of ${count(more, 'more plan')}.`] : [])]
      .map((sentence) => `- ${MARKS.warning} ${prose(sentence)}`)
      .join('\n'),
  ]
}
