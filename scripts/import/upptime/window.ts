import { parseInstant, type Instant } from '#model/time'
import { instantOf } from '../wall-clock.ts'
import { findWrittenTime } from '../written-time.ts'
import { firstComment } from './text.ts'

/** What a maintenance's issue says in its HTML comment. https://upptime.js.org/docs/scheduled-maintenance */
export interface AnnouncedWindow {
  start: Instant
  end: Instant
  /** Slugs that are expected to be down or slow, each once. */
  expected: string[]
}

const KEYS = /\b(start|end|expectedDown|expectedDegraded):/

/**
 * Reads it, with its keys on lines of their own or all on one; where no comment has them, from lines of the text itself.
 * The error says what is wrong otherwise. `opened`: a time without a year is that nearest to it.
 */
export function readWindow(body: string, opened: Instant): AnnouncedWindow | { error: string } {
  const comment = firstComment(body)
  const values = new Map<string, string>()
  const [, ...parts] = (comment ?? '').split(KEYS)
  for (let i = 0; i < parts.length; i += 2)
    values.set(parts[i] ?? '', (parts[i + 1] ?? '').trim().split('\n', 1)[0]?.trim() ?? '')
  if (!values.has('start') && !values.has('end')) for (const [key, value] of linesOf(body)) values.set(key, value)
  if (values.size === 0) return { error: 'Missing HTML comment, expected one with `start:` and `end:`.' }
  const [start, end] = [timeIn(values, 'start', opened), timeIn(values, 'end', opened)]
  if (typeof start !== 'number') return start
  if (typeof end !== 'number') return end
  const named = [values.get('expectedDown') ?? '', values.get('expectedDegraded') ?? ''].join(',').split(',')
  return { start, end, expected: [...new Set(named.map((slug) => slug.trim()).filter((slug) => slug !== ''))] }
}

/** `**Start:** 10 September 2026, 12:00 UTC`, as people write it who leave the comment out. */
function* linesOf(body: string): Generator<[key: string, value: string]> {
  for (const line of body.split('\n')) {
    const [, key, value] =
      /^[\s>*_-]{0,8}(start|end|expectedDown|expectedDegraded)\b[*_ ]{0,4}:[*_ ]{0,4}(.+)$/i.exec(line) ?? []
    const known = ['start', 'end', 'expectedDown', 'expectedDegraded'].find(
      (one) => one.toLowerCase() === key?.toLowerCase(),
    )
    if (known !== undefined && value !== undefined) yield [known, value.trim()]
  }
}

const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?)?(Z|[+-]\d{2}:?\d{2})?$/i

/** Upptime takes a time without an offset in the zone of its runner, which is UTC. */
function timeIn(values: ReadonlyMap<string, string>, key: string, opened: Instant): Instant | { error: string } {
  const value = values.get(key)
  if (value === undefined) return { error: `Missing \`${key}\`, expected a time such as 2026-03-01T10:00:00Z.` }
  const [, day, time = '00:00', seconds = ':00', offset = 'Z'] = TIME.exec(value) ?? []
  const zone = offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset
  const read = parseInstant(day === undefined ? value : `${day}T${time}${seconds}${zone}`)
  if (typeof read === 'number') return read
  return (day === undefined ? inWords(value, opened) : null) ?? { error: `\`${key}\`: ${read.error}` }
}

/** `September 10, 2026 2:30 PM UTC`; null where that may be several times. Like Upptime it has the month before the day. */
function inWords(value: string, opened: Instant): Instant | null {
  const found = findWrittenTime(value)
  const [first] = found?.time.days ?? []
  if (!found || !first || /\p{L}{2}/u.test(withoutWeekday(found.before + found.after))) return null
  const { year, clock, zone } = found.time
  if (zone === 'ambiguous') return null
  const near = new Date(opened).getUTCFullYear()
  const times = (year === null ? [near - 1, near, near + 1] : [year]).flatMap((one) => {
    const midnight = Date.UTC(one, first.month - 1, first.day)
    return new Date(midnight).getUTCDate() === first.day ? [instantOf(midnight + (clock ?? 0), zone ?? 0)] : []
  })
  return times.toSorted((a, b) => Math.abs(a - opened) - Math.abs(b - opened))[0] ?? null
}

const withoutWeekday = (words: string): string =>
  words.replaceAll(
    /(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag/giu,
    '',
  )
