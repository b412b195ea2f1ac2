import { lengthIn } from '../loose-time.ts'
import { fencedLines } from '../publish/markdown-parts.ts'
import type { Body, TextSpan } from '../records/body.ts'
import type { Incident } from '../records/incident.ts'
import { DAY, HOUR, MINUTE, SECOND, type Duration } from '../time.ts'
import type { Moment } from './phases.ts'

/** A duration that a text states, and what the times of its record say. */
export interface WrittenDuration {
  written: string
  span: TextSpan
  /** Of each way to measure it, the first one is ours. */
  measured: { from: Moment; to: Moment; duration: Duration }[]
}

type Measure = readonly [from: Moment, to: Moment]

/** What a line states, by the words before it: ours first, then how others measure the same. */
const LABELS: Readonly<Record<string, readonly Measure[]>> = {
  duration: [['started', 'resolved']],
  'total duration': [['started', 'resolved']],
  'incident duration': [['started', 'resolved']],
  'time to detect': [['started', 'detected']],
  ttd: [['started', 'detected']],
  mttd: [['started', 'detected']],
  ...measures(['time to acknowledge', 'tta', 'mtta'], 'acknowledged', ['detected', 'started']),
  ...measures(['time to mitigate', 'time to mitigation', 'ttm', 'mttm'], 'mitigated', ['started', 'detected']),
  ...measures(['time to resolve', 'time to resolution', 'time to recover', 'ttr', 'mttr'], 'resolved', [
    'started',
    'detected',
  ]),
}

function measures(labels: string[], to: Moment, from: Moment[]): Record<string, Measure[]> {
  return Object.fromEntries(labels.map((label) => [label, from.map((one): Measure => [one, to])]))
}

/** A label is no longer than that, and a duration isn't either. */
const LONGEST = 60

/**
 * The durations that the text of an incident states in lines such as `**Time to detect:** 4 min` or
 * `| Duration | 1 h 18 min |` and that its times contradict. A text is as exact as its smallest unit: `1 h` is what lasted
 * anything up to two. What says `about` states nothing.
 */
export function contradictedDurations(incident: Pick<Incident, 'body' | Moment>): WrittenDuration[] {
  const { markdown } = incident.body
  if (!/duration|time to|m?tt[adrm]\b/i.test(markdown)) return []
  const lines = markdown.split('\n')
  const fenced = fencedLines(lines)
  return lines.flatMap((line, index) => {
    const stated = fenced[index] ? null : statedIn(line)
    if (!stated) return []
    const measured = stated.measures.flatMap(([from, to]) => {
      const [start, end] = [incident[from], incident[to]]
      return start === undefined || end === undefined ? [] : [{ from, to, duration: end - start }]
    })
    const agrees = measured.some(({ duration }) => Math.abs(duration - stated.duration) < stated.exact)
    if (measured.length === 0 || agrees) return []
    return [{ written: stated.written, span: spanOf(incident.body, index, stated), measured }]
  })
}

interface Stated {
  written: string
  /** Where in its line that begins. */
  at: number
  duration: Duration
  /** By how much another one may differ and be the same. */
  exact: Duration
  measures: readonly Measure[]
}

const MARKS = /[\s>*_|+-]/
const PARTING = /[:|=–—]/

function statedIn(line: string): Stated | null {
  let begin = 0
  while (MARKS.test(line.charAt(begin)) && begin < line.length) begin++
  const rest = line.slice(begin, begin + LONGEST)
  const parting = rest.search(PARTING)
  if (parting < 1) return null
  const label = rest.slice(0, parting).replaceAll(/[*_]/g, '').trim().toLowerCase()
  const measuresOf = Object.hasOwn(LABELS, label) ? LABELS[label] : undefined
  if (!measuresOf) return null
  let at = begin + parting + 1
  while (MARKS.test(line.charAt(at)) && at < line.length) at++
  const written = (/^[^|(;*_]*/.exec(line.slice(at, at + LONGEST))?.[0] ?? '').trim().replace(/\.$/, '')
  const duration = lengthIn(written)
  return duration === null || /^\d+$/.test(written)
    ? null
    : { written, at, duration, exact: exactnessOf(written), measures: measuresOf }
}

/** The smallest unit that is written; of one with a point a fifth of that. */
function exactnessOf(written: string): Duration {
  const units = [
    [/\d\s*(?:s|se|")/i, SECOND],
    [/\d\s*(?:m|')(?!o)/i, MINUTE],
    [/\d\s*(?:h|st)/i, HOUR],
    [/\d\s*(?:d|t|j)/i, DAY],
  ] as const
  const unit = units.find(([pattern]) => pattern.test(written))?.[1] ?? DAY
  return /\d[.,]\d/.test(written) ? unit / 5 : unit
}

const spanOf = ({ line }: Body, index: number, { at, written }: Stated): TextSpan => ({
  line: line + index,
  column: at + 1,
  end_line: line + index,
  end_column: at + 1 + written.length,
})
