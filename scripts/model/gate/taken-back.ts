import type { PullRequestData } from './merge-context.ts'
import { idAt, indexFile, publicAt, recordAt } from '../records/content-layout.ts'
import type { Update } from '../records/update.ts'

/** A pull request, as far as it may take something back. */
export type Removing = Pick<PullRequestData, 'base' | 'head' | 'files' | 'touched'>

/**
 * The touched files of incidents, and what customers read of changes, that are there no more: under no name of the same
 * record, whatever that is called now. So is an update of which no word is left. A record that moves, or gets another
 * form, takes nothing back; nor does an update that gets another time.
 */
export function takenBack({ base, head, files, touched }: Removing): Set<string> {
  const gone = touched.filter((path) => !files.has(path) && isKept(path))
  const ids = new Set(gone.flatMap((path) => idAt(path) ?? []))
  const there = new Set([...files.keys()].filter((path) => ids.has(idAt(path) ?? '')).map(placeIn))
  const [before, after] = [updatesOf(base), updatesOf(head)]
  const known = new Set(touched)
  const told = new Set([...after.values()].filter(({ file }) => known.has(file)).map(words))
  const isTold = (path: string) => {
    const update = before.get(path)
    return update !== undefined && told.has(words(update))
  }
  const emptied = touched.filter((path) => {
    const [was, is] = [before.get(path), after.get(path)]
    return was && is && was.body.markdown.trim() !== '' && is.body.markdown.trim() === ''
  })
  return new Set([...gone.filter((path) => !there.has(placeIn(path)) && !isTold(path)), ...emptied])
}

/** Whether a file is a record of an incident, or lies where customers read. */
const isKept = (path: string): boolean => {
  const record = recordAt(path)
  if (record === null) return false
  return publicAt(path) !== null || (path.startsWith('incidents/') && path === indexFile(record))
}

/** A file of a record by its place in it: the same in whichever form, and under whichever name, the record is kept. */
function placeIn(path: string): string {
  const record = recordAt(path) ?? ''
  const rest = path === indexFile(record) ? 'index.md' : path.slice(record.length + 1)
  return `${path.split('/')[0]} ${idAt(path)} ${rest}`
}

/** What an update says, and of which record. */
const words = ({ file, state, body }: Update): string => JSON.stringify([idAt(file), state, body.markdown.trim()])

function updatesOf({ catalog }: Removing['base']): Map<string, Update> {
  const { changes, incidents, salvaged, salvaged_changes } = catalog
  const records = [...changes, ...incidents, ...salvaged, ...salvaged_changes]
  return new Map(
    records.flatMap(({ updates }) => (updates ?? []).map((update): [string, Update] => [update.file, update])),
  )
}
