import type { AlertPolicy, Slo } from './slo.ts'

/** What the alerts on an SLO's burn rate are called: Sloth's page and ticket alike, and OpenSLO's policies, each once. */
export function burnAlertNames(slo: Slo): string[] {
  const { alerting } = slo
  const isWanted = alerting !== null && !(alerting.page_alert.disable && alerting.ticket_alert.disable)
  const policies = breachPolicies(slo).map((policy) => policyAlertName(policy, slo))
  const own = isWanted && alerting.name ? [alerting.name] : []
  return [...new Set([...own, ...policies])]
}

/** The alert policies that ask for an alert while the budget burns: not those that tell of other things alone. */
export const breachPolicies = ({ alert_policies }: Slo): AlertPolicy[] =>
  alert_policies.filter(({ when }) => when.breaching)

/** What the alert of a policy is called. One that is written out where it is used needn't have a name. */
export const policyAlertName = ({ name, conditions }: AlertPolicy, { spec_name }: Slo): string =>
  name || conditions.find((one) => one.name !== '')?.name || spec_name
