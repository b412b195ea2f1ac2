import { MEASUREMENT_COLUMNS, measurementSchema, type Measurement } from '#model/records/measurement'
import type { Problem } from '#model/diagnostic'
import { check } from '#model/records/schema-problem'
import { lineSpan } from './text-span.ts'

const HEADER = MEASUREMENT_COLUMNS.join(',')

/** Reads `start,end,good,total`. The values hold no commas, so no cell is ever quoted. */
export function readMeasurements(file: string, text: string): { rows: Measurement[]; problems: Problem[] } {
  const lines = text.split('\n')
  const at = (line: number) => ({ file, span: { ...lineSpan(lines[line - 1] ?? '', 1), line, end_line: line } })
  if (lines[0]?.trim() !== HEADER) {
    const message = `Unexpected first line, expected \`${HEADER}\`.`
    return { rows: [], problems: [{ rule: 'schema', severity: 'error', at: at(1), message }] }
  }
  const rows: Measurement[] = []
  const problems: Problem[] = []
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue
    const cells = line.split(',').map((cell) => cell.trim())
    const named = Object.fromEntries(MEASUREMENT_COLUMNS.map((column, i) => [column, cells[i] || undefined]))
    const extra =
      cells.length > MEASUREMENT_COLUMNS.length ? { [`column ${MEASUREMENT_COLUMNS.length + 1}`]: true } : {}
    const result = check(measurementSchema, { ...named, ...extra }, file)
    problems.push(...result.problems.map((problem) => ({ ...problem, at: at(index + 1) })))
    if (result.data) rows.push(result.data)
  }
  return { rows, problems }
}
