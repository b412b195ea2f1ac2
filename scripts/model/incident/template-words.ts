import { englishTime } from '../english-time.ts'
import type { Body, Outline } from '../records/body.ts'
import { INCIDENT_STATES } from '../records/update.ts'
import type { Instant } from '../time.ts'
import type { IncidentState } from './draft.ts'

/** What an incident template says for each state, placeholders and all. */
export function wordsByState(
  { markdown, line: first }: Body,
  { headings }: Outline,
): Partial<Record<IncidentState, string>> {
  const lines = markdown.split('\n')
  return Object.fromEntries(
    headings.flatMap((heading, index) => {
      const state = INCIDENT_STATES.find((one) => one === heading.text.trim().replace(/:$/, '').toLowerCase())
      if (state === undefined) return []
      const end = headings.slice(index + 1).find(({ depth }) => depth <= heading.depth)
      const words = lines
        .slice(heading.span.end_line - first + 1, end && end.span.line - first)
        .join('\n')
        .trim()
      return words === '' ? [] : [[state, words]]
    }),
  )
}

/**
 * The values that a template's placeholders have where nobody says otherwise: `{{time}}` is when it began, and once it is
 * mended or over, now; by the clocks of the site's zone, `09:12`.
 */
export const knownValues = (
  state: IncidentState,
  { started, now }: { started: Instant; now: Instant },
  timeZone: string,
) => ({
  time: englishTime(state === 'monitoring' || state === 'resolved' ? now : started, timeZone).time,
})
