import type { Slo } from '../records/slo.ts'

/** What the alerts of an SLO's burn rate are called, page and ticket alike; null where neither is wanted, or it says no name. */
export const burnAlertName = ({ alerting }: Pick<Slo, 'alerting'>): string | null =>
  alerting && !(alerting.page_alert.disable && alerting.ticket_alert.disable) ? alerting.name || null : null
