import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { visible } from './visible.ts'

/** Whatever isn't known to be without words is read: a kind of file that nobody thought of must not be a way out. */
const WORDLESS = new Set(['.png', '.jpg', '.jpeg', '.gif', '.webp', '.avif', '.ico', '.woff', '.woff2'])

/** The paths of all files below a folder, with `/`. */
export const artifactFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )

/** Every file below a folder that may hold text, with what a reader of it can come to see. */
export function* artifactTexts(
  folder: string,
  files = artifactFiles(folder),
): Generator<{ page: string; text: string }> {
  for (const page of files) {
    const extension = extname(page).toLowerCase()
    if (WORDLESS.has(extension)) continue
    // Its address says something, too; that every page is an `index.html` does not.
    const address = page.replace(/(^|\/)index\.html$/, '').replaceAll('/', '\n')
    yield { page, text: `${address}\n${visible(readFileSync(join(folder, page), 'utf8'), extension)}` }
  }
}
