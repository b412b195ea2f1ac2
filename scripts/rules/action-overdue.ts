import { addDays, DAY, dateIn, formatDuration, startOfDay, type CalendarDate } from '#model/time'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'action-overdue',
  severity: 'warning',
  scope: 'audit',
  doc: 'What was to be done after an incident is done by the day that it was promised for.',
  *check({ catalog, now }) {
    const today = dateIn(now, catalog.site.time_zone)
    for (const { file, actions } of catalog.incidents)
      for (const [i, { title, owner, due, status }] of actions.entries())
        if (status === 'open' && due !== undefined && due < today)
          yield {
            at: { file, path: ['actions', i, 'due'] },
            message: `Unexpected open action ${JSON.stringify(title)}, ${formatDuration(between(due, today))} late, expected it done by ${due}.`,
            help: `${owner === undefined ? 'Find somebody' : `Ask ${owner}`} to do it and set \`status: done\`, move \`due\`, or set \`status: dropped\`.`,
            waits: {
              what: `Action to be done: ${title}`,
              who: owner === undefined ? [] : [owner],
              by: startOfDay(addDays(due, 1), catalog.site.time_zone),
              alike: { words: 'actions are overdue', list: 'actions' },
            },
          }
  },
})

/** Days have no zone here: what counts is how many there are. */
const between = (from: CalendarDate, to: CalendarDate) => Math.round((Date.parse(to) - Date.parse(from)) / DAY) * DAY
