import type { Catalog } from '../catalog.ts'
import { isConcluded } from '../change/standing.ts'
import { idAt, indexFile, kindAt, recordAt } from '../records/content-layout.ts'

/** A change of which nobody knows whether it gets in the way of others. */
export interface UnknownChange {
  id: string
  file: string
}

/**
 * The changes whose services or window can't be known, since their records can't be read, or not all of them. `unread` are
 * the files with something in them that can't be.
 */
export const unknownChanges = ({ changes }: Pick<Catalog, 'changes'>, unread: Iterable<string>): UnknownChange[] => {
  const known = new Map(changes.map((change) => [change.file, change]))
  return [...unread].flatMap((file) => {
    const [record, id] = [recordAt(file), idAt(file)]
    if (kindAt(file) !== 'change' || record === null || id === null || indexFile(record) !== file) return []
    const change = known.get(file)
    const isKnown = change && (isConcluded(change) || (change.services.length > 0 && change.window !== undefined))
    return isKnown ? [] : [{ id, file }]
  })
}
