import type { Change } from '#model/records/change'
import { changesBefore, type ChangeBefore } from './incident-changes.ts'
import { isOpen, type Incident } from '#model/records/incident'
import { isLate } from './action.ts'
import type { Diagnostic } from '#model/diagnostic'
import type { Ops } from './index.ts'
import { party, type Party } from './people.ts'
import { postedOf, type Posted } from './posted.ts'
import { pageOf, refer, type PageReference } from './reference.ts'
import { changeRow, incidentRow, some, type ChangeRow, type IncidentRow, type Some } from './rows.ts'
import { incidentBudget, type IncidentBudget } from './slo/incident-budget.ts'
import type { Duration, Instant } from '#model/time'

/** What the page of an incident shows. */
export interface IncidentPage {
  record: Incident
  /** While it is open. */
  as_of: Instant | null
  row: IncidentRow
  roles: { name: string; who: Party }[]
  times: IncidentTime[]
  actions: (Incident['actions'][number] & { owner_party: Party | null; late: boolean })[]
  duplicate_of: PageReference | null
  posted: Posted[]
  /** The public one, and the file that it stands in. */
  postmortem: { markdown: string; file: string } | null
  public_url: string | null
  caused_by: ChangeRow[]
  /** Causes whose records were left out. */
  unknown_causes: PageReference[]
  /** Emergency changes that answered it. */
  answered_by: ChangeRow[]
  /** The first question: what began shortly before, on its services and on those that they depend on? The latest first. */
  shortly_before: Some<ChangeBefore>
  /** What else began in that time, on services that nothing of it is known to depend on. */
  elsewhere: Some<ChangeBefore>
  lookback: Duration
  runbooks: PageReference[]
  alerts: PageReference[]
  duplicates: PageReference[]
  /** What it burned of error budgets. */
  budget: IncidentBudget | null
  /** What is wrong with its record. */
  errors: Diagnostic[]
}

/** A time of an incident that is known. */
export interface IncidentTime {
  name: string
  at: Instant
  /** `Time to detect`, and how long that was. */
  measure: { name: string; duration: Duration; since: string } | null
}

/** An incident's page, with the changes that began within the policy's lookback before it and aren't known causes. */
export function incidentPage(ops: Ops, incident: Incident): IncidentPage {
  const { links, catalog, now } = ops
  const causes = incident.caused_by.map((id) => ({ id, change: links.changes.get(id) }))
  const row = (change: Change) => changeRow(ops, change)
  const named = new Set(incident.caused_by)
  const lookback = catalog.policy.changes_before_incident
  const { near, elsewhere } = changesBefore(ops, incident, lookback)
  const others = (found: ChangeBefore[], limit: number) =>
    some(
      found.filter(({ change }) => !named.has(change.id)),
      limit,
      (one) => one,
    )
  return {
    record: incident,
    errors: ops.errorsOf.get(incident.file) ?? [],
    as_of: isOpen(incident, now) ? now : null,
    row: incidentRow(ops, incident),
    roles: Object.entries(incident.roles).flatMap(([name, handle]) =>
      handle === undefined ? [] : [{ name: name.replaceAll('_', ' '), who: party(ops, handle) }],
    ),
    times: timesOf(incident),
    actions: incident.actions.map((action) => ({
      ...action,
      owner_party: action.owner === undefined ? null : party(ops, action.owner),
      late: isLate(action, now),
    })),
    duplicate_of: incident.duplicate_of
      ? refer('incident', incident.duplicate_of, links.incidents.get(incident.duplicate_of))
      : null,
    posted: postedOf(ops, incident.updates),
    postmortem: incident.postmortem && {
      markdown: incident.postmortem.markdown,
      file: incident.file.replace(/(?<![^/])[^/]*$/, 'public/postmortem.md'),
    },
    public_url: ops.publicAddresses.get(incident.file) ?? null,
    caused_by: causes.flatMap(({ change }) => (change ? [row(change)] : [])),
    unknown_causes: causes.flatMap(({ id, change }) => (change ? [] : [refer('change', id, undefined)])),
    answered_by: (ops.changesAnswering.get(incident.id) ?? []).map(row),
    shortly_before: others(near, 20),
    elsewhere: others(elsewhere, 10),
    lookback,
    runbooks: incident.runbooks.map((id) => refer('runbook', id, links.runbooks.get(id))),
    alerts: incident.alerts.map((name) => alertReference(ops, name)),
    duplicates: (ops.duplicatesOf.get(incident.id) ?? []).map((one) => refer('incident', one.id, one)),
    budget: incidentBudget(ops, incident),
  }
}

/** An alert leads to its page where some rule or runbook knows it. */
export const alertReference = ({ alertNames }: Ops, name: string): PageReference => {
  const known = alertNames.get(name.toLowerCase())?.[0]
  return { id: name, title: null, page: known === undefined ? null : pageOf('alert', known) }
}

/** The times that are known, each with how long it took from what it is measured from. */
function timesOf({ started, detected, acknowledged, mitigated, resolved }: Incident): IncidentTime[] {
  const start = { from: started, since: 'the start' }
  const noticed = detected === undefined ? start : { from: detected, since: 'detection' }
  const known: { name: string; at: Instant | undefined; took: string; measured: typeof start }[] = [
    { name: 'Detected', at: detected, took: 'Time to detect', measured: start },
    { name: 'Acknowledged', at: acknowledged, took: 'Time to acknowledge', measured: noticed },
    { name: 'Mitigated', at: mitigated, took: 'Time to mitigate', measured: start },
    { name: 'Resolved', at: resolved, took: 'Time to resolve', measured: start },
  ]
  return [
    { name: 'Started', at: started, measure: null },
    ...known.flatMap(({ name, at, took, measured: { from, since } }) =>
      at === undefined ? [] : [{ name, at, measure: { name: took, duration: at - from, since } }],
    ),
  ]
}
