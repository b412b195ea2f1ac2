import type { Instant } from '#model/time'
import { findSecret } from '#model/publish/secrets'
import { piecesOf } from './body.ts'
import type { CstateIssue } from './format.ts'
import { isLastWord } from './last-word.ts'
import { oldestFirst, type TimedPiece } from './order.ts'
import { withoutComments } from './text.ts'
import { parseHugoTime } from './time.ts'

/** An update of an issue, and when it was posted. */
export interface DatedPiece extends TimedPiece {
  time: Instant
  /** Its time is its own, not taken from what stands around it. */
  certain: boolean
  /** It was written when the issue was over, whatever it looks like. */
  closing: boolean
}

export interface Told {
  /** Oldest first. */
  updates: DatedPiece[]
  postmortem: string | null
}

/**
 * What an issue tells, in order of time. An update without a time of its own takes that of the issue's beginning where
 * it is the oldest, of its end where it is the newest and speaks of one, else that of the update before.
 */
export function toldBy(
  issue: CstateIssue,
  { begin = issue.date, end, fold = false }: { begin?: Instant; end: Instant | null; fold?: boolean },
  timeZone: string,
  lose: (message: string) => void,
): Told {
  const { text, comments } = withoutComments(issue.markdown)
  if (comments > 0)
    lose(`${comments === 1 ? 'a comment' : `${comments} comments`} in its text, which no page shows, isn't kept`)
  for (const name of shortcodesIn(text)) lose(`the shortcode \`${name}\` isn't known, and stands in the text as it is`)
  const secret = findSecret(text)
  if (secret) lose(`its text seems to hold ${secret.name}; \`validate\` will say where`)
  const headings: string[] = []
  const pieces = piecesOf(text, (heading) => headings.push(heading))
  const reviews = pieces.filter(({ meaning }) => meaning === 'postmortem')
  const frame = { begin: issue.date, end, zone: issue.offset ?? timeZone, fold }
  const ordered = oldestFirst(
    pieces.filter(({ meaning }) => meaning !== 'postmortem'),
    frame,
    (tracked) => trackedTime(tracked, timeZone, lose),
    lose,
  )
  const updates = withTimes(ordered, begin, end)
  const heads = updates.flatMap(wordsLost)
  if (headings.length > 0)
    lose(
      headings.length === 1
        ? `a heading above its updates, ${quoted(headings)}, isn't kept`
        : `${headings.length} headings above its updates, ${quoted(headings)}, aren't kept`,
    )
  if (heads.length > 0)
    lose(
      `the words at the head of ${heads.length} of its updates, ${quoted(heads)}, aren't in their texts: their times are kept`,
    )
  const unsure = updates.filter(({ certain, closing }) => !certain && !closing).length
  if (unsure > 0 && updates.length > 1)
    lose(
      `${unsure} of its ${updates.length} updates ${unsure === 1 ? 'has' : 'have'} no time of ${unsure === 1 ? 'its' : 'their'} own: taken from what stands around`,
    )
  return {
    updates: updates.toSorted((a, b) => a.time - b.time),
    postmortem:
      reviews
        .map(({ rest }) => rest)
        .join('\n\n')
        .trim() || null,
  }
}

/** Words at the head of an update that became no state of it: "Final message". */
const wordsLost = (piece: DatedPiece): string[] => {
  const isState = piece.meaning === null || !['update', 'opening'].includes(piece.meaning)
  const gone = piece.whole.slice(0, piece.whole.length - piece.rest.length).trim()
  return isState || gone === '' || bodyIn(piece, '') === piece.whole ? [] : [gone]
}

const quoted = (words: readonly string[]): string =>
  [...new Set(words)]
    .slice(0, 2)
    .map((one) => JSON.stringify(one))
    .join(', ')

function withTimes(ordered: readonly TimedPiece[], begin: Instant, end: Instant | null): DatedPiece[] {
  let last = Math.min(begin, ...ordered.map(({ own }) => own ?? Infinity))
  return ordered.map((piece, i): DatedPiece => {
    const isLast = i === ordered.length - 1
    const isAll = ordered.length === 1
    const closing =
      end !== null &&
      isLast &&
      piece.own === null &&
      (piece.meaning === 'resolved' ||
        (isAll && (piece.unsplit || piece.meaning === 'update' || isLastWord(piece.whole))))
    const ends = isLast && !isAll && [null, 'update', 'resolved'].includes(piece.meaning)
    const time = piece.own ?? (end !== null && (ends || closing) ? Math.max(end, last) : last)
    last = time
    return { ...piece, time, certain: piece.own !== null && !piece.dayOnly, closing }
  })
}

function trackedTime(tracked: string, timeZone: string, lose: (message: string) => void): Instant | null {
  const read = parseHugoTime(tracked, timeZone)
  if ('time' in read) return read.time
  lose(`the time ${JSON.stringify(tracked)} of an update can't be read, and isn't kept`)
  return null
}

const shortcodesIn = (text: string): Set<string> =>
  new Set(
    [...text.matchAll(/\{\{[<%]\s*(?:\/\s*)?([\w/.-]+)/g)].flatMap(([, name = '']) => (name === 'track' ? [] : [name])),
  )

/** The text of an update in the state that it is written in: its words at the head go where they say no more than that. */
export const bodyIn = ({ meaning, headSaid, rest, whole }: DatedPiece, state: string): string =>
  headSaid && (meaning === state || [null, 'update', 'opening'].includes(meaning)) ? rest : whole
