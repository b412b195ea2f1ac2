import { Temporal } from 'temporal-polyfill'
import { whenClocksShow, withOffset } from './local-time.ts'
import {
  DAY,
  formatInstant,
  HOUR,
  MINUTE,
  parseDate,
  parseDuration,
  parseInstant,
  SECOND,
  type Duration,
  type Instant,
} from './time.ts'

/*
 * What somebody meant by a time, a date or a length that isn't written as records have it. Only for words in a finding:
 * nothing is ever read so.
 */

/** What a time is read against. */
export interface LooseContext {
  /** The site's. */
  timeZone: string
  /** The day that a time of day is on, and what a length counts from: that of the update's file, say; null: unknown. */
  around: Instant | null
}

/** What is longer says more than a time. */
const LONGEST = 100

/** A sentence with the corrected value, or null where it can't be told. */
export function timeHint(text: string, context: LooseContext): string | null {
  if (text.length > LONGEST) return null
  const whole = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2})(?=.)/.exec(text.trim())?.[0]
  if (whole !== undefined && typeof parseInstant(whole) === 'number') return `Write \`${whole}\` and nothing behind it.`
  const epoch = /^\d{10}(?:\d{3})?$/.test(text.trim())
    ? Number(text.trim()) * (text.trim().length === 10 ? SECOND : 1)
    : null
  if (epoch !== null) return `Write ${quoted(epoch)}.`
  // `11.20` is a number to YAML, and the same one as 11.2.
  const written = withDay(text.trim().replace(/^(\d{1,2}\.\d)$/, '$10'), context)
  const length = lengthIn(written.replace(/^(?:in\s+|\+\s*)/i, ''))
  if (length !== null && !/^\d+$/.test(written))
    return context.around === null
      ? 'A time of the day is expected here, not how long: such as `2026-03-01T10:30:00Z`.'
      : `A time is expected here, not how long: ${quoted(context.around + length)}.`
  const day = dayIn(written)
  if (day?.other)
    return `Write the day as \`${day.date}\` or \`${day.other}\`, whichever it is, with a time such as \`T10:00:00Z\`.`
  const clock = clockIn(day ? day.rest : written)
  if (!clock)
    return day?.rest === ''
      ? `Add the time of day: such as \`${day.date}T10:00:00Z\` in UTC${elsewhere(day.date, context)}.`
      : null
  const date = day?.date ?? (context.around === null ? null : formatInstant(context.around).slice(0, 10))
  if (date === null) return `Write it with its day: such as \`2026-03-01T${clock.time}Z\` in UTC.`
  const wall = parseInstant(`${date}T${clock.time}Z`)
  if (typeof wall !== 'number') return null
  if (clock.offset !== null) {
    const exact = `${date}T${clock.time}${clock.offset}`
    const instant = parseInstant(exact)
    if (typeof instant !== 'number') return null
    return clock.named === null ? `Write \`${exact}\`.` : `${clock.named} is ${clock.offset}: ${both(exact, instant)}.`
  }
  return local(wall, clock.zone ?? context.timeZone)
}

/** Words for a day next to the one that is known, in the site's zone. */
const DAYS: Readonly<Record<string, number>> = {
  today: 0,
  heute: 0,
  aujourdhui: 0,
  hoy: 0,
  tonight: 0,
  tomorrow: 1,
  morgen: 1,
  demain: 1,
  mañana: 1,
}

/** `tomorrow 9:00` with its date. */
function withDay(text: string, { around, timeZone }: LooseContext): string {
  const [first = '', ...rest] = text.split(/[\s,]+(?:at\s+)?/)
  const word = first.toLowerCase().replaceAll("'", '')
  const days = Object.hasOwn(DAYS, word) ? DAYS[word] : undefined
  if (around === null || days === undefined) return text
  const date = Temporal.Instant.fromEpochMilliseconds(around).toZonedDateTimeISO(timeZone).toPlainDate().add({ days })
  return `${date.toString()} ${rest.join(' ')}`
}

/** `In Europe/Berlin that is …+01:00, in UTC …Z.` */
function local(wall: Instant, timeZone: string): string {
  const instant = whenClocksShow(wall, timeZone)
  const there = withOffset(instant, timeZone)
  return there.endsWith('Z')
    ? `In ${timeZone === 'Etc/UTC' ? 'UTC, the zone of this site,' : timeZone} that is \`${there}\`; a time of elsewhere needs its offset, such as \`+01:00\`.`
    : `In ${timeZone} that is ${both(there, instant)}.`
}

