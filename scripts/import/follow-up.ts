import type { Change } from '#model/records/change'
import type { Incident } from '#model/records/incident'
import { formatInstant, type Instant } from '#model/time'
import { outcomeData, type Facts } from './announced-change.ts'
import { setLine } from './front-matter.ts'
import type { Plan } from './plan.ts'

/** A record as an earlier import left it, or a person since, and who hears of what can't be added to it. */
export interface Standing {
  folder: string
  textOf: (file: string) => string
  note: (message: string) => void
}

/** An incident that was open when it was imported, and is over now. */
export function closeIncident(
  { file, resolved: already, closed_as, mitigated, acknowledged, detected, started }: Incident,
  resolved: Instant | undefined,
  { folder, note, textOf }: Standing,
): Plan['edits'] {
  if (resolved === undefined || already !== undefined || closed_as !== undefined) return []
  const after = ['started', 'detected', 'acknowledged', 'mitigated']
  const time = formatInstant(Math.max(resolved, mitigated ?? acknowledged ?? detected ?? started))
  const was = textOf(file)
  const text = setLine(was, 'resolved', time, after)
  if (text !== null) return [{ kind: 'incident', record: folder, path: file, was, text, summary: `resolved: ${time}` }]
  note(`is resolved at the source; add \`resolved: ${time}\` to ${file}`)
  return []
}

/** A maintenance that has gone on since it was imported. What a person made of it meanwhile stays. */
export function moveOn(
  { file, status, outcome }: Change,
  facts: Facts,
  { folder, note, textOf }: Standing,
): Plan['edits'] {
  const order: string[] = ['approved', 'in_progress', 'completed']
  if (order.indexOf(facts.status) <= order.indexOf(status) || !order.includes(status)) return []
  const was = textOf(file)
  const moved = setLine(was, 'status', facts.status, [])
  const written = facts.outcome && !outcome ? outcomeData(facts.outcome) : null
  const value = written && `{started: ${written.started}, finished: ${written.finished}}`
  const text = moved !== null && value ? setLine(moved, 'outcome', value, ['window']) : moved
  if (text !== null)
    return [{ kind: 'maintenance', record: folder, path: file, was, text, summary: `status: ${facts.status}` }]
  note(`is ${facts.status} at the source; bring \`status\` and \`outcome\` of ${file} up to date`)
  return []
}
