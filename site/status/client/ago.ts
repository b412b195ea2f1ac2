/** Each unit goes up to so many; then the next one is counted, which is so many times as long. */
const LADDER = [
  ['second', 60, 60],
  ['minute', 60, 60],
  ['hour', 24, 24],
  ['day', 60, 30.44],
  ['month', 24, 12],
] as const

/**
 * How long before or after `now` a moment is, in the words of a language: "12 minutes ago", "in 2 hours", "yesterday".
 * Both are milliseconds; days are those of the reader's calendar, so that "yesterday" is yesterday.
 */
export function ago(moment: number, now: number, words: Intl.RelativeTimeFormat): string {
  let away = (moment - now) / 1000
  for (const [unit, most, next] of LADDER) {
    const count = Math.round(unit === 'day' ? midnights(moment, now) : away)
    if (Math.abs(count) < most) return words.format(unit === 'second' ? 0 : count, unit)
    away /= next
  }
  return words.format(Math.round(away), 'year')
}

/** How many midnights lie between two moments; a day may have 23 or 25 hours. */
const midnights = (moment: number, now: number) =>
  (new Date(moment).setHours(0, 0, 0, 0) - new Date(now).setHours(0, 0, 0, 0)) / 86_400_000
