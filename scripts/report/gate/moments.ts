import { englishTime } from '#model/english-time'
import { formatDuration, type Instant } from '#model/time'

/** Its day as `Wednesday 25 February 2026`, its time as `02:00`. */
function momentIn(instant: Instant, timeZone: string): { day: string; time: string } {
  const { weekday, day, month, year, time } = englishTime(instant, timeZone)
  return { day: `${weekday} ${day} ${month} ${year}`, time }
}

/** `Wednesday 25 February 2026, 02:00 UTC` */
export function momentWords(instant: Instant): string {
  const { day, time } = momentIn(instant, 'UTC')
  return `${day}, ${time} UTC`
}

/** `Wednesday 25 February 2026, 02:00 to 04:00 UTC`; the second day where it is another one. */
export const spanWords = (window: Window): string => `${spanIn(window, 'UTC')} UTC`

/** The same, how long it is, and what the clock says in a zone: `…, 2h (03:00 to 05:00 in Europe/Berlin)`. */
export function windowWords(window: Window, timeZone: string): string {
  const local = spanIn(window, timeZone)
  const length = window.start < window.end ? `, ${formatDuration(window.end - window.start)}` : ''
  if (local === spanIn(window, 'UTC')) return `${spanWords(window)}${length}`
  const day = momentIn(window.start, 'UTC').day
  const short = local.startsWith(`${day}, `) ? local.slice(day.length + 2) : local
  return `${spanWords(window)}${length} (${short} in ${timeZone})`
}

/** `Tue 5 Jan 2027, 01:00–02:30`; the second day where it is another one. Of the zone, which it doesn't name. */
export function shortSpan({ start, end }: Window, timeZone: string): string {
  const [from, to] = [shortMoment(start, timeZone), shortMoment(end, timeZone)]
  return from.day === to.day && from.year === to.year
    ? `${from.day} ${from.year}, ${from.time}–${to.time}`
    : `${from.day} ${from.year}, ${from.time} – ${to.day} ${to.year}, ${to.time}`
}

/** `Tue 5 Jan, 01:00–02:30 UTC (02:00 in Europe/Stockholm)`: without its year, and of the zone only when it begins. */
export function slotWords({ start, end }: Window, timeZone: string): string {
  const [from, to, there] = [shortMoment(start, 'UTC'), shortMoment(end, 'UTC'), shortMoment(start, timeZone)]
  const utc = `${from.day}, ${from.time}${from.day === to.day ? '–' : ` – ${to.day}, `}${to.time} UTC`
  if (there.day === from.day && there.time === from.time) return utc
  return `${utc} (${there.day === from.day ? '' : `${there.day}, `}${there.time} in ${timeZone})`
}

function shortMoment(instant: Instant, timeZone: string) {
  const { weekday, day, month, year, time } = englishTime(instant, timeZone)
  return { day: `${weekday.slice(0, 3)} ${day} ${month.slice(0, 3)}`, year, time }
}

interface Window {
  start: Instant
  end: Instant
}

function spanIn({ start, end }: Window, timeZone: string): string {
  const [from, to] = [momentIn(start, timeZone), momentIn(end, timeZone)]
  return `${from.day}, ${from.time} to ${from.day === to.day ? '' : `${to.day}, `}${to.time}`
}