const both = (written: string, instant: Instant): string =>
  written.endsWith('Z') ? `\`${written}\`` : `\`${written}\`, in UTC \`${formatInstant(instant)}\``
const quoted = (instant: Instant): string => `\`${formatInstant(instant)}\``
const elsewhere = (date: string, { timeZone }: LooseContext): string => {
  const at = parseInstant(`${date}T10:00:00Z`)
  const there = typeof at === 'number' ? withOffset(whenClocksShow(at, timeZone), timeZone) : 'Z'
  return there.endsWith('Z') ? '' : `, \`${there}\` in ${timeZone}`
}

/** The corrected date. */
export function dateHint(text: string): string | null {
  const day = text.length > LONGEST ? null : dayIn(text.trim())
  if (!day) return null
  return day.other ? `Write \`${day.date}\` or \`${day.other}\`, whichever it is.` : `Write \`${day.date}\`.`
}

/** The corrected length. */
export function durationHint(text: string): string | null {
  if (text.length > LONGEST) return null
  const written = text.trim()
  if (/^\d+$/.test(written))
    return `Say of what: \`${written}m\` for minutes, \`${written}s\` for seconds, \`${written}h\` for hours, \`${written}d\` for days.`
  const length = lengthIn(written)
  return length === null || length <= 0 ? null : `Write \`${lengthWords(length)}\`.`
}

