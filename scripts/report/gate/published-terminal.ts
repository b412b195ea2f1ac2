import type { GateVerdict } from '#model/gate/verdict'
import type { ComponentChange } from '#model/preview/components'
import type { EventChange, NamedInterval } from '#model/preview/events'
import type { Preview } from '#model/preview/preview'
import type { TextChange, TextSeen } from '#model/preview/texts'
import { aheadOf, type Clocks } from './live.ts'
import { momentWords, spanWords, windowWords } from './moments.ts'
import { hiddenInText } from './published-texts.ts'
import { TURNS } from './published.ts'
import { unseenWords } from './unseen.ts'
import { capital, words } from './words.ts'
import { printable } from '../text.ts'

/** What customers will see of the merge, and what they won't, as lines for a terminal; none where there is neither. */
export function publishedText({ published, unseen, site, now }: GateVerdict): string[] {
  const seen = published ? publishedLines(published, { now, timeZone: site.time_zone }) : []
  const hidden = unseen.map((one) => `  ${one.file}: ${unseenWords(one)}`)
  return [block('What customers will see:', seen), block('What customers do not see:', hidden)].flat()
}

/** What customers will see of something that is written now, as lines for a terminal. */
export const previewText = (preview: Preview, clocks: Clocks): string =>
  publishedLines(preview, clocks).map(printable).join('\n')

const block = (head: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [[head, ...lines, ''].map(printable).join('\n')]

function publishedLines({ page, events, components, site, texts }: Preview, clocks: Clocks): string[] {
  const { overall, states } = page
  const sentence = overall.before === overall.after ? overall.after : `${overall.after} (until then: ${overall.before})`
  return [
    `  overall status: ${sentence}`,
    ...states.map(({ name, before, after }) => `  ${name}: ${words(before)} → ${words(after)}`),
    ...events.flatMap((event) => eventLines(event, clocks)),
    ...components.map(componentLine),
    ...site.map(({ field, before, after }) => `  ${field} of the page: ${before ?? 'none'} → ${after ?? 'none'}`),
    ...texts.flatMap((text) => textLines(text, clocks)),
  ]
}

function eventLines({ kind, change, title, window, corrected, shows_at }: EventChange, { now, timeZone }: Clocks) {
  const planned = change === 'announced' || change === 'moved' ? window?.after : null
  const when = planned ? `, ${windowWords(planned, timeZone)}` : ''
  const live = shows_at === null || change === 'withdrawn' ? '' : `, seen at ${aheadOf(shows_at, { now, timeZone })}`
  return [
    `  ${kind} ${TURNS[change]}: ${title ?? 'without a title'}${when}${live}`,
    ...(corrected
      ? [`    corrected: ${intervalWords(corrected.after)}`, `    until then: ${intervalWords(corrected.before)}`]
      : []),
  ]
}

function intervalWords(intervals: readonly NamedInterval[] | null): string {
  if (intervals === null) return 'as its updates say'
  if (intervals.length === 0) return 'no component affected'
  return intervals
    .map(({ name, status, from, to }) => {
      const lasting = to === undefined ? `from ${momentWords(from)} on` : spanWords({ start: from, end: to })
      return `${name} ${words(status)}, ${lasting}`
    })
    .join('; ')
}

const componentLine = (component: ComponentChange): string =>
  component.change === 'renamed'
    ? `  component renamed: ${component.was} → ${component.name}`
    : `  component ${component.change}: ${component.name}`

function textLines(text: TextChange, clocks: Clocks): string[] {
  const { change, shows_at, event, was } = text
  const live = shows_at === null || change === 'taken_back' ? '' : `, seen at ${aheadOf(shows_at, clocks)}`
  const what = text.state === null ? 'postmortem' : 'update'
  const hidden = hiddenInText(text)
  return [
    '',
    `  ${change === 'taken_back' ? 'taken back' : change} ${what} of “${event.title ?? 'without a title'}”${live}`,
    ...seenLines(text),
    ...(hidden === null || change === 'taken_back' ? [] : [`    It ${hidden}`]),
    ...(was ? ['  until then', ...seenLines(was)] : []),
  ]
}

function seenLines({ state, title, time, components, next_update, lang, markdown }: TextSeen): string[] {
  const facts = [
    ...(state === null ? [] : [capital(words(state))]),
    ...(title === null ? [] : [title]),
    ...(time === null ? [] : [momentWords(time)]),
    ...(lang === null ? [] : [`in ${lang}`]),
  ]
  const sets = components.map(({ name, status, since }) =>
    since === time ? `${name}: ${words(status)}` : `${name}: ${words(status)} since ${momentWords(since)}`,
  )
  const quoted = markdown.trim() === '' ? ['(no words)'] : markdown.trim().split(/\r\n?|\n/)
  return [
    ...(facts.length > 0 ? [`    ${facts.join(' · ')}`] : []),
    ...(sets.length > 0 ? [`    ${sets.join('; ')}`] : []),
    ...(next_update === null ? [] : [`    next word by ${momentWords(next_update)}`]),
    ...quoted.map((line) => `    > ${line}`),
  ]
}
