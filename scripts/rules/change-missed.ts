import { formatDuration, formatInstant, type Instant } from '#model/time'
import type { Change } from '#model/change'
import { defineRule, unfinished } from './rule.ts'

export default defineRule({
  name: 'change-missed',
  severity: 'error',
  scope: 'gate',
  doc: 'An approved change begins before its window has passed; afterwards it must be approved anew.',
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
})

/** Whether a change was approved, its window has passed, and nobody began. */
export const isMissed = ({ status, window, outcome }: Change, now: Instant): boolean =>
  status === 'approved' && window !== undefined && window.end <= now && outcome === undefined
