import type { Change } from '#model/records/change'
import { standingOf, type Standing } from '#model/change/standing'
import { addDays, dateIn, startOfDay } from '#model/time'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'change-review-due',
  severity: 'warning',
  scope: 'audit',
  doc: 'The review of a change is held by the day that `review.due` names.',
  *check({ catalog, now }) {
    const today = dateIn(now, catalog.site.time_zone)
    for (const change of catalog.changes) {
      const { file, type, review } = change
      if (review?.due === undefined || today <= review.due) continue
      if ((review.held ?? Infinity) <= now || NOTHING_DONE.includes(standingOf(change, now))) continue
      yield {
        at: { file, path: ['review', 'due'] },
        message: `Missing review of ${ARTICLE[type]} change, expected it held by ${review.due}.`,
        help: 'Look back on it together, write down what you learned, and set `review.held`.',
        waits: {
          what: 'Review of the change to be held',
          who: [change.requester],
          by: startOfDay(addDays(review.due, 1), catalog.site.time_zone),
          alike: { words: 'changes are to be reviewed', list: 'changes' },
        },
      }
    }
  },
})

/** There is nothing to look back on. */
const NOTHING_DONE: readonly Standing[] = ['draft', 'proposed', 'approved', 'missed', 'cancelled', 'rejected']

const ARTICLE: Record<Change['type'], string> = {
  standard: 'a standard',
  normal: 'a normal',
  emergency: 'an emergency',
}
