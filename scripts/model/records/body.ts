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
}
