import type { SlothManifest } from '#model/records/slo'
import type { RuleGroup } from '#model/slo/prometheus/prometheus-slo'

/** A file that Prometheus loads by `rule_files`. */
export const ruleFile = (groups: readonly RuleGroup[]): object => ({ groups })

/** The same for the Prometheus operator, with the name and the labels of the manifest that it comes from, as Sloth makes it. */
export const ruleManifest = (
  { name, namespace, labels, annotations }: SlothManifest,
  groups: readonly RuleGroup[],
): object => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: {
    ...(name === undefined ? {} : { name }),
    ...(namespace === undefined ? {} : { namespace }),
    labels: { ...labels, 'app.kubernetes.io/component': 'SLO', 'app.kubernetes.io/managed-by': 'sloth' },
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  },
  spec: { groups },
})
