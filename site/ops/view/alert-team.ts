import type { Runbook } from '#model/records/runbook'
import { servicesMeant, teamNamed } from './alert-calls.ts'
import type { Ops } from './index.ts'
import { refer, type PageReference } from './reference.ts'

/**
 * The team that an alert is for, by its name in lower case: as a label of its rules says, else by its runbook, else by
 * the services that it is about. Null where nothing says, or several teams have those.
 */
export function teamOfAlert(
  ops: Ops,
  key: string,
  {
    runbook = ops.links.runbookOfAlert.get(key),
    spelled = key,
  }: { runbook?: Runbook | undefined; spelled?: string } = {},
): PageReference | null {
  const { links, sloAlertsOf, slosOfAlert } = ops
  const made = sloAlertsOf.get(key) ?? []
  const rules = [...(links.alerts.get(key) ?? []), ...made.map(({ alert }) => alert)]
  // Of an exact spelling its own rules say more than whatever else is called so.
  const labels = rules
    .toSorted((a, b) => Number(b.name === spelled) - Number(a.name === spelled))
    .map((one) => one.labels)
  const label = labels.map((one) => one['team']).find((one) => one !== undefined)
  if (label !== undefined) {
    const team = teamNamed(ops, label)
    return refer('team', team?.id ?? label, team)
  }
  const services = servicesMeant(ops, {
    labels: [...labels, ...made.map(({ slo }) => ({ sloth_service: slo.service }))],
    slos: slosOfAlert.get(key) ?? [],
    runbook: undefined,
    open: [],
  })
  const [owner, another] = runbook?.team ? [runbook.team] : new Set(services.flatMap(({ team }) => team || []))
  return owner === undefined || another !== undefined ? null : refer('team', owner, links.teams.get(owner))
}
