/*
 * As much of a shell's grammar as it takes to tell which programs a command starts, and with which words. Nothing is
 * expanded and nothing is run. One pass over the text; what is nested deeper than anyone writes is left out.
 */

import { bodyOf, hereDocumentAt, type HereDocument } from './here-document.ts'
import { withoutGrammar } from './shell-grammar.ts'

/** The words of one command, quotes taken away: `['kubectl', 'delete', 'pod', 'x']`. */
export type Words = readonly string[]

/** Stands in place of a program where output goes to a file: `['>', '/etc/hosts']`. */
export const WRITTEN = '>'

/** Stands in place of a program where shells don't agree on what a text is: nothing is known of it. */
const UNSURE = '<<'

const MOST_NESTED = 20

/** Every command that a text of shell would start, those in `$(…)`, in backticks and in pipes too. */
export function commandsOf(text: string): Words[] {
  const found: Words[] = []
  scan(text, 0, '', { found, depth: 0, shell: { sums: firstSum(text) } })
  return found.flatMap(withoutGrammar).filter(({ length }) => length > 0)
}

interface Scan {
  found: Words[]
  depth: number
  /** From where on `<<` may be a shift in a sum: 0 where nothing is known of any. */
  shell: { sums: number }
}

/** Reads a command within another, up to its closing sign, and gives the offset behind it. */
function nested(text: string, from: number, closing: string, { found, depth, shell }: Scan): number {
  if (depth < MOST_NESTED)
    // Text in backticks ends where they do, whatever it began.
    return scan(text, from, closing, { found, depth: depth + 1, shell: closing === '`' ? { sums: 0 } : shell })
  found.push([UNSURE])
  return text.length
}

/** Reads a text in which values are put, up to its closing sign, and gives what else stands there, and the offset. */
function values(text: string, from: number, closing: string, within: Scan): { inside: string; end: number } {
  let [inside, at] = ['', from]
  while (at < text.length && text[at] !== closing)
    if (text[at] === '\\') {
      // Before anything else the backslash stays: `\g` belongs to who is called.
      inside += /[$`"\\\n]/.test(text[at + 1] ?? '') ? (text[at + 1] ?? '') : text.slice(at, at + 2)
      at += 2
    } else if (text.startsWith('$(', at)) at = nested(text, at + 2, ')', within)
    else if (text[at] === '`') at = nested(text, at + 1, '`', within)
    else inside += text[at++]
  return { inside, end: at }
}

/** Behind the texts of here-documents, which begin at an offset: no commands, but for those whose output is put in. */
function behindDocuments(text: string, from: number, documents: readonly HereDocument[], within: Scan): number {
  let at = from
  for (const document of documents) {
    const body = bodyOf(text, at, document)
    if (body === null) {
      within.found.push([UNSURE])
      within.shell.sums = 0
      break
    }
    if (!document.quoted) values(text.slice(at, body.end), 0, '', within)
    at = body.next
  }
  return at
}

/** Reads commands from an offset on, up to a sign if there is one, and gives the offset behind them. */
function scan(text: string, from: number, end: string, within: Scan): number {
  const { found, shell } = within
  let at = from
  let words: string[] = []
  let word: string | null = null
  // The next word is a file that is written or read.
  let file: '' | '<' | '>' = ''
  let braces = 0
  // Those that were asked for on this line: their texts stand below it.
  let documents: HereDocument[] = []
  const endWord = () => {
    if (word !== null && file === '') words.push(word)
    if (word !== null && file === '>') found.push([WRITTEN, word])
    if (word !== null) file = ''
    word = null
  }
  const endCommand = () => {
    endWord()
    if (file === '>') found.push([WRITTEN, ''])
    file = ''
    if (words.length > 0) found.push(words)
    words = []
  }
  while (at < text.length) {
    const sign = text.charAt(at)
    if (sign === end && end !== '') {
      at++
      break
    }
    if (sign === '\\') {
      if (text[at + 1] !== '\n') word = (word ?? '') + (text[at + 1] ?? '')
      at += 2
    } else if (text.startsWith("$'", at)) {
      // Its escapes may make any word, and shells differ in where it ends.
      const close = endOfEscaped(text, at + 2)
      const inside = text.slice(at + 2, close)
      if (inside.includes('\\')) found.push([UNSURE])
      word = (word ?? '') + inside
      at = close + 1
    } else if (sign === "'") {
      const close = endOf(text, "'", at + 1)
      word = (word ?? '') + text.slice(at + 1, close)
      at = close + 1
    } else if (sign === '"') {
      const { inside, end: close } = values(text, at + 1, '"', within)
      word = (word ?? '') + inside
      at = close + 1
    } else if (text.startsWith('$(', at) || text.startsWith('<(', at) || text.startsWith('>(', at)) {
      word ??= ''
      at = nested(text, at + 2, ')', within)
    } else if (sign === '`') {
      word ??= ''
      at = nested(text, at + 1, '`', within)
    } else if (sign === '<' && placeholderAt(text, at) !== '') {
      // Somebody will put a word there: it is no file that is read.
      const name = placeholderAt(text, at)
      word = (word ?? '') + name
      at += name.length
    } else if (sign === '<' || sign === '>') {
      // A number before it is that of a stream, and what follows is a file.
      if (word !== null && /^\d$/.test(word)) word = null
      endWord()
      const document = hereDocumentAt(text, at)
      if (document === null) {
        const [operator = sign] = /^(?:<<<|<<-?|>>|>&|<&|>\||[<>])/.exec(text.slice(at, at + 4)) ?? []
        file = sign
        // Of a here-document without a word nobody knows where it ends.
        if (/^<<-?$/.test(operator)) found.push([UNSURE])
        at += operator.length
      } else {
        if (document.delimiter !== null && braces === 0 && at < shell.sums) documents.push(document)
        else found.push([UNSURE])
        at += document.length
      }
    } else if (sign === '#' && word === null) at = endOf(text, '\n', at)
    else if (sign === '\n' || ';&|()'.includes(sign)) {
      endCommand()
      at++
      if (sign === '\n') {
        at = behindDocuments(text, at, documents, within)
        documents = []
      }
    } else if (sign === ' ' || sign === '\t' || sign === '\r') {
      endWord()
      at++
    } else {
      if (text.startsWith('${', at)) braces++
      if (sign === '}' && braces > 0) braces--
      word = (word ?? '') + sign
      at++
    }
  }
  endCommand()
  // Their texts would begin behind what they were asked for in.
  if (documents.length > 0) found.push([UNSURE])
  return at
}

const endOf = (text: string, sign: string, from: number): number => {
  const at = text.indexOf(sign, from)
  return at === -1 ? text.length : at
}

const endOfEscaped = (text: string, from: number): number => {
  let at = from
  while (at < text.length && text[at] !== "'") at += text[at] === '\\' ? 2 : 1
  return at
}

const placeholderAt = (text: string, at: number): string =>
  /^<[A-Za-z][\w .-]{0,60}>/.exec(text.slice(at, at + 64))?.[0] ?? ''

/** Where the first sum begins: within one `<<` is a shift. */
function firstSum(text: string): number {
  const at = text.search(/\(\(|\$\[/)
  return at === -1 ? Infinity : at
}
