import type { Change } from '#model/records/change'
import type { Finding } from '#model/diagnostic'
import { standingOf } from '#site/ops/view/state.ts'
import { formatDuration, formatInstant, type Instant } from '#model/time'
import { defineRule, unfinished } from './rule.ts'

export default defineRule({
  name: 'change-missed',
  severity: 'error',
  scope: 'gate',
  doc: 'An approved change begins before its window has passed; afterwards it must be approved anew. In `audit` a warning, as is a window that passed without an outcome.',
  *check(context) {
    const { mode, now } = context
    if (mode === 'merge') return
    for (const { change } of unfinished(context))
      if (change.window && isMissed(change, now))
        yield {
          change: change.id,
          at: { file: change.file, path: ['window', 'end'] },
          message: `Unexpected start at ${formatInstant(now)}, ${formatDuration(now - change.window.end)} after the window ended, expected one before ${formatInstant(change.window.end)}.`,
          help: 'The change was missed. Give it a new window and have it approved anew.',
        }
  },
  *audit({ catalog, now }) {
    for (const change of catalog.changes) {
      const { status, window } = change
      if ((status !== 'approved' && status !== 'in_progress') || !window || now < window.end) continue
      const late = `${formatDuration(now - window.end)} after the window ended`
      yield standingOf(change, now) === 'missed' ? missed(change, late) : unrecorded(change, now, late)
    }
  },
})

const missed = ({ file, status }: Change, late: string): Finding => ({
  at: { file, path: ['window', 'end'] },
  message: `Unexpected status ${status} ${late}, expected a start before that.`,
  help: 'The change was missed. Give it a new window and have it approved anew, or cancel it. Where it was carried out after all, say what came of it.',
})

function unrecorded(change: Change, now: Instant, late: string): Finding {
  const { id, file, status } = change
  const cancelled = standingOf(change, now) === 'cancelled'
  return {
    at: { file, path: ['status'] },
    message: `Unexpected status ${status.replace('_', ' ')} ${late}, expected ${cancelled ? 'cancelled, as customers were told' : 'one that says how it ended'}.`,
    help: cancelled
      ? 'Set `status: cancelled`.'
      : `Record what came of it with \`change finish ${id}\`, \`change rollback ${id}\` or \`change abort ${id}\`.`,
    related: [{ at: { file, path: ['window', 'end'] }, message: 'Its window ended here.' }],
  }
}

/** Whether a change was approved, its window has passed, and nobody began. */
export const isMissed = ({ status, window, outcome }: Change, now: Instant): boolean =>
  status === 'approved' && window !== undefined && window.end <= now && outcome === undefined
