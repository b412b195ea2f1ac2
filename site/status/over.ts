import type { Event } from '#model/status/page'
import { isRunning } from '#model/status/maintenance'
import { dateIn, startOfDay, type Instant } from '#model/time'

/**
 * Whether nothing that is said of an event changes by the clock any more: it is closed, and no time that it names is
 * still to come. Its pages hold nothing that another build would write differently.
 */
export const isOver = (event: Event, now: Instant): boolean =>
  (event.kind === 'incident' ? !event.open : event.state !== 'scheduled' && !isRunning(event.state)) &&
  !namesLater(event, now)

/** Whether any number in it is a moment after now: whatever else is counted is far less than today's milliseconds. */
function namesLater(value: unknown, now: Instant): boolean {
  if (typeof value === 'number') return value > now && Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return false
  for (const part of Object.values(value)) if (namesLater(part, now)) return true
  return false
}

/** The last moment of the year: what is over is written for it, so that a page changes at most once a year. */
export const endOfYear = (now: Instant, timeZone: string): Instant =>
  startOfDay(`${Number(dateIn(now, timeZone).slice(0, 4)) + 1}-01-01`, timeZone) - 1
