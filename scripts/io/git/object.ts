/** An object of git's store. */
export interface GitObject {
  /** Its id, in full. */
  oid: string
  type: 'commit' | 'tree' | 'blob' | 'tag'
  bytes: Buffer<ArrayBuffer>
}
