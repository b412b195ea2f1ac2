import { decodeHTML } from 'entities'
import { withEscapesUndone } from './escapes.ts'

/**
 * What a reader of a file can come to see, a client among them that undoes what is escaped: an internal text that got out
 * in the address of a link has got out.
 */
export const visible = (source: string, extension: string): string => withEscapesUndone(said(source, extension))

/**
 * What a file says by its format: entities and escapes decoded, tags out of its way, white space folded. What
 * doesn't hang together stands on lines of its own, such as two attributes or two values of JSON: whoever quotes the
 * markup of a page has quoted no text of it.
 */
function said(source: string, extension: string): string {
  switch (extension) {
    case '.json':
    case '.webmanifest':
      return jsonText(source)
    case '.js':
    case '.mjs':
      return fold(unescapeJson(source))
    case '.ics':
      return icsText(source)
    case '.html':
    case '.svg':
      return markupText(source)
    case '.xml':
    case '.atom':
    case '.rss': {
      const text = markupText(source)
      // A feed holds HTML as text: what that says is read, too.
      return /[<&]/.test(text) ? `${text}\n${htmlWithin(text)}` : text
    }
    default:
      return fold(source)
  }
}

/** Text that may be HTML, or only look like it: whatever stands in it, this takes one pass. */
const htmlWithin = (text: string) => `${decoded(text)}\n${folded(decoded(text.replaceAll(/<\/?[a-z][^<>]*>/gi, ' ')))}`

/** A comment, the marks of CDATA, a tag, a doctype or an instruction such as `<?xml …?>`. */
const MARK =
  /<!--([\s\S]*?)(?:-->|$)|<!\[CDATA\[|\]\]>|<[/!?]?[a-zA-Z][^\s/>"'<]*(?=[\s/>"'])((?:"[^"]*"|'[^']*'|[^>"'<])*)>/g

/** The text between the tags as one line; comments, and names and values of attributes, each on another one. */
function markupText(source: string): string {
  const apart = new Set<string>()
  const text = source.replaceAll(MARK, (_, comment: string | undefined, inner: string | undefined) => {
    const unread = comment ?? inner ?? ''
    if (unread.length > 1) apart.add(unread)
    return ' '
  })
  return `${folded(decoded(text))}\n${decoded([...apart].map(attributesIn).join('\n'))}`
}

/** Quotes end what is said: `"` can't stand in a value that they are around, and `'` mostly is an apostrophe. */
const attributesIn = (inner: string): string =>
  fold(inner.includes("='") ? inner.replaceAll(/='([^']*)'/g, '="$1"\0') : inner).replaceAll(/["\0]/g, '\n')

/** Without the blanks that a tag leaves before a full stop. */
const folded = (text: string) => fold(text).replaceAll(/ (?=[.,;:!?)])/g, '')

const decoded = (text: string) => (text.includes('&') ? decodeHTML(text) : text)

/** Strings, keys among them, and what is between them; a feed holds HTML here, too. Whatever it is, nothing is dropped. */
function jsonText(source: string): string {
  const strings: string[] = []
  const between = source.replaceAll(/"([^"\\]*(?:\\.[^"\\]*)*)(?:"|\\?$)/gs, (_, inner: string) => {
    strings.push(fold(unescapeJson(inner)))
    return ' '
  })
  const text = `${strings.join('\n')}\n${fold(unescapeJson(between))}`
  return /<\/[a-z]/i.test(text) ? `${text}\n${strings.map(htmlWithin).join('\n')}` : text
}

/** JSON's escapes, wherever they stand: a leak must not hide behind `\u0041`. */
const unescapeJson = (source: string) =>
  source.replaceAll(/\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))/g, (_, hex: string | undefined, mark: string) =>
    hex ? String.fromCharCode(Number.parseInt(hex, 16)) : /[bfnrt]/.test(mark) ? ' ' : mark,
  )

/** RFC 5545, 3.1 and 3.3.11: long lines go on after a blank, and commas, semicolons and line breaks are escaped. */
const icsText = (source: string): string =>
  source
    .replaceAll(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .flatMap((line) => {
      const [, name = '', parameters = '', value = line] =
        /^([A-Za-z\d-]+)((?:;[A-Za-z\d-]+=(?:"[^"]*"|[^":;]*))*):(.*)$/.exec(line) ?? []
      return [name, ...parameters.split(/[;="]/), value.replaceAll(/\\([,;\\nN])/g, ofIcs)]
    })
    .map(fold)
    .filter((part) => part !== '')
    .join('\n')
const ofIcs = (_: string, mark: string) => (mark.toLowerCase() === 'n' ? ' ' : mark)

const fold = (text: string) => text.replaceAll(/\s{2,}|[^\S ]/g, ' ')
