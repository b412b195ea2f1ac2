import { gitObject, type GitObject, type ObjectFormat } from './object.ts'
import { isFolder, TREE, treeBytes, type TreeRow } from './tree-object.ts'

/** A file as a tree has it. */
export type Leaf = Pick<TreeRow, 'mode' | 'oid'>

export interface Trees {
  /** The rows of a tree that an edit leads into. */
  rowsOf: (oid: string) => readonly TreeRow[]
  /** Is given every tree that is made. */
  made: (tree: GitObject) => void
  format: ObjectFormat
}

/**
 * The id of a tree after some edits below it: files by their paths from there, null for one that goes. A file that is in
 * the way of a folder, or a folder of a file, goes; a folder with nothing in it does too. `before` null: there was none.
 * Throws at a path that no work tree could have.
 */
export function editedTree(before: string | null, edits: ReadonlyMap<string, Leaf | null>, trees: Trees): string {
  const rows = new Map((before === null ? [] : trees.rowsOf(before)).map((row) => [row.name, row]))
  const below = new Map<string, Map<string, Leaf | null>>()
  for (const [path, leaf] of edits) {
    const [, first = '', rest] = /^([^/]*)(?:\/(.*))?$/s.exec(path) ?? []
    const name = nameOf(first)
    if (rest === undefined) {
      rows.delete(name)
      if (leaf) rows.set(name, { name, ...leaf })
    } else below.set(name, (below.get(name) ?? new Map<string, Leaf | null>()).set(rest, leaf))
  }
  for (const [name, within] of below) {
    const there = rows.get(name)
    const isThere = there !== undefined && isFolder(there)
    const isAdded = [...within.values()].some((leaf) => leaf !== null)
    if (!isThere && !isAdded) continue
    const oid = editedTree(isThere ? there.oid : null, within, trees)
    if (oid === emptyTree(trees.format)) rows.delete(name)
    else rows.set(name, { mode: TREE, name, oid })
  }
  const tree = gitObject('tree', treeBytes([...rows.values()]), trees.format)
  trees.made(tree)
  return tree.oid
}

/** A name as a tree has it: the bytes of its UTF-8, a character each. */
function nameOf(name: string): string {
  if (/^(?:\.{0,2}|\.git)$/i.test(name) || name.includes('\0')) throw new Error(`git keeps no file ${name}.`)
  return Buffer.from(name).toString('latin1')
}

const emptyTree = (format: ObjectFormat): string => gitObject('tree', '', format).oid
