import type { Instant } from '#model/time'
import { gitOutput } from './process.ts'

/** One step of a branch: a commit, or a merge with all that it brought. */
export interface Step {
  commit: string
  /** What it touched of the folder, from there. */
  files: string[]
}

/** The steps of a branch that touched a folder, back to a time, newest first. */
export async function stepsOf(folder: string, commit: string, since: Instant): Promise<Step[]> {
  const log = await gitOutput(folder, [...STEPS, `--since=@${Math.floor(since / 1000)}`, commit, '--', '.'])
  return log
    .split('\u0001')
    .slice(1)
    .map((part) => {
      const [hash = '', ...files] = part.split(/[\0\n]+/).filter((name) => name !== '')
      return { commit: hash, files }
    })
}

const STEPS = ['log', '-z', '--format=%x01%H', '--name-only', '--relative', '--first-parent'].concat([
  '--diff-merges=first-parent',
  '--no-renames',
  '--no-show-signature',
  '--no-ext-diff',
  '--no-notes',
])

/** The parents of a commit, the one on its own branch first. */
export const parentsOf = async (folder: string, commit: string): Promise<string[]> =>
  (await gitOutput(folder, ['rev-list', '--parents', '-n', '1', commit])).trim().split(' ').slice(1)

/** When a commit was made, by its committer's clock. */
export const commitTime = async (folder: string, commit: string): Promise<Instant> =>
  Number((await gitOutput(folder, ['log', '-1', '--no-show-signature', '--format=%ct', commit])).trim()) * 1000
