import { HOUR, MINUTE, SECOND } from '#model/time'
import { offsetOf, type Zone } from './wall-clock.ts'

/** A day of the year as somebody wrote it; two where `04/05` may be either. */
export interface WrittenDay {
  month: number
  day: number
}

/** A time as people write it above an update, as far as it says anything. */
export interface WrittenTime {
  year: number | null
  /** Empty where no day is named. */
  days: readonly WrittenDay[]
  /** Milliseconds since midnight; null where only a day is named. */
  clock: number | null
  /** `ambiguous`: an abbreviation that several zones bear; null: none is named. */
  zone: Zone | 'ambiguous' | null
}

/** A time within a line of text, and the words around it. */
export interface FoundTime {
  time: WrittenTime
  before: string
  after: string
}

const MONTHS: readonly string[] = [
  'january|jan|januar|jän|jänner|janvier|janv|enero|ene|gennaio|gen|janeiro|januari',
  'february|feb|februar|février|févr|febrero|febbraio|fevereiro|februari',
  'march|mar|märz|mrz|mars|marzo|março|maart|mrt',
  'april|apr|avril|avr|abril|abr|aprile',
  'may|mai|mayo|maggio|mag|maio|mei',
  'june|jun|juni|juin|junio|giugno|giu|junho',
  'july|jul|juli|juillet|juil|julio|luglio|lug|julho',
  'august|aug|août|aout|agosto|ago|augustus',
  'september|sept|sep|septembre|septiembre|settembre|setembro',
  'october|oct|oktober|okt|octobre|octubre|ottobre|ott|outubro',
  'november|nov|novembre|noviembre|novembro',
  'december|dec|dezember|dez|décembre|déc|diciembre|dic|dicembre|dezembro',
]
const MONTH_OF = new Map(MONTHS.flatMap((names, i) => names.split('|').map((name) => [name, i + 1] as const)))
const MONTH = String.raw`(?<![\p{L}])(?<month>${MONTHS.join('|')})(?![\p{L}])\.?`
const DAY_IN_WORDS = String.raw`(?<![\d.:])(?<day>\d{1,2})(?:st|nd|rd|th|º|\.)?`
const YEAR = String.raw`(?<year>\d{4})(?!:?\d)`

/** From the clearest to the one that may be most things. */
const DATES: readonly RegExp[] = [
  String.raw`(?<![\d.:/-])(?<year>\d{4})(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})(?!\d)(?:T(?=\d))?`,
  String.raw`${DAY_IN_WORDS}\s*(?:of\s+|de\s+)?${MONTH}(?:,?\s*(?:de\s+)?${YEAR})?`,
  String.raw`${MONTH}\s*(?<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:])(?:,?\s+${YEAR})?`,
  String.raw`(?<![\d.:])(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.(?:\s?(?<year>\d{4}|\d{2})(?![.:]?\d))?(?!\d)`,
  String.raw`(?<![\d/.:])(?<either>\d{1,2})\/(?<other>\d{1,2})(?:\/(?<year>\d{4}|\d{2}))?(?![\d/])`,
  String.raw`(?<![\d.:-])(?<either>\d{2})-(?<other>\d{2})(?:-(?<year>\d{4}))?(?![\d-])`,
].map((source) => new RegExp(source, 'iu'))

const HALF = String.raw`(?<half>[ap]\.?m\.?)(?![\p{L}])`
const OCLOCK = String.raw`(?:uhr|hrs|h)(?![\p{L}])`
const CLOCKS: readonly RegExp[] = [
  String.raw`(?<![\d.:])(?<hour>\d{1,2})[:h](?<minute>\d{2})(?::(?<second>\d{2})(?:[.,]\d{1,9})?)?(?![\d:])\s*(?:${HALF}|${OCLOCK})?`,
  String.raw`(?<![\d.:])(?<hour>\d{1,2})\.(?<minute>\d{2})\s*(?:${HALF}|${OCLOCK})`,
  String.raw`(?<![\d.:])(?<hour>\d{1,2})\s*(?:${HALF}|${OCLOCK})`,
].map((source) => new RegExp(source, 'iu'))

