import type { ObjectReader } from './object-reader.ts'

/** So many commits a pull request has at most, mostly. */
const MOST = 50

/**
 * Whether a commit is on the straight way down from another, both by their hashes: a merge of the two is then the upper
 * one, and the lower one what they have in common. False also where the way is too long to say, or leads over other
 * parents than the first.
 */
export async function isFastForward({ objects }: ObjectReader, base: string, head: string): Promise<boolean> {
  let at: string | undefined = head
  for (let seen = 0; seen < MOST && at !== undefined; seen++) {
    if (at === base) return true
    const [commit] = await objects([at])
    if (commit?.type !== 'commit' || commit.oid !== at) return false
    const parents = parentsIn(commit.bytes.toString('latin1'))
    if (parents.includes(base)) return true
    ;[at] = parents
  }
  return false
}

/** The parents of a commit: as git does, only what follows its tree at once. */
function parentsIn(commit: string): string[] {
  const [, lines = ''] = /^tree [0-9a-f]+\n((?:parent [0-9a-f]+\n)*)/.exec(commit) ?? []
  return lines.split('\n').flatMap((line) => line.split(' ')[1] ?? [])
}
