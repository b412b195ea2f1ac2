import type { Finding } from '#model/diagnostic'
import { DAY, formatDuration, type Duration, type Instant } from '#model/time'
import { defineRule } from './rule.ts'

/** Work takes hours. A window longer than this is nearly always a wrong month or year. */
const LONGEST_WINDOW = 7 * DAY

export default defineRule({
  name: 'change-window-order',
  severity: 'error',
  scope: 'record',
  doc: "A window ends after it starts: that of a change or an event. A change's is at most a week long (warning).",
  *check({ catalog }) {
    for (const { window, file, source } of catalog.changes) {
      if (window && window.end <= window.start) yield backwards(file, ['window'])
      else if (window && !source && window.end - window.start > LONGEST_WINDOW)
        yield overlong(file, ['window'], window, LONGEST_WINDOW, 'window', 'hours, or a few days')
    }
    for (const { start, end, file } of catalog.events) if (end <= start) yield backwards(file, [])
  },
})

/** A span of time that doesn't end after its start; `path` leads to the map that has both. */
export const backwards = (file: string, path: string[]): Finding => ({
  at: { file, path: [...path, 'end'] },
  message: 'Unexpected end at or before the start, expected a later time.',
  help: 'Correct one of the two; mind their offsets.',
  related: [{ at: { file, path: [...path, 'start'] }, message: 'It starts here.' }],
})

/** The same of one that is longer than it should ever be, and `what` it is. */
export const overlong = (
  file: string,
  path: string[],
  { start, end }: { start: Instant; end: Instant },
  longest: Duration,
  what: string,
  expected: string,
): Finding => ({
  severity: 'warning',
  at: { file, path: [...path, 'end'] },
  message: `Unexpected ${what} of ${formatDuration(end - start)}, expected ${expected}.`,
  help: wrongYear(start, end, longest) ?? 'Check the month and the year of both.',
  related: [{ at: { file, path: [...path, 'start'] }, message: 'It starts here.' }],
})

function wrongYear(start: Instant, end: Instant, longest: Duration): string | null {
  const day = new Date(end)
  const length = day.setUTCFullYear(day.getUTCFullYear() - 1) - start
  return length > 0 && length <= longest
    ? `Check the years: one less between the two makes it ${formatDuration(length)}.`
    : null
}
