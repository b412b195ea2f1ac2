import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { decodeHTML } from 'entities'

const TEXTS = new Set(['.html', '.json', '.xml', '.atom', '.rss', '.ics', '.svg', '.txt', '.css', '.js', '.mjs', '.webmanifest', ''])

/** Every file below a folder that holds text, with what a reader of it can come to see. */
export function* artifactTexts(folder: string): Generator<{ page: string; text: string }> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !TEXTS.has(extname(entry.name))) continue
    const path = join(entry.parentPath, entry.name)
    const page = path.slice(folder.length + 1)
    yield { page, text: `${page}\n${visible(readFileSync(path, 'utf8'), extname(entry.name))}` }
  }
}

/** Text as it is meant: entities and escapes decoded, tags out of its way, white space folded. */
export function visible(source: string, extension: string): string {
  if (extension === '.json') return fold(unescapeJson(source))
  if (!['.html', '.xml', '.svg', '.atom', '.rss'].includes(extension)) return fold(source)
  const attributes: string[] = []
  const text = source.replaceAll(/<!--([\s\S]*?)-->|<\/?[a-zA-Z][^\s/>]*((?:"[^"]*"|'[^']*'|[^>"'])*)>/g, (_, comment: string, inner: string) => {
    if (comment ?? inner) attributes.push(comment ?? inner)
    return ' '
  })
  return fold(decodeHTML(`${text}\n${attributes.join('\n')}`)).replaceAll(/ (?=[.,;:!?)])/g, '')
}

/** JSON's escapes, wherever they stand: a leak must not hide behind `\u0041`. */
const unescapeJson = (source: string) =>
  source.replaceAll(/\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))/g, (_, hex: string | undefined, mark: string) =>
    hex ? String.fromCharCode(Number.parseInt(hex, 16)) : /[bfnrt]/.test(mark) ? ' ' : mark,
  )

const fold = (text: string) => text.replaceAll(/\s+/g, ' ')
