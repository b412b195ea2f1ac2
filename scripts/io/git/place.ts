import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { runGit } from './process.ts'

/** Where a repository is that holds a folder: what git says once, and what stays so. Whole paths without a link. */
export interface Place {
  /** The top of the work tree. */
  top: string
  /** The folder from there, with `/`; empty: it is the top. */
  folder: string
  /** The folder of git's own files. */
  directory: string
  /** The store of its objects. */
  objects: string
  /** The file that is there where the clone lacks older commits. */
  shallow: string
}

const ASKED = [
  ['--show-toplevel'],
  ['--show-prefix'],
  ['--git-dir'],
  ['--git-path', 'objects'],
  ['--git-path', 'shallow'],
]

/** Where the repository of a folder is; null where there is none, none that git trusts, or no git. */
export async function placeOf(path: string): Promise<Place | null> {
  const here = await realpath(path)
  const said = await ask(here, ASKED.flat())
  if (said === null) return null
  let lines = said.split('\n')
  // A folder's name may hold a line break: then one after the other.
  if (lines.length !== ASKED.length) lines = await Promise.all(ASKED.map(async (one) => (await ask(here, one)) ?? ''))
  const [top = '', prefix = '', directory = '', objects = '', shallow = ''] = lines
  return {
    top,
    folder: prefix.replace(/\/$/, ''),
    directory: resolve(here, directory),
    objects: resolve(here, objects),
    shallow: resolve(here, shallow),
  }
}

/** What git says of a folder, without the last line's end; null where it is in no work tree, or there is no git. */
async function ask(folder: string, flags: readonly string[]): Promise<string | null> {
  const run = await runGit(folder, ['rev-parse', ...flags]).catch(() => null)
  return run?.code === 0 ? run.stdout.toString().replace(/\n$/, '') : null
}
