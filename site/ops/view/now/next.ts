import { riskOf } from '#model/change/risk'
import { tiersOf } from '#model/links'
import { DAY, type Instant } from '#model/time'
import type { Calendar } from '../calendar/calendar.ts'
import type { CalendarEntry } from '../calendar/entry.ts'
import { lackingApprovals } from '../change/stake.ts'
import type { Ops } from '../index.ts'
import type { PageReference } from '../reference.ts'
import { some, type Some } from '../rows.ts'
import { riskWords, type State } from '../state.ts'

const AHEAD = 7 * DAY
/** Where a week holds fewer, what comes after it. */
const LEAST = 4
const MOST = 15

/** Something that begins, or a freeze that ends. */
export interface Coming {
  entry: PageReference
  at: Instant
  /** Until when, where that is told with it. */
  to: Instant | null
  verb: '' | 'begins' | 'ends'
  /** In words: `Soft freeze`, `Low risk`. */
  words: string[]
  /** Of a change that isn't ready. */
  state: State | null
}

/** What begins or ends in the week to come, the soonest first; where that is little, also what comes next. */
export function comingUp(ops: Ops, { entries }: Calendar): Some<Coming> {
  const { now } = ops
  const coming = entries
    .filter(({ called_off, kind }) => !called_off && kind !== 'incident')
    .flatMap((entry): { entry: CalendarEntry; at: Instant; ends: boolean }[] => [
      ...(entry.from > now && isPlanned(ops, entry) ? [{ entry, at: entry.from, ends: false }] : []),
      ...(entry.kind === 'freeze' && entry.from <= now && entry.to !== null && entry.to > now
        ? [{ entry, at: entry.to, ends: true }]
        : []),
    ])
    .toSorted((a, b) => a.at - b.at)
  const week = coming.filter(({ at }, i) => at <= now + AHEAD || i < LEAST)
  return some(week, MOST, ({ entry, at, ends }) => comingRow(ops, entry, { at, ends }))
}

/** A draft is nobody's plan yet. */
const isPlanned = ({ links }: Ops, { kind, id }: CalendarEntry): boolean =>
  (kind !== 'change' && kind !== 'maintenance') ||
  ['approved', 'proposed', 'in_progress'].includes(links.changes.get(id)?.status ?? '')

function comingRow(ops: Ops, entry: CalendarEntry, { at, ends }: { at: Instant; ends: boolean }): Coming {
  const of = { id: entry.id, title: entry.title, page: entry.page }
  const change = ops.links.changes.get(entry.id)
  if (!change)
    return {
      entry: of,
      at,
      to: ends ? null : entry.to,
      verb: ends ? 'ends' : 'begins',
      words: [entry.what],
      state: null,
    }
  const risk = riskOf(change, tiersOf(ops.links, change), ops.catalog.policy.risk)?.level ?? null
  const open = lackingApprovals(ops, change)
  return {
    entry: of,
    at,
    to: entry.to,
    verb: '',
    words: [
      entry.state.word,
      ...(risk === null ? [] : [`${riskWords(risk).word.toLowerCase()} risk`]),
      ...(entry.who === null ? [] : [entry.who]),
    ],
    state:
      open === 0 ? null : { word: `${open} approval${open === 1 ? '' : 's'} missing`, tone: 'degraded_performance' },
  }
}
