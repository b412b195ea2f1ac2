import type { Instant } from '#model/time'
import type { Piece } from './body.ts'
import { saysOver } from './last-word.ts'
import { readMoments, type Frame } from './moments.ts'

/** An update of an issue with the time that it bears. */
export interface TimedPiece extends Piece {
  own: Instant | null
  /** Only its day is its own. */
  dayOnly: boolean
  /** Its head says no more than its state and its time do. */
  headSaid: boolean
  /** It is all that the issue tells, for its parts couldn't be told apart. */
  unsplit: boolean
}

/**
 * The updates of a text with the times that they bear, oldest first; all in one where these make no sense. `fold`: one
 * of which nothing says when it was written is kept in the one after it, for by then it had been.
 */
export function oldestFirst(
  pieces: readonly Piece[],
  { fold, ...frame }: Frame & { fold: boolean },
  timeOf: (tracked: string) => Instant | null,
  lose: (message: string) => void,
): TimedPiece[] {
  const tracked = pieces.map((piece) => (piece.tracked === null ? null : timeOf(piece.tracked)))
  const downwards = runsDownwards(pieces, tracked)
  const reading = readMoments(
    pieces.map(({ written }, i) => tracked[i] ?? written),
    frame,
    downwards,
  )
  if (reading === null) {
    lose("the times in its text contradict each other or may mean several, so it isn't split")
    return [inOne(pieces, tracked)]
  }
  for (const guess of guessesOf(pieces.filter((_, i) => tracked[i] === null))) lose(guess)
  const all = pieces.map((piece, i): TimedPiece => {
    const moment = reading.moments[i] ?? null
    const headSaid = piece.plain && (piece.written === null || (tracked[i] === null && moment?.exact === true))
    return { ...piece, own: moment?.time ?? null, dayOnly: moment?.dayOnly ?? false, headSaid, unsplit: false }
  })
  // `[Update]` with nothing below it.
  const told = all.filter((piece) => !(piece.headSaid && piece.rest === '' && isNoState(piece)))
  const ordered = reading.oldestFirst ? told : withLeadFirst(told.toReversed(), frame)
  const folded = fold && frame.end !== null ? withoutTimeless(ordered, reading.oldestFirst) : ordered
  const count = ordered.length - folded.length
  if (count > 0)
    lose(`${count} of its updates without a time of ${count === 1 ? 'its' : 'their'} own: kept in the one after`)
  return folded
}

const isNoState = ({ meaning }: Piece) => meaning === null || meaning === 'update' || meaning === 'opening'

/** Neither the first nor the last: these take the times of the issue. */
function withoutTimeless(ordered: readonly TimedPiece[], oldestOnTop: boolean): TimedPiece[] {
  const kept: TimedPiece[] = []
  let waiting: TimedPiece[] = []
  for (const [i, piece] of ordered.entries()) {
    if (i > 0 && i < ordered.length - 1 && piece.own === null && isNoState(piece)) {
      waiting.push(piece)
      continue
    }
    kept.push(waiting.length === 0 ? piece : joined(piece, waiting, oldestOnTop))
    waiting = []
  }
  return kept
}

function joined(piece: TimedPiece, before: readonly TimedPiece[], oldestOnTop: boolean): TimedPiece {
  const older = (oldestOnTop ? before : before.toReversed()).map(({ whole }) => whole)
  const together = (own: string) =>
    (oldestOnTop ? [...older, own] : [own, ...older]).filter((text) => text !== '').join('\n\n')
  return { ...piece, whole: together(piece.whole), rest: together(piece.rest) }
}

/** What had to be taken from the issue, for the heads don't say it. */
function* guessesOf(pieces: readonly Piece[]): Generator<string> {
  const heads = pieces.flatMap(({ written }) => written ?? [])
  const some = (of: typeof heads, message: string) => (of.length > 0 ? [`${of.length} ${message}`] : [])
  yield* some(
    heads.filter(({ zone, clock }) => zone === null && clock !== null),
    "of the times in its text name no zone: read by the issue's clock",
  )
  yield* some(
    heads.filter(({ days }) => days.length === 0),
    'of the times in its text name no day: the next such time is taken',
  )
  yield* some(
    heads.filter(({ clock }) => clock === null),
    'of the times in its text name a day only: its beginning is taken',
  )
}

/** Whether the oldest update stands on top. By custom it is the newest; times say otherwise, or else words. */
function runsDownwards(pieces: readonly Piece[], tracked: readonly (Instant | null)[]): boolean {
  const times = tracked.flatMap((time) => time ?? [])
  const [first = 0, last = 0] = [times[0], times.at(-1)]
  if (first !== last) return first < last
  const stages = pieces.map(({ meaning }) => STAGES.indexOf(meaning ?? '')).filter((stage) => stage !== -1)
  const [early = 0, late = 0] = [stages[0], stages.at(-1)]
  if (early !== late) return early < late
  // What has no head is where the story begins: above the updates to it, or below.
  const [top, next] = pieces
  const isHeadless = top?.meaning === null && top.written === null
  return isHeadless && next !== undefined && !['opening', 'investigating'].includes(next.meaning ?? '')
}

const STAGES = ['opening', 'investigating', 'identified', 'monitoring', 'resolved']

/**
 * Where the newest update stands on top, a text above them all without a head is what they are about, and was there
 * first, unless it says that it is over.
 */
function withLeadFirst(pieces: readonly TimedPiece[], { end }: Frame): TimedPiece[] {
  const [lead, others] = [pieces.at(-1), pieces.slice(0, -1)]
  const isLead = lead?.meaning === null && lead.own === null && lead.written === null && others.length > 0
  return lead && isLead && (end === null || !saysOver(lead.whole)) ? [lead, ...others] : [...pieces]
}

function inOne(pieces: readonly Piece[], tracked: readonly (Instant | null)[]): TimedPiece {
  const whole = pieces.map((piece) => piece.whole).join('\n\n')
  const own = tracked.find((time) => time !== null) ?? null
  const said = { meaning: null, tracked: null, written: null, plain: false }
  return { ...said, whole, rest: whole, own, dayOnly: false, headSaid: false, unsplit: true }
}
