import ical, { ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import { isRunning, type MaintenanceView } from '#model/status/maintenance'
import type { StatusPage } from '#model/status/page'
import { DAY, HOUR, SECOND, type Instant } from '#model/time'

/** The words that the calendar is written with: a language of the site, and Markdown as plain text. */
export interface CalendarWriting {
  /** A language tag. */
  tag: string
  words: {
    phase: Record<MaintenanceView['state'], string>
    untitled: { maintenance: string }
    maintenance: string
    affected: string
  }
  text: (markdown: string) => string
}

/** What names an event of the calendar for ever. */
export const eventId = (siteUrl: string, publicId: string): string => `${publicId}@${new URL(siteUrl).hostname}`

/** What is over for longer is left out, so that the file doesn't grow for ever. */
export const KEPT_FOR = 180 * DAY
/** Calendars show a few lines; the page has all. */
const LONGEST_TEXT = 2000

/**
 * Announced maintenances as one iCalendar file (RFC 5545) to subscribe to. Its bytes follow from the records: no stamp
 * is the clock's.
 */
export function maintenanceCalendar(status: StatusPage, writing: CalendarWriting): string {
  const { site, now, maintenances, names } = status
  const calendar = ical({
    // The library writes names as they are.
    name: escaped(`${site.name} – ${writing.words.maintenance}`),
    prodId: { company: 'Evenkeel', product: 'Status page', language: writing.tag },
    ttl: HOUR / SECOND,
  })
  for (const maintenance of maintenances) {
    const times = timesOf(maintenance)
    const [first, last] = [maintenance.updates[0], maintenance.updates.at(-1)]
    if (!times || !first || !last) continue
    if ((times.end ?? times.start) < now - KEPT_FOR && !isRunning(maintenance.state)) continue
    const url = `${site.url}/incidents/${maintenance.public_id}/`
    const components = maintenance.components.flatMap((id) => names.get(id) ?? [])
    calendar.createEvent({
      id: eventId(site.url, maintenance.public_id),
      // A window that is moved without an update leaves no trace in the records, so it can't be counted. Who subscribes
      // reads the new times all the same: each reading replaces the one before.
      sequence: maintenance.revision,
      stamp: new Date(last.time),
      created: new Date(first.time),
      lastModified: new Date(last.time),
      start: new Date(times.start),
      end: times.end === null ? null : new Date(times.end),
      summary: summaryOf(maintenance, writing),
      description: fit(
        [
          [writing.words.phase[last.state], shortened(writing.text(last.markdown))].filter(Boolean).join(': '),
          ...(components.length > 0 ? [`${writing.words.affected}: ${components.join(', ')}`] : []),
          url,
        ].join('\n\n'),
      ),
      categories: components.map((name) => ({ name: oneLine(name) })),
      url,
      status: isOff(maintenance) ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: ICalEventTransparency.TRANSPARENT,
    })
  }
  return whole(calendar.toString())
}

const isOff = ({ state, aborted }: MaintenanceView): boolean => state === 'cancelled' || aborted

/** Many calendars show nothing of STATUS: what was called off says so in its title as well. */
function summaryOf(maintenance: MaintenanceView, { words }: CalendarWriting): string {
  const title = oneLine(maintenance.title ?? '') || words.untitled.maintenance
  return isOff(maintenance) ? `${words.phase.cancelled}: ${title}` : title
}

/** A zone that nothing needs: RFC 5545, 3.6 wants one thing at least in a calendar. */
const ZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
]
const END = 'END:VCALENDAR'

/** The library ends no last line, and writes a calendar with nothing in it. */
export function whole(calendar: string): string {
  const lines = calendar.split('\r\n')
  const empty = !lines.includes('BEGIN:VEVENT')
  return [...lines.filter((line) => line !== END), ...(empty ? ZONE : []), END, ''].join('\r\n')
}

/**
 * As it was or will be, where that is known, else as planned; null where neither is. An end that isn't later than the
 * beginning is none: RFC 5545, 3.8.2.2 wants it later, and without one the event ends as it begins (3.6.1).
 */
function timesOf(maintenance: MaintenanceView): { start: Instant; end: Instant | null } | null {
  const start = maintenance.begins ?? maintenance.scheduled_for
  const end = maintenance.ends ?? maintenance.scheduled_until
  if (start === null) return null
  return { start, end: end !== null && end - (end % SECOND) > start - (start % SECOND) ? end : null }
}

/** Text without what RFC 5545, 3.1 forbids in it. */
export const fit = (text: string) =>
  text.toWellFormed().replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, '')
export const oneLine = (text: string) => fit(text).replaceAll(/\s+/g, ' ').trim()
export const escaped = (text: string) => oneLine(text).replaceAll(/[\\;,]/g, String.raw`\$&`)

const shortened = (text: string): string =>
  text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
