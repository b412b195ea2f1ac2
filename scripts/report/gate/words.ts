import { missingWords } from '#model/gate/approvals'
import type { ApprovalState, PathApproval, VoidReason } from '#model/gate/context'
import { idAt, publicAt } from '#model/records/content-layout'

/** `a, b and c`; of more than `most` the rest is only counted. */
export const and = (words: readonly string[], most?: number): string => listed(words, 'conjunction', most)

/** `a, b or c`; of more than `most` the rest is only counted. */
export const or = (words: readonly string[], most?: number): string => listed(words, 'disjunction', most)

function listed(words: readonly string[], type: Intl.ListFormatType, most = 6): string {
  const few = words.length > most + 1 ? [...words.slice(0, most), `${words.length - most} others`] : words
  return new Intl.ListFormat('en-GB', { type }).format(few)
}

/** `1 error`, `3 errors` */
export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`

/** The folder that several files have in common, such as that of an incident; null where that is the content folder. */
function folderOf(files: readonly string[]): [string] | null {
  const [first, ...others] = files
  const above = (path: string) => path.slice(0, path.lastIndexOf('/', path.length - 2) + 1)
  let folder = above(`${first ?? ''}/`)
  for (const file of others) while (!file.startsWith(folder)) folder = above(folder)
  return others.length > 0 && folder !== '' ? [folder] : null
}

/** Whether a group is called by several names. */
export const areSeveral = ({ path, files }: Pick<PathApproval, 'path' | 'files'>): boolean =>
  isTop(path) && files.length > 1 && folderOf(files) === null

/** Whether the path of an entry is the content folder itself: empty, or written as `./`. */
export const isTop = (path: string): boolean => path.split('/').every((part) => part === '' || part === '.')

/**
 * What a group of files is called in a sentence: its path, or what customers read of which change; where the path is the
 * content folder itself (empty, `./`) its files.
 */
export function groupName({ path, files }: Pick<PathApproval, 'path' | 'files'>): string {
  const isRead = (file: string) => file.startsWith('changes/') && publicAt(file) !== null
  if (files.length === 0 || !files.every(isRead))
    return isTop(path) ? and(folderOf(files) ?? files, 3) || 'the rest' : path
  return `what customers read of ${and([...new Set(files.map((file) => idAt(file) ?? file))], 3)}`
}

/** `under_maintenance` → `under maintenance` */
export const words = (name: string): string => name.replaceAll('_', ' ')

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** Whether something is to be approved and isn't. */
export const lacks = ({ required, missing }: ApprovalState): boolean => required && missing.length > 0

/** `1 approval from payments and 1 lead`, `the approval of 1 lead` */
export function missingApprovals({ missing }: Pick<ApprovalState, 'missing'>): string {
  const [first = '', ...others] = missingWords(missing)
  const from = /^(\d+) from /.exec(first)
  const amount = from ? `${count(Number(from[1]), 'approval')} from ${first.slice(from[0].length)}` : ''
  return and([amount || `the approval of ${first}`, ...others])
}

/** Why a review doesn't count. `what`: what it is about, "plan" or "version of these files". */
export const voidWords = (why: VoidReason, what: string): string =>
  ({
    author: 'wrote the pull request, so this review does not count',
    implementer: 'carries the change out, so from high risk up this review does not count',
    no_team: 'is in no team, so this review does not count',
    changes_requested: 'asks for changes',
    dismissed: 'had approved, but the review was dismissed',
    other_status: `approved it while it asked for something else, or for nothing yet, so this review does not count`,
    other_plan: `approved another ${what}, which has changed since, so this review does not count`,
    unknown_commit: 'approved a commit that is no longer known here, so this review does not count',
  })[why]
