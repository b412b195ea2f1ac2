import { DAY, HOUR, MINUTE, SECOND, type Instant } from '#model/time'
import { wording } from '#model/status/wording'

/**
 * Moments, lengths and percentages as a language writes them, one of each kind of word in them: all months, weekdays,
 * halves of the day, zones and units; and the language's own name. Other numbers make other texts of the same words.
 */
export function writtenSamples(language: string, timeZone: string, now: Instant): string[] {
  const words = wording(language, timeZone, now)
  const utc = wording(language, 'UTC', now)
  const year = new Date(now).getUTCFullYear()
  // Every month, in each of them another weekday, before noon and after; this year and another one.
  const moments = [year, year - 1].flatMap((of) =>
    Array.from({ length: 12 * 2 * 7 }, (_, i) => Date.UTC(of, Math.trunc(i / 14), 2 + (i % 7), i % 2 === 0 ? 4 : 16)),
  )
  const lengths = [SECOND, MINUTE, HOUR, DAY].flatMap((unit) => [0, 1, 2, 3, 11].map((count) => count * unit))
  return [
    ...moments.flatMap((moment) => {
      const date = new Date(moment).toISOString().slice(0, 10)
      return [
        words.shortTime(moment),
        words.longTime(moment),
        words.clockTime(moment),
        utc.shortTime(moment),
        words.weekDay(date),
        words.shortDay(date),
        words.monthName(date.slice(0, 7)),
        words.shortMonth(date.slice(0, 7)),
        words.monthAlone(date.slice(0, 7)),
      ]
    }),
    ...lengths.flatMap((length) => [words.duration(length), words.duration(length + length / 24)]),
    ...[0, 1, 2, 3, 11].map(words.daysAgo),
    words.percent(9998),
    words.share('99.5'),
    words.number(1_234_567.8),
    new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language,
  ]
}
