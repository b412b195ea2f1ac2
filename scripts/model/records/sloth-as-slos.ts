import type { Path } from '../diagnostic.ts'
import { divide, rational } from '../rational.ts'
import { plainLine } from './plain-line.ts'
import type { Indicator, Query, Slo, SlothAlert, SlothAlerting, SlothManifest, SloObjective } from './slo.ts'
import { exactAt, type SloDocument } from './slo-document.ts'

type Of<F extends SloDocument['format']> = Extract<SloDocument, { format: F }>

/** What both of Sloth's formats say of an SLO, in the same words. */
interface Said {
  name: string
  description?: string | null | undefined
  labels?: Texts
  sli: {
    events: { error: string; total: string; keys: [string, string] } | null
    raw: { ratio: string; key: string } | null
    plugin: { id: string; options?: Texts } | null
  }
  alerting: {
    name?: string | null | undefined
    labels?: Texts
    annotations?: Texts
    page?: SaidAlert
    ticket?: SaidAlert
  } | null
}
type Texts = Readonly<Record<string, string>> | null | undefined
type SaidAlert = { disable?: boolean | null | undefined; labels?: Texts; annotations?: Texts } | null | undefined

interface Group {
  document: Of<'sloth'> | Of<'sloth_manifest'>
  service: string
  labels: Texts
  /** Where `service` and `slos` stand. */
  above: Path
  manifest: SlothManifest | null
}

/** The SLOs of a `prometheus/v1` file. */
export function slothAsSlos(document: Of<'sloth'>): Slo[] {
  const { data } = document
  const group = { document, service: data.service, labels: data.labels, above: [], manifest: null }
  return data.slos.map((slo, i) => {
    const { events, raw, plugin } = slo.sli
    const { page_alert: page, ticket_alert: ticket, ...alerting } = slo.alerting ?? {}
    return asSlo(group, i, {
      ...slo,
      sli: {
        events: events
          ? { error: events.error_query, total: events.total_query, keys: ['error_query', 'total_query'] }
          : null,
        raw: raw ? { ratio: raw.error_ratio_query, key: 'error_ratio_query' } : null,
        plugin: plugin ?? null,
      },
      alerting: { ...alerting, page, ticket },
    })
  })
}

/** The SLOs of a `PrometheusServiceLevel` manifest. */
export function manifestAsSlos(document: Of<'sloth_manifest'>): Slo[] {
  const { metadata, spec } = document.data
  const manifest = {
    name: metadata?.name ?? undefined,
    namespace: metadata?.namespace ?? undefined,
    labels: metadata?.labels ?? {},
    annotations: metadata?.annotations ?? {},
  }
  const group = { document, service: spec.service, labels: spec.labels, above: ['spec'], manifest }
  return spec.slos.map((slo, i) => {
    const { events, raw, plugin } = slo.sli
    const { pageAlert: page, ticketAlert: ticket, ...alerting } = slo.alerting ?? {}
    return asSlo(group, i, {
      ...slo,
      sli: {
        events: events
          ? { error: events.errorQuery, total: events.totalQuery, keys: ['errorQuery', 'totalQuery'] }
          : null,
        raw: raw ? { ratio: raw.errorRatioQuery, key: 'errorRatioQuery' } : null,
        plugin: plugin ?? null,
      },
      alerting: { ...alerting, page, ticket },
    })
  })
}

function asSlo({ document: one, service, labels, above, manifest }: Group, index: number, said: Said): Slo {
  const path = [...above, 'slos', index]
  const targetPath = [...path, 'objective']
  const percent = exactAt(one, targetPath) ?? rational(0n)
  const objective: SloObjective = {
    target: divide(percent, rational(100n)),
    window: null,
    method: 'occurrences',
    name: null,
    path,
    targetPath,
    indicator: indicatorOf(one, [...path, 'sli'], said.sli),
    op: null,
    value: null,
    time_slice_target: null,
    time_slice_window: null,
  }
  return {
    id: `${service}-${said.name}`,
    name: plainLine(said.name),
    spec_name: said.name,
    description: said.description ?? undefined,
    service,
    format: one.format,
    public: manifest?.annotations['evenkeel.dev/public'] === 'true',
    file: one.file,
    document: one.document,
    path,
    namePath: [...path, 'name'],
    servicePath: [...above, 'service'],
    window: null,
    window_text: null,
    objectives: [objective],
    labels: { ...labels, ...said.labels },
    annotations: {},
    alerting: alertingOf(said.alerting),
    alert_policies: [],
    manifest,
  }
}

function indicatorOf(
  { file, document }: SloDocument,
  path: Path,
  { events, raw, plugin }: Said['sli'],
): Indicator | null {
  const query = (text: string, kind: string, key: string): Query => ({
    text,
    source: 'prometheus',
    at: { file, document, path: [...path, kind, key] },
  })
  if (events) {
    const [error, total] = events.keys
    return {
      kind: 'events',
      error_query: query(events.error, 'events', error),
      total_query: query(events.total, 'events', total),
    }
  }
  if (raw) return { kind: 'raw', error_ratio_query: query(raw.ratio, 'raw', raw.key) }
  return plugin ? { kind: 'plugin', id: plugin.id, options: plugin.options ?? {} } : null
}

const alertOf = (alert: SaidAlert): SlothAlert => ({
  disable: alert?.disable ?? false,
  labels: alert?.labels ?? {},
  annotations: alert?.annotations ?? {},
})

const alertingOf = (said: Said['alerting']): SlothAlerting => ({
  name: said?.name ?? undefined,
  labels: said?.labels ?? {},
  annotations: said?.annotations ?? {},
  page_alert: alertOf(said?.page),
  ticket_alert: alertOf(said?.ticket),
})
