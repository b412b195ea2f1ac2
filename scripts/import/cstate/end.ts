import { incidentSpans } from '#model/status/incident'
import { formatInstant, type Instant } from '#model/time'
import type { CstateIssue } from './format.ts'
import type { IncidentPost } from './incident-posts.ts'

/** When an issue was over; null where it isn't. One that only informs is over at once. */
export function endOf(
  { informational, resolved, resolvedWhen, date }: CstateIssue,
  lose: (message: string) => void,
): Instant | null {
  if (informational) return date
  if (resolved === null && resolvedWhen === null) lose("it doesn't say whether it is resolved: it is left open")
  if (resolved === false && resolvedWhen !== null)
    lose(`its \`resolvedWhen\` (${formatInstant(resolvedWhen)}) isn't kept, for it isn't resolved`)
  if (resolved === false || (resolved === null && resolvedWhen === null)) return null
  if (resolvedWhen === null) lose("it is resolved, but doesn't say when: its beginning is taken")
  else if (resolvedWhen < date)
    lose(`it was resolved at ${formatInstant(resolvedWhen)}, before it began: its beginning is taken`)
  return Math.max(resolvedWhen ?? date, date)
}

/** Whether the updates alone say that what is affected was so from an issue's beginning to its end. */
export function isToldBy(posts: readonly IncidentPost[], began: Instant, end: Instant): boolean {
  const updates = posts.map(({ time, state, components }) => ({
    time,
    state,
    settings: [...components].map(([component, status]) => ({ component, status, since: began })),
  }))
  const spans = incidentSpans(updates).filter(({ status }) => status !== 'operational')
  return spans.length > 0 && spans.every(({ from, to }) => from === began && to === end)
}
