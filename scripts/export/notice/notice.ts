import type { NewsEvent } from '#model/notify/event'
import { publicAddress } from '#model/publish/announced'
import type { Event, StatusPage } from '#model/status/page'
import type { ComponentStatus } from '#model/records/update'
import type { FeedWriting } from '../feed/feed-entry.ts'
import { oneLine } from '../feed/feed-entry.ts'
import { plainText } from '../feed/plain-text.ts'

/** The words that notices are written with, in the language of a site. */
export interface NoticeWriting extends FeedWriting {
  words: FeedWriting['words'] & {
    state: Record<ComponentStatus, string>
    affected: string
    postmortem: string
    overrun: string
    correction: string
    moved: string
    next_update: string
  }
}

/** What a reader is told of an event, whatever way it goes. Plain text, but for `html`. */
export interface Notice {
  /** Whose page it is. */
  site: string
  /** What it has come to, in a word or two, `Investigating`; and what it is about. Each on one line. */
  label: string
  title: string
  /** What was said; empty where nobody said anything. */
  text: string
  /** The same as HTML that is safe in a page. */
  html: string
  /** Which components it concerns, when it is planned for and when more will be said, as `Affects: Shop (Partial outage)`. */
  facts: string[]
  /** The page to read on. */
  link: string
  /** Whether it is over, or hurts. */
  mood: 'over' | 'trouble' | 'plan'
}

/** Null for an event of a component alone, which is for machines. */
export function noticeOf(event: NewsEvent, status: StatusPage, writing: NoticeWriting): Notice | null {
  const about = [...status.incidents, ...status.maintenances].find(({ public_id }) => public_id === event.of)
  if (event.about === 'component' || !about) return null
  const { words } = writing
  const update = event.update === null ? undefined : about.updates[event.update]
  const markdown = update
    ? update.markdown
    : event.kind === 'postmortem' && 'postmortem' in about
      ? (about.postmortem ?? '')
      : ''
  const html = markdown === '' ? spoken(event, about, status, writing) : writing.html(markdown, 'notice')
  return {
    site: seen(oneLine(status.site.name)) || 'Status',
    label: labelOf(event, about, words),
    title: seen(oneLine(about.title ?? '')) || words.untitled[about.kind],
    text: seen(plainText(html)),
    html,
    facts: factsOf(event, about, status, writing),
    link: publicAddress(status.site, about.public_id),
    mood: moodOf(event, about),
  }
}

/** Without what no reader sees, and channels refuse: controls but for the end of a line. */
const seen = (text: string) => text.replaceAll(/[^\P{Cc}\n\t]/gu, '')

function labelOf({ kind, place, update }: NewsEvent, about: Event, words: NoticeWriting['words']): string {
  const state = update === null ? about.state : (about.updates[update]?.state ?? about.state)
  const said = words.phase[state]
  if (kind === 'corrected') return place === 'impact' ? words.correction : `${words.correction}: ${said}`
  if (kind === 'postmortem') return words.postmortem
  if (kind === 'moved') return words.moved
  if (kind === 'overrun') return words.overrun
  return place === 'duplicate' ? words.phase.resolved : said
}

/** Of what no update says, what the page says. */
function spoken({ place }: NewsEvent, about: Event, { site }: StatusPage, { words, html }: NoticeWriting): string {
  if (place !== 'duplicate' || about.kind !== 'incident' || about.duplicate_of === null) return ''
  return html(`${words.duplicate} [${words.follow}](${publicAddress(site, about.duplicate_of)})`, 'notice')
}

/** The page has them all. */
const MOST_SPANS = 20

function factsOf(
  event: NewsEvent,
  about: Event,
  { components, names, now }: StatusPage,
  writing: NoticeWriting,
): string[] {
  const { words, longTime, fill } = writing
  // How long something lasted is all that such a correction says.
  if (event.place === 'impact' && about.spans.length > 0)
    return about.spans.slice(0, MOST_SPANS).flatMap(({ component, status, from, to }) => {
      const name = names.get(component)
      const times = [from, ...(Number.isFinite(to) ? [to] : [])].map(longTime)
      return name === undefined ? [] : `${oneLine(`${name} (${words.state[status]})`)}: ${times.join(' – ')}`
    })
  const set = event.update === null ? [] : (about.updates[event.update]?.settings ?? [])
  const stands = new Map(components.map(({ id, status }) => [id, status]))
  const concerned = about.components.flatMap((id) => {
    const name = names.get(id)
    const status = set.findLast(({ component }) => component === id)?.status ?? stands.get(id)
    if (name === undefined) return []
    return [oneLine(status === undefined ? name : `${name} (${words.state[status]})`)]
  })
  // Of the newest update alone, and not where it is read too late: nobody is promised what is past.
  const promised = event.update === about.updates.length - 1 ? about.next_update : null
  const times =
    about.kind === 'maintenance' ? [about.scheduled_for, about.scheduled_until].flatMap((one) => one ?? []) : []
  return [
    ...(concerned.length > 0 ? [`${words.affected}: ${concerned.join(', ')}`] : []),
    ...(times.length > 0 ? [`${words.planned}: ${times.map(longTime).join(' – ')}`] : []),
    ...(promised !== null && promised > now ? [fill(words.next_update, { time: longTime(promised) })] : []),
  ]
}

function moodOf({ kind }: NewsEvent, about: Event): Notice['mood'] {
  if (['resolved', 'done', 'cancelled', 'postmortem'].includes(kind)) return 'over'
  return about.kind === 'maintenance' ? 'plan' : about.open ? 'trouble' : 'over'
}

/** A text that a channel takes so much of; the page has the rest. `whole`: what of it is to be left, where it was cut. */
export const shortened = (text: string, most: number, whole: (cut: string) => string = (cut) => cut): string =>
  text.length <= most
    ? text
    : `${whole(
        text
          .slice(0, most - 1)
          .toWellFormed()
          .replace(/\uFFFD$/, ''),
      )}…`
