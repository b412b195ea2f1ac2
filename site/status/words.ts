import { status } from './data'
import en from './i18n/en.json'

/** Every word of the public site that isn't a record's own. */
export const words = en

/** Puts values into the places of a sentence: `fill('since {time}', {time})`. */
export const fill = (sentence: string, values: Record<string, string | number>): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))

const plural = new Intl.PluralRules('en')
/** The form of a sentence that goes with a number. */
export const counted = (forms: { one: string; other: string }, count: number): string =>
  fill(plural.select(count) === 'one' ? forms.one : forms.other, { count })

const formatter = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: status.site.time_zone, ...options })
  return (instant: number) => format.format(instant)
}
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' } as const

const thisYear = formatter({ day: 'numeric', month: 'short', ...clock })
const otherYear = formatter({ day: 'numeric', month: 'short', year: 'numeric', ...clock })
const yearOf = formatter({ year: 'numeric' })
/** `23 Nov, 09:12 CET`, with the year where it is another one than now's. */
export const shortTime = (instant: number) => (yearOf(instant) === yearOf(status.now) ? thisYear : otherYear)(instant)
/** `23 November 2026, 09:12 CET` */
export const longTime = formatter({ day: 'numeric', month: 'long', year: 'numeric', ...clock })
/** `09:12 CET` */
export const clockTime = formatter(clock)

const utc = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options })
  return (date: string) => format.format(new Date(date))
}
/** `Monday, 23 November`, of a calendar day. */
export const dayName = utc({ weekday: 'long', day: 'numeric', month: 'long' })
/** `23 Nov` */
export const shortDay = utc({ day: 'numeric', month: 'short' })
/** `November 2026`, of `2026-11`. */
export const monthName = utc({ month: 'long', year: 'numeric' })
