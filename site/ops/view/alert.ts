import type { Alert } from '#model/records/alert'
import type { Ops } from './index.ts'
import { refer, type PageReference } from './reference.ts'
import { incidentRow, some, type IncidentRow, type Some } from './rows.ts'

/** What the page of an alert shows: people come to it from a pager, with nothing but a name. */
export interface AlertPage {
  /** As its rule spells it. */
  name: string
  rules: Alert[]
  /** Those whose error budget burns too fast when it fires. */
  slos: PageReference[]
  runbook: PageReference | null
  /** Known only as an older name of an alert of that runbook. */
  alias: boolean
  incidents: Some<IncidentRow>
}

/** Every path that an alert is found under: each spelling, and the one in lower case. */
export const alertPaths = ({ alertNames }: Ops): { path: string; key: string }[] =>
  [...alertNames].flatMap(([key, names]) => [...new Set([...names, key])].map((path) => ({ path, key })))

/** An alert's page; `key` is its name in lower case. A name that nothing knows gives a page without a runbook. */
export function alertPage(ops: Ops, key: string): AlertPage {
  const { links, alertNames, slosOfAlert } = ops
  const runbook = links.runbookOfAlert.get(key)
  const rules = links.alerts.get(key) ?? []
  const slos = slosOfAlert.get(key) ?? []
  return {
    name: alertNames.get(key)?.[0] ?? key,
    rules,
    slos: slos.map((slo) => refer('slo', slo.id, slo)),
    runbook: runbook ? refer('runbook', runbook.id, runbook) : null,
    alias:
      rules.length === 0 && slos.length === 0 && runbook?.alerts.every((name) => name.toLowerCase() !== key) === true,
    incidents: some(links.incidentsOfAlert.get(key) ?? [], 20, (incident) => incidentRow(ops, incident)),
  }
}
