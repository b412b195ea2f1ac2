import { parseInstant, type Instant } from '#model/time'
import { firstComment } from './text.ts'

/** What a maintenance's issue says in its HTML comment. https://upptime.js.org/docs/scheduled-maintenance */
export interface AnnouncedWindow {
  start: Instant
  end: Instant
  /** Slugs that are expected to be down or slow, each once. */
  expected: string[]
}

const KEYS = /\b(start|end|expectedDown|expectedDegraded):/

/** Reads it, with its keys on lines of their own or all on one; the error says what is wrong otherwise. */
export function readWindow(body: string): AnnouncedWindow | { error: string } {
  const comment = firstComment(body)
  if (comment === null) return { error: 'Missing HTML comment, expected one with `start:` and `end:`.' }
  const values = new Map<string, string>()
  const [, ...parts] = comment.split(KEYS)
  for (let i = 0; i < parts.length; i += 2)
    values.set(parts[i] ?? '', (parts[i + 1] ?? '').trim().split('\n', 1)[0]?.trim() ?? '')
  const [start, end] = [timeIn(values, 'start'), timeIn(values, 'end')]
  if (typeof start !== 'number') return start
  if (typeof end !== 'number') return end
  const named = [values.get('expectedDown') ?? '', values.get('expectedDegraded') ?? ''].join(',').split(',')
  return { start, end, expected: [...new Set(named.map((slug) => slug.trim()).filter((slug) => slug !== ''))] }
}

const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?)?(Z|[+-]\d{2}:?\d{2})?$/i

/** Upptime takes a time without an offset in the zone of its runner, which is UTC. */
function timeIn(values: ReadonlyMap<string, string>, key: string): Instant | { error: string } {
  const value = values.get(key)
  if (value === undefined) return { error: `Missing \`${key}\`, expected a time such as 2026-03-01T10:00:00Z.` }
  const [, day, time = '00:00', seconds = ':00', offset = 'Z'] = TIME.exec(value) ?? []
  const zone = offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset
  const read = parseInstant(day === undefined ? value : `${day}T${time}${seconds}${zone}`)
  return typeof read === 'number' ? read : { error: `\`${key}\`: ${read.error}` }
}
