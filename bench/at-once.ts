import { join } from 'node:path'
import { formatInstant } from '#model/time'
import { NOW } from './generate.ts'
import { measure } from './measure.ts'
import { withOrigin } from './origin.ts'

/** What has come of posts that were made at once. */
export interface AtOnce {
  seconds: number
  /** Seconds of CPU of one post, of its own process. */
  cpu: number
  /** How many of them are there now, how many of those more than once, and in how many commits. */
  landed: number
  doubled: number
  commits: number
}

const OPEN = `incident open --internal --severity SEV-3 --by ana0 --push --now ${formatInstant(NOW)}`.split(' ')

/** So many people open an incident in the same moment, each from a clone of their own. */
export const postingAtOnce = (files: ReadonlyMap<string, string>, posts: number): Promise<AtOnce> =>
  withOrigin(files, async ({ clone, git, bare }) => {
    const homes = Array.from({ length: posts }, (_, i) => clone(`clone-${i}`))
    const begun = performance.now()
    const runs = await Promise.all(
      homes.map((home, i) => measure(...OPEN, '--content', join(home, 'content'), '--title', `Trouble of clone ${i}`)),
    )
    const seconds = (performance.now() - begun) / 1000
    const names = git('-C', bare, 'ls-tree', '-r', '--name-only', 'main').split('\n')
    const records = homes.map((_, i) => names.filter((name) => RECORD.exec(name)?.[1] === String(i)).length)
    return {
      seconds,
      cpu: runs.reduce((sum, run) => sum + run.cpu, 0) / posts,
      landed: records.filter((count) => count > 0).length,
      doubled: records.filter((count) => count > 1).length,
      commits: Number(git('-C', bare, 'rev-list', '--count', 'main')) - 1,
    }
  })

const RECORD = /-trouble-of-clone-(\d+)(?:\/index)?\.md$/