/** Abbreviations that stand for one offset, in hours. */
const OFFSETS: Record<string, number> = {
  z: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 1,
  cet: 1,
  mez: 1,
  cest: 2,
  mesz: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  jst: 9,
  kst: 9,
  aest: 10,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
  est: -5,
  edt: -4,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
}
/** These don't: US or China, Ireland, India or Israel, Britain or Bangladesh, Atlantic or Arabia. */
const AMBIGUOUS = ['cst', 'ist', 'bst', 'ast', 'sst', 'amt', 'gst']
/** As people in the United States name theirs, where the clock changes with the season. */
const ZONES: Record<string, string> = {
  eastern: 'America/New_York',
  et: 'America/New_York',
  central: 'America/Chicago',
  ct: 'America/Chicago',
  mountain: 'America/Denver',
  mt: 'America/Denver',
  pacific: 'America/Los_Angeles',
  pt: 'America/Los_Angeles',
}
/** `10:00-12:00` is from one to the other; a minus belongs to an offset after seconds, without a colon, or after UTC. */
const ZONE = new RegExp(
  String.raw`\s*\(?(?:(?:utc|gmt)\s?(?<utc>[+-]\d{1,2}(?::?\d{2})?)(?!\d)|(?<offset>\+\d{1,2}(?::?\d{2})?|(?:(?<=:\d{2}:\d{2}\s*)-\d{2}:|-\d{2})\d{2})(?![\d:])|(?<name>${[
    ...Object.keys(OFFSETS),
    ...AMBIGUOUS,
    ...Object.keys(ZONES),
  ].join('|')})(?![\p{L}\d])(?:\s+(?:(?:standard|daylight)\s+)?time(?![\p{L}]))?)\)?`,
  'iuy',
)

/** Between a day and its time there may be no more than this. */
const BETWEEN = /^[\s,;|/@:–—-]*(?:(?:at|um|a las|à|alle|om|the)\s+)?$/iu

interface Span {
  from: number
  to: number
}

/**
 * Finds the one time that a line names: a day, a time of day, or both beside each other. Null where there is none, or
 * more than one, which is a window or a story.
 */
export function findWrittenTime(line: string): FoundTime | null {
  const day = dayIn(line)
  const clock = clockIn(blank(line, day))
  if (!day && !clock) return null
  if (day && clock) {
    const [first, second] = day.from < clock.from ? [day, clock] : [clock, day]
    if (!BETWEEN.test(line.slice(first.to, second.from))) return null
  }
  const rest = blank(blank(line, day), clock)
  if (dayIn(rest) || clockIn(rest)) return null
  const from = Math.min(day?.from ?? Infinity, clock?.from ?? Infinity)
  const to = Math.max(day?.to ?? 0, clock?.to ?? 0)
  return {
    time: {
      year: day?.year ?? null,
      days: day?.days ?? [],
      clock: clock?.clock ?? null,
      zone: clock?.zone ?? null,
    },
    before: line.slice(0, from),
    after: line.slice(to),
  }
}

const blank = (line: string, span: Span | null): string =>
  span === null ? line : line.slice(0, span.from) + '\u0000'.repeat(span.to - span.from) + line.slice(span.to)

function dayIn(line: string): (Span & Pick<WrittenTime, 'year' | 'days'>) | null {
  for (const shape of DATES) {
    const match = shape.exec(line)
    const groups = match?.groups
    if (!match || !groups) continue
    const days = daysOf(groups).filter(({ month, day }) => month >= 1 && month <= 12 && day >= 1 && day <= 31)
    if (days.length === 0) continue
    const { year } = groups
    return {
      from: match.index,
      to: match.index + match[0].length,
      days,
      year: year === undefined ? null : year.length === 2 ? 2000 + Number(year) : Number(year),
    }
  }
  return null
}

function daysOf({ month, day, either, other }: Record<string, string | undefined>): WrittenDay[] {
  if (month !== undefined) return [{ month: MONTH_OF.get(month.toLowerCase()) ?? Number(month), day: Number(day) }]
  const [a, b] = [Number(either), Number(other)]
  return a === b
    ? [{ month: a, day: b }]
    : [
        { month: a, day: b },
        { month: b, day: a },
      ]
}

function clockIn(line: string): (Span & { clock: number; zone: WrittenTime['zone'] }) | null {
  for (const shape of CLOCKS) {
    const match = shape.exec(line)
    const groups = match?.groups
    if (!match || !groups) continue
    const half = groups['half']?.toLowerCase().charAt(0)
    const written = Number(groups['hour'])
    const hour = half === undefined || written > 12 ? written : (written % 12) + (half === 'p' ? 12 : 0)
    const [minute, second] = [Number(groups['minute'] ?? 0), Number(groups['second'] ?? 0)]
    if (hour > 24 || minute > 59 || second > 59) continue
    const end = match.index + match[0].length
    ZONE.lastIndex = end
    const zone = ZONE.exec(line)
    return {
      from: match.index,
      to: end + (zone?.[0].length ?? 0),
      clock: hour * HOUR + minute * MINUTE + second * SECOND,
      zone: zone ? zoneOf(zone.groups ?? {}) : null,
    }
  }
  return null
}

function zoneOf({ utc, offset = utc, name = '' }: Record<string, string | undefined>): WrittenTime['zone'] {
  if (offset !== undefined) return offsetOf(offset)
  const low = name.toLowerCase()
  const hours = OFFSETS[low]
  return hours === undefined ? (ZONES[low] ?? 'ambiguous') : hours * HOUR
}
