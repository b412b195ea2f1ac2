import { formatInstant, type Instant } from '#model/time'

export type Status = 'approved' | 'in_progress' | 'completed' | 'cancelled'

/** Where a maintenance stands, and when it is or was. */
export interface Facts {
  status: Status
  window: { start: Instant; end: Instant }
  outcome: { started: Instant; finished: Instant } | null
}

export const outcomeData = ({ started, finished }: NonNullable<Facts['outcome']>) => ({
  started: formatInstant(started),
  finished: formatInstant(finished),
})

/** The front matter of planned work that was announced elsewhere; nothing else of a change is known there. */
export const changeData = (
  { id, title, services }: { id: string; title: string; services: readonly string[] },
  { status, window, outcome }: Facts,
): Record<string, unknown> => ({
  id,
  title,
  type: 'normal',
  status,
  requester: 'imported',
  environment: 'production',
  services,
  window: { start: formatInstant(window.start), end: formatInstant(window.end) },
  ...(outcome ? { outcome: outcomeData(outcome) } : {}),
})

/** Its body: no source holds a plan. */
export const changeBody = (peer: string, review = ''): string =>
  `## Implementation plan\n\nImported from ${peer}, which holds none.\n${review === '' ? '' : `\n## Postmortem\n\n${review}\n`}`
