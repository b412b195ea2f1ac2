import type { TextSpan } from '../records/body.ts'
import { timelineEvents, timelineZone } from './timeline.ts'
import { isZone, timeAt, type ClockDoubt } from './wall-clock.ts'

/** The list of a timeline as it stands in its file. */
export interface TimelineText {
  items: readonly { text: string; span: TextSpan }[]
  /** What stands beside the list, as words. */
  beside: string
  /** The line that names a zone; that of the heading where none does. */
  zone: TextSpan
}

/** A time of a timeline that says no moment whatever stands around it, or a zone that nobody knows. */
export interface TimelineSlip {
  span: TextSpan
  /** As it was written. */
  written: string
  doubt: Exclude<ClockDoubt, 'skipped' | 'twice'>
}

/** Each time without a moment at its item, and a zone that nobody knows once, at its line. */
export function* timelineSlips({ items, beside, zone: span }: TimelineText): Generator<TimelineSlip> {
  const zone = timelineZone(beside)
  if (!isZone(zone)) yield { span, written: zone, doubt: 'unknown_zone' }
  const events = timelineEvents(
    items.map(({ text }) => text),
    { started: 0, zone },
  )
  for (const { doubt, written, items: places } of events) {
    const item = items[places[0] ?? -1]
    if (item && doubt !== null && doubt !== 'skipped' && doubt !== 'twice' && doubt !== 'unknown_zone')
      yield { span: item.span, written, doubt }
  }
}

const TIME =
  /^[^\p{L}\p{N}\r\n\u2028\u2029]{0,20}(?:\d{1,9}[.)][^\p{L}\p{N}\r\n\u2028\u2029]{1,20})?(\d{2}[^\n]{0,40})/gmu
const ZONE = /^[ \t]*times in ([\w+/-]+)\.?[ \t\r]*$/gim

/** Whether anything in a text looks like such a time or zone: most texts have none, and needn't be read as Markdown. */
export const mayHaveSlips = (markdown: string): boolean =>
  [...markdown.matchAll(TIME)].some(([, text = '']) => (timeAt(text)?.doubt ?? null) !== null) ||
  [...markdown.matchAll(ZONE)].some(([, zone = '']) => !isZone(zone))
