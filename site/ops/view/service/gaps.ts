import { TIER_UNKNOWN, type Service } from '#model/records/service'
import type { Ops } from '../index.ts'
import { alertsOf } from './alerts.ts'

/**
 * What a service lacks at 3 AM. What is important (tier 1 and 2) promises something; what supports it (tier 3) too has
 * an alert, a runbook and somebody to call. Internal tooling (tier 4) owes nothing.
 */
export function gapsOf(ops: Ops, service: Service): string[] {
  const { links, catalog } = ops
  const { id, tier } = service
  if (tier > 3 || tier === TIER_UNKNOWN) return []
  const alerts = alertsOf(ops, service)
  // Where no rule file is kept here, what runbooks name is all that is known of alerts.
  const known = catalog.alerts.length === 0 ? alerts : alerts.filter(({ fires }) => fires)
  const lost = alerts.filter(({ fires, runbook }) => fires && runbook === null).length
  const runbooks = links.runbooksOfService.get(id) ?? []
  const team = links.teams.get(service.team)
  const callable = (team?.escalation.length ?? 0) > 0 || runbooks.some(({ escalation }) => escalation.length > 0)
  return [
    ...(tier <= 2 && !links.slosOfService.has(id) ? ['no SLO'] : []),
    ...(known.length === 0 ? ['no alert'] : []),
    ...(runbooks.length === 0 ? ['no runbook'] : []),
    ...(lost > 0 && runbooks.length > 0 ? [`${lost} ${lost === 1 ? 'alert' : 'alerts'} without runbook`] : []),
    ...(team === undefined ? ['no team'] : callable ? [] : ['nobody to call']),
  ]
}
