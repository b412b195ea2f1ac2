import {
  inTimeOrder,
  TIMELINE_SECTION,
  timelineEvents,
  timelineZone,
  type TimelineEvent,
} from '#model/incident/timeline'
import type { Incident } from '#model/records/incident'
import type { Instant } from '#model/time'
import { itemHtml, listUnder } from '../shared/item-html'
import type { RenderOptions } from '../shared/markdown'
import type { Posted } from './view/posted.ts'

/** The timeline of an incident's text, and the text without it. */
export interface ReadTimeline {
  events: TimelineEvent[]
  /** As the text names it. */
  zone: string
  /** The text of an event, safe to be put into a page. */
  html: (event: TimelineEvent) => string
  rest: string
}

const isZoneLine = (line: string) => timelineZone(line) !== 'UTC' || /^times in utc\.?$/i.test(line.trim())

/** Reads the `## Timeline` of an incident; null where its text has none. */
export function timelineIn(
  { body, started }: Pick<Incident, 'body' | 'started'>,
  options: RenderOptions & { prefix: string },
): ReadTimeline | null {
  const list = listUnder({ markdown: body.markdown, heading: TIMELINE_SECTION }, isZoneLine)
  if (!list) return emptyTimeline(body.markdown)
  const zone = timelineZone(list.beside)
  return {
    events: timelineEvents(
      list.items.map(({ text }) => text),
      { started, zone },
    ),
    zone,
    html: ({ items, written }) =>
      itemHtml(
        list,
        { places: items, characters: written.length },
        { ...options, prefix: `${options.prefix}-${items[0] ?? 0}` },
      ),
    rest: list.rest,
  }
}

/**
 * A timeline that nothing has been written into yet, as `incident open` begins it: the heading and its zone. It says nothing
 * on a page. Null where more stands below the heading, or there is none.
 */
function emptyTimeline(markdown: string): ReadTimeline | null {
  const lines = markdown.split('\n')
  const from = lines.findIndex((line) => /^## +Timeline[ #]*$/i.test(line.trimEnd()))
  if (from < 0) return null
  const next = lines.findIndex((line, i) => i > from && /^#{1,2} /.test(line))
  const to = next < 0 ? lines.length : next
  const said = lines.slice(from + 1, to).filter((line) => line.trim() !== '')
  if (!said.every(isZoneLine)) return null
  return {
    events: [],
    zone: timelineZone(said.join('\n')),
    html: () => '',
    rest: [...lines.slice(0, from), ...lines.slice(to)].join('\n'),
  }
}

/** A line of the timeline that a page shows: what we noted, or what customers were told. */
export type Line = { at: Instant | null } & ({ kind: 'noted'; event: TimelineEvent } | { kind: 'told'; posted: Posted })

/** What was noted and what customers were told in one order, the oldest first. */
export const linesOf = (events: readonly TimelineEvent[], posted: readonly Posted[]): Line[] =>
  inTimeOrder<Line>([
    ...events.map((event): Line => ({ kind: 'noted', at: event.at, event })),
    ...posted.toReversed().map((one): Line => ({ kind: 'told', at: one.time, posted: one })),
  ])
