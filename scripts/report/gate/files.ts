import type { PathApproval } from '#model/gate/context'
import { approvalList } from './approvals.ts'
import { code, plain, prose } from './escape.ts'
import { folded, MARKS } from './findings.ts'
import { count, isTop, lacks, missingApprovals } from './words.ts'

/** Files that are named at once; more of them can be opened. */
const OPEN = 5
/** More files than this are only counted. */
const SHOWN = 100

/** The files beside the changes, with who must approve them. */
export const fileBlocks = (paths: readonly PathApproval[]): string[] => paths.flatMap(blocksOf)

function blocksOf({ path, rule, files, approval, why = [] }: PathApproval): string[] {
  const mark = lacks(approval) ? MARKS.error : MARKS.good
  const itself = files.length === 1 && files[0] === path
  const named = files.length <= OPEN ? `: ${files.map((file) => code(file)).join(', ')}` : ''
  const where = isTop(path) ? 'Other files' : code(path)
  const needs = approval.required
    ? `It needs ${plain(missingApprovals({ missing: approval.slots }))}.`
    : 'No approval needed.'
  const who = approvalList(approval, 'version of these files')
  return [
    `${mark} **${where}**${itself ? '' : `, ${count(files.length, 'file')}${named}`}. ${rule === 'bot' ? BOT : needs}`,
    ...(why.length > 0 ? [whyWords(why)] : []),
    ...(rule !== 'bot' && who !== '' ? [who] : []),
    ...(files.length > OPEN ? [folded(count(files.length, 'file'), [fileList(files)])] : []),
  ]
}

/** More SLOs than this are only counted. */
const FEW = 8

function whyWords(why: readonly string[]): string {
  const more = why.length - FEW
  return [
    'An SLO that promises less, or may, needs a lead, as the policy does:',
    ...why.slice(0, FEW).map((sentence) => prose(sentence)),
    ...(more > 0 ? [`And ${count(more, 'more SLO')}.`] : []),
  ].join(' ')
}

const BOT = 'Only the bot writes here, after the merge.'

function fileList(files: readonly string[]): string {
  const more = files.length - SHOWN
  return [
    ...files.slice(0, SHOWN).map((file) => `- ${code(file)}`),
    ...(more > 0 ? [`- … and ${more} more`] : []),
  ].join('\n')
}
