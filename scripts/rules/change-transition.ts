import type { Change } from '#model/records/change'
import { moveOf } from '#model/change/moves'
import { isConcluded } from '#model/change/standing'
import type { GateContext, GateFinding, Judged } from '#model/gate/context'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'change-transition',
  severity: 'error',
  scope: 'gate',
  doc: 'A change goes from status to status by legal moves, and stays in the records once it was approved or decided.',
  *check({ mode, judged, removed }) {
    if (mode === 'start') return
    for (const one of judged) yield* moved(one)
    for (const one of removed) if (one.status !== 'draft' && one.status !== 'proposed') yield gone(one)
  },
})

function* moved({ change, before, mended }: Judged): Generator<GateFinding> {
  // From where nobody can read; its approvals are asked for anew.
  if (mended) return
  const { id, file, status, type } = change
  // What comes from another tool was over long ago; what is still to be done begins like any other.
  if (!before && change.source && isConcluded(change)) return
  const { legal, allowed } = moveOf(before?.status ?? null, status, type)
  if (legal) return
  yield {
    change: id,
    at: { file, path: ['status'] },
    message: `Unexpected status ${words(status)} ${before ? `after ${words(before.status)}` : 'of a new change'}, expected ${either(before ? [before.status, ...allowed] : allowed)}.`,
    help:
      allowed.includes('approved') && PERFORMING.includes(status)
        ? 'Have it approved first, in a pull request that brings it to `approved`.'
        : `${allowed.length === 0 ? 'It stays as it was decided' : 'Set one of those'}. For work that is still to be done write a new change.`,
  }
}

function gone({ id, file, status }: GateContext['removed'][number]): GateFinding {
  const instead =
    status === 'approved'
      ? 'cancel it instead: `status: cancelled`'
      : status === 'in_progress'
        ? 'finish it, roll it back or abort it instead'
        : 'it is the record of what was done and decided'
  return {
    // It is on the head no more, so no section of the report is its own.
    change: null,
    at: { file, path: ['status'] },
    message: `Unexpected removal of ${id}, which was ${words(status)}, expected it to stay.`,
    help: `Put the file back; ${instead}.`,
  }
}

/** What only an approval permits. */
const PERFORMING: readonly Change['status'][] = ['in_progress', 'completed', 'rolled_back', 'aborted']

const words = (status: string) => status.replace('_', ' ')
const either = (statuses: readonly string[]) =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(statuses.map(words))
