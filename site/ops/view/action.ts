import type { Incident } from '#model/records/incident'
import type { Instant } from '#model/time'

type Action = Incident['actions'][number]

/** Open, and its day is over (in UTC: a date has no zone). */
export const isLate = ({ status, due }: Action, now: Instant): boolean =>
  status === 'open' && due !== undefined && Date.parse(`${due}T23:59:59.999Z`) < now

/** What became of an incident's actions: `1 of 3 open`, and once none is, `2 done, 1 dropped`; null where there are none. */
export function actionWords(actions: readonly Pick<Action, 'status'>[]): string | null {
  const count = (wanted: Action['status']) => actions.filter(({ status }) => status === wanted).length
  const [open, done, dropped] = [count('open'), count('done'), count('dropped')]
  if (open > 0) return `${open} of ${actions.length} open`
  const over = [...(done > 0 ? [`${done} done`] : []), ...(dropped > 0 ? [`${dropped} dropped`] : [])]
  return over.length === 0 ? null : over.join(', ')
}
