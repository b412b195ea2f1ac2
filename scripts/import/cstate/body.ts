import { beginsUpdate, headOf, isContainer, type Head } from './head.ts'
import { fencedLines } from '#model/publish/markdown-parts'
import type { Meaning } from './words.ts'
import type { WrittenTime } from '../written-time.ts'

/** One update in the text of an issue. */
export interface Piece {
  /** What its first words say: `*Investigating* - …`. */
  meaning: Meaning | null
  /** The time of its `{{< track "…" >}}`, as written. */
  tracked: string | null
  /** The time in the words at its head. */
  written: WrittenTime | null
  /** Its head holds nothing but words that are known and a time. */
  plain: boolean
  /** Its text with the words at its head, and without. */
  whole: string
  rest: string
}

const TRACK = /\{\{[<%]\s*track\s+(?:"([^"\n]*)"|'([^'\n]*)'|`([^`\n]*)`|([^\s>%]+))\s*\/?[>%]\}\}/g
const BREAK = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/

/**
 * Takes an issue apart into its updates, in the order of the text. cState has one text an issue; by custom an update is
 * a paragraph that begins with a word in bold or italics, in brackets or as a heading, with or without a time, or one
 * that ends with a time. A paragraph with neither goes on with what stands above it. `drop` hears of headings above
 * updates, which are part of none.
 */
export function piecesOf(markdown: string, drop: (heading: string) => void = () => {}): Piece[] {
  const blocks: Block[] = []
  const paragraphs = paragraphsOf(markdown)
  for (const [i, paragraph] of paragraphs.entries()) {
    // A heading above updates is no part of any.
    if (isContainer(paragraph.text) && isStrong(paragraphs[i + 1])) {
      drop(paragraph.text)
      continue
    }
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
  head: Head | null
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
const endsTime = ({ timeLast, head }: Paragraph) => timeLast && head?.rest !== ''
const isStrong = (paragraph: Paragraph | undefined) => paragraph?.head?.weak === false

const begins = ({ isBreak, head, tracked }: Paragraph, above: Block): boolean =>
  !isBreak && (head !== null || above.closed || (tracked !== null && timeOf(above) !== null))

/** What has neither a known word nor a time was only text that looked like an update. */
function together(blocks: readonly Block[]): Block[] {
  const out: Block[] = []
  for (const block of blocks) {
    const above = out.at(-1)
    if (above && !isStrong(block.paragraphs[0]) && timeOf(block) === null) above.paragraphs.push(...block.paragraphs)
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
    {
      meaning: first.head?.meaning ?? null,
      tracked: timeOf(block),
      written: first.head?.written ?? null,
      plain: first.head?.plain ?? false,
      whole: join(first.text),
      rest: join(first.head?.rest ?? first.text),
    },
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
    if (
      !open ||
      rule ||
      (line.trim() === '' && !code) ||
      (fenced[i - 1] === true && !code) ||
      (!code && open.lines.length > 0 && beginsUpdate(line))
    )
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
  if (code) return { text: written, head: null, tracked: null, timeLast: false, isBreak: false }
  const times = [...written.matchAll(TRACK)].map(([, a, b, c, d]) => a ?? b ?? c ?? d ?? '')
  const tracked = times.at(-1) ?? null
  let n = 0
  // cState shows each time in brackets; the last one is that of the update.
  const text = written
    .replaceAll(TRACK, () => (++n === times.length ? '' : `(${times[n - 1]})`))
    .replaceAll(/(?<![ \t])[ \t]+$/gm, '')
    .replace(/(?<!\n)\n+$/, '')
  const timeLast = tracked !== null && />\}\}\s*$|%\}\}\s*$/.test(written)
  const isBreak = BREAK.test(text)
  return { text, head: isBreak ? null : headOf(text), tracked, timeLast, isBreak }
}
