import { isApprovedOn } from '#model/change/standing'
import type { Change } from '#model/records/change'
import type { MaintenanceUpdate } from '#model/records/update'
import { publicFile } from '#model/records/content-layout'
import { formatInstant } from '#model/time'
import { defineRule, unfinished } from './rule.ts'

export default defineRule({
  name: 'announcement-moved',
  severity: 'warning',
  scope: 'gate',
  doc: 'Where the window of announced maintenance moves, a public update of the same pull request says so.',
  *check(context) {
    if (context.mode === 'start') return
    for (const { change, before } of unfinished(context)) {
      const [was, is] = [before?.window, change.window]
      if (!before || !was || !is || !isApprovedOn(before) || !isApprovedOn(change)) continue
      if (was.start === is.start && was.end === is.end) continue
      const told = (before.updates ?? []).filter(({ time }) => time <= context.now)
      const [first] = told
      if (!first || saysMore(before, change)) continue
      yield {
        change: change.id,
        at: { file: change.file, path: ['window'] },
        message: `Unexpected window from ${spanOf(is)}, announced as from ${spanOf(was)}, expected a public update that tells customers.`,
        help: `Add an update with \`state: scheduled\` to \`${publicFile(change.file, '')}\` that says when it is now, and that it moved.`,
        related: [{ at: { file: first.file, path: [] }, message: 'It was announced here.' }],
      }
    }
  },
})

const spanOf = ({ start, end }: NonNullable<Change['window']>) => `${formatInstant(start)} to ${formatInstant(end)}`

/** Whether customers read something that they didn't read before. */
function saysMore(before: Change, after: Change): boolean {
  const known = new Set((before.updates ?? []).map(textOf))
  return (after.updates ?? []).some((update) => !known.has(textOf(update)))
}

const textOf = ({ time, title, body }: MaintenanceUpdate) => [time, title ?? '', body.markdown].join('\0')
