import type { Body, Outline } from '../records/body.ts'
import { plainLine } from '../records/plain-line.ts'
import { dateIn, formatInstant, MINUTE, type Instant } from '../time.ts'
import { englishTime } from '../english-time.ts'
import { withOffset } from '../local-time.ts'
import { TIMELINE_SECTION, timelineEvents, timelineZone } from './timeline.ts'

/** Something that happened, to be written into a timeline. */
export interface NewEvent {
  at: Instant
  words: string
}

/** The body of a new incident: its timeline, in the times of a zone, with what is known already. */
export function newTimeline(events: readonly NewEvent[], started: Instant, timeZone: string): string {
  const head = `## ${TIMELINE_SECTION}\n\nTimes in ${zoneName(timeZone)}.\n`
  return events.reduce((body, event) => appended(body.split('\n'), event, started).join('\n'), head)
}

/**
 * The Markdown of an incident with a further event at the end of its timeline, in the zone that it is written in; a
 * timeline of its own where it has none. The same where the event stands there already.
 */
export function withEvent(body: Body, outline: Outline, event: NewEvent, { started, timeZone }: Around): string {
  const lines = body.markdown.split('\n')
  const heading = outline.headings.findIndex(({ text }) => text.trim().toLowerCase() === TIMELINE_SECTION.toLowerCase())
  const opened = outline.headings[heading]
  if (!opened) return withTimeline(lines, outline, body.line, newTimeline([event], started, timeZone))
  const next = outline.headings.slice(heading + 1).find(({ depth }) => depth <= opened.depth)
  const from = opened.span.end_line - body.line + 1
  const to = next ? next.span.line - body.line : lines.length
  const section = appended(lines.slice(from, to), event, started)
  return [...lines.slice(0, from), ...section, ...lines.slice(to)].join('\n')
}

interface Around {
  started: Instant
  /** The zone of the site, for a timeline that is begun. */
  timeZone: string
}

/** Above the postmortem, or at the end. */
function withTimeline(lines: readonly string[], { headings }: Outline, first: number, timeline: string): string {
  const after = headings.find(({ text }) => /^post-?mortem\b/i.test(text.trim()))
  const at = after ? after.span.line - first : lines.length
  const above = trimmed(lines.slice(0, at))
  const below = lines.slice(at)
  return [...above, ...(above.length > 0 ? [''] : []), timeline, ...below].join('\n')
}

/** An item of a list that isn't within another one. */
const ITEM = /^ {0,3}[-*+] +/

/** The lines of a timeline with a further event below the last thing that stands there. */
function appended(lines: readonly string[], { at, words }: NewEvent, started: Instant): string[] {
  const text = plainLine(words)
  const written = trimmed(lines)
  const zone = timelineZone(written.join('\n'))
  const items = written.filter((line) => ITEM.test(line)).map((line) => line.replace(ITEM, ''))
  const minute = Math.floor(at / MINUTE) * MINUTE
  const isSaid = timelineEvents(items, { started, zone }).some(
    (one) => one.at === minute && items[one.items[0] ?? -1] === `${one.written} ${text}`,
  )
  if (isSaid) return [...lines]
  const last = written.at(-1) ?? ''
  const gap = ITEM.test(last) || /^\s+\S/.test(last) || last === '' ? [] : ['']
  const rest = lines.slice(written.length)
  return [
    ...written,
    ...gap,
    `- ${stamp(minute, { items, text, started, zone })} ${text}`,
    ...(rest.length > 0 ? rest : ['']),
  ]
}

/** The shortest time by which the timeline's readers find the moment again: a clock, with its day, or with its offset. */
function stamp(
  at: Instant,
  { items, text, started, zone }: { items: readonly string[]; text: string; started: Instant; zone: string },
): string {
  const forms = localForms(at, zone)
  const found = forms.find((form) => {
    const event = timelineEvents([...items, `${form} ${text}`], { started, zone }).at(-1)
    return event?.at === at && event.doubt === null
  })
  return found ?? formatInstant(at)
}

function localForms(at: Instant, zone: string): string[] {
  try {
    const clock = englishTime(at, zone).time
    return [clock, `${dateIn(at, zone)} ${clock}`, withOffset(at, zone)]
  } catch {
    // A zone that nobody knows: only a time with an offset says when.
    return []
  }
}

const zoneName = (timeZone: string): string => (/^(?:Etc\/)?(?:UTC|GMT|UCT|Zulu)$/i.test(timeZone) ? 'UTC' : timeZone)

const trimmed = (lines: readonly string[]): string[] =>
  lines.slice(0, lines.findLastIndex((line) => line.trim() !== '') + 1)
