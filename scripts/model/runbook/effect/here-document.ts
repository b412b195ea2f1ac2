/** What `<<WORD` says: which line ends the text below, and how that text is read. */
export interface HereDocument {
  /** Null where shells don't agree on it. */
  delimiter: string | null
  /** `<<-`: tabs before the line that ends it don't count. */
  indented: boolean
  /** A delimiter in quotes: nothing in the text is run. */
  quoted: boolean
  /** How long the operator and its word are. */
  length: number
}

/** A word as a shell puts it together, of pieces in quotes and bare ones. */
const OPERATOR = /^<<(-?)[ \t]{0,20}((?:'[^'\n]{0,80}'|"[^"\n\\]{0,80}"|\\[^\n]|[^\s'"\\;&|()<>]){1,80})/

const LONGEST = 400

/** The here-document that an operator at this place asks for; null where there is none. */
export function hereDocumentAt(text: string, at: number): HereDocument | null {
  if (!text.startsWith('<<', at) || text.startsWith('<<<', at)) return null
  const near = text.slice(at, at + LONGEST)
  const [whole, dash = '', word = ''] = OPERATOR.exec(near) ?? []
  if (whole === undefined) return null
  const isWhole = /^(?:$|[\s;&|()<>])/.test(near.slice(whole.length)) && whole.length < LONGEST
  return {
    delimiter: isWhole && !/[$`]/.test(word) ? word.replaceAll(/'([^']*)'|"([^"]*)"|\\(.)/g, '$1$2$3') : null,
    indented: dash !== '',
    quoted: /['"\\]/.test(word),
    length: whole.length,
  }
}

/** Whether a line ends it. */
export const isEndOf = ({ delimiter, indented }: HereDocument, line: string): boolean =>
  (indented ? line.replace(/^\t+/, '') : line) === delimiter

/** Where its text ends that begins at an offset, and where the line below it begins; null where nothing ends it. */
export function bodyOf(text: string, from: number, document: HereDocument): { end: number; next: number } | null {
  let joined = ''
  for (let at = from; at < text.length;) {
    const found = text.indexOf('\n', at)
    const end = found === -1 ? text.length : found
    const line = text.slice(at, end)
    // Where values are put in, a backslash joins a line with the next before anybody looks for the end.
    if (!document.quoted && /(?<!\\)(?:\\\\)*\\$/.test(line)) joined += line.slice(0, -1)
    else {
      if (isEndOf(document, joined + line)) return { end: at, next: Math.min(end + 1, text.length) }
      joined = ''
    }
    at = end + 1
  }
  return null
}
