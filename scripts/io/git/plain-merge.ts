import { runGit } from './process.ts'

/** A commit, as far as a merge can be told by it. */
interface Merge {
  parents: readonly string[]
  tree: string
}

/**
 * Whether a commit is a merge of two that git makes by itself: nobody has put anything into it. Three or more parents, a
 * conflict, or a parent that the clone lacks: it isn't.
 */
export async function isPlainMerge(folder: string, { parents, tree }: Merge): Promise<boolean> {
  if (parents.length !== 2) return false
  const { code, stdout } = await runGit(folder, ['merge-tree', '--write-tree', '-z', ...parents])
  return code === 0 && stdout.toString().split('\0')[0]?.trim() === tree
}
