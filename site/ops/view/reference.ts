import { withinSentence } from '#model/records/plain-line'

/** The kinds of record that have a page on the ops site, and the folder that it stands in. */
const FOLDERS = {
  team: 'teams',
  service: 'services',
  change: 'changes',
  incident: 'incidents',
  runbook: 'runbooks',
  slo: 'slos',
  freeze: 'freezes',
  alert: 'alerts',
} as const
/** A kind of record that has a page. */
export type PageKind = keyof typeof FOLDERS

/** A page's path from the top of the ops site, `/changes/CHG-2026-0001/`; nothing in it is encoded. */
export const pageOf = (kind: PageKind, id: string): string => `/${FOLDERS[kind]}/${id}/`

/** A record as a page names it: linked where it has a page, plain words where it was left out. */
export interface PageReference {
  id: string
  /** What it is called, as within a sentence; null where nothing better than its id is known. */
  title: string | null
  page: string | null
}

/** A longer title is told in full on the record's own page alone. */
const LONGEST_TITLE = 300

/** A title as it stands in a list, or within a sentence. */
export function titleInList(title: string): string {
  const words = withinSentence(title.length > LONGEST_TITLE ? title.slice(0, 2 * LONGEST_TITLE) : title)
  return words.length > LONGEST_TITLE
    ? `${words
        .slice(0, LONGEST_TITLE)
        .replace(/\p{Cs}$/u, '')
        .trimEnd()}…`
    : words
}

/** Names the record with this id; `record` is what the links know of it. */
export function refer(
  kind: PageKind,
  id: string,
  record: { title: string } | { name: string } | undefined,
): PageReference {
  if (!record) return { id, title: null, page: null }
  return { id, title: titleInList('title' in record ? record.title : record.name), page: pageOf(kind, id) }
}
