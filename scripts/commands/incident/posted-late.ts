import { editFrontMatter } from '#io/front-matter-edit'
import type { FileEdit } from '#io/write-together'
import type { NewEvent } from '#model/incident/timeline-line'
import type { IncidentUpdate } from '#model/records/update'
import { formatInstant, type Instant } from '#model/time'
import type { Desk } from './desk.ts'

/** What a word that comes late makes of those that are dated after it. */
export interface Late {
  /** Updates that go on in its state, which they had from the one before it. */
  edits: FileEdit[]
  /** What the timeline would say had it come in time. */
  events: NewEvent[]
  /** It ends nothing: customers have read since that it goes on. */
  endsNothing: boolean
}

/**
 * Words may be delivered in any order, and come to the same in all of them. What can't, because what was taken since would
 * not have been, is refused with what to do.
 */
export function comesLate(
  state: IncidentUpdate['state'] | undefined,
  at: Instant,
  { id, later }: { id: string; later: readonly IncidentUpdate[] },
  { around }: Pick<Desk, 'around'>,
): Late | { refused: string } {
  const none = { edits: [], events: [], endsNothing: false }
  const [next] = later
  if (state === undefined || !next) return none
  const own = later.findIndex((one) => one.posted?.as_before !== true)
  const inherited = own === -1 ? later : later.slice(0, own)
  if (state !== 'resolved') {
    const edits = inherited.flatMap(({ file, state: before }) => {
      const was = around.texts.get(file) ?? ''
      const text = before === state ? was : editFrontMatter(was, [{ key: 'state', value: state }])
      return text === null ? null : text === was ? [] : [{ path: file, was, text }]
    })
    if (edits.every((edit) => edit !== null)) return { ...none, edits }
    return { refused: `The updates of ${id} are written in a way that can't be edited safely. Edit them by hand.\n` }
  }
  if (next.state === 'resolved')
    return { refused: `Customers read that ${id} is over, since ${formatInstant(next.time)}; nothing is changed.\n` }
  if (inherited.length > 0)
    return {
      refused: `Customers have read since, at ${formatInstant(next.time)}, that ${id} goes on; nothing is changed. Is it over? Resolve it once more.\n`,
    }
  return {
    ...none,
    events: [{ at: next.time, words: `Opened again; it was resolved at ${formatInstant(at)}.` }],
    endsNothing: true,
  }
}
