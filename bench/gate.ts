import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { formatInstant, HOUR } from '#model/time'
import { generateContent, NOW, type Mix } from './generate.ts'
import { measure, withContent, type Run } from './measure.ts'

/** A company that has so many changes, of which the newest hundred are still to come. */
export const manyChanges = (changes: number): Mix => ({
  teams: 20,
  services: 200,
  changes,
  incidents: changes / 4,
  runbooks: 500,
})

const PLANNED = 100

/** The content of a repository into which a change is to be merged, path → text. */
export function gateContent(mix: Mix): Map<string, string> {
  const files = generateContent(mix)
  const changes = [...files].filter(([path]) => /^changes\/\d+\/[^/]+(\.md|\/index\.md)$/.test(path))
  for (const [i, [path, text]] of changes.slice(-PLANNED).entries())
    files.set(
      path,
      text
        .replace(/^status: .*$/m, 'status: approved')
        .replace(/^window: .*$/m, `window: ${hours(48 + 3 * i)}`)
        .replace(/^outcome: .*\n/m, ''),
    )
  return files
}

const hours = (from: number) =>
  `{start: ${formatInstant(NOW + from * HOUR)}, end: ${formatInstant(NOW + (from + 2) * HOUR)}}`

const NEW = 'CHG-2026-99999'
const CHANGE = `---
id: ${NEW}
title: Grow the connection pool
type: normal
status: approved
requester: team-0
implementer: ana0
environment: staging
services: [service-1]
risk: {blast_radius: 1, rollback_difficulty: 1, complexity: 1, timing: 1}
window: ${hours(24)}
rollback: {max_duration: 15m, criteria: [{metric: error_ratio, comparator: ">", threshold: 0.01, action: manual}]}
---
## Implementation plan

As we agreed.

## Verification

As we agreed.

## Rollback plan

As we agreed.
`

export interface GateMeasured {
  /** A pull request that adds a change, one that renames the record of a finished one, and "may it start?". */
  adds: Run
  renames: Run
  starts: Run
  /** A pull request that takes a hundred records away. */
  removes: Run
}

const oldestOf = (files: ReadonlyMap<string, string>, count: number): string[] =>
  [...files.keys()].filter((path) => /^changes\/\d+\/[^/]+\.md$/.test(path)).slice(0, count)

/** Judges pull requests to a repository of one commit, each cold. */
export const measureGate = (files: ReadonlyMap<string, string>): Promise<GateMeasured> =>
  withContent(files, async (content) => {
    const git = (...args: string[]) => execFileSync('git', ['-C', content, ...AS, ...args], { encoding: 'utf8' }).trim()
    const commit = () => {
      git('add', '--all')
      git('commit', '--quiet', '--message', 'Records')
      return git('rev-parse', 'HEAD')
    }
    git('init', '--quiet')
    const base = commit()
    const reviews = join(content, '../reviews.json')
    const judge = (head: string) => {
      writeFileSync(reviews, JSON.stringify([{ user: { login: 'bo1' }, state: 'APPROVED', commit_id: head }]))
      return measure('gate', ...at(content), '--base', base, '--head', head, '--author', 'ana0', '--reviews', reviews)
    }
    const [oldest = ''] = oldestOf(files, 1)
    renameSync(join(content, oldest), join(content, oldest.replace(/\.md$/, '-renamed.md')))
    const renames = await judge(commit())
    git('reset', '--quiet', '--hard', base)
    const file = join(content, `changes/2026/${NEW}.md`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, CHANGE)
    const adds = await judge(commit())
    git('reset', '--quiet', '--hard', base)
    for (const path of oldestOf(files, 100)) rmSync(join(content, path))
    const removes = await judge(commit())
    git('reset', '--quiet', '--hard', base)
    writeFileSync(file, CHANGE)
    const starts = await measure('gate', NEW, '--content', content, '--now', formatInstant(NOW + 25 * HOUR))
    return { adds, renames, starts, removes }
  })

const at = (content: string) => ['--content', content, '--now', formatInstant(NOW)]
const AS = [
  '-c',
  'user.name=Bench',
  '-c',
  'user.email=bench@bench.example',
  '-c',
  'commit.gpgsign=false',
  '-c',
  'gc.auto=0',
]
