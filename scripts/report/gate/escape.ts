import { withHiddenShown } from '#model/records/hidden-signs'

/*
 * Words of content in Markdown for GitHub. They stay words: no markup, no links, no pictures, and nobody is mentioned.
 * A backslash stops markup; but GitHub looks for @names, #numbers, addresses and :emoji: in what was rendered, so those
 * are broken by a space that has no width.
 */

const BREAK = '&#8203;'
/** Longer names and sentences than this are cut. */
const LONG = 300

const SPECIAL = /([&<>])|([\\`*_[\]|~$]|#(?!\w))|(?:[#@]|:(?=\/\/)|www(?=\.)|GH(?=-\d)|:(?=[a-z+-][\w+-]*:))/gi
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

const escaped = (text: string): string =>
  text.replaceAll(
    SPECIAL,
    (found, entity?: string, mark?: string) =>
      (entity && ENTITIES[entity]) ?? (mark ? `\\${mark}` : `${found}${BREAK}`),
  )

/** One line of plain words, cut after `most` characters. */
export const plain = (value: string, most = LONG): string => begun(escaped(cut(oneLine(value), most)))

/** A sentence with pieces of content in it, in which `…` stands for code, as in messages. */
export const prose = (value: string, most = 2 * LONG): string =>
  begun(
    cut(oneLine(value), most)
      .split(/(`[^`]+`)/)
      .map((part, i) => (i % 2 === 1 ? part : escaped(part)))
      .join(''),
  )

/** Without what would begin a list, underline the line above, or make it the head of a table (`:-`). */
const begun = (text: string): string =>
  text.replace(/^(?:[+=-]|:(?=-))/, String.raw`\$&`).replace(/^(\d+)([.)])/, String.raw`$1\$2`)

/** Code in a line. */
export function code(value: string, most = LONG): string {
  const text = cut(oneLine(value), most)
  const fence = '`'.repeat(longestRun([text]) + 1)
  const pad = /^`|`$/.test(text) ? ' ' : ''
  return `${fence}${pad}${text}${pad}${fence}`
}

/** A link to an http(s) address; the words alone where it is none. `words` is Markdown. */
export function linkTo(words: string, url: string): string {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return words
  const { href } = new URL(url)
  return `[${words}](${href.replaceAll('&', '&amp;').replaceAll(/[()<>[\]|\\`*_~]/g, percent)})`
}

const percent = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`

/** More lines of a text than this aren't quoted. */
const MOST_LINES = 200

/** A text as a quotation: its words and lines, not what its marks would make of them; `most` characters of it. */
export function quotation(markdown: string, most: number): string {
  const { text, shown } = quotable(markdown, most)
  const lines = shown.split('\n').map((line) => plain(line, most))
  const quoted = lines.map((line, i) => `> ${line}${line !== '' && standsAlone(lines[i + 1]) ? '\\' : ''}`.trimEnd())
  const more = shown.length < text.length ? ['>', `> (${text.length} characters in all)`] : []
  return [...quoted, ...more].join('\n')
}

/** Whether a quotation of so many characters holds the whole text. */
export function isQuotedWhole(markdown: string, most: number): boolean {
  const { text, shown } = quotable(markdown, most)
  return shown.length === text.length
}

function quotable(markdown: string, most: number): { text: string; shown: string } {
  const text = markdown.replaceAll(/\r\n?/g, '\n').trim()
  return { text, shown: cut(text.split('\n', MOST_LINES).join('\n'), most) }
}

/**
 * A text as it is written, in a fence that nothing in it closes: nothing there is rendered, linked or mentioned. Cut after
 * `most` characters, at the end of a line where there is one.
 */
export function fenced(text: string, most: number, language = ''): string {
  const whole = text.replaceAll(/\r\n?/g, '\n').replace(/^\n+/, '').trimEnd()
  const shown = whole.length > most ? wholeLines(cut(whole, most)) : whole
  const lines = shown.split('\n').map((line) => visible(cut(line.replaceAll('\t', '    '), LONGEST_LINE)))
  const fence = '`'.repeat(Math.max(3, longestRun(lines) + 1))
  return [`${fence}${language}`, ...lines, fence].join('\n')
}
const LONGEST_LINE = 1000

/** Of backticks. */
const longestRun = (lines: readonly string[]): number =>
  lines.flatMap((line) => line.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0)

function wholeLines(text: string): string {
  const end = text.lastIndexOf('\n')
  return end > text.length / 2 ? text.slice(0, end) : text
}

/** An item of a list, or a heading; other lines run on, as customers read them. */
const standsAlone = (line: string | undefined): boolean => line !== undefined && /^(?:\\[*+#-]|\d+\\[.)])/.test(line)

/** Line breaks are blanks; what nobody would see shows. */
const oneLine = (value: string): string => visible(value.trim().replaceAll(/\s+/g, ' '))

const visible = (text: string): string => withHiddenShown(text, () => '\uFFFD')

/** Cut between characters, with a sign that there is more. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const kept = text.slice(0, most - 1)
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`
}
