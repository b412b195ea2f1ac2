import { clip } from '#model/interval'
import { formatInstant } from '#model/time'
import { defineRule, unfinished } from './rule.ts'

export default defineRule({
  name: 'overlaps-event',
  severity: 'warning',
  scope: 'gate',
  doc: 'A change keeps clear of customer events that need its services.',
  *check(context) {
    for (const { change } of unfinished(context)) {
      if (!change.window) continue
      const window = { from: change.window.start, to: change.window.end }
      for (const { title, services, start, end, file } of context.head.events) {
        const overlap = clip(window, { from: start, to: end })
        const needed = services === 'all' ? change.services : change.services.filter((id) => services.includes(id))
        if (!overlap || needed.length === 0) continue
        yield {
          change: change.id,
          at: { file: change.file, path: ['window'] },
          message: `Unexpected window during the event ${JSON.stringify(title)} from ${formatInstant(overlap.from)} to ${formatInstant(overlap.to)}, expected a time when nobody counts on ${needed.map((id) => `\`${id}\``).join(', ')}.`,
          help: `Start at ${formatInstant(end)} or later, or ask those who run the event.`,
          related: [{ at: { file, path: ['start'] }, message: 'The event is here.' }],
        }
      }
    }
  },
})
