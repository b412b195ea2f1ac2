import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { placeOf } from '#io/new-files'
import { pathsBeside, type Forge } from './repository-files.ts'

/** The folder of the records: the workflows that are written call every command without `--content`. */
export const CONTENT = 'content'

/** What stands in a folder already, of all that would be written to it. */
export interface Survey {
  /** Files beside `content/` that aren't there, and those that are and stay as they are. */
  missing: string[]
  kept: string[]
  /** Records are left wholly alone. */
  content: 'missing' | 'empty' | 'records'
  /** What can't be written: it would lead out of the folder, or through a file. */
  blocked: string[]
  /** What the user's own `package.json` and `.gitignore` hold; null where there is none. */
  packageJson: string | null
  gitignore: string | null
}

/** Looks at a folder. */
export function survey(folder: string, forge: Forge = 'github'): Survey {
  const wanted = ['package.json', 'package-lock.json', ...pathsBeside(forge)]
  const places = new Map(wanted.map((path) => [path, placeOf(folder, path)]))
  const at = (state: string) => wanted.filter((path) => places.get(path) === state)
  // Where GitHub looks, too; ours would be looked at first.
  const owners = (forge === 'github' ? ['CODEOWNERS', 'docs/CODEOWNERS'] : []).filter(
    (path) => placeOf(folder, path) === 'taken',
  )
  const kept = [...at('taken'), ...owners]
  const isTheirs = (path: string) =>
    (path === '.github/CODEOWNERS' && owners.length > 0) ||
    // A lock file goes with the package.json that it was made for.
    (path === 'package-lock.json' && kept.includes('package.json'))
  const text = (path: string) => {
    if (!kept.includes(path)) return null
    const file = join(folder, path)
    return existsSync(file) ? readFileSync(file, 'utf8') : ''
  }
  const obstructed = placeOf(folder, `${CONTENT}/site.yaml`) === 'blocked' ? [CONTENT] : []
  return {
    missing: at('free').filter((path) => !isTheirs(path)),
    kept,
    content: obstructed.length > 0 || !existsSync(join(folder, CONTENT)) ? 'missing' : recordsIn(folder),
    blocked: [...at('blocked'), ...obstructed],
    packageJson: text('package.json'),
    gitignore: text('.gitignore'),
  }
}

function recordsIn(folder: string): 'empty' | 'records' {
  const names = readdirSync(join(folder, CONTENT)).filter((name) => !name.startsWith('.'))
  return names.length === 0 ? 'empty' : 'records'
}
