import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, relative, resolve } from 'node:path'
import { simpleGit } from 'simple-git'

/** The repository that holds a folder, wherever the command was started. */
export interface Repository {
  /** Its top folder, an absolute path. */
  top: string
  /** The full hash of what `ref` names; null where it names no commit. */
  commit: (ref: string) => Promise<string | null>
  /** Files below `folder` that differ from a commit or that git doesn't know yet, named from the folder above `folder`. */
  changedFiles: (commit: string, folder: string) => Promise<string[]>
  /** Hands over a copy of `folder` as it was at a commit, or null where it wasn't there. The copy is gone afterwards. */
  withTree: <T>(commit: string, folder: string, use: (copy: string | null) => T | Promise<T>) => Promise<T>
}

/** Opens the repository that holds a folder; null where there is none. */
export async function openRepository(folder: string): Promise<Repository | null> {
  const here = await realpath(folder)
  const git = simpleGit(here)
  if (!(await git.checkIsRepo().catch(() => false))) return null
  const top = (await git.raw(['rev-parse', '--show-toplevel'])).trim()
  const listed = (output: string) => output.split('\0').filter((name) => name !== '')
  const inside = async (path: string) => relative(top, await realpath(resolve(path))).replaceAll('\\', '/')

  return {
    top,
    commit: async (ref) => {
      // A ref that starts with a dash would be read as a flag.
      if (ref.startsWith('-')) return null
      const hash = await git.raw(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]).catch(() => '')
      return hash.trim() === '' ? null : hash.trim()
    },
    changedFiles: async (commit, path) => {
      const root = simpleGit(top)
      const from = await inside(path)
      const scope = from === '' ? '.' : from
      const changed = await root.raw(['diff', '--name-only', '-z', '--no-renames', commit, '--', scope])
      const fresh = await root.raw(['ls-files', '--others', '--exclude-standard', '-z', '--', scope])
      const cut = from.length - basename(from).length
      return [...new Set([...listed(changed), ...listed(fresh)])].map((name) => name.slice(cut))
    },
    withTree: async (commit, path, use) => {
      const from = await inside(path)
      const temporary = await mkdtemp(join(tmpdir(), 'evenkeel-'))
      try {
        const there = await simpleGit(top).raw(['ls-tree', '-d', '--name-only', commit, '--', from === '' ? '.' : from])
        if (from !== '' && there.trim() === '') return await use(null)
        // A private index, so that the user's own one and the work tree stay as they are.
        const env = { PATH: process.env['PATH'] ?? '', GIT_INDEX_FILE: join(temporary, 'index') }
        const shadow = simpleGit(top, { allowEnvironment: ['GIT_INDEX_FILE'] }).env(env)
        await shadow.raw(['read-tree', commit])
        await shadow.raw(['checkout-index', '--all', `--prefix=${join(temporary, 'tree')}/`])
        return await use(join(temporary, 'tree', from))
      } finally {
        await rm(temporary, { recursive: true, force: true })
      }
    },
  }
}
