import type { TextSpan } from '#model/records/body'

export const countLines = (text: string): number => text.split('\n').length

/** The span from one offset of `text` to another, `above` lines further down in its file. */
export function spanAt(text: string, from: number, to: number, above = 0): TextSpan {
  const position = (offset: number) => {
    const before = text.slice(0, offset)
    return { line: countLines(before) + above, column: offset - before.lastIndexOf('\n') }
  }
  const start = position(Math.min(from, text.length))
  const end = position(Math.min(Math.max(to, from), text.length))
  return { ...start, end_line: end.line, end_column: end.column }
}

/** The whole of a line (from 1). */
export function lineSpan(text: string, line: number, above = 0): TextSpan {
  const length = text.split('\n', line)[line - 1]?.length ?? 0
  return { line: line + above, column: 1, end_line: line + above, end_column: length + 1 }
}
