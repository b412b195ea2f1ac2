/*
 * How long something takes or has taken, in words that stay short as it grows. For pages and for the script that goes
 * on counting: it imports nothing.
 */

const MINUTE = 60_000

/** `48 min`, `4 h 38 min`, `3 d 4 h`: never more than is true; kept together on one line. Milliseconds, 0 or more. */
export function lapse(duration: number): string {
  const minutes = Math.floor(Math.max(0, duration) / MINUTE)
  const hours = Math.floor(minutes / 60)
  const days = Math.floor(hours / 24)
  if (minutes < 60) return `${minutes}\u00a0min`
  if (hours < 48) return joined(hours, 'h', minutes % 60, 'min')
  return joined(days, 'd', hours % 24, 'h')
}

const joined = (large: number, unit: string, small: number, other: string): string =>
  `${large}\u00a0${unit}${small === 0 ? '' : `\u00a0${small}\u00a0${other}`}`

/** `in 25 min` of a time ahead, rounded up, or `3 min late` of one that has passed. */
export const untilDue = (due: number, now: number): string =>
  due >= now ? `in\u00a0${lapse(Math.ceil((due - now) / MINUTE) * MINUTE)}` : `${lapse(now - due)}\u00a0late`

/** `in 2 d 14 h` of a time ahead, rounded up; `now` once it has come. */
export const untilBegin = (at: number, now: number): string =>
  at > now ? `in\u00a0${lapse(Math.ceil((at - now) / MINUTE) * MINUTE)}` : 'now'
