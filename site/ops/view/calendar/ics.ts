import { withoutEndSlashes } from '#model/page-address'
import ical, { ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import type { CalendarEntry } from './entry.ts'
import type { Ops } from '../index.ts'
import { HOUR, SECOND, type Instant } from '#model/time'
import { escaped, fit, KEPT_FOR, oneLine, whole } from '#export/calendar'
import { stampOf } from './stamp.ts'

/** So many collisions and services are named. */
const NAMED = 20

/** What a file of the calendar holds. */
export interface CalendarFeed {
  name: string
  events: CalendarFeedEvent[]
}

interface CalendarFeedEvent {
  id: string
  /** When the newest thing was said of it. */
  stamp: Instant
  start: Instant
  end: Instant | null
  summary: string
  description: string
  categories: string[]
  url: string | null
  status: ICalEventStatus
}

/**
 * What the file of some entries of the ops calendar holds: all but those that ended more than 180 days ago. `whose` is
 * the team or the service that it is for, null for everyone's. No stamp is the clock's.
 */
export function calendarFeed(ops: Ops, entries: readonly CalendarEntry[], whose: string | null): CalendarFeed {
  const { site, now } = ops.catalog
  const host = new URL(site.ops_url ?? site.url).hostname
  return {
    name: `${site.name} ops${whose === null ? '' : ` – ${whose}`}`,
    events: entries
      .filter(({ to }) => (to ?? now) >= now - KEPT_FOR)
      .map((entry) => {
        const url = addressOf(entry, site.ops_url)
        const services = (entry.services ?? []).map(({ id, title }) => oneLine(title ?? id))
        return {
          id: `${uidOf(entry)}@${host}`,
          stamp: stampOf(ops, entry),
          start: entry.from,
          end: endOf(entry),
          summary: summaryOf(entry),
          description: fit(description(entry, services, url)),
          categories: [entry.what, ...services.slice(0, NAMED)],
          url,
          status: statusOf(ops, entry),
        }
      }),
  }
}

/** The file, in iCalendar (RFC 5545). */
export function calendarFile({ name, events }: CalendarFeed): string {
  const calendar = ical({
    // The library writes names as they are.
    name: escaped(name),
    prodId: { company: 'Evenkeel', product: 'Ops site', language: 'EN' },
    ttl: HOUR / SECOND,
  })
  for (const { id, stamp, start, end, summary, description: text, categories, url, status } of events)
    calendar.createEvent({
      id,
      stamp: new Date(stamp),
      lastModified: new Date(stamp),
      start: new Date(start),
      end: end === null ? null : new Date(end),
      summary,
      description: text,
      categories: categories.map((category) => ({ name: category })),
      ...(url === null ? {} : { url }),
      status,
      transparency: ICalEventTransparency.TRANSPARENT,
    })
  return whole(calendar.toString())
}

/** Numbers of changes and incidents are unique; the names of freezes and events among themselves alone. */
const uidOf = ({ kind, id }: CalendarEntry): string =>
  kind === 'freeze' || kind === 'event' ? `${kind}-${encodeURIComponent(id.toWellFormed())}` : id

/** A page's address as the site itself has it, where `?` and `#` in a name are encoded twice. */
const addressOf = ({ page }: CalendarEntry, opsUrl: string | undefined): string | null =>
  page === null || opsUrl === undefined
    ? null
    : `${withoutEndSlashes(opsUrl)}${encodeURI(page.toWellFormed()).replaceAll('?', '%253F').replaceAll('#', '%2523')}`

/** RFC 5545, 3.8.2.2 wants an end later than the beginning, in whole seconds; without one the event ends as it begins. */
const endOf = ({ from, to }: CalendarEntry): Instant | null =>
  to !== null && to - (to % SECOND) > from - (from % SECOND) ? to : null

function summaryOf({ kind, what, title }: CalendarEntry): string {
  const name = oneLine(title)
  return kind === 'incident' || kind === 'freeze' ? `${what}: ${name}` : name
}

function description(entry: CalendarEntry, services: readonly string[], url: string | null): string {
  const { what, kind, state, who, collisions } = entry
  const more = services.length - NAMED
  const named = [...services.slice(0, NAMED), ...(more > 0 ? [`${more} more`] : [])].join(', ')
  return [
    `${what}${kind === 'maintenance' ? ', announced to customers' : ''}: ${state.word.toLowerCase()}`,
    entry.services === null ? 'All services' : services.length > 0 && `Services: ${named}`,
    who !== null && `Who: ${oneLine(who)}`,
    ...collisions.slice(0, NAMED).map(({ other }) => `Collides with ${other.id} ${oneLine(other.title ?? '')}`.trim()),
    url,
  ]
    .filter((line) => typeof line === 'string')
    .join('\n')
}

/** What isn't approved yet may still move. */
function statusOf({ links }: Ops, { kind, id, called_off }: CalendarEntry): ICalEventStatus {
  if (called_off) return ICalEventStatus.CANCELLED
  const status = kind === 'change' || kind === 'maintenance' ? links.changes.get(id)?.status : undefined
  if (status === 'aborted') return ICalEventStatus.CANCELLED
  return status === 'draft' || status === 'proposed' ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED
}
