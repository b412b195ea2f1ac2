import { mayBeAtWork, standingOf } from '#model/change/standing'
import { formatDuration, formatInstant } from '#model/time'
import { defineRule, unfinished } from './rule.ts'

export default defineRule({
  name: 'not-in-window',
  severity: 'error',
  scope: 'gate',
  doc: 'A change begins, and goes on, inside its window. An emergency without one may begin at any time.',
  *check(context) {
    const { mode, now } = context
    if (mode === 'merge') return
    for (const { change } of unfinished(context)) {
      const { id, file, window } = change
      if (!window || !mayBeAtWork(change) || (window.start <= now && now < window.end)) continue
      if (standingOf(change, now) === 'missed') continue
      const early = now < window.start
      yield {
        change: id,
        at: { file, path: ['window', early ? 'start' : 'end'] },
        message: `Unexpected time ${formatInstant(now)}, expected one in the window from ${formatInstant(window.start)} to ${formatInstant(window.end)}.`,
        help: early
          ? `Wait ${formatDuration(window.start - now)}.`
          : 'The window is over: finish, roll back or abort the change, and plan the rest as a new one.',
      }
    }
  },
})
