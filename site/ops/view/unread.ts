import type { Unread } from '#model/catalog'
import type { Diagnostic } from '#model/diagnostic'
import { POSTMORTEM_FILE, publicFile } from '#model/records/content-layout'
import type { Ops } from './index.ts'
import { postedOf, type Posted } from './posted.ts'
import { pageOf, type PageReference } from './reference.ts'

/** What the page of a change or an incident shows whose record can't be read. */
export interface UnreadPage {
  record: Unread
  title: string
  /** What is wrong with its record. */
  errors: Diagnostic[]
  posted: Posted[]
  postmortem: { markdown: string; file: string } | null
  public_url: string | null
}

/** Everything of it that can be made out, and what customers read. */
export function unreadPage(ops: Ops, record: Unread): UnreadPage {
  const { catalog, errorsOf, publicAddresses } = ops
  const { file } = record
  const known = [...catalog.salvaged, ...catalog.salvaged_changes].find((one) => one.file === file)
  const postmortem = known && 'postmortem' in known ? known.postmortem : null
  return {
    record,
    title: titleOf(ops, record),
    errors: errorsOf.get(file) ?? [],
    posted: postedOf(ops, known?.updates ?? null),
    postmortem: postmortem && { markdown: postmortem.markdown, file: publicFile(file, POSTMORTEM_FILE) },
    public_url: publicAddresses.get(file) ?? null,
  }
}

/** Its own title, else what customers were told, else its id. */
function titleOf({ catalog }: Ops, { title, file, id }: Unread): string {
  if (title !== null) return title
  const known = [...catalog.salvaged, ...catalog.salvaged_changes].find((one) => one.file === file)
  return known?.updates?.findLast((update) => update.title !== undefined)?.title ?? id
}

/** Names the page of a record that can't be read. */
export const referUnread = (ops: Ops, record: Unread): PageReference => ({
  id: record.id,
  title: titleOf(ops, record),
  page: pageOf(record.kind, record.id),
})
