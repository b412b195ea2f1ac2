import type { Catalog } from '#model/catalog'
import { parseRational, ZERO } from '#model/rational'
import type { Slo } from '#model/records/slo'
import { sloBudgets } from '#model/slo/budgets'
import { DAY, formatInstant, HOUR, MINUTE } from '#model/time'
import { aCatalog, aService, anUpdate, NOON } from '../scripts/fixtures/gate-verdicts.ts'
import { anIncident } from '../scripts/fixtures/ops-sample.ts'

/** How incidents cost SLOs. */
export interface Cost {
  slos: number
  incidents: number
  services: number
  /** Whether each incident declares a fraction of its own for one of the SLOs, besides what the public reads. */
  declared: boolean
}

/** The budgets of so many SLOs over so many incidents of two years, spread evenly over services: what the work is. */
export function budgeting(cost: Cost): () => unknown {
  const slos = Array.from({ length: cost.slos }, (_, i) => anSlo(`slo-${i}`, `service-${i % cost.services}`))
  const catalog = catalogOf(cost)
  return () => sloBudgets({ ...catalog }, slos, null)
}

function catalogOf({ slos, incidents, services, declared }: Cost): Catalog {
  const begins = (i: number) => NOON - ((i * 7919) % (2 * 365 * 24)) * HOUR - 2 * HOUR
  return aCatalog({
    services: Array.from({ length: services }, (_, i) =>
      aService(`service-${i}`, { public: { name: `Service ${i}` } }),
    ),
    incidents: Array.from({ length: incidents }, (_, i) => {
      const [from, to] = [begins(i), begins(i) + 40 * MINUTE]
      const service = `service-${i % services}`
      return {
        ...anIncident(`INC-2026-${10_000 + i}`, {
          services: [service],
          started: formatInstant(from),
          resolved: formatInstant(to),
          ...(declared ? { slo_impact: [{ slo: `slo-${i % slos}`, fraction: (1 + (i % 997)) / 1000 }] } : {}),
        }),
        updates: [
          anUpdate(formatInstant(from), 'investigating', 'We are looking.', {
            title: 'It fails',
            components: { [service]: { status: 'partial_outage' } },
          }),
          anUpdate(formatInstant(to), 'resolved', 'It works.'),
        ],
      }
    }),
  })
}

const PLACE = { path: [], namePath: [], servicePath: [], targetPath: [] }

const anSlo = (id: string, service: string): Slo => ({
  ...PLACE,
  id,
  name: id,
  spec_name: id,
  description: undefined,
  service,
  format: 'openslo',
  public: false,
  file: `slos/${id}.yaml`,
  document: 0,
  window: { kind: 'rolling', length: 30 * DAY },
  window_text: '30d',
  objectives: [
    {
      ...PLACE,
      name: null,
      target: parseRational('0.999') ?? ZERO,
      window: { kind: 'rolling', length: 30 * DAY },
      method: 'occurrences',
      indicator: null,
      op: null,
      value: null,
      time_slice_target: null,
      time_slice_window: null,
    },
  ],
  labels: {},
  annotations: {},
  alerting: null,
  alert_policies: [],
  manifest: null,
})
