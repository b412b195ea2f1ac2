/** The Markdown of a record, and the line of its file (from 1) that it begins on. */
export interface Body {
  markdown: string
  line: number
}

/** A stretch of a file: lines and columns from 1, the end exclusive. */
export interface TextSpan {
  line: number
  column: number
  end_line: number
  end_column: number
}

/** What rules ask of a body: its blocks in order, with places in the file. Made by `io/markdown.ts`. */
export interface Outline {
  headings: {
    depth: number
    text: string
    span: TextSpan
    /** Something stands below it before the next one as high. */ filled: boolean
  }[]
  links: { url: string; image: boolean; span: TextSpan }[]
  /** Definitions of links and of footnotes, wherever they stand; left out where there are none. */
  definitions?: TextSpan[] | undefined
  /** The line of the file at which its Markdown asked for too much work to be read, and is shown as it is written. */
  over?: number | undefined
}

/** Characters that mean little by themselves, and after which a blank is one between words. */
const WORDS = /[\p{L}\p{N},;'"()\n]/u

/** Whether so few marks are in a text that to read its Markdown can't be much work. */
export function isModest(text: string): boolean {
  if (text.length > 100_000) return false
  let [marks, inWords] = [0, false]
  for (let i = 0; i < text.length && marks <= 200; i++) {
    const character = text.charAt(i)
    const isWord = isLetter(text.charCodeAt(i)) || WORDS.test(character)
    if (!isWord && !(character === ' ' && inWords)) marks++
    inWords = isWord && character !== '\n'
  }
  return marks <= 200
}

/** Most characters of a text are one of these, or beyond ASCII, and need no closer look. */
const isLetter = (code: number) => (code > 96 && code < 123) || (code > 64 && code < 91) || code > 127
