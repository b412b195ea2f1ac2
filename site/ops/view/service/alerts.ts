import type { Service } from '#model/records/service'
import { burnAlertNames } from '#model/records/burn-alert'
import { alertReference } from '../incident.ts'
import type { Ops } from '../index.ts'
import { refer, type PageReference } from '../reference.ts'

/** An alert that concerns a service. */
export interface ServiceAlert {
  alert: PageReference
  severity: string | null
  runbook: PageReference | null
  /** Some rule fires it, of a rule file or of an SLO; not only a runbook names it. */
  fires: boolean
}

/** The alerts of a service: those of its runbooks, of its SLOs, and of rules that are labelled with it; each once. */
export function alertsOf(ops: Ops, service: Service): ServiceAlert[] {
  const { links, alertsLabelled, sloAlertsOf, slosOfAlert } = ops
  const names = [
    ...(links.runbooksOfService.get(service.id) ?? []).flatMap(({ alerts }) => alerts),
    ...(links.slosOfService.get(service.id) ?? []).flatMap(burnAlertNames),
    ...(alertsLabelled.get(service.id) ?? []).map(({ name }) => name),
  ]
  return [...new Map(names.map((name) => [name.toLowerCase(), name]))].map(([key, name]) => {
    const [rule] = [...(links.alerts.get(key) ?? []), ...(sloAlertsOf.get(key) ?? []).map(({ alert }) => alert)]
    const runbook = links.runbookOfAlert.get(key)
    return {
      alert: alertReference(ops, name),
      severity: rule?.severity ?? null,
      runbook: runbook ? refer('runbook', runbook.id, runbook) : null,
      fires: rule !== undefined || slosOfAlert.has(key),
    }
  })
}
