import { DAY, HOUR, MINUTE, SECOND, type CalendarDate, type Duration, type Instant } from '../time.ts'

/** How one language writes moments, lengths and numbers, in the zone of one site. */
export interface Wording {
  /** `23 Nov, 09:12 CET`, with the year where it is another one than now's. */
  shortTime: (instant: Instant) => string
  /** `23 November 2026 at 09:12 CET` */
  longTime: (instant: Instant) => string
  /** `09:12 CET` */
  clockTime: (instant: Instant) => string
  /** `08:12 UTC`; the day too where it is another one in the site's zone. */
  utcTime: (instant: Instant) => string
  /** `Mon 23 Nov`; `23 Nov 2025` where the year is another one than now's. */
  weekDay: (date: CalendarDate) => string
  /** `23 Nov`, with the year where it is another one than now's. */
  shortDay: (date: CalendarDate) => string
  /** `89 days ago`, and `today` for 0. */
  daysAgo: (count: number) => string
  /** `November 2026`, of `2026-11`. */
  monthName: (month: string) => string
  /** `Nov 2026` */
  shortMonth: (month: string) => string
  /** `Nov`, among the months of a year. */
  monthAlone: (month: string) => string
  /** `2 hours, 10 minutes`: days with hours, hours with minutes, or minutes alone; seconds of less than a minute. */
  duration: (duration: Duration) => string
  /** `99.98%`, of hundredths of a per cent, always with two digits; `100%` where nothing is missing. */
  percent: (hundredths: number) => string
  /** `99.95%`, of per cent as text: with as many digits as it has, at most ten. */
  share: (percent: string) => string
  /** `1,234.5` */
  number: (value: number) => string
  /** What stands between the names of a list, `, `: as many as there are, without an "and". */
  listMark: string
}

/** Which of some languages a tag is spoken in: `de` will do for `de-CH`. Null where none will. */
export const speaks = (tag: string, languages: readonly string[]): string | null =>
  [tag, new Intl.Locale(tag).language].find((one) => languages.includes(one)) ?? null

/** The tag that formats go by: English without a country is written day first and by 24 hours. */
export const formatTag = (tag: string): string => (tag.toLowerCase() === 'en' ? 'en-GB' : tag)

const CLOCK = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const
/** Hundredths of a per cent in all of it. */
const WHOLE = 10_000

export function wording(language: string, timeZone: string, now: Instant): Wording {
  const tag = formatTag(language)
  const clock = { ...CLOCK, ...(tag === 'en-GB' ? { hourCycle: 'h23' as const } : {}) }
  const formatter = (options: Intl.DateTimeFormatOptions, zone = timeZone) => {
    const format = new Intl.DateTimeFormat(tag, { timeZone: zone, ...options })
    return (instant: Instant) => format.format(instant)
  }
  const ofDate = (options: Intl.DateTimeFormatOptions) => {
    const format = formatter(options, 'UTC')
    return (date: string) => format(Date.parse(date))
  }
  // Other languages write a word behind the year.
  const yearHere = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' })
  const year = (instant: Instant) => yearHere.format(instant)
  const [thisYear, otherYear] = [
    formatter({ day: 'numeric', month: 'short', ...clock }),
    formatter({ day: 'numeric', month: 'short', year: 'numeric', ...clock }),
  ]
  const [dayOfThisYear, dayOfOtherYear] = [
    ofDate({ day: 'numeric', month: 'short' }),
    ofDate({ day: 'numeric', month: 'short', year: 'numeric' }),
  ]
  const weekDay = ofDate({ weekday: 'short', day: 'numeric', month: 'short' })
  const dateHere = formatter({ dateStyle: 'short' })
  const dateInUtc = formatter({ dateStyle: 'short' }, 'UTC')
  const utcClock = formatter(clock, 'UTC')
  const utcDay = formatter({ day: 'numeric', month: 'short', ...clock }, 'UTC')
  const exact = new Intl.NumberFormat(tag, { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const whole = new Intl.NumberFormat(tag, { style: 'percent' })
  const shortest = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 10 })
  // Intl has no list without an "and" in every language: the mark between the first two of three is the same.
  const mark = new Intl.ListFormat(tag).formatToParts(['1', '2', '3']).find(({ type }) => type === 'literal')
  const separator = tag.startsWith('ar') ? '، ' : (mark?.value ?? ', ')
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 6 })
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' })
  const length = new Intl.DurationFormat(tag, { style: 'long' })
  const none = new Intl.DurationFormat(tag, { style: 'long', minutesDisplay: 'always' })
  return {
    shortTime: (instant) => (year(instant) === year(now) ? thisYear : otherYear)(instant),
    longTime: formatter({ day: 'numeric', month: 'long', year: 'numeric', ...clock }),
    clockTime: formatter(clock),
    utcTime: (instant) => (dateHere(instant) === dateInUtc(instant) ? utcClock : utcDay)(instant),
    weekDay: (date) => (date.startsWith(year(now)) ? weekDay : dayOfOtherYear)(date),
    shortDay: (date) => (date.startsWith(year(now)) ? dayOfThisYear : dayOfOtherYear)(date),
    daysAgo: (count) => relative.format(-count, 'day'),
    monthName: ofDate({ month: 'long', year: 'numeric' }),
    shortMonth: ofDate({ month: 'short', year: 'numeric' }),
    monthAlone: ofDate({ month: 'short' }),
    duration: (duration) => {
      const units = largest(duration)
      return units === null ? none.format({ minutes: 0 }) : length.format(units)
    },
    percent: (hundredths) => (hundredths === WHOLE ? whole : exact).format(hundredths / WHOLE),
    share: (percent) => shortest.format(Number(`${percent}e-2`)),
    number: (value) => number.format(value),
    listMark: separator,
  }
}

/** As exact as anyone reads a length: two neighbouring units, what is smaller cut off; null for less than a second. */
function largest(duration: Duration): Partial<Record<'days' | 'hours' | 'minutes' | 'seconds', number>> | null {
  const units = [
    ['days', Math.floor(duration / DAY)],
    ['hours', Math.floor((duration % DAY) / HOUR)],
    ['minutes', Math.floor((duration % HOUR) / MINUTE)],
    ['seconds', Math.floor((duration % MINUTE) / SECOND)],
  ] as const
  const first = units.findIndex(([, count]) => count > 0)
  const shown = units.slice(first, first + 2).filter(([unit, count]) => count > 0 && unit !== 'seconds')
  return first === -1 ? null : Object.fromEntries(shown.length > 0 ? shown : units.slice(first, first + 1))
}
