import type { Catalog, Salvaged } from '../catalog.ts'
import { isAnnounced } from '../publish/announced.ts'
import { originalsIn } from '../publish/duplicates.ts'
import { indexFile, publicAt, recordAt, slotOf } from '../records/content-layout.ts'
import type { Update } from '../records/update.ts'

/** A file for customers that a merge brings and that they don't see, now or ever. */
export interface Unseen {
  /** From the content folder. */
  file: string
  why: UnseenReason
  /** The id of its change or incident, where there is one. */
  record: string | null
  /** What it would say, where it is an update that can be read. */
  text: { title: string | null; state: Update['state']; markdown: string } | null
}

/**
 * `not_approved`: of a draft or a proposal, read from its approval on; `given_up`: of a change that is cancelled or
 * rejected, and that nothing says was approved; `duplicate`: customers are led to the incident that this one repeats;
 * `no_record`: beside no record; `no_update`: of a record that has no update, so that it has no page; `not_read`: under a
 * name, or in a place, that nothing is read from; `unreadable`: what it says can't be read, or whether its
 * change was approved.
 */
export type UnseenReason =
  'not_approved' | 'given_up' | 'duplicate' | 'no_record' | 'no_update' | 'not_read' | 'unreadable'

/** The files among those that a merge brings or edits that customers won't see as they may be meant to. */
export function unseenFiles(after: Catalog, touched: readonly string[], has: (path: string) => boolean): Unseen[] {
  const records = recordsOf(after)
  return touched.filter(has).flatMap((file): Unseen[] => {
    const place = recordAt(file)
    if (place === null) return []
    const slot = slotOf(file, new Set(has(`${place}/index.md`) ? [place] : []))
    const meant = slot.kind === 'unknown' && publicAt(slot.meant ?? '') !== null
    if (publicAt(file) === null && !meant) return []
    const record = records.get(place)
    const update = record?.updates?.find((one) => one.file === file)
    const text = update ? { title: update.title ?? null, state: update.state, markdown: update.body.markdown } : null
    const isRead = ['update', 'impact', 'postmortem', 'picture'].includes(slot.kind)
    const why = !isRead
      ? 'not_read'
      : record
        ? (record.hidden ?? hiddenIn(slot.kind, record, update))
        : has(indexFile(place))
          ? 'unreadable'
          : 'no_record'
    return why === null ? [] : [{ file, why, record: record?.id ?? null, text }]
  })
}

interface Known {
  id: string
  updates: Update[] | null
  hidden: UnseenReason | null
}

/** What could be read of changes and incidents, by their places. */
function recordsOf(after: Catalog): Map<string, Known> {
  const incidents = [...after.incidents, ...after.salvaged]
  const originals = originalsIn<Salvaged>(incidents)
  // One that is over and that the pull request doesn't touch isn't read.
  const unread = new Set(after.broken.incident)
  const repeats = (incident: Salvaged) =>
    originals.has(incident) || (incident.closed_as === 'duplicate' && unread.has(incident.duplicate_of ?? ''))
  const known = [
    ...[...after.changes, ...after.salvaged_changes].map((change) => {
      const early = change.status === 'draft' || change.status === 'proposed'
      const unshown: UnseenReason = early ? 'not_approved' : change.status === null ? 'unreadable' : 'given_up'
      const hidden = isAnnounced(change, after) ? null : unshown
      return { ...change, hidden }
    }),
    ...incidents.map((incident) => ({ ...incident, hidden: repeats(incident) ? ('duplicate' as const) : null })),
  ]
  return new Map(known.map(({ id, file, updates, hidden }) => [recordAt(file) ?? '', { id, updates, hidden }]))
}

function hiddenIn(kind: string, { updates }: Known, update: Update | undefined): UnseenReason | null {
  if (kind === 'update') return update ? null : 'unreadable'
  return (updates ?? []).length === 0 ? 'no_update' : null
}
