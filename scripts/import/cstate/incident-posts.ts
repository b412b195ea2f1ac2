import { formatInstant, type Instant } from '#model/time'
import { INCIDENT_STATES, type IncidentUpdate } from '#model/records/update'
import { bodyIn, type DatedPiece } from './dated.ts'
import type { CstateIssue } from './format.ts'
import type { CstatePost } from './posts.ts'

type State = (typeof INCIDENT_STATES)[number]
export type IncidentPost = CstatePost<State>

/** What an issue tells, when it was over, and what of it is there already. */
export interface IssueStory {
  updates: readonly DatedPiece[]
  end: Instant | null
  there: readonly IncidentUpdate[]
}

/**
 * What an issue's updates become. It is resolved when the issue says so, whatever an update says: the one of that time
 * closes it, or one is added. What only informs is over as soon as it is told.
 */
export function cstatePosts(
  { informational, date }: CstateIssue,
  { updates, end, there }: IssueStory,
  lose: (message: string) => void,
): IncidentPost[] {
  if (informational) {
    if (updates.length === 0) lose('it has no text; an update without one was added, for it to be shown')
    return updates.length === 0 ? [added(date, 'resolved', '')] : updates.map((piece) => postOf(piece, 'resolved'))
  }
  const states = statesOf(updates)
  const posts = updates.map((piece, i) => postOf(piece, states[i] ?? 'investigating'))
  const [only] = posts
  // One text that is the last word only now was posted at the beginning.
  if (only && posts.length === 1 && there.some(({ state, body }) => state !== 'resolved' && isSame(body, only)))
    only.time = Math.min(only.time, date)
  if (posts.length === 0) {
    lose('it has no text; an update without one was added, for it to be shown')
    posts.push(added(date, 'investigating', ''))
  }
  const later = updates.filter(({ time }) => end !== null && time > end)
  // Their times are wrong, or those of the issue are: they tell a story of their own.
  if (end !== null && later.length === posts.length) {
    const last = later.at(-1)
    return last ? [...posts.slice(0, -1), postOf(last, 'resolved')] : posts
  }
  const until = posts.slice(0, posts.length - later.length)
  const last = updates.at(until.length - 1)
  const closing = end !== null && last && closes(last, until, { date, end }, there) ? postOf(last, 'resolved') : null
  const open = notYetOver(closing ? until.slice(0, -1) : until, updates, lose)
  if (end === null) return open
  const over = later.findIndex(({ meaning }) => meaning === 'resolved')
  // A later word ends it in the updates; that the outage was over before stands in `impact.yaml`.
  if (!closing && over >= 0)
    return [
      ...open,
      ...later.map((piece, i) => postOf(piece, i < over ? (states[until.length + i] ?? 'monitoring') : 'resolved')),
    ]
  if (!closing) lose(`it is resolved, but no update says so then; one was added at ${formatInstant(end)}`)
  return [
    ...open,
    closing ?? added(end, 'resolved', 'This incident has been resolved.'),
    ...later.map((piece) => postOf(piece, 'resolved')),
  ]
}

const postOf = (piece: DatedPiece, state: State): IncidentPost => ({
  ...added(piece.time, state, bodyIn(piece, state)),
  notify: true,
  certain: piece.certain,
})
const added = (time: Instant, state: State, body: string): IncidentPost => ({
  time,
  state,
  body,
  components: new Map(),
  notify: false,
  certain: true,
})

/** A word that is no state leaves the state as it was. */
function statesOf(updates: readonly DatedPiece[]): State[] {
  let state: State = 'investigating'
  return updates.map(({ meaning }) => (state = INCIDENT_STATES.find((one) => one === meaning) ?? state))
}

/** Whether the last update until the end is of the end itself, and so can close the incident. */
function closes(
  last: DatedPiece,
  until: readonly IncidentPost[],
  { date, end }: { date: Instant; end: Instant },
  there: readonly IncidentUpdate[],
): boolean {
  const post = until.at(-1)
  if (!post || last.time < end || (until.length === 1 && end === date && !last.closing)) return false
  // It may have been written before the issue was resolved; what is out stays as it is.
  return !there.some(
    ({ time, state, body }) => (last.closing || time === post.time) && state !== 'resolved' && isSame(body, post),
  )
}

const isSame = (there: IncidentUpdate['body'], { body }: IncidentPost) => there.markdown.trim() === body.trim()

/** Updates that say it is over before it is. Where it went on after them, they said so rightly. */
function notYetOver(
  posts: readonly IncidentPost[],
  updates: readonly DatedPiece[],
  lose: (message: string) => void,
): IncidentPost[] {
  const open = posts.findLastIndex(({ state }) => state !== 'resolved') + 1
  if (open < posts.length) lose('an update says it is resolved before it is: written as monitoring')
  return posts.map((post, i) => {
    const piece = updates[i]
    return i < open || !piece ? post : postOf(piece, 'monitoring')
  })
}