const UNITS: readonly [RegExp, Duration, string][] = [
  [/^(?:months?|mos?|monate?|mois|mes|meses)$/i, 30 * DAY, ''],
  [/^(?:weeks?|wks?|w|wochen?|semaines?)$/i, 7 * DAY, ''],
  [/^(?:days?|d|tage?|jours?|días?)$/i, DAY, 'd'],
  [/^(?:hours?|hrs?|h|std|stunden?|heures?|horas?)$/i, HOUR, 'h'],
  [/^(?:minutes?|mins?|m|minuten?|minutos?|')$/i, MINUTE, 'm'],
  [/^(?:seconds?|secs?|s|sekunden?|")$/i, SECOND, 's'],
]

/** What is meant by a length, however it is written: `1 h 18 min`, `90 minutes`, `PT2H`; null where that can't be told. */
export function lengthIn(text: string): Duration | null {
  const given = parseDuration(text)
  if (typeof given === 'number') return given
  const iso = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i.exec(text)
  if (iso && text.length > 2)
    return (
      Number(iso[1] ?? 0) * DAY +
      Number(iso[2] ?? 0) * HOUR +
      Number(iso[3] ?? 0) * MINUTE +
      Number(iso[4] ?? 0) * SECOND
    )
  const parts = [...text.slice(0, 60).matchAll(/(\d+(?:[.,]\d+)?)\s*([\p{L}'"]+)\.?\s*(?:,|and|und|et|y)?\s*/guy)]
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text) return null
  let sum = 0
  for (const [, count = '', name = ''] of parts) {
    const unit = UNITS.find(([pattern]) => pattern.test(name))
    if (!unit) return null
    sum += Number(count.replace(',', '.')) * unit[1]
  }
  return Math.round(sum / SECOND) * SECOND
}

function lengthWords(length: Duration): string {
  let rest = length
  return UNITS.map(([, unit, name]) => {
    if (name === '') return ''
    const count = Math.floor(rest / unit)
    rest -= count * unit
    return count > 0 ? `${count}${name}` : ''
  }).join('')
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH_WORDS: Readonly<Record<string, number>> = {
  mär: 3,
  mai: 5,
  okt: 10,
  dez: 12,
  fév: 2,
  avr: 4,
  aoû: 8,
  déc: 12,
}
const monthOf = (word: string): number => {
  const short = word.slice(0, 3).toLowerCase()
  return MONTHS.indexOf(short) + 1 || (MONTH_WORDS[short] ?? 0)
}

interface Day {
  date: string
  /** The other way to read it, where day and month can't be told apart. */
  other?: string
  rest: string
}

/** The day at the beginning of a text, and what follows it. */
function dayIn(text: string): Day | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[Tt\s,]+|$)/.exec(text)
  if (iso) return dayOf(text, iso[0], Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const compact = /^(\d{4})(\d{2})(\d{2})(?:[Tt\s]+|$)/.exec(text)
  if (compact) return dayOf(text, compact[0], Number(compact[1]), Number(compact[2]), Number(compact[3]))
  const short = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:[Tt\s,]+|$)/.exec(text)
  if (short) {
    const [whole, first, mark, second, years = ''] = short
    const year = years.length === 2 ? 2000 + Number(years) : Number(years)
    const [a, b] = [Number(first), Number(second)]
    const european = dayOf(text, whole, year, b, a)
    const american = dayOf(text, whole, year, a, b)
    if (mark !== '.' && european && american && a !== b) return { ...european, other: american.date }
    return european ?? american
  }
  const words =
    /^(?:\p{L}+,?\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:de\s+)?(\p{L}{3,})\.?,?\s+(?:de\s+)?(\d{4})(?:[\s,]+|$)/u.exec(
      text,
    )
  if (words) return dayOf(text, words[0], Number(words[3]), monthOf(words[2] ?? ''), Number(words[1]))
  const american = /^(?:\p{L}+,\s+)?(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:[\s,]+|$)/u.exec(text)
  if (american) return dayOf(text, american[0], Number(american[3]), monthOf(american[1] ?? ''), Number(american[2]))
  return null
}

function dayOf(text: string, whole: string, year: number, month: number, day: number): Day | null {
  const date = parseDate(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`)
  return typeof date === 'string' ? { date, rest: text.slice(whole.length).trim() } : null
}

interface Clock {
  /** `11:20:00` */
  time: string
  offset: string | null
  /** What the offset was called, such as CET. */
  named: string | null
  zone: string | null
}

/** What is meant by letters for a zone; where several are, the one that most mean. */
const ZONES: Readonly<Record<string, string>> = {
  utc: 'Z',
  gmt: 'Z',
  z: 'Z',
  wet: 'Z',
  cet: '+01:00',
  mez: '+01:00',
  west: '+01:00',
  bst: '+01:00',
  cest: '+02:00',
  mesz: '+02:00',
  eet: '+02:00',
  sast: '+02:00',
  eest: '+03:00',
  msk: '+03:00',
  ist: '+05:30',
  sgt: '+08:00',
  hkt: '+08:00',
  awst: '+08:00',
  jst: '+09:00',
  kst: '+09:00',
  aest: '+10:00',
  aedt: '+11:00',
  nzst: '+12:00',
  nzdt: '+13:00',
  brt: '-03:00',
  edt: '-04:00',
  est: '-05:00',
  cdt: '-05:00',
  cst: '-06:00',
  mdt: '-06:00',
  mst: '-07:00',
  pdt: '-07:00',
  pst: '-08:00',
}

function clockIn(text: string): Clock | null {
  const match =
    /^(?:at\s+)?(\d{1,2})(?:[:.h](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?)?\s*((?:am|pm|a\.m\.|p\.m\.|uhr|h)(?![a-z]))?\s*(.*)$/i.exec(
      text,
    )
  const joined = /^(\d{2})(\d{2})(\d{2})?\s*()(am|pm)?\s*(Z|[+-].*|[A-Za-z/_]+)?$/i.exec(text)
  const found = joined ? [joined[1], joined[2], joined[3], joined[4], joined[5], joined[6]] : match?.slice(1)
  if (!found) return null
  const [hours = '', minutes, seconds = '00', , half = '', behind = ''] = found
  if (minutes === undefined && half === '') return null
  const isHalf = /^[ap]/i.test(half)
  if (isHalf && (Number(hours) > 12 || Number(hours) === 0)) return null
  const hour = isHalf ? (Number(hours) % 12) + (/^p/i.test(half) ? 12 : 0) : Number(hours)
  if (hour > 23 || Number(minutes ?? 0) > 59 || Number(seconds) > 59) return null
  const time = [hour, Number(minutes ?? 0), Number(seconds)].map((part) => String(part).padStart(2, '0')).join(':')
  const zone = behind.trim().replace(/^\((.*)\)$/, '$1')
  if (zone === '') return { time, offset: null, named: null, zone: null }
  const numeric = /^(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(zone)
  if (numeric)
    return {
      time,
      offset: `${numeric[1]}${(numeric[2] ?? '').padStart(2, '0')}:${numeric[3] ?? '00'}`,
      named: null,
      zone: null,
    }
  const offset = Object.hasOwn(ZONES, zone.toLowerCase()) ? ZONES[zone.toLowerCase()] : undefined
  if (offset !== undefined) return { time, offset, named: offset === 'Z' ? null : zone.toUpperCase(), zone: null }
  return isZone(zone) ? { time, offset: null, named: null, zone } : null
}

function isZone(name: string): boolean {
  try {
    return /\//.test(name) && Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name) !== null
  } catch {
    return false
  }
}
