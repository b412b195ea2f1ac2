import type { Diagnostic } from '#model/diagnostic'
import type { TakenOver } from './taken-over.ts'

/**
 * A finding about a record that was made of another file, at its place in that one: a line of its text lies as far below
 * the first as in the record; a field where it has it, else its first line.
 */
export function inSource(
  found: Diagnostic,
  { named, source, text }: { named: string; source: TakenOver; text: string },
): Diagnostic {
  const above = linesIn(text.slice(0, text.lastIndexOf(source.markdown.trimEnd())))
  const below = found.line - above
  if (below > 0) return movedTo(found, named, source.line + below - 1)
  const key = /^([\w-]+):/.exec(text.split('\n')[found.line - 1] ?? '')?.[1]
  const line = key === undefined ? -1 : source.front.findIndex((one) => one.startsWith(`${key}:`))
  return { ...movedTo(found, named, Math.max(1, line + 1)), ...(line < 0 ? { column: 1, end_column: 1 } : {}) }
}

const movedTo = (found: Diagnostic, file: string, line: number): Diagnostic => ({
  ...found,
  file,
  line,
  end_line: line + found.end_line - found.line,
})

const linesIn = (text: string): number => text.split('\n').length - 1
