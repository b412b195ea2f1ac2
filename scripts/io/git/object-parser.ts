import type { GitObject } from './object.ts'

const NEWLINE = 0x0a
const HEAD = /^([0-9a-f]{40,64}) (commit|tree|blob|tag) (\d+)$/

/**
 * Takes what `git cat-file --batch` prints, part by part, and tells of every answer: an object, or null where there is
 * none. https://git-scm.com/docs/git-cat-file#_batch_output
 */
export function objectParser(tell: (object: GitObject | null) => void): (part: Buffer) => void {
  let parts: Buffer[] = []
  let held = 0
  /** What was said of the object whose bytes come next, and how many bytes there have to be. */
  let next: Pick<GitObject, 'oid' | 'type'> | null = null
  let needed = 1
  return (part) => {
    parts.push(part)
    held += part.length
    if (held < needed) return
    const bytes = parts.length === 1 ? part : Buffer.concat(parts)
    let at = 0
    for (;;) {
      if (next === null) {
        const end = bytes.indexOf(NEWLINE, at)
        if (end === -1) break
        const [, oid = '', type, size] = HEAD.exec(bytes.toString('latin1', at, end)) ?? []
        at = end + 1
        if (isType(type)) {
          next = { oid, type }
          // A line break comes after them.
          needed = Number(size) + 1
        } else tell(null)
      } else {
        if (bytes.length - at < needed) break
        // A copy: a small one that is kept doesn't keep all that came with it.
        tell({ ...next, bytes: Buffer.from(new Uint8Array(bytes.subarray(at, at + needed - 1)).buffer) })
        at += needed
        next = null
        needed = 1
      }
    }
    parts = [bytes.subarray(at)]
    held = bytes.length - at
    if (next === null) needed = held + 1
  }
}

const isType = (type: string | undefined): type is GitObject['type'] => type !== undefined
