import { commitObject, type Made } from './commit-object.ts'
import { editedTree, type Leaf } from './edited-tree.ts'
import { formatOf, gitObject, type GitObject } from './object.ts'
import type { ObjectReader } from './object-reader.ts'
import { keepObjects } from './pack.ts'
import type { Repository } from './repository.ts'
import { isFolder, treeRows, type TreeRow } from './tree-object.ts'

/**
 * A commit on top of another in which some files are as given, or gone (`null`). `files` goes by paths from the top of the
 * repository. Work tree, index and branches stay as they are. Returns its hash; rejects where git refuses what is made.
 */
export async function commitOnTop(
  { path, reader }: Pick<Repository, 'path' | 'reader'>,
  parent: string,
  files: ReadonlyMap<string, string | null>,
  made: Made,
): Promise<string> {
  const format = formatOf(parent)
  const objects = new Map<string, GitObject>()
  const keep = (object: GitObject) => objects.set(object.oid, object)
  const edits = new Map<string, Leaf | null>()
  for (const [file, text] of files) {
    const blob = text === null ? null : gitObject('blob', text, format)
    if (blob) keep(blob)
    edits.set(file, blob && { mode: '100644', oid: blob.oid })
  }
  const { top, trees } = await treesAt(reader, parent, [...files.keys()])
  const tree = editedTree(top, edits, { rowsOf: (oid) => trees.get(oid) ?? lacks(oid), made: keep, format })
  const commit = commitObject(tree, [parent], made, format)
  keep(commit)
  await keepObjects(path, [...objects.values()], format)
  return commit.oid
}

/** The trees of a commit on the way to some files, by their ids; what isn't there isn't among them. */
async function treesAt({ objects }: ObjectReader, commit: string, files: readonly string[]) {
  const [top] = await objects([`${commit}^{tree}`])
  if (top?.type !== 'tree') throw new Error(`git has no commit ${commit}.`)
  const trees = new Map<string, readonly TreeRow[]>([[top.oid, treeRows(top)]])
  let level = files.map((file) => ({ oid: top.oid, rest: file.split('/') }))
  while (level.length > 0) {
    level = level.flatMap(({ oid, rest: [first = '', ...rest] }) => {
      const name = Buffer.from(first).toString('latin1')
      const under = trees.get(oid)?.find((row) => row.name === name && isFolder(row))
      return under && rest.length > 0 ? [{ oid: under.oid, rest }] : []
    })
    const lacking = [...new Set(level.map(({ oid }) => oid))].filter((oid) => !trees.has(oid))
    for (const [i, tree] of (await objects(lacking)).entries())
      trees.set(lacking[i] ?? '', tree?.type === 'tree' ? treeRows(tree) : lacks(lacking[i]))
  }
  return { top: top.oid, trees }
}

function lacks(oid: string | undefined): never {
  throw new Error(`git has no tree ${oid}.`)
}
