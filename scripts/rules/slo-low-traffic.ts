import { compare, multiply, ONE, rational, subtract } from '#model/rational'
import { DEFAULT_WINDOW, percentText, type SloWindow } from '#model/records/objective'
import type { Measurement } from '#model/records/measurement'
import { DAY, type Duration } from '#model/time'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'slo-low-traffic',
  severity: 'warning',
  scope: 'record',
  doc: 'By what was measured, a window has enough events for its budget to be one of them at least: otherwise one error breaks the SLO.',
  *check({ catalog }) {
    const measured = new Map(catalog.measurements.map(({ slo, rows }) => [slo, rows]))
    for (const { id, objectives, window, file, document } of catalog.slos) {
      const events = eventsIn(measured.get(id) ?? [], lengthOf(window ?? DEFAULT_WINDOW))
      if (events === null) continue
      for (const { target, targetPath: path, method } of objectives)
        if (method === 'occurrences' && compare(multiply(subtract(ONE, target), rational(BigInt(events))), ONE) < 0)
          yield {
            at: { file, document, path },
            message: `Unexpected target of ${percentText(target)} % at ${events.toLocaleString('en')} events in a window, expected more events, or a lower target: one error breaks it.`,
            help: 'Lower the target, make the window longer, or measure something that happens more often.',
          }
    }
  },
})

/** Events in a window, by how many there were in as much of the last one as was measured; null where none was. */
function eventsIn(rows: readonly Measurement[], length: Duration): number | null {
  const end = rows.reduce((latest, row) => Math.max(latest, row.end), -Infinity)
  let [total, covered] = [0, 0]
  for (const row of rows)
    if (row.start >= end - length) {
      total += row.total
      covered += row.end - row.start
    }
  return covered > 0 ? Math.round((total * length) / covered) : null
}

const UNITS = { day: DAY, week: 7 * DAY, month: 30 * DAY, quarter: 90 * DAY, year: 365 * DAY }
/** A period of the calendar, about: events are counted here, not time. */
const lengthOf = (window: SloWindow): Duration =>
  window.kind === 'rolling' ? window.length : window.count * UNITS[window.unit]
