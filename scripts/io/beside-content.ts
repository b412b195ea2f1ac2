import { existsSync, readdirSync, realpathSync, type Dirent } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import type { Problem } from '#model/diagnostic'
import { mayBelong, placeOfBeside } from '#model/records/beside-content'

/*
 * A form in a browser or a tired hand puts `incidents/…` at the top of the repository, beside the content folder instead
 * of within. Nobody would read it, and nobody would be told that customers don't.
 */

/** `incidents/2026/INC-…/public/….md`: deeper nobody writes. */
const DEPTH = 5
/** What is found after so many is the same mistake. */
const MOST = 100

/** Records and updates beside the content folder, or beside one above it in its repository, each an error. */
export function besideContent(folder: string): Problem[] {
  const base = realpathSync(folder)
  const found: Problem[] = []
  for (const above of foldersAbove(base)) {
    for (const path of filesBeside(above, base)) {
      const meant = placeOfBeside(path)
      if (meant === null || found.length === MOST) continue
      found.push(misplaced(relative(base, join(above, path)).replaceAll(sep, '/'), `${basename(base)}/${meant}`))
    }
  }
  return found
}

/** From the folder that a content folder lies in up to the top of its repository; none where there is none. */
function foldersAbove(base: string): string[] {
  const folders: string[] = []
  for (let here = base; !existsSync(join(here, '.git'));) {
    const above = dirname(here)
    if (above === here) return []
    folders.push(above)
    here = above
  }
  return folders
}

function filesBeside(above: string, base: string): string[] {
  // A content folder of its own is somebody else's to judge.
  if (existsSync(join(above, 'site.yaml'))) return []
  const files: string[] = []
  const walk = (path: string, entry: Dirent, depth: number) => {
    if (entry.isFile()) files.push(path)
    if (!entry.isDirectory() || depth === DEPTH || join(above, path) === base) return
    for (const inner of entriesOf(join(above, path))) walk(`${path}/${inner.name}`, inner, depth + 1)
  }
  for (const entry of entriesOf(above)) if (mayBelong(entry.name)) walk(entry.name, entry, 0)
  return files.toSorted()
}

/** Nothing of a folder that can't be opened: it is none of ours. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'))
  } catch {
    return []
  }
}

const misplaced = (file: string, meant: string): Problem => ({
  rule: 'unknown-file',
  severity: 'error',
  at: { file, span: { line: 1, column: 1, end_line: 1, end_column: 1 } },
  message: `Unexpected place beside the content folder, expected it at \`${meant}\`${meant.includes('/public/') ? ': customers read nothing of it' : ''}.`,
  help: `Move it to \`${meant}\`; until then nothing of it is read or published.`,
})
