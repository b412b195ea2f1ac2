import { CHANGE_SECTIONS } from '../records/change.ts'
import type { ChangeDraft, SectionName } from './draft.ts'
import { DAY, formatInstant, HOUR, MINUTE, SECOND, type Duration, type Instant } from '../time.ts'

/** A file's front matter and Markdown. */
export interface RecordParts {
  data: Record<string, unknown>
  body: string
}

/** The record that a draft makes, its fields in the order of the contract; those without a value are left out. */
export function draftRecord(id: string, draft: ChangeDraft, now: Instant): RecordParts {
  const { title, type, status, requester, implementer, environment, services, risk, window, template } = draft
  const data = {
    id,
    title,
    type,
    purpose: draft.purpose,
    status,
    requester,
    implementer,
    environment,
    services,
    risk,
    window: window && { start: formatInstant(window.start), end: formatInstant(window.end) },
    estimated_duration: lengthOf(draft.estimated_duration),
    template: type === 'standard' ? template : undefined,
    ...(type === 'emergency' ? emergencyOf(draft, now) : {}),
    rollback: rollbackOf(draft),
    outcome: outcomeOf(draft),
    review: type === 'emergency' ? { due: draft.review_due ?? dayOf(now + REVIEW_WITHIN) } : undefined,
  }
  return {
    data: Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined && value !== null)),
    body: bodyOf(draft),
  }
}

/** The announcement of a change: that its services which customers know will be under maintenance. */
export const announcementOf = (title: string, text: string, components: readonly string[]): RecordParts => ({
  data: {
    state: 'scheduled',
    title,
    ...(components.length === 0
      ? {}
      : { components: Object.fromEntries(components.map((id) => [id, 'under_maintenance'])) }),
  },
  body: text.trim() === '' ? '' : `${text.trim()}\n`,
})

/** A week: time enough to meet, near enough to remember. */
const REVIEW_WITHIN = 7 * DAY

const emergencyOf = ({ emergency_reason, incident, authorised_by, authorised_at }: ChangeDraft, now: Instant) => ({
  emergency: {
    reason: emergency_reason,
    ...(incident === undefined ? {} : { incident }),
    authorised_by,
    authorised_at: formatInstant(authorised_at ?? now),
  },
})

function rollbackOf({ max_duration, criteria }: ChangeDraft) {
  if (max_duration === undefined || criteria === undefined) return undefined
  return {
    max_duration: lengthOf(max_duration),
    criteria: criteria.map(({ metric, comparator, threshold, for: held, action }) => ({
      metric,
      comparator,
      threshold,
      ...(held === undefined ? {} : { for: lengthOf(held) }),
      action,
    })),
  }
}

const outcomeOf = ({ started, finished }: ChangeDraft) =>
  started === undefined
    ? undefined
    : { started: formatInstant(started), ...(finished === undefined ? {} : { finished: formatInstant(finished) }) }

const dayOf = (instant: Instant): string => formatInstant(instant).slice(0, 10)

const UNITS: readonly (readonly [string, Duration])[] = [
  ['d', DAY],
  ['h', HOUR],
  ['m', MINUTE],
  ['s', SECOND],
]

/** A duration as records write it, to the second: `1d2h3m`. */
function lengthOf(duration: Duration | undefined): string | undefined {
  if (duration === undefined) return undefined
  const words = UNITS.map(([name, unit], i) => {
    const count = Math.floor((duration % (UNITS[i - 1]?.[1] ?? Infinity)) / unit)
    return count > 0 ? `${count}${name}` : ''
  }).join('')
  return words === '' ? '0s' : words
}

const ASKS: Record<SectionName, string> = {
  'Implementation plan': 'To be written: what is done, step by step, and by whom.',
  Verification: 'To be written: what shows that it works, and for how long it is watched.',
  'Rollback plan': 'To be written: how it is undone, step by step.',
}

/** A standard change may leave to its template what its template leaves out. */
function bodyOf({ type, sections = {} }: ChangeDraft): string {
  return CHANGE_SECTIONS.flatMap((name) => {
    const text = sections[name] ?? (type === 'standard' ? undefined : ASKS[name])
    return text === undefined ? [] : [`## ${name}\n\n${text.trim()}\n`]
  }).join('\n')
}
