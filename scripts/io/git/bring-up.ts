import { runGit } from './process.ts'

/**
 * Brings the branch that is checked out up to a commit that was just pushed to the branch of that name. Nothing of the
 * user's own is touched: git refuses where a file of theirs is in the way, or where they have commits that aren't pushed.
 * Null where it is done, or where another branch is checked out; else why not, in a few words.
 */
export async function bringUp(folder: string, branch: string, commit: string): Promise<string | null> {
  const current = await runGit(folder, ['symbolic-ref', '--quiet', '--short', 'HEAD'])
  if (current.code !== 0 || current.stdout.toString().trim() !== branch) return null
  const run = await runGit(folder, [
    '-c',
    'maintenance.auto=false',
    'merge',
    '--ff-only',
    '--no-autostash',
    '--quiet',
    commit,
  ])
  if (run.code === 0) return null
  return /would be overwritten/.test(run.stderr) ? 'a file here is in its way' : 'it has commits of its own'
}
