import type { Instant } from '#model/time'
import { findSecret } from '#model/publish/secrets'
import { piecesOf, type Piece } from './body.ts'
import type { CstateIssue } from './format.ts'
import { withoutComments } from './text.ts'
import { parseHugoTime } from './time.ts'

/** An update of an issue, and when it was posted. */
export interface DatedPiece extends Piece {
  time: Instant
  /** Its time is its own, not taken from what stands around it. */
  certain: boolean
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
  { markdown, date }: CstateIssue,
  { begin = date, end }: { begin?: Instant; end: Instant | null },
  timeZone: string,
  lose: (message: string) => void,
): Told {
  const { text, comments } = withoutComments(markdown)
  if (comments > 0)
    lose(`${comments === 1 ? 'a comment' : `${comments} comments`} in its text, which no page shows, isn't kept`)
  for (const name of shortcodesIn(text)) lose(`the shortcode \`${name}\` isn't known, and stands in the text as it is`)
  const secret = findSecret(text)
  if (secret) lose(`its text seems to hold ${secret.name}; \`validate\` will say where`)
  const pieces = piecesOf(text)
  const reviews = pieces.filter(({ meaning }) => meaning === 'postmortem')
  const timed = pieces
    .filter(({ meaning }) => meaning !== 'postmortem')
    .map((piece) => ({ ...piece, own: ownTime(piece, timeZone, lose) }))
  const ordered = isOldestFirst(timed) ? timed : timed.toReversed()
  const earliest = Math.min(...ordered.map(({ own }) => own ?? Infinity))
  let last = Math.min(begin, earliest)
  const updates = ordered.map(({ own, ...piece }, i): DatedPiece => {
    const isEnd = i > 0 && i === ordered.length - 1 && [null, 'update', 'resolved'].includes(piece.meaning)
    const time = own ?? (isEnd && end !== null ? Math.max(end, last) : last)
    last = time
    return { ...piece, time, certain: own !== null }
  })
  const unsure = updates.filter(({ certain }) => !certain).length
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

function ownTime({ tracked }: Piece, timeZone: string, lose: (message: string) => void): Instant | null {
  if (tracked === null) return null
  const read = parseHugoTime(tracked, timeZone)
  if ('time' in read) return read.time
  lose(`the time ${JSON.stringify(tracked)} of an update can't be read, and isn't kept`)
  return null
}

const STAGES = ['investigating', 'identified', 'monitoring', 'resolved']

/** By custom the newest update stands on top; times say otherwise, or else the words of the first and the last one. */
function isOldestFirst(pieces: readonly { own: Instant | null; meaning: string | null }[]): boolean {
  const times = pieces.flatMap(({ own }) => own ?? [])
  const [first = 0, last = 0] = [times[0], times.at(-1)]
  if (first !== last) return first < last
  const stages = pieces.map(({ meaning }) => STAGES.indexOf(meaning ?? '')).filter((stage) => stage !== -1)
  return (stages[0] ?? 0) < (stages.at(-1) ?? 0)
}

const shortcodesIn = (text: string): Set<string> =>
  new Set(
    [...text.matchAll(/\{\{[<%]\s*\/?\s*([\w/.-]+)/g)].flatMap(([, name = '']) => (name === 'track' ? [] : [name])),
  )

/** The text of an update in the state that it is written in: its words at the head go where they say no more than that. */
export const bodyIn = ({ meaning, rest, whole }: Piece, state: string): string =>
  meaning === state || meaning === 'update' ? rest : whole
