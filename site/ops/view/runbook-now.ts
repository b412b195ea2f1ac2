import { DAY, type Duration, type Instant } from '#model/time'
import { isOpen, type Incident } from '#model/records/incident'
import type { Runbook } from '#model/records/runbook'
import type { ComponentStatus } from '#model/records/update'
import { rankOf } from '#model/status/overall'
import type { Ops } from './index.ts'
import { coursesOf } from './incident/components.ts'
import { postView, type PostView } from './incident/post.ts'
import { openBeside, type OpenBeside } from './open-beside.ts'
import { mistakesIn } from './mistakes.ts'
import { hideWhatItIsFor } from './runbook-hidden.ts'
import { refer, type PageReference } from './reference.ts'
import { changeRow, incidentRow, some, type ChangeRow, type IncidentRow, type Some } from './rows.ts'

/** An open incident that a runbook is for. */
export type OpenHere = IncidentRow & {
  post: PostView | null
  /** When the alert came, as far as is known: what `after` of an escalation counts from. */
  paged: Instant
}

/** What goes on around a runbook: beside its steps. */
export interface RunbookNow {
  /** Those that name the runbook or one of its alerts. */
  open: OpenHere[]
  /** Some incident is open, and a mistake in the runbook may hide that it is for it. */
  uncertain: boolean
  /** Others on its services: nobody was paged for this runbook by them. */
  beside: Some<OpenBeside>
  /** The services that it is about, as customers were told; null of one that is none of their business. */
  states: { service: PageReference; status: ComponentStatus | null }[]
  /** Begun or being worked on lately, on its services or on what those need; the latest first. */
  changed: Some<ChangeRow>
  lookback: Duration
}

const MOST = 3

/** As of now. */
export function runbookNow(ops: Ops, runbook: Runbook): RunbookNow {
  const { catalog, dependencies, links, now } = ops
  const open = [...catalog.incidents, ...ops.broken.incidents].filter((incident) => isOpen(incident, now))
  const here = open.filter((incident) => isFor(ops, incident, runbook))
  const told = worstOf(ops, open)
  const needed = dependencies.belowAny(runbook.services)
  const lookback = Math.max(DAY, catalog.policy.changes_before_incident)
  return {
    open: here.slice(0, MOST).map((incident) => ({
      ...incidentRow(ops, incident),
      post: postView(ops, incident),
      paged: incident.detected ?? incident.started,
    })),
    uncertain: open.length > here.length && hideWhatItIsFor(mistakesIn(ops, runbook), runbook),
    beside: openBeside(ops, runbook.services, here),
    states: runbook.services.slice(0, 12).map((id) => {
      const service = links.services.get(id)
      return {
        service: refer('service', id, service),
        status: service?.public === undefined ? null : (told.get(id) ?? 'operational'),
      }
    }),
    changed: some(
      ops
        .work({ from: now - lookback, to: now + 1 })
        .filter(({ change }) => change.services.some((id) => needed.has(id)))
        .toSorted((a, b) => b.from - a.from),
      5,
      ({ change }) => changeRow(ops, change),
    ),
    lookback,
  }
}

/** Whether whoever works on an incident is led here by it. */
const isFor = ({ links }: Ops, { runbooks, alerts }: Incident, { id }: Runbook): boolean =>
  runbooks.some((one) => one.id === id) ||
  alerts.some((name) => links.runbookOfAlert.get(name.toLowerCase())?.id === id)

/** By component: the worst that customers are told of it now. */
function worstOf(ops: Ops, open: readonly Incident[]): Map<string, ComponentStatus> {
  const worst = new Map<string, ComponentStatus>()
  for (const { component, runs } of open.flatMap((incident) => coursesOf(ops, incident))) {
    const last = runs.at(-1)
    if (last?.to === null && rankOf(last.status) > rankOf(worst.get(component.id) ?? 'operational'))
      worst.set(component.id, last.status)
  }
  return worst
}
