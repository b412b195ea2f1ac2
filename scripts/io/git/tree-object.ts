import type { GitObject } from './object.ts'

/** What a tree says of one of its names, as it stands there. */
export interface TreeRow {
  mode: string
  /** The bytes of the name, a character each: a name needn't be UTF-8. */
  name: string
  oid: string
}

/** What a tree says of one of its names, as git takes it. */
export interface TreeEntry {
  name: string
  oid: string
  /** `40000` for a folder; else as a file's is written, whatever a git of old wrote: `100644`, `100755`, `120000`, `160000`. */
  mode: string
}

/** The mode of a folder. */
export const TREE = '40000'

/**
 * The rows of a tree object, in its order: `<mode> <name>\0<binary hash>` each. Throws where it is anything else.
 * https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
 */
export function treeRows({ oid, bytes }: GitObject): TreeRow[] {
  const rows: TreeRow[] = []
  const hash = oid.length / 2
  for (let at = 0; at < bytes.length;) {
    const blank = bytes.indexOf(0x20, at)
    const end = bytes.indexOf(0, blank)
    const mode = bytes.toString('latin1', at, blank)
    const isWhole = at < blank && blank + 1 < end && end + hash < bytes.length && /^[0-7]{1,7}$/.test(mode)
    if (!isWhole) throw new Error(`The tree ${oid} can't be read: it is none that git makes.`)
    at = end + 1 + hash
    rows.push({ mode, name: bytes.toString('latin1', blank + 1, end), oid: bytes.toString('hex', end + 1, at) })
  }
  return rows
}

/** The entries of a tree object, in its order. Throws where it is anything else. */
export const treeEntries = (tree: GitObject): TreeEntry[] =>
  treeRows(tree).map((row) => ({
    mode: plainMode(row.mode),
    name: Buffer.from(row.name, 'latin1').toString(),
    oid: row.oid,
  }))

export const isFolder = ({ mode }: Pick<TreeRow, 'mode'>): boolean => plainMode(mode) === TREE

/** Of a file only whether it may be run counts, and what is no file, link or folder is a submodule. */
function plainMode(written: string): string {
  const mode = Number.parseInt(written, 8)
  const kind = mode & 0o170000
  if (kind === 0o100000) return mode & 0o100 ? '100755' : '100644'
  if (kind === 0o120000) return '120000'
  return kind === 0o040000 ? TREE : '160000'
}
