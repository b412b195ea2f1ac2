import { existsSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { posix } from 'node:path'
import type { Instant } from '#model/time'
import { isFastForward } from './fast-forward.ts'
import { gitMerge, type GitMerge } from './merge.ts'
import { objectReader, type ObjectReader } from './object-reader.ts'
import { placeOf } from './place.ts'
import { gitOutput, runGit } from './process.ts'
import { readBlobs, treeReader, type TreeFile } from './tree.ts'

/** A folder in the repository that holds it, wherever the command was started. */
export interface Repository {
  /** Where the folder really stands, from the top of the repository, with `/` and no link on the way; empty: it is the top. */
  folder: string
  /** The folder as it was named. */
  path: string
  /** The full hash of what `ref` names; null where it names no commit. */
  commit: (ref: string) => Promise<string | null>
  /**
   * The full names of refs that `ref` may mean, where they are of different objects: of a tag and a branch of one name
   * git takes the tag.
   */
  meanings: (ref: string) => Promise<string[]>
  /** The names of its branches, local ones first, each once: `main` and no `origin/main` beside it. */
  branches: () => Promise<string[]>
  /** Files of the folder, and some outside of it, named from it, that differ from a commit or that git doesn't know yet. */
  changedFiles: (commit: string, outside?: readonly string[]) => Promise<string[]>
  /** The newest commit that two have in common; null where there is none, or the clone is too shallow to know. */
  mergeBase: (one: string, other: string) => Promise<string | null>
  /** Whether the clone lacks older commits. */
  isShallow: () => Promise<boolean>
  /** Every file of the folder at a commit. */
  filesAt: (commit: string) => Promise<TreeFile[]>
  /** What a merge of `head` into `base` leaves behind; `known` says of a content whether either has it. */
  merge: (base: string, head: string, known: (oid: string) => boolean) => Promise<GitMerge>
  /** The contents behind some files' `oid`s. */
  contents: (oids: Iterable<string>) => Promise<Map<string, Uint8Array>>
  /** What reads its objects. */
  reader: ObjectReader
}

/** Opens the repository that holds a folder; null where there is none, or none that git trusts. */
export async function openRepository(path: string): Promise<Repository | null> {
  const place = await placeOf(path)
  if (place === null) return null
  const { top, folder } = place
  const reader = objectReader(top)
  const files = treeReader(reader)
  /** What a clone lacks may be what parts two commits. */
  const isShallow = () => existsSync(place.shallow)
  const leadsTo = async (base: string, head: string) => !isShallow() && (await isFastForward(reader, base, head))
  // Brackets and stars in a folder's name are no pattern.
  const scope = folder === '' ? '.' : `:(literal)${folder}`
  const listed = (output: string) => output.split('\0').filter((name) => name !== '')

  return {
    folder,
    path,
    reader,
    commit: commitNamed,
    meanings: async (ref) => {
      const [name = ''] = ref.split(/[~^:@*?[\\]/)
      if (name === '' || name.startsWith('-')) return []
      // A whole hash is what it says, whatever refs are called so.
      if (HASH.test(name) && (await commitNamed(name)) === name) return []
      const places = ['', 'refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/'].map((below) => `${below}${name}`)
      const found = await gitOutput(top, ['for-each-ref', '--format=%(objectname) %(refname)', ...places])
      const refs = found.split('\n').flatMap((one) => {
        const [oid = '', refname = ''] = one.split(' ')
        // A pattern is also a folder of refs.
        return places.includes(refname) ? [{ oid, refname }] : []
      })
      return new Set(refs.map(({ oid }) => oid)).size > 1 ? refs.map(({ refname }) => refname) : []
    },
    branches: async () => {
      const names = listed(
        await gitOutput(top, ['for-each-ref', '--format=%(refname)%00', 'refs/heads', 'refs/remotes']),
      )
      const remote = names.flatMap((name) => /^\s*refs\/remotes\/(?!.*\/HEAD$)(.*)/.exec(name)?.[1] ?? [])
      const local = names.flatMap((name) => /^\s*refs\/heads\/(.*)/.exec(name)?.[1] ?? [])
      return [...local, ...remote.filter((name) => !local.includes(name.replace(/^[^/]*\//, '')))]
    },
    changedFiles: async (commit, outside = []) => {
      const scopes = [scope, ...outside.map((file) => `:(literal)${posix.join(folder, file)}`)]
      const changed = await gitOutput(top, ['diff', '--name-only', '-z', '--no-renames', commit, '--', ...scopes])
      const fresh = await gitOutput(top, ['ls-files', '--others', '--exclude-standard', '-z', '--', ...scopes])
      return [...new Set([...listed(changed), ...listed(fresh)])].map((name) => posix.relative(folder, name))
    },
    mergeBase: async (one, other) => ((await leadsTo(one, other)) ? one : hash(top, ['merge-base', one, other])),
    isShallow: async () => isShallow(),
    filesAt: (commit) => files(commit, folder),
    merge: async (base, head, known) =>
      (await leadsTo(base, head))
        ? { files: await files(head, folder), conflicts: [], made: new Map() }
        : gitMerge(place, known, [base, head]),
    contents: (oids) => readBlobs(reader, oids),
  }

  // A name that starts with a dash is a flag wherever git is called with it.
  async function commitNamed(ref: string) {
    const [found] = ref.startsWith('-') ? [] : await reader.objects([`${ref}^{commit}`])
    return found?.type === 'commit' ? found.oid : null
  }
}

const HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/** Why no repository was opened for a folder; of one that git doesn't trust, what git says to do. */
export async function whyNoRepository(path: string): Promise<'no git' | 'none' | { trust: string }> {
  const run = await runGit(await realpath(path), ['rev-parse', '--show-toplevel']).catch(() => null)
  if (run === null) return 'no git'
  const trust = /git config --global --add safe\.directory .*/.exec(run.stderr)?.[0]
  return trust === undefined ? 'none' : { trust }
}

const SHALLOW = ['rev-parse', '--is-shallow-repository']

/** One line that git knows of a folder; null where it is in no work tree, or there is no git. */
async function line(folder: string, flag: string): Promise<string | null> {
  const run = await runGit(folder, ['rev-parse', flag]).catch(() => null)
  return run?.code === 0 ? run.stdout.toString().replace(/\n$/, '') : null
}

/** A hash that git prints; null where it prints none. */
async function hash(folder: string, args: readonly string[]): Promise<string | null> {
  const { code, stdout } = await runGit(folder, args)
  const printed = stdout.toString().trim()
  return code === 0 && printed !== '' ? printed : null
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
  const folder = await realpath(path)
  if ((await line(folder, '--show-toplevel')) === null) return null
  if ((await hash(folder, ['rev-parse', '--verify', '--quiet', 'HEAD'])) === null) return { shallow: false, log: '' }
  const tracked = await gitOutput(folder, ['ls-tree', '--name-only', 'HEAD', '--', '.'])
  if ((await gitOutput(folder, SHALLOW)).trim() === 'true') return tracked === '' ? null : { shallow: true }
  const log = await gitOutput(folder, [...LOG, '--format=commit %H %at', 'HEAD', '--', `:(glob)${pattern}`])
  return { shallow: false, log }
}

/**
 * When each file below a folder was first added, by its name from the folder: the author's time of the earliest commit
 * that adds it, of files that are gone too. One call of git. Null where git can't say: the folder is in no repository,
 * git isn't there, or the clone is shallow, so that every file would seem to be made on one day.
 */
export async function createdDates(path: string): Promise<Map<string, Instant> | null> {
  try {
    const folder = await realpath(path)
    if ((await gitOutput(folder, SHALLOW)).trim() !== 'false') return null
    return firstTimes(await gitOutput(folder, [...ADDED, 'HEAD', '--', '.']))
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
