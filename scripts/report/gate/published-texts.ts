import type { TextChange, TextSeen } from '#model/preview/texts'
import { isQuotedWhole, linkTo, plain, quotation } from './escape.ts'
import { hiddenSigns } from '#model/records/hidden-signs'
import { hiddenWords } from './hidden.ts'
import { aheadOf, pastWords, type Clocks } from './live.ts'
import { momentWords } from './moments.ts'
import { capital, words } from './words.ts'

/** More characters of a text than this aren't shown. */
const LONG = 4000

/** Whether all of its words are in its blocks. */
export const isShownWhole = ({ markdown }: TextChange): boolean => isQuotedWhole(markdown, LONG)

/** A text for customers: what it is, what it sets, and its words as a quotation. */
export function textBlocks(text: TextChange, clocks: Clocks): string[] {
  const { change, event, state, time, title, lang, markdown, shows_at } = text
  const what = state === null ? 'Postmortem' : `${capital(words(state))}`
  const kind = `**${capital(words(change))} ${state === null ? 'text' : 'update'}: ${what}**`
  const when =
    shows_at !== null && change !== 'taken_back'
      ? `customers will see this at ${aheadOf(shows_at, clocks)}`
      : time === null
        ? null
        : momentWords(time)
  const name = linkTo(plain(title ?? event.title ?? 'without a title'), event.address)
  const facts = [kind, name, ...(when ? [when] : []), ...(lang ? [`in ${plain(lang)}`] : [])]
  return [
    [facts.join(' · '), ...settingWords(text)].join('\n\n'),
    ...(change === 'taken_back' ? ['Until the merge customers read:'] : []),
    quoted(markdown),
    ...(text.was ? earlierBlocks(text.was, text) : []),
  ]
}

const quoted = (markdown: string): string => quotation(markdown, LONG) || '> (no words)'

/** What customers read of an edited text until then, as far as it was another. */
function earlierBlocks(was: TextSeen, is: TextSeen): string[] {
  const facts = [
    ...(was.state === is.state || was.state === null ? [] : [capital(words(was.state))]),
    ...(was.title === is.title ? [] : [plain(was.title ?? 'without a title of its own')]),
    ...(was.time === is.time || was.time === null ? [] : [momentWords(was.time)]),
    ...(was.lang === is.lang ? [] : [was.lang === null ? 'in no other language' : `in ${plain(was.lang)}`]),
  ]
  const [before, after] = [settingWords(was).join(' '), settingWords(is).join(' ')]
  const settings = before === after ? [] : [before || 'It set no component and promised no next word.']
  const same = was.markdown === is.markdown
  return [
    [
      `Until the merge customers read${same ? ' the same words' : ''}${facts.length > 0 ? ` · ${facts.join(' · ')}` : ''}${same ? '.' : ':'}`,
      ...settings,
    ].join('\n\n'),
    ...(same ? [] : [quoted(was.markdown)]),
  ]
}

function settingWords({ components, next_update, notify, state, time }: TextSeen): string[] {
  const set = components.slice(0, 12).map(({ name, status, since }) => {
    const from = since === time ? '' : ` since ${momentWords(since)}`
    return `${plain(name)}: ${words(status)}${from}`
  })
  const more = components.length - set.length
  const facts = [
    ...(set.length > 0 ? [`Sets ${set.join('; ')}${more > 0 ? ` and ${more} more` : ''}.`] : []),
    ...(next_update === null ? [] : [`Promises the next word by ${momentWords(next_update)}.`]),
    ...(state !== null && !notify ? ['Subscribers are not told.'] : []),
  ]
  return facts.length > 0 ? [facts.join(' ')] : []
}

/** What the author of a text may not have meant. */
export function remarksOf(
  { change, state, next_update, markdown, event, title }: TextChange,
  { now }: Clocks,
): string[] {
  if (change === 'taken_back') return []
  const name = plain(title ?? event.title ?? 'without a title')
  const hidden = hiddenInText({ title, markdown })
  if (state === null) return hidden === null ? [] : [`The postmortem of “${name}” ${hidden}`]
  const what = `The update “${plain(title ?? event.title ?? words(state))}” (${words(state)})`
  const isOver = state === 'resolved' || state === 'completed' || state === 'cancelled'
  return [
    ...(next_update !== null && next_update <= now && !isOver
      ? [`${what} promises the next word by ${momentWords(next_update)}, which ${pastWords(next_update, now)}.`]
      : []),
    ...(markdown.trim() === '' ? [`${what} has no text: customers read its title and state alone.`] : []),
    ...(hidden === null ? [] : [`${what} ${hidden}`]),
  ]
}

/** That customers get what nobody sees, to go on after what the text is; null where they don't. */
export function hiddenInText({ title, markdown }: Pick<TextSeen, 'title' | 'markdown'>): string | null {
  const hidden = hiddenSigns(`${title ?? ''}\n${markdown}`)
  return hidden && `holds ${hiddenWords(hidden)}; customers get the text as it is.`
}
