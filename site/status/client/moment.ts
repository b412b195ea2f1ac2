const CLOCK = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const
const THIS_YEAR = { day: 'numeric', month: 'short', ...CLOCK } as const
const OTHER_YEAR = { ...THIS_YEAR, year: 'numeric' } as const
const LONG = { ...OTHER_YEAR, month: 'long' } as const

/** Writes a moment in milliseconds. An unknown form is a short one; `now` decides whether that says the year. */
export type MomentWriter = (moment: number, form: string | null, now: number) => string

/**
 * Writes moments in the reader's own zone as the page writes them in that of the site: `short` (23 Nov, 09:12 CET, with
 * the year where it is another one than now's), `long` (23 November 2026 at 09:12 CET) and `clock` (09:12 CET).
 */
export function momentWriter(locale: string | undefined): MomentWriter {
  const formats = new Map<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>()
  return (moment, form, now) => {
    const short = new Date(moment).getFullYear() === new Date(now).getFullYear() ? THIS_YEAR : OTHER_YEAR
    const options = form === 'long' ? LONG : form === 'clock' ? CLOCK : short
    const format =
      formats.get(options) ??
      new Intl.DateTimeFormat(locale, locale === 'en-GB' ? { ...options, hourCycle: 'h23' } : options)
    formats.set(options, format)
    return holdZone(format.format(moment))
  }
}

/** A moment whose last word, the name of its zone, stays on the line of the clock before it. */
export const holdZone = (moment: string): string => moment.replace(/ (?=[^ ]+$)/, '\u00A0')

/** `2026-11-23 09:12 UTC` */
export const inUtc = (moment: number): string => `${new Date(moment).toISOString().slice(0, 16).replace('T', ' ')} UTC`
