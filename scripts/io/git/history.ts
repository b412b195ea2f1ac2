import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

export interface Person {
  name: string
  email: string
}

/** Who makes a commit, when, and what they say of it. */
export interface Made extends Person {
  message: string
  at: Instant
  /** Who brings it in for them; left out: they themselves. */
  committer?: Person | undefined
}

/**
 * A commit on top of another in which some files are as given, or gone (`null`). `files` goes by paths from the top of the
 * repository. Work tree, index and branches stay as they are.
 */
export async function commitOnTop(
  folder: string,
  parent: string,
  files: ReadonlyMap<string, string | null>,
  { name, email, message, at, committer: by = { name, email } }: Made,
): Promise<string> {
  const top = (await gitOutput(folder, ['rev-parse', '--show-toplevel'])).replace(/\n$/, '')
  const entries: string[] = []
  for (const [path, text] of files) {
    if (text === null) {
      entries.push(`0 ${NO_OBJECT.padEnd(parent.length, '0')}\t${path}\0`)
      continue
    }
    const blob = (await gitOutput(top, ['hash-object', '-w', '--no-filters', '--stdin'], text)).trim()
    entries.push(`100644 ${blob}\t${path}\0`)
  }
  const temporary = await mkdtemp(join(tmpdir(), 'evenkeel-'))
  try {
    const index = { GIT_INDEX_FILE: join(temporary, 'index') }
    await gitOutput(top, ['read-tree', parent], '', index)
    await gitOutput(top, ['update-index', '-z', '--index-info'], entries.join(''), index)
    const tree = (await gitOutput(top, ['write-tree'], '', index)).trim()
    const date = `@${Math.floor(at / 1000)} +0000`
    const author = { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_AUTHOR_DATE: date }
    const committer = { GIT_COMMITTER_NAME: by.name, GIT_COMMITTER_EMAIL: by.email, GIT_COMMITTER_DATE: date }
    const made = await gitOutput(top, ['commit-tree', '--no-gpg-sign', '-p', parent, tree], `${message}\n`, {
      ...author,
      ...committer,
    })
    return made.trim()
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

const NO_OBJECT = '0'

/** When a commit was made, by its committer's clock. */
export const commitTime = async (folder: string, commit: string): Promise<Instant> =>
  Number((await gitOutput(folder, ['log', '-1', '--no-show-signature', '--format=%ct', commit])).trim()) * 1000
