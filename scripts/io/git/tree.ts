import type { ObjectReader } from './object-reader.ts'
import { TREE, treeEntries, type TreeEntry } from './tree-object.ts'

/** A file of a commit's tree. */
export interface TreeFile {
  /** From the folder that was asked for. */
  path: string
  /** Names its content: the same content has the same one. */
  oid: string
  /** As git writes it: `100644`, `100755` for what can be run, `120000` for a link, `160000` for a submodule. */
  mode: string
  /** A regular file; links and submodules are none. */
  regular: boolean
}

type Trees = Map<string, readonly TreeEntry[]>

/** Lists the files below a folder of the repository at a commit or tree; empty where the folder isn't there. */
export type TreeReader = (commit: string, folder: string) => Promise<TreeFile[]>

/** What two commits that are read one after the other have in common is read once. */
export function treeReader(reader: ObjectReader): TreeReader {
  let before: Trees = new Map()
  return async (commit, folder) => {
    const known = before
    const trees: Trees = new Map()
    let oid: string | undefined = await read([`${commit}^{tree}`]).then(([top]) => top)
    for (const name of folder === '' ? [] : folder.split('/')) {
      if (oid === undefined) break
      const under: TreeEntry | undefined = trees.get(oid)?.find((one) => one.name === name)
      oid = under?.mode === TREE ? under.oid : undefined
      if (oid !== undefined) await load([oid])
    }
    if (oid === undefined) return []
    for (let level = [oid]; level.length > 0;) {
      const below = level.flatMap((one) => subtrees(trees.get(one)))
      level = [...new Set(below)].filter((one) => !trees.has(one))
      await load(level)
    }
    before = trees
    return filesIn(trees, oid)

    async function load(oids: readonly string[]) {
      const lacking = oids.filter((one) => !known.has(one))
      for (const one of oids) trees.set(one, known.get(one) ?? [])
      await read(lacking)
    }

    /** What can't be read isn't taken for what isn't there. */
    async function read(names: readonly string[]): Promise<string[]> {
      const found = await reader.objects(names)
      return found.map((tree, i) => {
        if (tree?.type !== 'tree') throw new Error(`git has no tree ${names[i]}.`)
        trees.set(tree.oid, treeEntries(tree))
        return tree.oid
      })
    }
  }
}

const subtrees = (entries: readonly TreeEntry[] = []): string[] =>
  entries.flatMap(({ mode, oid }) => (mode === TREE ? oid : []))

function filesIn(trees: Trees, oid: string, below = ''): TreeFile[] {
  return (trees.get(oid) ?? []).flatMap((entry) => {
    const path = `${below}${entry.name}`
    if (entry.mode === TREE) return filesIn(trees, entry.oid, `${path}/`)
    return { path, oid: entry.oid, mode: entry.mode, regular: entry.mode.startsWith('100') }
  })
}

/** Whether two trees have the same file at a place: the same content, and as the same kind of file. */
export const sameFile = (
  one: Pick<TreeFile, 'oid' | 'mode'> | undefined,
  other: Pick<TreeFile, 'oid' | 'mode'> | undefined,
): boolean => one?.oid === other?.oid && one?.mode === other?.mode

/** The contents of some objects, by their ids; those that git hasn't got are left out. */
export async function readBlobs(
  { objects }: ObjectReader,
  oids: Iterable<string>,
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const found = await objects([...new Set(oids)])
  return new Map(found.flatMap((object) => (object ? [[object.oid, object.bytes] as const] : [])))
}
