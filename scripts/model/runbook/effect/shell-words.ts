/*
 * As much of a shell's grammar as it takes to tell which programs a command starts, and with which words. Nothing is
 * expanded and nothing is run. One pass over the text; what is nested deeper than anyone writes is left out.
 */

/** The words of one command, quotes taken away: `['kubectl', 'delete', 'pod', 'x']`. */
export type Words = readonly string[]

/** Stands in place of a program where output goes to a file: `['>', '/etc/hosts']`. */
export const WRITTEN = '>'

const MOST_NESTED = 20

/** Every command that a text of shell would start, those in `$(…)`, in backticks and in pipes too. */
export function commandsOf(text: string): Words[] {
  const found: Words[] = []
  scan(text, 0, { found, depth: 0, end: '' })
  return found.map(withoutGrammar).filter(({ length }) => length > 0)
}

interface Scan {
  found: Words[]
  depth: number
  /** What ends it: `)` within `$(`, a backtick, or nothing. */
  end: string
}

/** Reads commands from an offset on, and gives the offset behind them. */
function scan(text: string, from: number, { found, depth, end }: Scan): number {
  let at = from
  let words: string[] = []
  let word: string | null = null
  const endWord = () => {
    if (word !== null) words.push(word)
    word = null
  }
  const endCommand = () => {
    endWord()
    if (words.length > 0) found.push(words)
    words = []
  }
  const nested = (start: number, closing: string) =>
    depth >= MOST_NESTED ? text.length : scan(text, start, { found, depth: depth + 1, end: closing })
  while (at < text.length) {
    const sign = text.charAt(at)
    if (sign === end && end !== '') {
      at++
      break
    }
    if (sign === '\\') {
      if (text[at + 1] !== '\n') word = (word ?? '') + (text[at + 1] ?? '')
      at += 2
    } else if (sign === "'") {
      const close = endOf(text, "'", at + 1)
      word = (word ?? '') + text.slice(at + 1, close)
      at = close + 1
    } else if (sign === '"') {
      let inside = ''
      at++
      while (at < text.length && text[at] !== '"')
        if (text[at] === '\\') {
          // Before anything else the backslash stays: `\g` belongs to who is called.
          inside += /[$`"\\\n]/.test(text[at + 1] ?? '') ? (text[at + 1] ?? '') : text.slice(at, at + 2)
          at += 2
        } else if (text.startsWith('$(', at)) at = nested(at + 2, ')')
        else if (text[at] === '`') at = nested(at + 1, '`')
        else inside += text[at++]
      word = (word ?? '') + inside
      at++
    } else if (text.startsWith('$(', at) || text.startsWith('<(', at) || text.startsWith('>(', at)) {
      word ??= ''
      at = nested(at + 2, ')')
    } else if (sign === '`') {
      word ??= ''
      at = nested(at + 1, '`')
    } else if (sign === '<' && placeholderAt(text, at) !== '') {
      // Somebody will put a word there: it is no file that is read.
      const name = placeholderAt(text, at)
      word = (word ?? '') + name
      at += name.length
    } else if (sign === '<' || sign === '>') {
      // A number before it is that of a stream, and what follows is a file.
      if (word !== null && /^\d$/.test(word)) word = null
      endWord()
      const behind = behindRedirection(text, at)
      if (sign === '>')
        found.push([
          WRITTEN,
          text
            .slice(at, behind)
            .replace(/^[>&|\s]+/, '')
            .replaceAll(/["'\s]/g, ''),
        ])
      at = behind
    } else if (sign === '#' && word === null) at = endOf(text, '\n', at)
    else if (sign === '\n' || ';&|()'.includes(sign)) {
      endCommand()
      at++
    } else if (sign === ' ' || sign === '\t' || sign === '\r') {
      endWord()
      at++
    } else {
      word = (word ?? '') + sign
      at++
    }
  }
  endCommand()
  return at
}

const endOf = (text: string, sign: string, from: number): number => {
  const at = text.indexOf(sign, from)
  return at === -1 ? text.length : at
}

const placeholderAt = (text: string, at: number): string =>
  /^<[A-Za-z][\w .-]{0,60}>/.exec(text.slice(at, at + 64))?.[0] ?? ''

/** Behind `> file`, `2>&1`, `<<EOF` with its lines, or `<<< word`. */
function behindRedirection(text: string, from: number): number {
  const [operator = '', , delimiter] =
    /^(?:<<<|<<-?[ \t]*(?!<)(['"]?)([\w.-]{1,60})\1|>>|>&|<&|>\||[<>])[ \t]*/.exec(text.slice(from, from + 140)) ?? []
  const behind = from + Math.max(1, operator.length)
  if (delimiter === undefined) return text[from + 1] === '<' ? behind : behindWord(text, behind)
  return behindHeredoc(text, behind, delimiter)
}

function behindWord(text: string, from: number): number {
  let at = from
  while (at < text.length && !/[\s;&|()<>]/.test(text.charAt(at))) at++
  return text[from] === '&' ? at + 1 : at
}

/** The lines of a here-document are no commands; what follows its word on the same line is. */
function behindHeredoc(text: string, from: number, delimiter: string): number {
  const line = endOf(text, '\n', from)
  let at = line + 1
  while (at < text.length) {
    const end = endOf(text, '\n', at)
    if (text.slice(at, end).trim() === delimiter) return end
    at = end + 1
  }
  // It never ends, so that it was none: a shift in a sum, say.
  return from
}

const BEFORE_COMMAND = new Set([
  '!',
  '{',
  '}',
  'then',
  'do',
  'else',
  'elif',
  'if',
  'while',
  'until',
  'time',
  'fi',
  'done',
  'esac',
])
/** What follows these are names and lists. */
const NO_COMMAND = new Set(['for', 'case', 'select', 'function', 'in'])

/** Without the words that are the shell's own, and values set for the command alone. */
function withoutGrammar(words: Words): Words {
  let from = 0
  while (from < words.length) {
    const word = words[from] ?? ''
    if (NO_COMMAND.has(word)) return []
    if (!BEFORE_COMMAND.has(word) && !/^[A-Za-z_]\w{0,80}\+?=/.test(word)) break
    from++
  }
  return words.slice(from)
}
