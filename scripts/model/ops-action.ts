import type { Incident } from './incident.ts'
import type { Instant } from './time.ts'

/** Open, and its day is over (in UTC: a date has no zone). */
export const isLate = ({ status, due }: Incident['actions'][number], now: Instant): boolean =>
  status === 'open' && due !== undefined && Date.parse(`${due}T23:59:59.999Z`) < now
