import type { Incident } from '#model/records/incident'
import type { Ops } from './index.ts'

/** The ids of the runbooks to follow in an incident: those that it names, else those of its alerts. */
export function runbooksFor(
  { links }: Pick<Ops, 'links'>,
  { runbooks, alerts }: Pick<Incident, 'runbooks' | 'alerts'>,
): string[] {
  const ids =
    runbooks.length > 0
      ? runbooks.map(({ id }) => id)
      : alerts.flatMap((name) => links.runbookOfAlert.get(name.toLowerCase())?.id ?? [])
  return [...new Set(ids)]
}

/** The ids of the runbooks of its services, those of the first service first. */
export const runbooksOfServices = (
  { links }: Pick<Ops, 'links'>,
  { services }: Pick<Incident, 'services'>,
): string[] => [
  ...new Set(services.flatMap((id) => (links.runbooksOfService.get(id) ?? []).map((runbook) => runbook.id))),
]
