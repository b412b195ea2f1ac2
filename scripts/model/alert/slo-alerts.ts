import type { Catalog } from '../catalog.ts'
import type { Links } from '../links.ts'
import type { Alert } from '../records/alert.ts'
import type { Slo } from '../records/slo.ts'
import { alertRules } from '../slo/prometheus/alert-rules.ts'
import { watched } from '../slo/prometheus/from-slo.ts'
import { DEFAULT_CATALOGUE } from '../slo/prometheus/period.ts'
import { withPointers } from '../slo/prometheus/pointers.ts'

/** An alert that `rules` writes for an SLO; it stands where the SLO's name does. */
export interface SloAlert {
  slo: Slo
  /** What the objective is called in what is recorded of it. */
  name: string
  alert: Alert
}

/**
 * The alerts of some SLOs, as `rules` writes them for Prometheus with its own windows: a page and a ticket of one name are
 * two rules. Of an SLO that no rules can be made of there are none.
 */
export const sloAlerts = (
  slos: readonly Slo[],
  links: Pick<Links, 'services' | 'runbookOfAlert'>,
  ops_url: string | undefined,
): SloAlert[] =>
  slos.flatMap((slo) =>
    watched(slo, DEFAULT_CATALOGUE).slos.flatMap((one) =>
      alertRules(withPointers(one, { links, ops_url })).map(
        ({ alert, expr, for: lasts, labels, annotations = {} }) => ({
          slo,
          name: one.name,
          alert: {
            name: alert ?? '',
            group: `sloth-slo-alerts-${one.id}`,
            expr: expr.trim(),
            for: lasts,
            keep_firing_for: undefined,
            labels,
            annotations,
            summary: annotations['summary'],
            severity: labels['severity'] ?? labels['sloth_severity'],
            runbook_url: annotations['runbook_url'],
            file: slo.file,
            document: slo.document,
            path: slo.namePath,
          },
        }),
      ),
    ),
  )

/** Every alert that the rule files and the SLOs of a catalogue fire. */
export const alertsIn = (
  { alerts, slos, site }: Pick<Catalog, 'alerts' | 'slos' | 'site'>,
  links: Pick<Links, 'services' | 'runbookOfAlert'>,
): Alert[] => [...alerts, ...sloAlerts(slos, links, site.ops_url).map(({ alert }) => alert)]
