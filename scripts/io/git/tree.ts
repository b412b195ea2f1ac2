import { gitBytes } from './process.ts'

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

/** Every file below a folder of the repository at a commit; empty where the folder wasn't there. */
export async function treeFiles(
  top: string,
  commit: string,
  folder: string,
  env: NodeJS.ProcessEnv = {},
): Promise<TreeFile[]> {
  // By its path, and not as a tree of its own: what can't be read isn't taken for a folder that isn't there.
  const below = folder === '' ? [] : [`${folder}/`]
  const listed = await gitBytes(top, ['ls-tree', '-r', '-z', '--full-tree', commit, '--', ...below], '', env)
  const cut = folder === '' ? 0 : folder.length + 1
  return listed
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const match = /^(\d+) (\w+) ([0-9a-f]+)\t(.*)$/s.exec(line)
      if (!match) return []
      const [, mode = '', kind = '', oid = '', path = ''] = match
      return [{ path: path.slice(cut), oid, mode, regular: kind === 'blob' && mode !== '120000' }]
    })
}

/** Whether two trees have the same file at a place: the same content, and as the same kind of file. */
export const sameFile = (
  one: Pick<TreeFile, 'oid' | 'mode'> | undefined,
  other: Pick<TreeFile, 'oid' | 'mode'> | undefined,
): boolean => one?.oid === other?.oid && one?.mode === other?.mode

/** The contents of some objects, by their ids, in one call of git however many there are. */
export async function readBlobs(
  top: string,
  oids: Iterable<string>,
  env: NodeJS.ProcessEnv = {},
): Promise<Map<string, Uint8Array>> {
  const wanted = [...new Set(oids)]
  const blobs = new Map<string, Uint8Array>()
  if (wanted.length === 0) return blobs
  const bytes = await gitBytes(top, ['cat-file', '--batch'], `${wanted.join('\n')}\n`, env)
  let at = 0
  while (at < bytes.length) {
    const end = bytes.indexOf(NEWLINE, at)
    const [oid = '', kind, size] = bytes.toString('latin1', at, end).split(' ')
    at = end + 1
    // `<oid> missing` has no content behind it.
    if (kind === 'missing') continue
    blobs.set(oid, bytes.subarray(at, at + Number(size)))
    at += Number(size) + 1
  }
  return blobs
}

const NEWLINE = 0x0a
