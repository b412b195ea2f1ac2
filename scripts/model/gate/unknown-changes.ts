import type { Catalog } from '../catalog.ts'
import { isConcluded } from '../change/standing.ts'
import type { Change } from '../records/change.ts'
import { idAt, indexFile, kindAt, recordAt } from '../records/content-layout.ts'
import { isOpen } from '../records/incident.ts'
import { properPlace } from '../records/misplaced.ts'

/** A change, or an incident, of which nobody knows whether it gets in the way of others. */
export interface UnknownRecord {
  id: string
  file: string
}

/**
 * The changes whose services or window can't be known, since their records can't be read, or not all of them. `unread` are
 * the files with something in them that can't be, or that lie where no record is read.
 */
export const unknownChanges = ({ changes }: Pick<Catalog, 'changes'>, unread: Iterable<string>): UnknownRecord[] =>
  unknownAmong('change', unread, changes.filter(isKnownChange))

const isKnownChange = (change: Change): boolean =>
  isConcluded(change) || (change.services.length > 0 && change.window !== undefined)

/** The same of incidents that may be open: those whose services, or whether they are, can't be known. */
export const unknownIncidents = (
  { incidents, now }: Pick<Catalog, 'incidents' | 'now'>,
  unread: Iterable<string>,
): UnknownRecord[] =>
  unknownAmong(
    'incident',
    unread,
    incidents.filter((one) => !isOpen(one, now) || one.services.length > 0),
  )

function unknownAmong(
  kind: 'change' | 'incident',
  unread: Iterable<string>,
  known: readonly { file: string }[],
): UnknownRecord[] {
  const files = new Set(known.map(({ file }) => file))
  return [...unread].flatMap((file) => {
    // One that lies elsewhere than where it belongs isn't read from there.
    const place = properPlace(file) ?? file
    const [record, id] = [recordAt(place), idAt(place)]
    if (kindAt(place) !== kind || record === null || id === null || indexFile(record) !== place) return []
    return files.has(file) ? [] : [{ id, file }]
  })
}
