import { gitBytes } from './process.ts'
import { treeEntries } from './tree-object.ts'
import type { Repository } from './repository.ts'

/** More branches than this aren't looked at: the newest ones are. */
const MOST_BRANCHES = 1000

/** A folder of ten thousand names is most of a megabyte: so many are in memory together. */
const AT_ONCE = 50

/** The names in a folder of the content, on every local and remote branch that the clone knows. */
export async function namesOnBranches({ path, folder, reader }: Repository, below: string): Promise<string[]> {
  const listed = await gitBytes(path, [
    'for-each-ref',
    '--sort=-committerdate',
    `--count=${MOST_BRANCHES}`,
    '--format=%(objectname)',
    'refs/heads',
    'refs/remotes',
  ])
  const commits = [...new Set(listed.toString('latin1').split('\n'))].filter((hash) => hash !== '')
  const place = folder === '' ? below : `${folder}/${below}`
  if (commits.length === 0 || place.includes('\n')) return []
  const asked = commits.map((commit) => `${commit}:${place}\n`).join('')
  const checked = await gitBytes(path, ['cat-file', '--batch-check=%(objectname) %(objecttype)'], asked)
  const trees = checked
    .toString('latin1')
    .split('\n')
    .flatMap((line) => /^([0-9a-f]{40,64}) tree$/.exec(line)?.[1] ?? [])
  const names = new Set<string>()
  const unique = [...new Set(trees)]
  for (let at = 0; at < unique.length; at += AT_ONCE)
    for (const tree of await reader.objects(unique.slice(at, at + AT_ONCE)))
      for (const { name } of tree === null ? [] : treeEntries(tree)) names.add(name)
  return [...names]
}

/** When a file came into the history, in Unix seconds; null: it isn't committed yet. */
export async function addedAt({ path, folder }: Repository, file: string): Promise<number | null> {
  const place = folder === '' ? file : `${folder}/${file}`
  const log = [
    'log',
    '-1',
    '--format=%ct',
    '--diff-filter=A',
    '--no-renames',
    '--diff-merges=off',
    '--no-show-signature',
  ]
  const time = await gitBytes(path, [...log, 'HEAD', '--', `:(top,literal)${place}`]).catch(() => Buffer.alloc(0))
  const seconds = Number.parseInt(time.toString('latin1'), 10)
  return Number.isNaN(seconds) ? null : seconds
}
