import { withOffset } from '../../local-time.ts'
import { MEASUREMENT_COLUMNS, type Measurement } from '../../records/measurement.ts'
import { parseInstant } from '../../time.ts'

const HEADER = MEASUREMENT_COLUMNS.join(',')

/**
 * The text of `measurements/<slo>.csv` with more rows in it, in the order of time. Rows that are there stay letter by letter.
 * `text`: what the file holds, which is in order; null: there is none. `timeZone`: whose clocks the new rows show.
 */
export function withRows(text: string | null, rows: readonly Measurement[], timeZone: string): string {
  const [header = HEADER, ...lines] = (text ?? HEADER).split('\n')
  const ending = header.endsWith('\r') ? '\r' : ''
  const there = lines.filter((line) => line.trim() !== '').map((line) => ({ line, start: startOf(line) }))
  const added = rows.map((row) => ({ line: rowText(row, timeZone) + ending, start: row.start }))
  const all = [...there, ...added].toSorted((a, b) => a.start - b.start)
  return [header, ...all.map(({ line }) => line), ''].join('\n')
}

const rowText = ({ start, end, good, total }: Measurement, timeZone: string): string =>
  [withOffset(start, timeZone), withOffset(end, timeZone), good, total].join(',')

function startOf(line: string): number {
  const start = parseInstant(line.split(',', 1)[0]?.trim() ?? '')
  return typeof start === 'number' ? start : Infinity
}
