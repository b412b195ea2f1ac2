import { basename, dirname } from 'node:path'
import type { Change } from '#model/records/change'
import type { Problem } from '#model/diagnostic'
import { idInName, slotOf, type Slot } from '#model/records/content-layout'
import type { Instant } from '#model/time'
import { readTexts, type Content } from './catalog-reader.ts'
import { textOf } from './content-files.ts'
import type { Repository } from './git/repository.ts'
import type { TreeFile } from './git/tree.ts'

/*
 * Reads what a pull request would leave behind, without parsing what it doesn't touch and nobody has to think about any
 * more: of ten thousand changes all but a few are finished.
 */

/** Files of a tree by their path from the content folder. */
export type Tree = ReadonlyMap<string, TreeFile>

export const treeOf = async (repository: Repository, commit: string): Promise<Tree> =>
  new Map((await repository.filesAt(commit)).map((file) => [file.path, file]))

/** Paths that one tree has otherwise than another, or has not. */
export const differing = (before: Tree, after: Tree): string[] =>
  [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path)?.oid !== after.get(path)?.oid)
    .toSorted()

/**
 * What the merge leaves behind: the base, with the files that the head has otherwise than where they parted. A freeze
 * or a change that has landed on the base since counts.
 */
export function merged(base: Tree, parted: Tree, head: Tree): { tree: Tree; touched: string[] } {
  const touched = differing(parted, head)
  const tree = new Map(base)
  for (const path of touched) {
    const file = head.get(path)
    if (file) tree.set(path, file)
    else tree.delete(path)
  }
  return { tree, touched }
}

/** The change or incident that a path belongs to: its folder, or its file. Null for other files. */
export const recordOf = (path: string): string | null => /^(?:changes|incidents)\/\d{4}\/[^/]+/.exec(path)?.[0] ?? null

/** Whether a record is read although it is over, by its name and by what one of its files says. */
export type Needed = (record: string, text: string) => boolean

/**
 * Reads a tree. Records that are over and that aren't needed are left out; they count as there, so that nothing is said
 * of references to them.
 */
export async function readTree(
  repository: Repository,
  tree: Tree,
  needed: Needed,
  now: Instant | null,
  clock: () => Instant,
): Promise<Content> {
  const bundles = new Set([...tree.keys()].filter((path) => path.endsWith('/index.md')).map((path) => dirname(path)))
  const files = [...tree.values()].filter(({ path }) => !/(^|\/)\./.test(path))
  const slots = new Map(files.map(({ path }) => [path, slotOf(path, bundles)]))
  const isRead = (path: string) => !UNREAD.has(slots.get(path)?.kind ?? 'unknown')
  const blobs = await repository.contents(
    files.filter(({ path, regular }) => regular && isRead(path)).map(({ oid }) => oid),
  )
  const texts = new Map<string, string>()
  const problems: Problem[] = []
  for (const { path, oid, regular } of files) {
    if (!isRead(path)) continue
    const bytes = blobs.get(oid)
    if (!regular || !bytes) problems.push(noFile(path))
    else {
      const read = textOf(path, bytes)
      if ('text' in read) texts.set(path, read.text)
      else problems.push(read.problem)
    }
  }
  const over = overIn(texts, slots, needed)
  const isOver = (path: string) => over.has(recordOf(path) ?? '')
  for (const path of texts.keys()) if (isOver(path)) texts.delete(path)
  const paths = files.map(({ path }) => path)
  const content = readTexts(
    paths.filter((path) => !isOver(path)),
    texts,
    problems,
    now,
    clock,
  )
  const { broken } = content.catalog
  for (const record of over) {
    const id = idInName(record.split('/')[2] ?? '')
    if (id !== null) (broken[record.startsWith('changes/') ? 'change' : 'incident'] ??= []).push(id)
  }
  return { ...content, paths }
}

const UNREAD = new Set<Slot['kind']>(['companion', 'ignored', 'unknown'])

/** Changes and incidents whose own line says that they are over, and that aren't needed. */
function overIn(texts: ReadonlyMap<string, string>, slots: ReadonlyMap<string, Slot>, needed: Needed): Set<string> {
  const over = new Set<string>()
  for (const [path, text] of texts) {
    const slot = slots.get(path)
    const record = recordOf(path)
    if (record === null || needed(record, text)) continue
    if (slot?.kind === 'change' && saysOver(text, CHANGE_OVER)) over.add(record)
    if (slot?.kind === 'incident' && saysOver(text, INCIDENT_OVER)) over.add(record)
  }
  for (const [path, text] of texts) {
    const record = recordOf(path)
    if (record !== null && over.has(record) && needed(record, text)) over.delete(record)
  }
  return over
}

/*
 * A key of a record stands at the beginning of a line of its front matter, and nothing else does there; written in any
 * other way than this the record is read in full.
 */
const CHANGE_OVER = /^status: +(?:completed|rolled_back|aborted|cancelled|rejected) *(?:#.*)?$/m
const INCIDENT_OVER = /^resolved: +\d{4}-\d\d-\d\dT\S+ *(?:#.*)?$/m

function saysOver(text: string, line: RegExp): boolean {
  const end = text.indexOf('\n---', 3)
  return text.startsWith('---') && end !== -1 && line.test(text.slice(0, end))
}

const noFile = (file: string): Problem => ({
  rule: 'file-readable',
  severity: 'error',
  at: { file, span: { line: 1, column: 1, end_line: 1, end_column: 1 } },
  message: 'Unexpected link, expected a file.',
  help: 'Copy the file to here instead of linking it.',
})

/** What lies in a record's `public/`, by name. */
export function publicFiles(
  { file }: Pick<Change, 'file'>,
  texts: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  if (basename(file) !== 'index.md') return NONE
  const known = published.get(texts) ?? byPublicFolder(texts)
  published.set(texts, known)
  return known.get(`${dirname(file)}/public`) ?? NONE
}

const NONE: ReadonlyMap<string, string> = new Map()
/** Each set of texts is gone through once, however many records it is asked about. */
const published = new WeakMap<ReadonlyMap<string, string>, ReadonlyMap<string, ReadonlyMap<string, string>>>()

function byPublicFolder(texts: ReadonlyMap<string, string>): Map<string, Map<string, string>> {
  const folders = new Map<string, Map<string, string>>()
  for (const [path, text] of texts) {
    const [folder, name] = path.match(PUBLIC)?.slice(1) ?? []
    if (folder === undefined || name === undefined) continue
    const files = folders.get(folder) ?? new Map<string, string>()
    folders.set(folder, files.set(name, text))
  }
  return folders
}

const PUBLIC = /^((?:changes|incidents)\/\d{4}\/[^/]+\/public)\/(.*)$/s
