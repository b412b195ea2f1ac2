import type { Body } from '../records/body.ts'
import { sectionsOf } from '../records/runbook.ts'

/** A code block that nothing closes and that has swallowed sections. */
export interface OpenFence {
  /** The line of the file that it begins on, and the mark that would end it. */
  line: number
  mark: string
  /** The first heading in it. */
  heading: string
  /** The body with the block ended on the blank line above that heading, every other line where it was. */
  closed: Body
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/

/** The code block at the end of a body that holds a heading of a runbook's because its end was forgotten; null where none does. */
export function openFence({ markdown, line: first }: Body): OpenFence | null {
  const lines = markdown.split('\n')
  let open: { mark: string; index: number } | null = null
  for (const [index, line] of lines.entries()) {
    const [, mark = ''] = FENCE.exec(line) ?? []
    if (mark === '') continue
    if (open === null) open = { mark, index }
    else if (mark.startsWith(open.mark) && line.trim() === mark) open = null
  }
  if (open === null) return null
  const { mark, index } = open
  const at = lines.findIndex((line, i) => i > index + 1 && headingIn(line) !== null && lines[i - 1]?.trim() === '')
  const heading = headingIn(lines[at] ?? '')
  if (heading === null) return null
  return {
    line: first + index,
    mark,
    heading,
    closed: { markdown: lines.with(at - 1, mark).join('\n'), line: first },
  }
}

/** The heading that a line is, where it names a section. */
function headingIn(line: string): string | null {
  const [, text = ''] = /^#{1,6} (.{1,100})$/.exec(line) ?? []
  return sectionsOf(text).length > 0 ? line : null
}
