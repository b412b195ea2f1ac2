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

/** Names the record with this id; `record` is what the links know of it. */
export function refer(
  kind: PageKind,
  id: string,
  record: { title: string } | { name: string } | undefined,
): PageReference {
  if (!record) return { id, title: null, page: null }
  return { id, title: withinSentence('title' in record ? record.title : record.name), page: pageOf(kind, id) }
}
