import type { Change } from '#model/records/change'
import type { AuditFinding, Finding } from '#model/diagnostic'
import { mayBeAtWork, standingOf, type Standing } from '#model/change/standing'
import { formatDuration, formatInstant } from '#model/time'
import { defineRule, unfinished } from './rule.ts'

export default defineRule({
  name: 'change-missed',
  severity: 'error',
  scope: 'gate',
  doc: 'An approved change begins before its window has passed, and is merged before that; afterwards it must be approved anew. In `audit` a warning, as is a window that passed without an outcome.',
  *check(context) {
    const { mode, now } = context
    for (const { change } of unfinished(context)) {
      const { id, file, window } = change
      if (!window || standingOf(change, now) !== 'missed') continue
      const late = `${formatDuration(now - window.end)} after the window ended`
      yield {
        change: id,
        at: { file, path: ['window', 'end'] },
        message:
          mode === 'merge'
            ? `Unexpected approval ${late}, expected a window that is still to come: merged like this it would be missed at once.`
            : `Unexpected start at ${formatInstant(now)}, ${late}, expected one before ${formatInstant(window.end)}.`,
        help:
          mode === 'merge'
            ? 'Give it a window that is still to come and have that approved. Where it was carried out after all, say what came of it; where it never will be, cancel it.'
            : 'The change was missed. Give it a new window and have it approved anew.',
      }
    }
  },
  *audit({ catalog, now }) {
    for (const change of catalog.changes) {
      const { window } = change
      if (!mayBeAtWork(change) || !window || now < window.end) continue
      const late = `${formatDuration(now - window.end)} after the window ended`
      const standing = standingOf(change, now)
      yield {
        ...(standing === 'missed' ? missed(change, late) : unrecorded(change, standing, late)),
        waits: waitsFor(change, standing),
      }
    }
  },
})

const waitsFor = ({ implementer, requester, window }: Change, standing: Standing): AuditFinding['waits'] => ({
  what:
    standing === 'missed'
      ? 'Missed: to be approved anew, or cancelled'
      : standing === 'cancelled'
        ? 'To be cancelled, as customers were told'
        : 'Outcome to be recorded',
  who: [implementer ?? requester],
  by: window?.end ?? null,
})

const missed = ({ file, status }: Change, late: string): Finding => ({
  at: { file, path: ['window', 'end'] },
  message: `Unexpected status ${status} ${late}, expected a start before that.`,
  help: 'The change was missed. Give it a new window and have it approved anew, or cancel it. Where it was carried out after all, say what came of it.',
})

function unrecorded({ id, file, status }: Change, standing: Standing, late: string): Finding {
  const cancelled = standing === 'cancelled'
  return {
    at: { file, path: ['status'] },
    message: `Unexpected status ${status.replace('_', ' ')} ${late}, expected ${cancelled ? 'cancelled, as customers were told' : 'one that says how it ended'}.`,
    help: cancelled
      ? 'Set `status: cancelled`.'
      : `Record what came of it with \`npx evenkeel change finish ${id}\`, \`npx evenkeel change rollback ${id}\` or \`npx evenkeel change abort ${id}\`.`,
    related: [{ at: { file, path: ['window', 'end'] }, message: 'Its window ended here.' }],
  }
}
