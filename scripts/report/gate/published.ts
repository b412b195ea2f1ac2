import type { EventChange } from '#model/preview/events'
import type { ComponentChange } from '#model/preview/components'
import type { Preview } from '#model/preview/preview'
import { linkTo, plain } from './escape.ts'
import { folded, MARKS } from './findings.ts'
import { aheadOf, type Clocks } from './live.ts'
import { momentWords, spanWords, windowWords } from './moments.ts'
import { isShownWhole, remarksOf, textBlocks } from './published-texts.ts'
import { lengthOf, TOO_LONG, within } from './room.ts'
import { and, capital, count, words } from './words.ts'

/** More entries of a list than this are only counted. */
const SHOWN = 20
/** Texts that are shown at once; others can be opened. */
const OPEN = 3

/**
 * What customers will see of the merge, block by block, in `most` characters where the first texts leave room: as many of
 * the others as there is room for. Words that nobody is shown here are words that nobody may have read, so that is said
 * before all of them.
 */
export function publishedBlocks(preview: Preview, clocks: Clocks, most: number): string[] {
  const { page, texts, events, components, site } = preview
  const shown = texts.map((text) => textBlocks(text, clocks).join('\n\n'))
  const above = [
    ...liveSentence(texts),
    pageSentence(page),
    ...stateTable(page.states),
    ...list([
      ...events.map((event) => eventLine(event, clocks)),
      ...components.map(componentLine),
      ...site.map(
        ({ field, before, after }) =>
          `The ${field} of the page: ${plain(before ?? 'none')} → **${plain(after ?? 'none')}**.`,
      ),
    ]),
    ...list(remarks(preview, clocks)),
  ]
  const open = shown.slice(0, OPEN)
  const later = within(shown.slice(OPEN), most - lengthOf([...above, ...open, UNSHOWN]) - 200)
  const isWhole = texts.every(isShownWhole) && !later.includes(TOO_LONG) && lengthOf([...above, ...open]) < most
  return [
    ...above,
    ...(isWhole ? [] : [UNSHOWN]),
    ...open,
    ...(later.length > 0 ? [folded(count(texts.length - OPEN, 'more text'), later)] : []),
  ]
}

const UNSHOWN = `${MARKS.warning} **Customers will read more than there is room for here.** Read the files below \`public/\` themselves, or \`npx evenkeel gate --format text\`.`

/** When the words are out that wait for nothing but the merge. */
function liveSentence(texts: Preview['texts']): string[] {
  const waiting = texts.filter(({ shows_at, change }) => shows_at === null || change === 'taken_back').length
  if (waiting === 0) return []
  const what = waiting === texts.length ? 'Customers see this' : 'What waits for no later time is seen'
  return [`${what} as soon as it is merged and published: a minute or two after the merge.`]
}

/** What the author may not have meant; none of it stops anything. */
function remarks({ texts, unaffected }: Preview, clocks: Clocks): string[] {
  return [
    ...texts.flatMap((text) => remarksOf(text, clocks)),
    ...unaffected.map(({ incident, title, components }) => {
      const names = and(components.map((name) => plain(name)))
      const one = components.length === 1
      return `${incident} ${title === null ? '' : `“${plain(title)}” `}is open, and ${names} ${one ? 'stays' : 'stay'} **operational** on the page. If customers notice it there, the update needs \`components\`.`
    }),
  ].map((remark) => `${MARKS.warning} ${remark}`)
}

function pageSentence({ overall, named }: Preview['page']): string {
  const says =
    overall.before === overall.after
      ? `The overall status stays **${overall.after}**.`
      : `The overall status is **${overall.after}** instead of ${overall.before}.`
  if (named.after.length === 0 || named.after.join('\n') === named.before.join('\n')) return says
  return `${says} The page's headline names ${plain(
    and(
      named.after.map((title) => `“${title}”`),
      5,
    ),
  )}.`
}

function stateTable(states: Preview['page']['states']): string[] {
  if (states.length === 0) return []
  const more = states.length - SHOWN
  const rows = states
    .slice(0, SHOWN)
    .map(({ name, before, after }) => `| ${plain(name)} | ${words(before)} | **${words(after)}** |`)
  return [
    ['| Component | Now | After the merge |', '| :-- | :-- | :-- |', ...rows].join('\n'),
    ...(more > 0 ? [`… and ${count(more, 'more component')}.`] : []),
  ]
}

function list(lines: readonly string[]): string[] {
  if (lines.length === 0) return []
  const more = lines.length - SHOWN
  return [[...lines.slice(0, SHOWN), ...(more > 0 ? [`… and ${more} more`] : [])].map((line) => `- ${line}`).join('\n')]
}

function eventLine({ kind, change, title, address, window, corrected, shows_at }: EventChange, clocks: Clocks): string {
  const name = linkTo(plain(title ?? 'without a title'), address)
  const [before, after] = [window?.before, window?.after]
  const planned = after ? `: ${windowWords(after, clocks.timeZone)}` : ''
  const from = before && change === 'moved' ? `, instead of ${windowWords(before, clocks.timeZone)}` : ''
  const shows =
    shows_at === null || change === 'withdrawn' ? '' : `. Customers will see it at ${aheadOf(shows_at, clocks)}`
  const when = ['announced', 'moved'].includes(change) ? `${planned}${from}` : ''
  const line = `**${capital(kind)} ${TURNS[change]}** ${name}${when}${shows}.`
  return corrected ? `${line} ${correctedWords(corrected)}` : line
}

/** What the page says of its components, whatever its updates say, instead of what. */
function correctedWords({ before, after }: NonNullable<EventChange['corrected']>): string {
  const told = (intervals: NonNullable<typeof after>) =>
    intervals.length === 0
      ? 'no component was affected'
      : and(
          intervals.map(
            ({ name, status, from, to }) =>
              `${plain(name)}: ${words(status)}, ${to === undefined ? `from ${momentWords(from)} on` : spanWords({ start: from, end: to })}`,
          ),
          MOST_INTERVALS,
        )
  const now = after
    ? `Corrected, whatever its updates say: ${told(after)}.`
    : 'Its updates alone say how its components stood.'
  return before ? `${now} Until the merge: ${told(before)}.` : now
}
const MOST_INTERVALS = 8

/** What becomes of an event, in words after its kind. */
export const TURNS: Record<EventChange['change'], string> = {
  opened: 'opened',
  recorded: 'recorded afterwards',
  resolved: 'resolved',
  reopened: 'open again',
  repeats: 'joined with the one that it repeats',
  announced: 'announced',
  moved: 'moved',
  begun: 'begun',
  ended: 'ended',
  cancelled: 'cancelled',
  edited: 'corrected',
  withdrawn: 'taken off the page',
}

function componentLine(component: ComponentChange): string {
  const name = plain(component.name)
  switch (component.change) {
    case 'added':
      return `**Component added** ${name}${component.since ? `, from ${component.since} on` : ''}.`
    case 'removed':
      return `**Component removed** ${name}, with its history.`
    case 'renamed':
      return `**Component renamed** ${plain(component.was)} → ${name}.`
    case 'retired':
      return `**Component retired** ${name}, from ${component.until} on.`
    case 'edited':
      return `**Component edited** ${name}: its ${and(component.fields)}.`
  }
}
