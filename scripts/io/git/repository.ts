import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleGit } from 'simple-git'
import type { Instant } from '#model/time'
import { readBlobs, treeFiles, type TreeFile } from './tree.ts'

/** A folder in the repository that holds it, wherever the command was started. */
export interface Repository {
  /** Where the folder really stands, from the top of the repository, with `/` and no link on the way; empty: it is the top. */
  folder: string
  /** The folder as it was named. */
  path: string
  /** The full hash of what `ref` names; null where it names no commit. */
  commit: (ref: string) => Promise<string | null>
  /** Files of the folder, named from it, that differ from a commit or that git doesn't know yet. */
  changedFiles: (commit: string) => Promise<string[]>
  /** The newest commit that two have in common; null where there is none, or the clone is too shallow to know. */
  mergeBase: (one: string, other: string) => Promise<string | null>
  /** Whether the clone lacks older commits. */
  isShallow: () => Promise<boolean>
  /** Every file of the folder at a commit. */
  filesAt: (commit: string) => Promise<TreeFile[]>
  /** The contents behind some files' `oid`s. */
  contents: (oids: Iterable<string>) => Promise<Map<string, Uint8Array>>
  /** Hands over a copy of the folder as it was at a commit, or null where it wasn't there. The copy is gone afterwards. */
  withTree: <T>(commit: string, use: (copy: string | null) => T | Promise<T>) => Promise<T>
}

/** Opens the repository that holds a folder; null where there is none. */
export async function openRepository(path: string): Promise<Repository | null> {
  const here = simpleGit(await realpath(path))
  if (!(await here.checkIsRepo().catch(() => false))) return null
  const line = async (flag: string) => (await here.raw(['rev-parse', flag])).replace(/\n$/, '')
  const top = await line('--show-toplevel')
  const git = simpleGit(top)
  const folder = (await line('--show-prefix')).replace(/\/$/, '')
  // Brackets and stars in a folder's name are no pattern.
  const scope = folder === '' ? '.' : `:(literal)${folder}`
  const listed = (output: string) => output.split('\0').filter((name) => name !== '')

  return {
    folder,
    path,
    commit: async (ref) => {
      // A ref that starts with a dash would be read as a flag.
      if (ref.startsWith('-')) return null
      const hash = await git.raw(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]).catch(() => '')
      return hash.trim() === '' ? null : hash.trim()
    },
    changedFiles: async (commit) => {
      const changed = await git.raw(['diff', '--name-only', '-z', '--no-renames', commit, '--', scope])
      const fresh = await git.raw(['ls-files', '--others', '--exclude-standard', '-z', '--', scope])
      const cut = folder === '' ? 0 : folder.length + 1
      return [...new Set([...listed(changed), ...listed(fresh)])].map((name) => name.slice(cut))
    },
    mergeBase: async (one, other) => {
      const hash = await git.raw(['merge-base', one, other]).catch(() => '')
      return hash.trim() === '' ? null : hash.trim()
    },
    isShallow: async () => (await git.raw(['rev-parse', '--is-shallow-repository'])).trim() === 'true',
    filesAt: (commit) => treeFiles(top, commit, folder),
    contents: (oids) => readBlobs(top, oids),
    withTree: async (commit, use) => {
      const temporary = await mkdtemp(join(tmpdir(), 'evenkeel-'))
      try {
        const there = folder === '' || (await git.raw(['ls-tree', '-d', '--name-only', commit, '--', folder])) !== ''
        if (!there) return await use(null)
        // A private index, so that the user's own one and the work tree stay as they are.
        const env = { PATH: process.env['PATH'] ?? '', GIT_INDEX_FILE: join(temporary, 'index') }
        const shadow = simpleGit(top, { allowEnvironment: ['GIT_INDEX_FILE'] }).env(env)
        await shadow.raw(['read-tree', commit])
        await shadow.raw(['checkout-index', '--all', `--prefix=${join(temporary, 'tree')}/`])
        return await use(join(temporary, 'tree', folder))
      } finally {
        await rm(temporary, { recursive: true, force: true })
      }
    },
  }
}

/**
 * What every commit on the way to HEAD did to some files of a folder, oldest first: above each commit a line
 * `commit <hash> <author's Unix time>`, then its patches without context, their names from the folder. One call of git,
 * however many commits. A shallow clone has no such history; null: the folder is in no repository.
 */
export async function patchLog(
  path: string,
  pattern: string,
): Promise<{ shallow: true } | { shallow: false; log: string } | null> {
  const git = simpleGit(await realpath(path))
  if (!(await git.checkIsRepo().catch(() => false))) return null
  const isEmpty = (await git.raw(['rev-parse', '--verify', '--quiet', 'HEAD']).catch(() => '')) === ''
  if (isEmpty) return { shallow: false, log: '' }
  const tracked = await git.raw(['ls-tree', '--name-only', 'HEAD', '--', '.'])
  if ((await git.raw(['rev-parse', '--is-shallow-repository'])).trim() === 'true')
    return tracked === '' ? null : { shallow: true }
  return { shallow: false, log: await git.raw([...LOG, '--format=commit %H %at', 'HEAD', '--', `:(glob)${pattern}`]) }
}

/**
 * When each file below a folder was first added, by its name from the folder: the author's time of the earliest commit
 * that adds it, of files that are gone too. One call of git. Null where git can't say: the folder is in no repository,
 * git isn't there, or the clone is shallow, so that every file would seem to be made on one day.
 */
export async function createdDates(path: string): Promise<Map<string, Instant> | null> {
  try {
    const git = simpleGit(await realpath(path))
    if ((await git.raw(['rev-parse', '--is-shallow-repository'])).trim() !== 'false') return null
    return firstTimes(await git.raw([...ADDED, 'HEAD', '--', '.']))
  } catch {
    return null
  }
}

/** `/<Unix time>` above the names of each commit: no name from the folder begins with a slash. */
const ADDED = ['log', '-z', '--diff-filter=A', '--name-only', '--relative', '--format=/%at', '--no-renames'].concat(
  ['--no-color', '--no-ext-diff', '--no-show-signature', '--no-notes', '--no-follow'],
  // A file may come with the merge itself.
  ['--diff-merges=first-parent'],
)

function firstTimes(log: string): Map<string, Instant> {
  const times = new Map<string, Instant>()
  let at = 0
  for (const part of log.split('\0')) {
    const name = part.replace(/^\n/, '')
    if (name.startsWith('/')) at = Number(name.slice(1)) * 1000
    else if (name !== '') times.set(name, Math.min(at, times.get(name) ?? Infinity))
  }
  return times
}

/** The same output whatever the user has configured, and no program that a repository names is run. */
const LOG = ['-c', 'core.quotePath=false', 'log', '--reverse', '--patch', '--unified=0', '--relative', '--text'].concat(
  ['--no-color', '--no-renames', '--no-ext-diff', '--no-textconv', '--diff-merges=off', '--no-show-signature'],
  ['--no-notes', '--no-follow', '--src-prefix=a/', '--dst-prefix=b/'],
)
