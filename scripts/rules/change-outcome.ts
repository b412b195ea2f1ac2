import { isPerformed, type Change } from '#model/records/change'
import type { Finding } from '#model/diagnostic'
import { formatInstant } from '#model/time'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'change-outcome',
  severity: 'error',
  scope: 'record',
  doc: 'A change that was carried out says when it started and finished, in that order; one that never began has no outcome.',
  *check({ catalog }) {
    for (const change of catalog.changes) yield* (change.outcome ? recorded : unrecorded)(change)
  },
})

function* unrecorded(change: Change): Generator<Finding> {
  if (isPerformed(change))
    yield {
      at: { file: change.file, path: ['outcome'] },
      message: `Missing \`outcome\`, expected when it started and finished, as it is ${words(change)}.`,
      help: 'Add `outcome: {started: …, finished: …}`.',
    }
}

function* recorded(change: Change): Generator<Finding> {
  const { file, status, outcome, source } = change
  if (!outcome) return
  const { started, finished } = outcome
  const standing = [{ at: { file, path: ['status'] }, message: 'Its status is here.' }]
  if (!hasBegun(change))
    yield {
      at: { file, path: ['outcome'] },
      message: `Unexpected \`outcome\` of a change that is ${words(change)}, expected none as it never began.`,
      help:
        status === 'cancelled' || status === 'rejected'
          ? 'Remove it; what was begun and given up is `aborted`, or `rolled_back`.'
          : 'Remove it, or bring `status` up to date: in_progress, completed, rolled_back or aborted.',
      related: standing,
    }
  if (isPerformed(change) && finished === undefined && !source)
    yield {
      at: { file, path: ['outcome'] },
      message: `Missing \`finished\`, expected when it ended, as it is ${words(change)}.`,
      help: 'Add `finished: …` to it.',
    }
  if (status === 'in_progress' && finished !== undefined)
    yield {
      severity: 'warning',
      at: { file, path: ['outcome', 'finished'] },
      message: 'Unexpected `finished` of a change that is in progress, expected a status that says how it ended.',
      help: 'Bring `status` up to date: completed, rolled_back or aborted.',
      related: standing,
    }
  if (finished !== undefined && finished < started)
    yield {
      at: { file, path: ['outcome', 'finished'] },
      message: `Unexpected \`finished\` before \`started\`, expected ${formatInstant(started)} or later.`,
      help: 'Correct one of the two; mind their offsets.',
      related: [{ at: { file, path: ['outcome', 'started'] }, message: '`started` is here.' }],
    }
}

/** By its status. An emergency may be approved after the work: its outcome stands for its window. */
const hasBegun = (change: Change): boolean =>
  change.status === 'in_progress' ||
  isPerformed(change) ||
  (change.status === 'approved' && change.type === 'emergency')

const words = ({ status }: Change): string => status.replace('_', ' ')
