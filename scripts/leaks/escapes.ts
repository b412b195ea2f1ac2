import { decodeHTML } from 'entities'

/*
 * What clients undo beside what the format of a file asks for: `%20` in an address, `\u0020` or `\x20` in a script that
 * stands in a page, entities in a text that is put into one.
 */

/** Anything that one of them could undo. */
const ESCAPE = /%[\da-f]{2}|\\u\{?[\da-f]|\\x[\da-f]{2}|&#?[a-z\d]|\?[^\s"'<>?]*\+/i

/** One text can be in another one's address, in a page: so many times it is undone. */
const LAYERS = 3

/** A text, and below it its lines with escapes as they read once those are undone, layer by layer. */
export function withEscapesUndone(text: string): string {
  const all = [text]
  let lines = text
  for (let layer = 0; layer < LAYERS && ESCAPE.test(lines); layer++) {
    const before = lines.split('\n').filter((line) => ESCAPE.test(line))
    const after = before.map(undone).filter((line, i) => line !== before[i])
    if (after.length === 0) break
    lines = [...new Set(after)].join('\n')
    all.push(lines)
  }
  return all.join('\n')
}

function undone(line: string): string {
  const text = line
    // The words of a form that is sent.
    .replaceAll(/\?[^\s"'<>?]*\+[^\s"'<>?]*/g, (query) => query.replaceAll('+', ' '))
    .replaceAll(/(?:%[\da-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'))
    .replaceAll(
      /\\(?:u\{([\da-f]{1,6})\}|u([\da-f]{4})|x([\da-f]{2}))/gi,
      (whole, point: string | undefined, unit: string | undefined, byte: string | undefined) =>
        character(Number.parseInt(point ?? unit ?? byte ?? '', 16)) ?? whole,
    )
  const decoded = text.includes('&') ? decodeHTML(text) : text
  return decoded.replaceAll(/\s{2,}|[^\S ]/g, ' ')
}

/** Units of UTF-16 come in pairs, each by itself. */
const character = (point: number): string | null => (point <= 0x10ffff ? String.fromCodePoint(point) : null)
