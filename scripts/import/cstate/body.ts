import { meaningOf, type Meaning } from './words.ts'
import { fencedLines } from './text.ts'

/** One update in the text of an issue. */
export interface Piece {
  /** What its first words say: `*Investigating* - …`. */
  meaning: Meaning | null
  /** The time of its `{{< track "…" >}}`, as written. */
  tracked: string | null
  /** Its text with the words at its head, and without. */
  whole: string
  rest: string
}

const TRACK = /\{\{[<%]\s*track\s+(?:"([^"\n]*)"|'([^'\n]*)'|`([^`\n]*)`|([^\s>%]+))\s*\/?[>%]\}\}/g
const BREAK = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/

/**
 * Takes an issue apart into its updates, in the order of the text. cState has one text an issue; by custom an update is
 * a paragraph that begins with a word in bold or italics, or that ends with a time. A paragraph with neither goes on
 * with what stands above it.
 */
export function piecesOf(markdown: string): Piece[] {
  const blocks: Block[] = []
  for (const paragraph of paragraphsOf(markdown)) {
    const last = blocks.at(-1)
    if (!last || begins(paragraph, last)) blocks.push({ paragraphs: [paragraph], closed: endsTime(paragraph) })
    else {
      last.paragraphs.push(paragraph)
      last.closed = paragraph.tracked === null ? last.closed : endsTime(paragraph)
    }
  }
  return together(blocks).flatMap(pieceOf)
}

interface Paragraph {
  text: string
  /** Its text without the words at its head; null where it has none. */
  rest: string | null
  meaning: Meaning | null
  tracked: string | null
  /** Its time is the last thing in it. */
  timeLast: boolean
  isBreak: boolean
}
interface Block {
  paragraphs: Paragraph[]
  /** Its time stands behind its text, so it has ended. */
  closed: boolean
}

const timeOf = ({ paragraphs }: Block) => paragraphs.find(({ tracked }) => tracked !== null)?.tracked ?? null
/** A time that only words of state stand before is followed by its text. */
const endsTime = ({ timeLast, rest }: Paragraph) => timeLast && rest !== ''

const begins = ({ isBreak, meaning, rest, tracked }: Paragraph, above: Block): boolean =>
  !isBreak && (meaning !== null || rest !== null || above.closed || (tracked !== null && timeOf(above) !== null))

/** What has neither a known word nor a time was only text that looked like an update. */
function together(blocks: readonly Block[]): Block[] {
  const out: Block[] = []
  for (const block of blocks) {
    const above = out.at(-1)
    if (above && block.paragraphs[0]?.meaning === null && timeOf(block) === null)
      above.paragraphs.push(...block.paragraphs)
    else out.push({ ...block, paragraphs: [...block.paragraphs] })
  }
  return out
}

function pieceOf(block: Block): Piece[] {
  const from = block.paragraphs.findIndex(({ isBreak }) => !isBreak)
  const to = block.paragraphs.findLastIndex(({ isBreak }) => !isBreak)
  if (from === -1) return []
  const [first, ...others] = block.paragraphs.slice(from, to + 1)
  if (!first) return []
  const join = (head: string) =>
    [head, ...others.map(({ text }) => text)]
      .filter((text) => text.trim() !== '')
      .join('\n\n')
      .trim()
  return [
    { meaning: first.meaning, tracked: timeOf(block), whole: join(first.text), rest: join(first.rest ?? first.text) },
  ]
}

function paragraphsOf(markdown: string): Paragraph[] {
  const lines = markdown.split('\n')
  const fenced = fencedLines(lines)
  const paragraphs: { lines: string[]; code: boolean }[] = [{ lines: [], code: false }]
  for (const [i, line] of lines.entries()) {
    const code = fenced[i] === true
    const open = paragraphs.at(-1)
    // A rule right below words would make a heading of them.
    const rule = !code && BREAK.test(line) && (open?.lines.length === 0 || !/^ {0,3}-/.test(line))
    if (!open || rule || (line.trim() === '' && !code) || (fenced[i - 1] === true && !code))
      paragraphs.push({ lines: rule || line.trim() !== '' ? [line] : [], code })
    else {
      if (open.lines.length === 0) open.code = code
      open.lines.push(line)
    }
    if (rule) paragraphs.push({ lines: [], code: false })
  }
  return paragraphs.filter((one) => one.lines.length > 0).map((one) => paragraphOf(one.lines.join('\n'), one.code))
}

function paragraphOf(written: string, code: boolean): Paragraph {
  if (code) return { text: written, rest: null, meaning: null, tracked: null, timeLast: false, isBreak: false }
  const times = [...written.matchAll(TRACK)].map(([, a, b, c, d]) => a ?? b ?? c ?? d ?? '')
  const tracked = times.at(-1) ?? null
  let n = 0
  // cState shows each time in brackets; the last one is that of the update.
  const text = written
    .replaceAll(TRACK, () => (++n === times.length ? '' : `(${times[n - 1]})`))
    .replaceAll(/[ \t]+$/gm, '')
    .replace(/\n+$/, '')
  const timeLast = tracked !== null && />\}\}\s*$|%\}\}\s*$/.test(written)
  const { meaning, rest } = headOf(text)
  return { text, rest, meaning, tracked, timeLast, isBreak: BREAK.test(text) }
}

const EMPHASISED = /^ {0,3}(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,60})\1(.*)$/s
const HEADING = /^ {0,3}#{1,6} +([^\n]{1,60}?)[ #]*(?:\n(.*))?$/s
const PLAIN = /^ {0,3}(\p{L}[\p{L} -]{1,30}?)(?: +[-–—] |: )(.*)$/su

/** The words at the head of a paragraph, and what follows; in plain letters or a heading only those that are known. */
function headOf(text: string): { meaning: Meaning | null; rest: string | null } {
  const [, , word, after] = EMPHASISED.exec(text) ?? []
  if (word !== undefined && after !== undefined) {
    const follows = /^[ \t]*(?:[-–—:]+(?=\s|$)|(?=\n|$))\s*/.exec(after)?.[0]
    if (follows !== undefined || /:\s*$/.test(word))
      return { meaning: meaningOf(word), rest: after.slice(follows?.length ?? 0).trimStart() }
  }
  const [, other, rest = ''] = HEADING.exec(text) ?? PLAIN.exec(text) ?? []
  const meaning = other === undefined ? null : meaningOf(other)
  return meaning === null ? { meaning, rest: null } : { meaning, rest: rest.trimStart() }
}
