import { findWrittenTime, type WrittenTime } from '../written-time.ts'
import { announcesUpdates, meaningOf, type Meaning } from './words.ts'

/** What stands above or before the text of an update, to tell it from others. */
export interface Head {
  meaning: Meaning | null
  /** The time in it; null where it has none that can be told. */
  written: WrittenTime | null
  /** It holds nothing but words that are known and a time. */
  plain: boolean
  /** It is set off by emphasis that may be just that: it takes a time further on to make an update of it. */
  weak: boolean
  /** The text after it. */
  rest: string
}

const MAX = 120
const BRACKETS =
  /^ {0,3}\\?\[([^\][\n]{1,100})\\?\](?!\(|\[|:\s*<?(?:[a-z]+:|\/|#))[ \t]*(?:[-–—:]+(?=\s|$)[ \t]*)?(.*)/is
const EMPHASISED = /^ {0,3}(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,100})\1(.*)$/s
const UNCLOSED = /^ {0,3}\*{2}(?=\S)([^*\n]{1,100})(?:\n(.*))?$/s
const HEADING = /^ {0,3}#{1,6} +/

/** Reads the head of a paragraph; null where it has none. */
export function headOf(paragraph: string): Head | null {
  if (/^ {0,3}[[\\]/.test(paragraph)) {
    const [, words, rest] = BRACKETS.exec(paragraph) ?? []
    const head = words === undefined ? null : setOff(words, rest ?? '')
    if (head) return withTimeBehind(head)
  }
  if (/^ {0,3}[*_]/.test(paragraph)) return emphasised(paragraph)
  return HEADING.test(paragraph) ? heading(paragraph) : inPlainLetters(paragraph)
}

function heading(paragraph: string): Head | null {
  const [line = ''] = paragraph.split('\n', 1)
  const words = line.replace(HEADING, '').replace(/(?<![ #])[ #]+$/, '')
  return words === '' || words.length > 100 ? null : setOff(words, paragraph.slice(line.length + 1))
}

/** Whether a line that stands between others begins an update: it takes more than emphasis. */
export function beginsUpdate(line: string): boolean {
  if (!/^ {0,3}(?:[[\\*_#\p{L}\d])/u.test(line)) return false
  const head = headOf(line)
  return head !== null && !head.weak && (head.written !== null || /^ {0,3}\\?\[/.test(line))
}

/** Whether a paragraph is a heading for the updates below it, and nothing else. */
export const isContainer = (paragraph: string): boolean =>
  paragraph.length <= MAX && /^\s*[[#*_\\]|:\s*$/.test(paragraph) && announcesUpdates(paragraph)

function emphasised(paragraph: string): Head | null {
  const [, , words, after = ''] = EMPHASISED.exec(paragraph) ?? []
  if (words === undefined) {
    const [, open, below = ''] = UNCLOSED.exec(paragraph) ?? []
    return open === undefined ? null : setOff(open, below)
  }
  const follows = /^[ \t]*(?:[-–—:]+(?=\s|$)|(?=\n|$))\s*/.exec(after)?.[0]
  const rest = after.slice(follows?.length ?? 0).trimStart()
  const head = setOff(words, rest)
  const whole = head && withTimeBehind(head)
  if (follows !== undefined || /(?::|\s[-–—])\s*$/.test(words))
    return whole ?? { meaning: null, written: null, plain: false, weak: true, rest }
  // `*Update* We are …`: the next sentence begins right behind it.
  return whole?.written || /^\s+[\p{Lu}\d]/u.test(after) ? whole : null
}

/** `*Update* (14:05 UTC) - …`: the time stands outside of the emphasis. */
function withTimeBehind(head: Head): Head {
  const behind = head.written === null ? inPlainLetters(head.rest) : null
  return behind?.written && behind.meaning === null ? { ...head, written: behind.written, rest: behind.rest } : head
}

/** Words that say when something is to be, or how long: no time at which somebody wrote. */
const WINDOW =
  /(?<![\p{L}])(?:from|until|till|since|between|by|before|after|starting|starts?|begins?|ends?|next|eta|expected|ab|bis|von|seit|zwischen|vor|nach|gegen|beginn|ende|nächste\p{L}*|desde|hasta|entre|dal|fino|dalle|jusqu\p{L}*|depuis)\s*(?::\s*)?$/iu
const PLANS =
  /(?:maintenance|maintenan|wartung|window|downtime|scheduled|geplant|mantenimiento|manutenzione|deadline)/iu

/** A head that is set off from its text by brackets, emphasis or as a heading. */
function setOff(words: string, rest: string): Head | null {
  const found = findWrittenTime(words)
  if (found === null || WINDOW.test(found.before)) {
    const meaning = meaningOf(words) ?? meaningOf(firstOf(words))
    return meaning === null
      ? null
      : { meaning, written: null, plain: meaningOf(words) !== null, weak: false, rest: rest.trimStart() }
  }
  const [before, after] = [label(found.before), label(found.after)]
  const known = [before, after].filter((one) => one !== '')
  const meaning = known.map((one) => meaningOf(one) ?? meaningOf(firstOf(one))).find((one) => one !== null) ?? null
  const plain = known.length === 0 || (known.length === 1 && meaningOf(known[0] ?? '') !== null)
  if (meaning === null && known.length > 0 && !isLabel(found.before, found.after, found.time)) return null
  return { meaning, written: found.time, plain, weak: false, rest: rest.trimStart() }
}

/** Words in front of a time or behind it that aren't known, but stand apart from it: `Report | 10:00`, `10:00 – Back`. */
const isLabel = (before: string, after: string, { clock }: WrittenTime): boolean =>
  clock !== null &&
  (before.trim() === '' || /[|,:;(\-–—/]\s*$/.test(before)) &&
  (after.trim() === '' || /^\s*[|,:;)\-–—/]/.test(after)) &&
  !PLANS.test(before + after) &&
  `${before} ${after}`.trim().split(/\s+/).length <= 10

/** What is left of a head without its time, its marks, and the words that lead up to a time. */
const label = (words: string): string =>
  words
    .replace(/^[\s[\]()|,:;\-–—/\\~≈@*_#]+/u, '')
    .replace(/(?<![\s[\]()|,:;\-–—/\\~≈@*_#])[\s[\]()|,:;\-–—/\\~≈@*_#]+$/u, '')
    .replace(
      /(?:^|\s)(?:at|on|as of|of|the|vom|von|am|um|den|dem|del|du|ca\.?|mon|tue|wed|thu|fri|sat|sun|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|(?:mon|tues|wednes|thurs|fri|satur|sun)day),?$/iu,
      '',
    )
    .replace(/(?<![\s|,:;\-–—(])[\s|,:;\-–—(]+$/u, '')

/** `Issue resolved, vendor investigating` is resolved; `Edit - Monday` an edit. */
const firstOf = (words: string): string => words.split(/(?<!\s)\s*[,|;(/–—]\s*|(?<!\s)\s+-\s+|:\s/u)[0] ?? ''

const SEPARATOR = /(?<=\S):(?=\s|$)|(?<=\s)[-–—](?=\s)/gu

/** A head in plain letters: known words before a colon or a dash, or a time with nothing else. */
function inPlainLetters(paragraph: string): Head | null {
  if (!/^ {0,3}[\p{L}\d(]/u.test(paragraph)) return null
  const end = paragraph.indexOf('\n')
  const line = (end === -1 ? paragraph : paragraph.slice(0, end)).slice(0, MAX)
  const isWhole = end === -1 ? paragraph.length <= MAX : end <= MAX
  const cuts = [...line.matchAll(SEPARATOR)].slice(0, 3).map(({ index }) => index)
  if (isWhole) cuts.push(line.length)
  for (const at of cuts.toReversed()) {
    const head = timed(line.slice(0, at))
    const rest = paragraph.slice(at + 1).trimStart()
    // A window has a second time behind the dash.
    if (head && findWrittenTime(rest.slice(0, 12))?.before !== '') return { ...head, weak: false, rest }
  }
  const [cut] = cuts
  if (cut === undefined || cut === line.length) return null
  // `Final message:` on a line by itself is set off as well.
  const meaning = meaningOf(line.slice(0, cut), end === cut + 1)
  return meaning === null
    ? null
    : { meaning, written: null, plain: true, weak: false, rest: paragraph.slice(cut + 1).trimStart() }
}

function timed(words: string): Pick<Head, 'meaning' | 'written' | 'plain'> | null {
  const found = findWrittenTime(words)
  if (found === null || WINDOW.test(found.before)) return null
  const known = [label(found.before), label(found.after)].filter((one) => one !== '')
  const meaning = known.length === 1 ? meaningOf(known[0] ?? '', false) : null
  const isAlone = known.length === 0 && !/\p{L}/u.test(found.before + found.after)
  return isAlone || meaning !== null ? { meaning, written: found.time, plain: true } : null
}
