import type { Body, Outline, TextSpan } from '../records/body.ts'
import { changeSectionOf } from './sections.ts'

/** A part of a body: what stands below a heading of the highest depth, or before the first one. */
export interface BodyPart {
  /** What the heading is called, by the name of a section where it is one of the three; null before the first one. */
  name: string | null
  /** As it is written. */
  heading: string
  span: TextSpan
  lines: string[]
  /** The line of the file that the first of those is. */
  first: number
}

/** The parts of a body, in order; the one before the first heading only where something stands there. */
export function bodyParts({ markdown, line }: Body, { headings }: Outline): BodyPart[] {
  const lines = markdown.replaceAll(/\r\n?/g, '\n').split('\n')
  const top = Math.min(...headings.map(({ depth }) => depth))
  const tops = headings.filter(({ depth }) => depth === top)
  const before = lines.slice(0, (tops[0]?.span.line ?? Infinity) - line)
  const filled = before.findIndex((text) => text.trim() !== '')
  const parts = tops.map(({ text, span }, i): BodyPart => ({
    name: changeSectionOf(text) ?? text.trim().toLowerCase(),
    heading: text,
    span,
    lines: lines.slice(span.end_line - line + 1, tops[i + 1] && (tops[i + 1]?.span.line ?? 0) - line),
    first: span.end_line + 1,
  }))
  if (filled < 0) return parts
  const at = line + filled
  const span = { line: at, column: 1, end_line: at, end_column: (before[filled]?.length ?? 0) + 1 }
  return [{ name: null, heading: '', span, lines: before, first: line }, ...parts]
}
