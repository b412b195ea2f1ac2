import { mkdtemp, rm, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { objectReader } from './object-reader.ts'
import type { Place } from './place.ts'
import { runGit } from './process.ts'
import { readBlobs, treeReader, type TreeFile } from './tree.ts'

/** What a merge of two commits leaves behind. */
export interface GitMerge {
  /** Every file of the folder after the merge. */
  files: TreeFile[]
  /** Of the folder, the files that git can't merge. */
  conflicts: string[]
  /** Contents that neither commit has and only the merge makes, by their ids. */
  made: ReadonlyMap<string, Uint8Array>
}

/**
 * Merges as `git merge`, and so as GitHub, would: renames and several common commits included. What is made of it lies
 * in a place of its own that is gone afterwards: the repository, its index and its work tree stay as they are.
 * Nothing that the commits or the repository name takes part: no attributes, and with them no driver, filter or union
 * of lines. `known` says which contents the repository has.
 */
export async function gitMerge(
  { directory, objects, folder }: Place,
  known: (oid: string) => boolean,
  [onto, brought]: readonly [base: string, head: string],
): Promise<GitMerge> {
  const place = await mkdtemp(join(tmpdir(), 'evenkeel-merge-'))
  try {
    const [own, empty] = [join(place, 'objects'), join(place, 'empty')]
    await Promise.all([mkdir(own), mkdir(empty)])
    const env = {
      GIT_DIR: directory,
      GIT_WORK_TREE: empty,
      GIT_INDEX_FILE: join(place, 'index'),
      GIT_OBJECT_DIRECTORY: own,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: quoted(objects),
      GIT_ATTR_NOSYSTEM: '1',
    }
    const args = ['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', onto, brought]
    const { code, stdout, stderr } = await runGit(empty, [...PLAINLY, ...args], '', env)
    const [tree = '', ...names] = stdout.toString('utf8').split('\0')
    // 0: merged. 1: merged but for some files.
    if ((code !== 0 && code !== 1) || !/^[0-9a-f]{40,64}$/.test(tree)) throw new Error(cannot(stderr))
    const reader = objectReader(empty, env)
    const files = await treeReader(reader)(tree, folder)
    const fresh = files.filter(({ oid, regular }) => regular && !known(oid)).map(({ oid }) => oid)
    const made = await readBlobs(reader, fresh)
    reader.close()
    const inside = folder === '' ? '' : `${folder}/`
    const conflicts = new Set(names.filter((name) => name !== '' && name.startsWith(inside)))
    return { files, conflicts: [...conflicts].map((name) => name.slice(inside.length)), made }
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}

/** Git's own defaults, whatever somebody has set: https://git-scm.com/docs/git-config */
const PLAINLY = [
  'core.attributesFile=/dev/null',
  'attr.tree=',
  'merge.default=text',
  'merge.renames=true',
  'merge.directoryRenames=conflict',
  'merge.renormalize=false',
  'merge.conflictStyle=merge',
  'diff.renames=true',
].flatMap((setting) => ['-c', setting])

/** A folder in a list that is divided by colons: https://git-scm.com/docs/git#_environment_variables */
const quoted = (path: string): string => JSON.stringify(path)

const cannot = (words: string): string =>
  /unknown option|usage: git merge-tree/.test(words)
    ? "This git can't merge without a work tree: have git 2.38 or newer."
    : `git can't merge what the pull request brings. Git says: ${words}`
