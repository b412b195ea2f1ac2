import { aheadWords, isAheadOf } from '../../local-time.ts'
import { DAY, dateIn, formatInstant, parseDate, parseInstant, type Instant } from '../../time.ts'
import type { ComponentPosting, MaintenancePosting, Posting } from './posting.ts'

/** GitHub delivers again for three days; what is older than a week is no news. */
const OLDEST = 7 * DAY
/** Nobody announces work further ahead than a year: who says so has slipped in a digit. */
const FURTHEST = 366 * DAY
/** No status page is older. */
const FIRST = parseInstant('2000-01-01T00:00:00Z') as Instant

/** Why a posting's times can't be meant, in a line; null: they can. `zone`: the page's. */
export function outOfTime(posting: Posting, now: Instant, zone: string): string | null {
  if (posting.kind === 'component') return componentOutOfTime(posting, now, dateIn(now, zone))
  const { at, notify } = posting
  if (at !== undefined) {
    if (isAheadOf(at, now))
      return `Unexpected time ${formatInstant(at)}, ${aheadWords(at - now)} ahead, expected when it was said: customers would read it only then.\n`
    if (at < now - OLDEST && notify !== false)
      return `Unexpected time ${formatInstant(at)}, more than a week ago, expected when it was said. What is recorded afterwards comes by a pull request, or with nobody told (\`deliver_notifications: false\`).\n`
    if (at < FIRST) return `Unexpected time ${formatInstant(at)}, expected one since 2000.\n`
  }
  return posting.kind === 'maintenance' ? maintenanceOutOfTime(posting, now) : null
}

/** A window that is named now: what stood there before isn't judged again. */
function maintenanceOutOfTime(
  { scheduled_for: begins, scheduled_until: ends, state = 'scheduled', notify, update }: MaintenancePosting,
  now: Instant,
): string | null {
  const isRecorded = notify === false
  for (const [name, time] of [
    ['beginning', begins],
    ['end', ends],
  ] as const) {
    if (time === undefined) continue
    if (time > now + FURTHEST)
      return `Unexpected ${name} ${formatInstant(time)}, expected one within a year. Is the year right?\n`
    if (time < (isRecorded ? FIRST : now - OLDEST))
      return `Unexpected ${name} ${formatInstant(time)}, ${isRecorded ? 'expected one since 2000' : 'more than a week ago, expected work that is to come, or that has just been done'}.\n`
  }
  const isToCome = state === 'scheduled' && !(update === undefined && isRecorded)
  return isToCome && ends !== undefined && ends <= now
    ? `Unexpected end ${formatInstant(ends)}, which is past, expected one that is to come, or how the work stands: in_progress, completed.\n`
    : null
}

function componentOutOfTime({ since, until }: ComponentPosting, now: Instant, today: string): string | null {
  for (const day of [since, until]) {
    if (day === undefined || typeof parseDate(day) !== 'string') continue
    const instant = parseInstant(`${day}T00:00:00Z`)
    if (typeof instant === 'number' && (instant < FIRST || instant > now + FURTHEST))
      return `Unexpected date ${day} of a component, expected one since 2000 and within a year.\n`
  }
  // Whoever has slipped a digit would take it off the page, with all that is wrong with it, and find it there no more.
  return since !== undefined && since > today
    ? `Unexpected date ${since} of a component, expected ${today} or earlier: until then customers would see nothing of it.\n`
    : null
}
