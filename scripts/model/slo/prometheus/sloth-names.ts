import { prometheusDuration } from './go-text.ts'
import type { PrometheusSlo } from './prometheus-slo.ts'
import type { Duration } from '../../time.ts'

/*
 * What Sloth calls things, so that its dashboards work with these rules unchanged: `pkg/common/conventions` of
 * github.com/slok/sloth.
 */

export const ratioMetric = (window: Duration): string => `slo:sli_error:ratio_rate${prometheusDuration(window)}`
/** Ours: what `--exact` counts by. */
export const errorEventsMetric = (window: Duration): string => `slo:sli_error:events_rate${prometheusDuration(window)}`
export const totalEventsMetric = (window: Duration): string => `slo:sli_total:events_rate${prometheusDuration(window)}`

export const idLabels = ({ id, service, name }: PrometheusSlo): Record<string, string> => ({
  sloth_id: id,
  sloth_service: service,
  sloth_slo: name,
})

/** The series of one SLO, as a selector. */
export const filterOf = (slo: PrometheusSlo): string =>
  `{${Object.entries(idLabels(slo))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(', ')}}`
