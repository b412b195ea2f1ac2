import type { Incident } from '#model/records/incident'
import type { Instant } from '#model/time'

/** Open, and its day is over (in UTC: a date has no zone). */
export const isLate = ({ status, due }: Incident['actions'][number], now: Instant): boolean =>
  status === 'open' && due !== undefined && Date.parse(`${due}T23:59:59.999Z`) < now
