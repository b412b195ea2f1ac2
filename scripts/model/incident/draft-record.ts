import { INCIDENT_TIMES, type Incident } from '../records/incident.ts'
import { isAheadOf } from '../local-time.ts'
import { publicFile } from '../records/content-layout.ts'
import type { PostedMark } from '../records/posted-mark.ts'
import type { IMPACTS, IncidentUpdate, MAINTENANCE_STATES } from '../records/update.ts'
import { compactInstant, formatInstant, type Instant } from '../time.ts'
import type { ComponentStates, IncidentState } from './draft.ts'

/** A file's front matter and Markdown. */
export interface RecordParts {
  data: Record<string, unknown>
  body: string
}

/** What a new incident is made of. */
export interface Opening extends Pick<Incident, 'title' | 'severity' | 'started'> {
  services: readonly string[]
  /** What a monitor said that noticed it. */
  noticed?: { detected: Instant; alerts: readonly string[] } | undefined
  source?: Incident['source']
  public_id?: string | undefined
  /** When it ended, where it is recorded only afterwards. */
  resolved?: Instant | undefined
}

/** The record of a new incident, its fields in the order of the contract; its timeline comes after. */
export function openedRecord(id: string, opening: Opening): RecordParts {
  const { title, severity, services, started, noticed, source, public_id, resolved } = opening
  const data = {
    id,
    title,
    severity,
    services,
    ...(noticed ? { detected_by: 'monitoring' } : {}),
    started: formatInstant(started),
    ...(noticed ? { detected: formatInstant(noticed.detected), alerts: noticed.alerts } : {}),
    ...(resolved === undefined ? {} : { resolved: formatInstant(resolved), backfilled: true }),
    ...(source ? { source } : {}),
    ...(public_id === undefined ? {} : { public_id }),
  }
  return { data, body: '' }
}

/** What a public update says. */
export interface Told {
  state: IncidentState | (typeof MAINTENANCE_STATES)[number]
  /** Null: as it was called before. */
  title: string | null
  components: ComponentStates
  /** Since when the components are so, where that is earlier than the update. */
  since: Instant | null
  next_update: Instant | null
  text: string
  /** Overrides the impact that follows from the components. */
  impact?: (typeof IMPACTS)[number] | undefined
  /** false: tells nobody. */
  notify?: boolean | undefined
  /** false, of a maintenance: it begins and ends by updates, not by the clock. */
  auto?: boolean | undefined
  /** What it is known by when it is delivered again. */
  mark?: PostedMark | undefined
}

/** The file of a public update. */
export function toldRecord({
  state,
  title,
  components,
  since,
  next_update,
  text,
  impact,
  notify,
  auto,
  mark,
}: Told): RecordParts {
  const from = since === null ? null : formatInstant(since)
  const settings = Object.entries(components).map(
    ([id, status]) => [id, from === null || status === 'operational' ? status : { status, since: from }] as const,
  )
  return {
    data: {
      state,
      ...(title === null ? {} : { title }),
      ...(settings.length === 0 ? {} : { components: Object.fromEntries(settings) }),
      ...(impact === undefined ? {} : { impact }),
      ...(next_update === null ? {} : { next_update: formatInstant(next_update) }),
      ...(auto === false ? { auto } : {}),
      ...(notify === false ? { notify } : {}),
      ...(mark ? { posted: marked(mark) } : {}),
    },
    body: `${blockOf(text)}\n`,
  }
}

const marked = ({ id, as_before, edited }: PostedMark) => ({
  id,
  ...(as_before === true ? { as_before } : {}),
  ...(edited === undefined ? {} : { edited: formatInstant(edited) }),
})

/** Without the empty lines around it: indented code at its beginning stays so. */
export const blockOf = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd()

/** The names that an update of one second may have, in order: `…Z.md`, `…Z-2.md`, …. */
export const updateFile = (record: string, at: Instant, n: number): string =>
  publicFile(record, `${compactInstant(at)}${n === 1 ? '' : `-${n}`}.md`)

/** The newest word to customers by now: one that is dated further ahead than clocks differ by isn't out yet. */
export const lastWord = <T extends Pick<IncidentUpdate, 'time'>>(updates: readonly T[], now: Instant): T | undefined =>
  updates.findLast(({ time }) => !isAheadOf(time, now))

/**
 * When an update is dated that is written now: one that was written seconds ago by a clock that goes ahead stays the one
 * before it.
 */
export const datedAt = (updates: readonly Pick<IncidentUpdate, 'time'>[], now: Instant): Instant =>
  Math.max(lastWord(updates, now)?.time ?? now, now)

/** The keys that stand above one of the times where records are laid out as in the contract. */
export const aboveTime = (name: (typeof INCIDENT_TIMES)[number]): string[] => [
  'title',
  'severity',
  'services',
  'detected_by',
  ...INCIDENT_TIMES.slice(0, INCIDENT_TIMES.indexOf(name)),
]
