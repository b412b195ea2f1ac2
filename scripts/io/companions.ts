import { createHash } from 'node:crypto'
import type { Change } from '#model/records/change'
import type { Companions } from '#model/change/plan-digest'
import { bundleOf, isBeside, recordAt } from '#model/records/content-layout'

/** What lies beside the `index.md` of a change, each file by the digest of its content. */
export type CompanionsOf = (change: Pick<Change, 'file'>) => Companions

/** The companions of changes among some files, whose contents are asked for one by one. Of a change in one file: none. */
export function companionsAmong(paths: readonly string[], digestOf: (path: string) => string): CompanionsOf {
  let folders: Map<string, string[]> | undefined
  return ({ file }) => {
    const folder = bundleOf(file)
    if (folder === file) return NONE
    folders ??= Map.groupBy(paths.filter(isBeside), (path) => recordAt(path) ?? '')
    const own = folders.get(folder) ?? []
    return new Map(own.map((path) => [path.slice(folder.length + 1), digestOf(path)]))
  }
}

const NONE: Companions = new Map()

/** The SHA-256 of a file's content, in hex. Of a text the line ends don't matter: a check-out may have others. */
export function contentDigest(bytes: Uint8Array): string {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const hash = createHash('sha256')
  if (content.includes(0) || !content.includes(13)) return hash.update(content).digest('hex')
  return hash.update(content.toString('latin1').replaceAll('\r\n', '\n'), 'latin1').digest('hex')
}
