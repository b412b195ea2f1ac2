import type { AlertPolicy, Slo } from '../../records/slo.ts'
import { parseShorthand, shorthandLength } from '../../records/slo-window.ts'
import { breachPolicies, policyAlertName } from '../../records/burn-alert.ts'
import type { BurnCondition } from './prometheus-slo.ts'

/** What OpenSLO's alert policies of an SLO wait for. */
export const policyConditions = (slo: Slo): BurnCondition[] =>
  breachPolicies(slo).flatMap((policy) => conditionsOf(policy, policyAlertName(policy, slo)))

const conditionsOf = ({ conditions }: AlertPolicy, name: string): BurnCondition[] =>
  conditions.flatMap(({ severity, op, threshold, lookback_window, alert_after }) => {
    const window = parseShorthand(lookback_window)
    // A rate that is below something is nothing to be woken by.
    if (window === null || op === 'lt' || op === 'lte') return []
    const after = alert_after === null ? null : parseShorthand(alert_after)
    return [
      {
        meta: { name, labels: {}, annotations: {} },
        severity,
        op: op === 'gt' ? '>' : '>=',
        factor: threshold,
        window: shorthandLength(window),
        after: after && shorthandLength(after),
      },
    ]
  })
