import type { Links } from '../../links.ts'
import { isPlainAddress } from '../../records/field.ts'
import { addresses } from '../../page-address.ts'
import type { AlertMeta, PrometheusSlo } from './prometheus-slo.ts'

/** What the records know of alerts. */
export interface Around {
  links: Pick<Links, 'services' | 'runbookOfAlert'>
  /** Address of the internal site, where it has one. */
  ops_url: string | undefined
}

/**
 * An SLO whose alerts say where to look: the alert's page on the ops site, a dashboard, the team that owns the service. What
 * its author wrote stays. Prometheus would read an address of ours as a template, so braces in it are escaped.
 */
export function withPointers(slo: PrometheusSlo, around: Around): PrometheusSlo {
  const pointing = (meta: AlertMeta | null) => meta && pointed(slo, meta, around)
  const conditions = slo.conditions.map((one) => ({ ...one, meta: pointed(slo, one.meta, around) }))
  return { ...slo, page: pointing(slo.page), ticket: pointing(slo.ticket), conditions }
}

function pointed(slo: PrometheusSlo, meta: AlertMeta, { links, ops_url }: Around): AlertMeta {
  const team = links.services.get(slo.service)?.team
  const runbook = ops_url === undefined ? undefined : addresses(ops_url).href(`/alerts/${meta.name}/`)
  const dashboard = links.runbookOfAlert.get(meta.name.toLowerCase())?.dashboards[0] ?? dashboardLabel(slo, meta)
  return {
    name: meta.name,
    labels: { ...(team === undefined ? {} : { team }), ...meta.labels },
    annotations: {
      ...(runbook === undefined ? {} : { runbook_url: literal(runbook) }),
      ...(dashboard === undefined ? {} : { dashboard_url: literal(dashboard) }),
      ...meta.annotations,
    },
  }
}

/** An address among the labels of the alert or of the SLO, by the names that are usual for it. */
const dashboardLabel = ({ labels }: PrometheusSlo, meta: AlertMeta): string | undefined =>
  [meta.labels, labels]
    .flatMap((some) => [some['dashboard_url'], some['dashboard']])
    .find((value) => value !== undefined && isPlainAddress(value))

/** Annotations are templates of Go's. */
const literal = (address: string): string => address.replaceAll('{{', '%7B%7B')
