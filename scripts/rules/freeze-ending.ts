import { formatDuration, formatInstant, HOUR } from '#model/time'
import { defineRule } from './rule.ts'

/** Enough for a working day in which to have a longer one approved. */
const NOTICE = 48 * HOUR

export default defineRule({
  name: 'freeze-ending',
  severity: 'warning',
  scope: 'audit',
  doc: 'A freeze that holds ends within 48 hours: what it held back may go ahead then.',
  *check({ catalog, now }) {
    for (const { file, title, owner, start, end } of catalog.freezes)
      if (start <= now && now < end && end - now <= NOTICE)
        yield {
          at: { file, path: ['end'] },
          message: `The freeze ${JSON.stringify(title)} ends in ${formatDuration(end - now)}, at ${formatInstant(end)}; changes may go ahead from then on.`,
          help: `Ask ${owner} whether it is to end. To prolong it, move \`end\` before it is over.`,
          waits: { what: 'Freeze to be prolonged, or left to end', who: [owner], by: end },
        }
  },
})
