import type { Finding } from '#model/diagnostic'
import { mayHaveSlips, timelineSlips, type TimelineSlip } from '#model/incident/timeline-slips'
import type { Body } from '#model/records/body'
import { INCIDENT_TIMES } from '#model/records/incident'
import { formatInstant } from '#model/time'
import { defineRule, unlessPassed, type RuleContext } from './rule.ts'
import { IMPACT_FILE, publicFile } from '#model/records/content-layout'

export default defineRule({
  name: 'incident-times-in-order',
  severity: 'error',
  scope: 'record',
  doc: 'An incident starts, is detected, acknowledged, mitigated and resolved in that order; corrected intervals, and what it cost SLOs, end after they begin. A time in `## Timeline` that no clock or calendar shows, or a zone that nobody knows, is a warning.',
  *check({ catalog, timelineOf, passed }) {
    for (const incident of catalog.incidents) {
      let last: { name: string; time: number } | null = null
      for (const name of INCIDENT_TIMES) {
        const time = incident[name]
        if (time === undefined) continue
        if (last && time < last.time)
          yield {
            at: { file: incident.file, path: [name] },
            message: `Unexpected \`${name}\` before \`${last.name}\`, expected ${formatInstant(last.time)} or later.`,
            help: 'Correct the earlier or the later of the two; mind their offsets.',
            related: [{ at: { file: incident.file, path: [last.name] }, message: `\`${last.name}\` is here.` }],
          }
        else last = { name, time }
      }
    }
    for (const { file, slo_impact, started, resolved } of catalog.incidents)
      for (const [i, impact] of (slo_impact ?? []).entries()) {
        const { from = started, to = resolved } = impact
        // An incident of no length costs nothing, unless somebody says when it did.
        const isStated = impact.from !== undefined || impact.to !== undefined
        if (isStated && to !== undefined && to <= from)
          yield {
            at: { file, path: ['slo_impact', i, 'to'] },
            message: 'Unexpected `to` at or before `from`, expected a later time.',
            help: 'Correct one of the two; mind their offsets. They default to `started` and `resolved`.',
            related: [{ at: { file, path: ['slo_impact', i, 'from'] }, message: '`from` is here.' }],
          }
      }
    for (const { file, impact } of [...catalog.incidents, ...catalog.changes])
      for (const [i, { from, to }] of (impact ?? []).entries())
        if (to !== undefined && to <= from) {
          const corrected = publicFile(file, IMPACT_FILE)
          yield {
            at: { file: corrected, path: [i, 'to'] },
            message: 'Unexpected `to` at or before `from`, expected a later time.',
            help: 'Correct one of the two; mind their offsets.',
            related: [{ at: { file: corrected, path: [i, 'from'] }, message: '`from` is here.' }],
          }
        }
    for (const { file, body } of catalog.incidents)
      yield* unlessPassed(passed, body, 'timeline', () => inTimeline(file, body, timelineOf))
  },
})

const EXPECTED: Record<TimelineSlip['doubt'], [expected: string, help: string]> = {
  no_such_time: [
    'a time from 00:00 to 23:59',
    'Correct it; behind midnight write the next day before it, `2026-03-02 00:10`.',
  ],
  no_such_day: ['a day of the calendar', 'Correct the day.'],
  half_day: ['a clock of 24 hours', 'Write `22:05` for 10:05 pm.'],
  unknown_zone: ['one such as `Europe/Berlin`', 'Until it is known none of the times has a moment.'],
}
/** Of one timeline. */
const MOST_SLIPS = 20

function* inTimeline(file: string, body: Body, timelineOf: RuleContext['timelineOf']): Generator<Finding> {
  const text = mayHaveSlips(body.markdown) ? timelineOf(body) : null
  if (text === null) return
  for (const { span, written, doubt } of timelineSlips(text).take(MOST_SLIPS)) {
    const [expected, help] = EXPECTED[doubt]
    yield {
      at: { file, span },
      message: `Unexpected ${doubt === 'unknown_zone' ? 'zone' : 'time'} ${JSON.stringify(written)} in the timeline, expected ${expected}.`,
      help,
      severity: 'warning',
    }
  }
}
