import { TIMELINE_SECTION, timelineZone } from '#model/incident/timeline'
import type { TimelineText } from '#model/incident/timeline-slips'
import type { Body, TextSpan } from '#model/records/body'
import { listUnder } from './section-list.ts'

/** The timeline of a text with the places of its items; null where it has none. What is too much work to read has its first line for all. */
export function timelineOf(body: Body): TimelineText | null {
  const list = listUnder({ markdown: body.markdown, heading: TIMELINE_SECTION })
  if (!list) return null
  const zone = timelineZone(list.beside)
  const lines = body.markdown.split('\n')
  const named = lines.findIndex((line) => /^\s*times in /i.test(line) && timelineZone(line) === zone)
  const whole = (index: number): TextSpan => {
    const line = body.line + Math.max(0, index)
    return { line, column: 1, end_line: line, end_column: (lines[Math.max(0, index)] ?? '').trimEnd().length + 1 }
  }
  return {
    items: list.items.map(({ text, children: [first] }) => {
      const { start, end } = first?.position ?? {}
      if (!start || !end) return { text, span: whole(0) }
      const above = body.line - 1
      return {
        text,
        span: { line: start.line + above, column: start.column, end_line: end.line + above, end_column: end.column },
      }
    }),
    beside: list.beside,
    zone: whole(named),
  }
}
