import { escapeText } from 'entities'
import type { Event } from '#model/status/page'
import type { Instant } from '#model/time'
import { entryId } from './feed-id.ts'
import { fitText } from './xml-text.ts'

/** One incident or maintenance as a feed tells it. */
export interface FeedEntry {
  /** A `tag:` address that stays, whatever is edited. */
  id: string
  /** Plain text on one line. */
  title: string
  link: string
  /** Its first and its last update. */
  published: Instant
  updated: Instant
  /** All that was said, safe to put into a page. */
  html: string
}

/** The words that entries are written with: a language of the site, and its Markdown as HTML that is safe in a page. */
export interface FeedWriting {
  /** A language tag. */
  tag: string
  dir: 'ltr' | 'rtl'
  longTime: (instant: Instant) => string
  utcTime: (instant: Instant) => string
  words: {
    phase: Record<Event['state'], string>
    untitled: Record<Event['kind'], string>
    planned: string
    duplicate: string
    follow: string
    description: string
  }
  fill: (sentence: string, values: Record<string, string>) => string
  /** `id` is another one for each text of an entry. */
  html: (markdown: string, id: string) => string
}

/** Updates that an entry tells; the page has them all. */
const MOST = 50

/** What a feed says of an event, as of its updates: nothing of it changes by the clock. Null where nothing was said. */
export function feedEntry(event: Event, siteUrl: string, writing: FeedWriting): FeedEntry | null {
  const [first, last] = [event.updates[0], event.updates.at(-1)]
  if (!first || !last) return null
  return {
    id: entryId(siteUrl, event.public_id),
    title: oneLine(event.title ?? '') || writing.words.untitled[event.kind],
    link: pageOf(event.public_id, siteUrl),
    published: first.time,
    updated: last.time,
    html: contentOf(event, siteUrl, writing),
  }
}

/** Plain text for a title, on one line. */
export const oneLine = (text: string): string => fitText(text).replaceAll(/\s+/g, ' ').trim()
const pageOf = (publicId: string, siteUrl: string) => `${siteUrl}/incidents/${publicId}/`

function contentOf(event: Event, siteUrl: string, writing: FeedWriting): string {
  const parts = [
    ...(event.kind === 'maintenance' ? [plan(event, writing)] : []),
    ...event.updates
      .map((update, i) => ({ update, id: `${event.public_id}-${i}` }))
      .slice(-MOST)
      .toReversed()
      .map(({ update, id }) => said(update, id, writing)),
    ...(event.kind === 'incident' && event.duplicate_of !== null
      ? [repeated(pageOf(event.duplicate_of, siteUrl), writing)]
      : []),
  ]
  const html = parts.filter((part) => part !== '').join('\n')
  return writing.dir === 'rtl' ? `<div dir="rtl">\n${html}\n</div>` : html
}

/** Small date, bold state, text: in one paragraph, as Statuspage's readers know it, where the text begins with one. */
function said(
  { state, time, markdown, lang }: Event['updates'][number],
  id: string,
  { words, longTime, html }: FeedWriting,
): string {
  const head = `<small>${escapeText(longTime(time))}</small><br><strong>${escapeText(words.phase[state])}</strong>`
  const text = html(markdown, id)
  if (lang !== undefined && text !== '')
    return `<p>${head}</p>\n<div lang="${attribute(lang)}" dir="auto">${text}</div>`
  if (text.startsWith('<p>')) return `<p>${head} - ${text.slice('<p>'.length)}`
  return text === '' ? `<p>${head}</p>` : `<p>${head}</p>\n${text}`
}

type Maintenance = Extract<Event, { kind: 'maintenance' }>

/** From when until when, in the site's zone and in UTC; and that it was called off where no update says so. */
function plan(maintenance: Maintenance, { words, longTime, utcTime, dir }: FeedWriting): string {
  const { scheduled_for, scheduled_until, updates, state } = maintenance
  const times = [scheduled_for, scheduled_until].flatMap((time) => time ?? [])
  // Each time stays together where the line runs the other way.
  const isolated = (time: string) => (dir === 'rtl' ? `<bdi>${escapeText(time)}</bdi>` : escapeText(time))
  const span = (format: (instant: Instant) => string) => times.map((time) => isolated(format(time))).join(' – ')
  const isUtc = times.every((time) => longTime(time).includes(utcTime(time)))
  const lines = [
    ...(state === 'cancelled' && updates.at(-1)?.state !== 'cancelled'
      ? [`<strong>${escapeText(words.phase.cancelled)}</strong>`]
      : []),
    ...(times.length > 0 ? [`${escapeText(words.planned)} ${span(longTime)}`] : []),
    ...(times.length > 0 && !isUtc ? [`<small>${span(utcTime)}</small>`] : []),
  ]
  return lines.length === 0 ? '' : `<p>${lines.join('<br>')}</p>`
}

const repeated = (link: string, { words }: FeedWriting) =>
  `<p>${escapeText(words.duplicate)} <a href="${attribute(link)}">${escapeText(words.follow)}</a></p>`

const attribute = (text: string) => escapeText(text).replaceAll('"', '&quot;')
