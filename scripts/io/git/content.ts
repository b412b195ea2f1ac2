import type { Problem } from '#model/diagnostic'
import { isRead, mustBeRead, slotsIn, type Slot } from '#model/records/content-layout'
import type { Instant } from '#model/time'
import { readTexts, type Content } from '../catalog-reader.ts'
import { aLink, aSubmodule, attributes, isAttributes, isPassedOver, textOf } from '../content-files.ts'
import type { Repository } from './repository.ts'
import type { TreeFile } from './tree.ts'

/*
 * The content folder as a commit has it: read as data, out of git's own store. Nothing is checked out, so no filter or
 * hook is run, and index and work tree stay as they are.
 */

/** Files of a tree by their path from the content folder. */
export type Tree = ReadonlyMap<string, TreeFile>

/** The contents behind some `oid`s. */
export type Contents = Repository['contents']

export const treeOf = async (repository: Repository, commit: string): Promise<Tree> =>
  new Map((await repository.filesAt(commit)).map((file) => [file.path, file]))

/** Every record of the content folder at a commit; null where the folder wasn't there. */
export async function contentAt(
  repository: Repository,
  commit: string,
  now: Instant | null,
  clock: () => Instant,
): Promise<Content | null> {
  const tree = await treeOf(repository, commit)
  if (tree.size === 0) return null
  const { slots, ...files } = await textsIn(repository.contents, tree)
  return readTexts({ paths: [...slots.keys()], ...files }, now, clock)
}

/** What a tree holds, before it is parsed: what each file is, and the text of each that records are made of. */
export interface TreeTexts {
  slots: ReadonlyMap<string, Slot>
  texts: Map<string, string>
  /** What can be made out of the files that are refused. */
  rough: Map<string, string>
  problems: Problem[]
}

/** Reads the files of a tree that records are made of. What is passed over on the disk is here as well. */
export async function textsIn(contents: Contents, tree: Tree): Promise<TreeTexts> {
  const problems = [...tree.values()].flatMap(refusal)
  const files = [...tree.values()].filter(({ path }) => !isPassedOver(path))
  const slots = slotsIn(files.map(({ path }) => path))
  const read = files.filter(({ path }) => isRead(slots.get(path)))
  const blobs = await contents(read.filter(({ regular }) => regular).map(({ oid }) => oid))
  const texts = new Map<string, string>()
  const rough = new Map<string, string>()
  for (const { path, oid, regular } of read) {
    const bytes = blobs.get(oid)
    if (!regular) continue
    if (!bytes) throw new Error(`git has no content for ${path}. Fetch it: the clone lacks a part of its commits.`)
    else {
      const text = textOf(path, bytes)
      if ('text' in text) texts.set(path, text.text)
      else if (mustBeRead(slots.get(path))) {
        problems.push(text.problem)
        if (text.rough !== undefined) rough.set(path, text.rough)
      }
    }
  }
  return { slots, texts, rough, problems }
}

/** What is wrong with a file whatever is in it. */
function refusal({ path, mode, regular }: TreeFile): Problem[] {
  if (mode === '160000') return [aSubmodule(path)]
  if (!regular) return [aLink(path)]
  return isAttributes(path) ? [attributes(path)] : []
}
