import { outsideWindows, nextWindow } from '#model/change/maintenance-window'
import { formatDuration, formatInstant } from '#model/time'
import { defineRule, unfinished } from './rule.ts'

export default defineRule({
  name: 'outside-maintenance-window',
  severity: 'warning',
  scope: 'gate',
  doc: 'A change keeps to the maintenance windows of its services, where they have any. An emergency cannot wait for one.',
  *check(context) {
    const { links, head, now } = context
    const zone = head.site.time_zone
    for (const { change } of unfinished(context)) {
      if (!change.window || change.type === 'emergency') continue
      const window = { from: change.window.start, to: change.window.end }
      for (const id of new Set(change.services)) {
        const service = links.services.get(id)
        if (!service || !outsideWindows(service, window, zone)) continue
        const length = window.to - window.from
        const next = nextWindow(service, Math.max(window.from, now), length, zone)
        yield {
          change: change.id,
          at: { file: change.file, path: ['window'] },
          message: `Unexpected window outside the maintenance windows of \`${id}\`, expected one of those.`,
          help: next
            ? `The next one that has room for ${formatDuration(length)} begins at ${formatInstant(next.from)}.`
            : `None of them has room for ${formatDuration(length)}: plan a shorter change, or split it.`,
          related: [{ at: { file: service.file, path: ['maintenance_windows'] }, message: 'They are set here.' }],
        }
      }
    }
  },
})
