import { createHash } from 'node:crypto'

/** An object of git's store. */
export interface GitObject {
  /** Its id, in full. */
  oid: string
  type: 'commit' | 'tree' | 'blob' | 'tag'
  bytes: Buffer<ArrayBuffer>
}

/** How the repository names its objects. */
export type ObjectFormat = 'sha1' | 'sha256'

/** The format of a repository that has an object of this id. */
export const formatOf = (oid: string): ObjectFormat => (oid.length === 64 ? 'sha256' : 'sha1')

/** What stands before the bytes where an object is named and kept: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
export const headOf = ({ type, bytes }: Pick<GitObject, 'type' | 'bytes'>): string => `${type} ${bytes.length}\0`

/** An object as git would make it of some bytes. */
export function gitObject(type: GitObject['type'], content: string | Buffer, format: ObjectFormat): GitObject {
  const bytes = Buffer.from(content)
  const oid = createHash(format).update(headOf({ type, bytes })).update(bytes).digest('hex')
  return { oid, type, bytes }
}
