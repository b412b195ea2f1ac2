import type { TextChange } from '#model/preview/texts'
import { linkTo, plain, quotation } from './escape.ts'
import { momentWords } from './moments.ts'
import { capital, words } from './words.ts'

/** More characters of a text than this aren't shown. */
const LONG = 1500

/** A text for customers: what it is, what it sets, and its words as a quotation. */
export function textBlocks(text: TextChange): string[] {
  const { change, event, state, time, title, lang, markdown, shows_at } = text
  const what = state === null ? 'Postmortem' : `${capital(words(state))}`
  const kind = `**${capital(words(change))} ${state === null ? 'text' : 'update'}: ${what}**`
  const when =
    shows_at !== null && change !== 'taken_back'
      ? `will show at ${momentWords(shows_at)}`
      : time === null
        ? null
        : momentWords(time)
  const name = linkTo(plain(title ?? event.title ?? 'without a title'), event.address)
  const facts = [kind, name, ...(when ? [when] : []), ...(lang ? [`in ${plain(lang)}`] : [])]
  return [[facts.join(' · '), ...settingWords(text)].join('\n\n'), quotation(markdown, LONG) || '> (no words)']
}

function settingWords({ components, next_update, notify, state, time }: TextChange): string[] {
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
