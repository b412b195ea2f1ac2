import { idAt, isBeside, kindAt, recordAt, slotsIn, type Slot } from '#model/records/content-layout'
import type { Instant } from '#model/time'
import { companionsIn as companionsBeside, filesOf, readTexts, type Content, type Files } from './catalog-reader.ts'
import { companionsAmong, contentDigest, type CompanionsOf } from './companions.ts'
import { textsIn, type Contents, type Tree } from './git/content.ts'
import type { Repository } from './git/repository.ts'
import { sameFile } from './git/tree.ts'
import { changeSaysOver, incidentSaysOver } from './says-over.ts'

/*
 * Reads what a pull request would leave behind, without parsing what it doesn't touch and nobody has to think about any
 * more: of ten thousand changes all but a few are finished.
 */

/** Paths at which one tree has another file than another, or another kind of file, or none. */
export const differing = (before: Tree, after: Tree): string[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => !sameFile(before.get(path), after.get(path)))
    .toSorted()

/** What a merge leaves behind. */
export interface Merged {
  tree: Tree
  /** Paths that the base has otherwise. */
  touched: string[]
  /** Files that can't be merged: in the tree they are as the head has them. */
  conflicts: string[]
  /** The contents of its files. */
  contents: Contents
}

const NOTHING = new Uint8Array()

/** The real merge of two commits whose trees are known. */
export async function merged(
  repository: Repository,
  base: { commit: string; tree: Tree },
  head: { commit: string; tree: Tree },
): Promise<Merged> {
  const there = new Set([...base.tree.values(), ...head.tree.values()].map(({ oid }) => oid))
  const { files, conflicts, made } = await repository.merge(base.commit, head.commit, (oid) => there.has(oid))
  const tree = new Map(files.map((file) => [file.path, file]))
  for (const path of conflicts) {
    const file = head.tree.get(path)
    if (file) tree.set(path, file)
    else tree.delete(path)
  }
  // Base and merge have most of their files in common.
  const known = new Map(made)
  const contents: Contents = async (oids) => {
    const asked = [...oids]
    const lacking = asked.filter((oid) => !known.has(oid))
    for (const [oid, bytes] of await repository.contents(lacking)) known.set(oid, bytes)
    return new Map(
      asked.flatMap((oid): [string, Uint8Array][] => (known.has(oid) ? [[oid, known.get(oid) ?? NOTHING]] : [])),
    )
  }
  const touched = differing(base.tree, tree)
  // What the pull request brings comes last: of two records of one id its own is the second one.
  for (const path of touched) {
    const file = tree.get(path)
    if (file && tree.delete(path)) tree.set(path, file)
  }
  return { tree, touched, conflicts, contents }
}

/** Whether a record is read although it is over, by its name and by what one of its files says. */
export type Needed = (record: string, text: string) => boolean

/** What is read of a tree. */
export interface Part {
  contents: Contents
  tree: Tree
  needed: Needed
  /** Whether the plan of a record is compared with another, so that what lies beside it is read as well. */
  compared: (record: string) => boolean
}

/** What was read of a tree. */
export interface PartContent extends Content {
  /** The texts of what was left out, by path. */
  past: ReadonlyMap<string, string>
}

/**
 * Reads a tree. Records that are over and that aren't needed are left out; they count as there, so that nothing is said
 * of references to them.
 */
export async function readTree(
  { contents, tree, needed, compared }: Part,
  now: Instant | null,
  clock: () => Instant,
): Promise<PartContent> {
  const { slots, ...files } = await textsIn(contents, tree)
  const content = readPart({ paths: [...slots.keys()], ...files }, needed, now, clock)
  return { ...content, companionsOf: await companionsIn({ contents, tree, compared }) }
}

/** The same of a folder on the disk. */
export function readFolder(root: string, needed: Needed, now: Instant | null, clock: () => Instant): PartContent {
  const files = filesOf(root)
  return { ...readPart(files, needed, now, clock), companionsOf: companionsBeside(root, files.paths) }
}

function readPart(
  { paths, texts, rough, problems }: Files,
  needed: Needed,
  now: Instant | null,
  clock: () => Instant,
): Omit<PartContent, 'companionsOf'> {
  const over = overIn(texts, slotsIn(paths), needed, now ?? clock())
  const isOver = (path: string) => over.has(recordAt(path) ?? '')
  const past = new Map([...texts].filter(([path]) => isOver(path)))
  for (const path of past.keys()) texts.delete(path)
  const left = over.size === 0 ? paths : paths.filter((path) => !isOver(path))
  const content = readTexts({ paths: left, texts, rough, problems }, now, clock)
  const { broken } = content.catalog
  for (const record of over) {
    const id = idAt(record)
    if (id !== null) (broken[kindAt(record) === 'change' ? 'change' : 'incident'] ??= []).push(id)
  }
  return { ...content, paths, past }
}

/** Of a plan that nobody compares a file is only named. What is no file is its kind of thing. */
async function companionsIn({ contents, tree, compared }: Omit<Part, 'needed'>): Promise<CompanionsOf> {
  const beside = [...tree.values()].filter(({ path }) => isBeside(path) && compared(recordAt(path) ?? ''))
  const blobs = await contents(beside.filter(({ regular }) => regular).map(({ oid }) => oid))
  const digests = new Map(
    beside.map(({ path, oid }): [string, string] => {
      const bytes = blobs.get(oid)
      return [path, bytes ? contentDigest(bytes) : `no file ${oid}`]
    }),
  )
  return companionsAmong([...tree.keys()], (path) => digests.get(path) ?? `unread ${tree.get(path)?.oid}`)
}

/** Changes and incidents whose own line says that they are over, and that aren't needed. */
function overIn(
  texts: ReadonlyMap<string, string>,
  slots: ReadonlyMap<string, Slot>,
  needed: Needed,
  now: Instant,
): Set<string> {
  const over = new Set<string>()
  for (const [path, text] of texts) {
    const slot = slots.get(path)
    const record = recordAt(path)
    if (record === null || needed(record, text)) continue
    if (slot?.kind === 'change' && changeSaysOver(text)) over.add(record)
    if (slot?.kind === 'incident' && incidentSaysOver(text, now)) over.add(record)
  }
  for (const [path, text] of texts) {
    const record = recordAt(path)
    if (record !== null && over.has(record) && needed(record, text)) over.delete(record)
  }
  return over
}
