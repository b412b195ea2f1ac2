import { MEASUREMENT_COLUMNS, measurementSchema, type Measurement } from '#model/records/measurement'
import type { Place, Problem } from '#model/diagnostic'
import { check } from '#model/records/schema-problem'
import { lineSpan } from './text-span.ts'

const HEADER = MEASUREMENT_COLUMNS.join(',')
/** For a person to look at: who has more made one mistake many times. */
const MOST_PROBLEMS = 20

/** A row, and where it stands. */
interface Read {
  row: Measurement
  at: Place
}

/**
 * Reads `start,end,good,total`: rows in order of time, of which no two share any. The values hold no commas, so no cell is
 * ever quoted. Linear in the text but for the sorting.
 */
export function readMeasurements(file: string, text: string): { rows: Measurement[]; problems: Problem[] } {
  const lines = text.split('\n')
  const at = (line: number): Place => ({
    file,
    span: { ...lineSpan(lines[line - 1] ?? '', 1), line, end_line: line },
  })
  if (lines[0]?.trim() !== HEADER) {
    const message = `Unexpected first line, expected \`${HEADER}\`.`
    return { rows: [], problems: [{ rule: 'schema', severity: 'error', at: at(1), message }] }
  }
  const read: Read[] = []
  const problems: Problem[] = []
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue
    if (problems.length >= MOST_PROBLEMS) break
    const cells = line.split(',', MEASUREMENT_COLUMNS.length + 1).map((cell) => cell.trim())
    const named = Object.fromEntries(MEASUREMENT_COLUMNS.map((column, i) => [column, cells[i] || undefined]))
    const extra =
      cells.length > MEASUREMENT_COLUMNS.length ? { [`column ${MEASUREMENT_COLUMNS.length + 1}`]: true } : {}
    const result = check(measurementSchema, { ...named, ...extra }, file)
    problems.push(...result.problems.map((problem) => ({ ...problem, at: at(index + 1) })))
    if (result.data) read.push({ row: result.data, at: at(index + 1) })
  }
  const inOrder = read.toSorted((a, b) => a.row.start - b.row.start)
  problems.push(...orderProblems(read), ...overlaps(inOrder))
  return { rows: inOrder.map(({ row }) => row), problems: problems.slice(0, MOST_PROBLEMS) }
}

/** Rows may stand in any order, and are read in that of time: but who looks for one looks for it there. */
function orderProblems(read: readonly Read[]): Problem[] {
  const late = read.find(({ row }, i) => row.start < (read[i - 1]?.row.start ?? -Infinity))
  return late
    ? [
        {
          rule: 'schema',
          severity: 'warning',
          at: late.at,
          message: 'Unexpected row that starts before the one above it, expected rows in the order of time.',
          help: 'Sort the rows by `start`.',
        },
      ]
    : []
}

/** Time that two rows share would be counted twice. */
function overlaps(inOrder: readonly Read[]): Problem[] {
  const problems: Problem[] = []
  let last: Read | undefined
  for (const one of inOrder) {
    if (last && one.row.start < last.row.end)
      problems.push({
        rule: 'schema',
        severity: 'error',
        at: one.at,
        message: 'Unexpected row over time that another row is of, expected each time in one row.',
        help: 'Remove one of the two, or correct its times.',
        related: [{ at: last.at, message: 'The other row is here.' }],
      })
    if (!last || one.row.end > last.row.end) last = one
  }
  return problems
}
