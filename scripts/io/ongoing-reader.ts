import { idAt, indexFile, kindAt, POSTMORTEM_FILE, publicAt, publicFile, recordAt } from '#model/records/content-layout'
import { parseCompactInstant, type Instant } from '#model/time'
import { filesOf, readTexts, type Content, type Files } from './catalog-reader.ts'
import { readText } from './content-files.ts'
import { changeSaysOver, incidentSaysOver, repeatedIn, stateSaid } from './says-over.ts'

/*
 * Reads a content folder as far as somebody who writes of an incident needs it: what customers see now hangs on what goes
 * on, and of five thousand incidents that is a handful. That the others are over two of their files say, and no more of
 * them is read.
 */

/** What is read although it is over. */
export interface Wanted {
  /** Whether an incident is, by its name and what its file says; `at`: by when it is over. */
  incident: (record: string, text: string, at: Instant) => boolean
  runbooks: boolean
}

/** All that isn't over, and what is wanted; with every path, and the texts that were read. */
export interface Ongoing {
  content: Content
  files: Required<Files>
}

export function readOngoing(root: string, wanted: Wanted, now: Instant | null, clock: () => Instant): Ongoing {
  let left: ReadonlySet<string> = new Set()
  const files = filesOf(root, (paths) => {
    const over = recordsOver(root, paths, wanted, now ?? momentOf(root, clock))
    left = wanted.runbooks ? over : over.union(new Set(paths.filter((path) => kindAt(path) === 'runbook')))
    return left
  })
  const paths = files.paths.filter((path) => !left.has(recordAt(path) ?? path))
  return { files, content: readTexts({ ...files, paths }, now, clock) }
}

/** The sample has a time of its own. */
function momentOf(root: string, clock: () => Instant): Instant {
  const texts = new Map([['site.yaml', textAt(root, 'site.yaml')]])
  return readTexts({ paths: [...texts.keys()], texts }, null, clock).catalog.now
}

/** Changes and incidents that are over and not wanted; a doubt means that they are read. */
function recordsOver(root: string, paths: readonly string[], wanted: Wanted, at: Instant): Set<string> {
  const over = new Map<string, { id: string; repeats: string[] }>()
  const waiting: string[] = []
  for (const [record, own] of Map.groupBy(paths, recordAt)) {
    const id = record === null ? null : idAt(record)
    if (record === null || id === null) continue
    const said = own.map((path) => publicAt(path)?.name).filter((name) => name !== undefined)
    // Nobody reads of a change but where it is announced.
    const index = kindAt(record) === 'change' && said.length === 0 ? '' : textAt(root, indexFile(record))
    const repeats = repeatedIn(index)
    const isWanted = kindAt(record) === 'incident' && wanted.incident(record, index, at)
    const isOver = !isWanted && saysOver(root, record, { index, said }, at)
    if (isOver) over.set(record, { id: id.toUpperCase(), repeats })
    else waiting.push(...repeats)
  }
  // One that repeats another is silent where that one has spoken, be it over.
  const byId = Map.groupBy(over, ([, { id }]) => id)
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop())
    for (const [record, { repeats }] of byId.get(id.toUpperCase()) ?? [])
      if (over.delete(record)) waiting.push(...repeats)
  return new Set(over.keys())
}

interface Sides {
  index: string
  /** Names of the files in its `public/`. */
  said: readonly string[]
}

function saysOver(root: string, record: string, { index, said }: Sides, at: Instant): boolean {
  const isChange = kindAt(record) === 'change'
  if (said.length === 0) return isChange || incidentSaysOver(index, at)
  if (!(isChange ? changeSaysOver(index) : incidentSaysOver(index, at))) return false
  const updates = said.filter((name) => name.endsWith('.md') && name !== POSTMORTEM_FILE)
  return newestOf(updates).every((name) => {
    const state = stateSaid(textAt(root, publicFile(indexFile(record), name)))
    return timeOf(name) <= at && (isChange ? state !== null && !UNDER_WAY.has(state) : state === 'resolved')
  })
}
const UNDER_WAY: ReadonlySet<string> = new Set(['in_progress', 'verifying'])

/** Those of the latest second; one whose name tells no time comes after all others. */
function newestOf(names: readonly string[]): string[] {
  const times = Map.groupBy(names, timeOf)
  return times.get(Math.max(...times.keys())) ?? []
}

const timeOf = (name: string): number => parseCompactInstant(name.replace(/(?:-\d+)?\.md$/, '')) ?? Infinity

function textAt(root: string, path: string): string {
  const read = readText(root, path)
  return 'text' in read ? read.text : ''
}
