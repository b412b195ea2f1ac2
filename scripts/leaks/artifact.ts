import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { decodeHTML } from 'entities'

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
export function* artifactTexts(folder: string): Generator<{ page: string; text: string }> {
  for (const page of artifactFiles(folder)) {
    const extension = extname(page).toLowerCase()
    if (WORDLESS.has(extension)) continue
    // Its address says something, too; that every page is an `index.html` does not.
    const address = page.replace(/(^|\/)index\.html$/, '').replaceAll('/', '\n')
    yield { page, text: `${address}\n${visible(readFileSync(join(folder, page), 'utf8'), extension)}` }
  }
}

/** Text as it is meant: entities and escapes decoded, tags out of its way, white space folded. */
export function visible(source: string, extension: string): string {
  if (['.json', '.webmanifest', '.js', '.mjs'].includes(extension)) {
    const text = fold(unescapeJson(source))
    // A feed holds HTML here, too.
    return /<\/[a-z]/i.test(text) ? `${text}\n${htmlWithin(text)}` : text
  }
  if (extension === '.ics') return fold(unfoldIcs(source))
  if (!['.html', '.xml', '.svg', '.atom', '.rss'].includes(extension)) return fold(source)
  const text = markupText(source)
  // A feed holds HTML as text: what that says is read, too.
  return ['.xml', '.atom', '.rss'].includes(extension) ? `${text}\n${htmlWithin(text)}` : text
}

/** Text that may be HTML, or only look like it: whatever stands in it, this takes one pass. */
const htmlWithin = (text: string) =>
  `${decodeHTML(text)}\n${folded(decodeHTML(text.replaceAll(/<\/?[a-z][^<>]*>/gi, ' ')))}`

function markupText(source: string): string {
  const attributes: string[] = []
  const text = source.replaceAll(
    /<!--([\s\S]*?)-->|<\/?[a-zA-Z][^\s/>"'<]*((?:"[^"]*"|'[^']*'|[^>"'<])*)>/g,
    (_, comment: string, inner: string) => {
      if (comment ?? inner) attributes.push(comment ?? inner)
      return ' '
    },
  )
  return folded(decodeHTML(`${text}\n${attributes.join('\n')}`))
}

/** Without the blanks that a tag leaves before a full stop. */
const folded = (text: string) => fold(text).replaceAll(/ (?=[.,;:!?)])/g, '')

/** JSON's escapes, wherever they stand: a leak must not hide behind `\u0041`. */
const unescapeJson = (source: string) =>
  source.replaceAll(/\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))/g, (_, hex: string | undefined, mark: string) =>
    hex ? String.fromCharCode(Number.parseInt(hex, 16)) : /[bfnrt]/.test(mark) ? ' ' : mark,
  )

/** RFC 5545, 3.1 and 3.3.11: long lines go on after a blank, and commas, semicolons and line breaks are escaped. */
const unfoldIcs = (source: string) =>
  source
    .replaceAll(/\r?\n[ \t]/g, '')
    .replaceAll(/\\([,;\\nN])/g, (_, mark: string) => (mark.toLowerCase() === 'n' ? ' ' : mark))

const fold = (text: string) => text.replaceAll(/\s+/g, ' ')
