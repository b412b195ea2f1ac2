import type { Unseen, UnseenReason } from '#model/preview/unseen'
import { code, plain, quotation } from './escape.ts'
import { folded } from './findings.ts'
import { within } from './room.ts'
import { capital, count, words } from './words.ts'

/** More files than this are only counted. */
const SHOWN = 10
/** Characters of a text, and for all of them. */
const LONG = 800
const ROOM = 3000

/** The files for customers that they don't see, each with the reason; what they would read can be opened. */
export function unseenBlocks(unseen: readonly Unseen[]): string[] {
  if (unseen.length === 0) return []
  const lines = unseen.slice(0, SHOWN).map((one) => `- ${code(one.file)}: ${plain(unseenWords(one))}`)
  const more = unseen.length - lines.length
  const texts = unseen
    .slice(0, SHOWN)
    .flatMap(({ text }) =>
      text
        ? [
            `**${capital(words(text.state))}** · ${plain(text.title ?? 'without a title')}`,
            quotation(text.markdown, LONG) || '> (no words)',
          ]
        : [],
    )
  return [
    '**Customers do not see:**',
    [...lines, ...(more > 0 ? [`- … and ${count(more, 'more file')}`] : [])].join('\n'),
    ...(texts.length > 0 ? [folded('What they would read', within(texts, ROOM))] : []),
  ]
}

/** Why, in a sentence. */
export const unseenWords = ({ why, record }: Pick<Unseen, 'why' | 'record'>): string => WHY[why](record ?? 'its record')

const WHY: Record<UnseenReason, (record: string) => string> = {
  not_approved: (record) => `not before ${record} is approved.`,
  given_up: (record) => `never, for ${record} was given up and nothing says that it had been approved.`,
  duplicate: (record) => `${record} is closed as a duplicate, so its page leads to the incident that it repeats.`,
  no_record: () => 'never, for no record lies beside it.',
  no_update: (record) => `not before ${record} has an update.`,
  not_read: () => 'never under this name: nothing is read from there.',
  unreadable: () => 'not as long as its record, or the file itself, cannot be read.',
}
