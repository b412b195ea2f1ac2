import { isOpen } from './incident.ts'
import { brokenFiles } from './ops-broken.ts'
import { freezeSummary } from './ops-freeze.ts'
import type { Ops } from './ops-index.ts'
import { changeRow, incidentRow, some, type ChangeRow, type IncidentRow, type Some } from './ops-rows.ts'
import { runbookRow, testOf, type RunbookRow } from './ops-runbook.ts'
import { isMissed } from './ops-state.ts'
import type { Change } from './change.ts'
import type { Freeze } from './freeze.ts'
import { SEVERITIES, type Incident } from './incident.ts'
import { DAY } from './time.ts'

const AHEAD = 7 * DAY
const ROWS = 50

export interface Home {
  open: Some<IncidentRow>
  running: Some<ChangeRow>
  /** Proposed or approved, with a window that begins within seven days. */
  next: Some<ChangeRow>
  freezes: (ReturnType<typeof freezeSummary> & Pick<Freeze, 'start' | 'end' | 'level'>)[]
  broken: ReturnType<typeof brokenFiles>
  missed: Some<ChangeRow>
  untested: Some<RunbookRow>
  counts: { name: string; count: number; page: string }[]
}

export function home(ops: Ops): Home {
  const { catalog, planned, now, diagnostics } = ops
  const row = (change: Change) => changeRow(ops, change)
  return {
    open: some(catalog.incidents.filter(isOpen).toSorted(worstFirst), ROWS, (incident) => incidentRow(ops, incident)),
    running: some(
      planned.filter((change) => isRunning(change, ops)),
      ROWS,
      row,
    ),
    next: some(
      planned.filter((change) => isNext(change, ops)),
      ROWS,
      row,
    ),
    freezes: catalog.freezes
      .filter(({ end }) => end > now)
      .toSorted((a, b) => a.start - b.start)
      .slice(0, 5)
      .map((freeze) => ({ ...freezeSummary(ops, freeze), start: freeze.start, end: freeze.end, level: freeze.level })),
    broken: brokenFiles(diagnostics, catalog),
    missed: some(
      planned.filter((change) => isMissed(change, now)),
      10,
      row,
    ),
    untested: some(
      catalog.runbooks.filter((runbook) => testOf(ops, runbook).overdue),
      10,
      (runbook) => runbookRow(ops, runbook),
    ),
    counts: countsOf(ops),
  }
}

/** Begun, or approved with its window open: a record is often behind what is being done. */
const isRunning = ({ status, window }: Change, { now }: Ops): boolean =>
  status === 'in_progress' || (status === 'approved' && window !== undefined && window.start <= now && now < window.end)

const isNext = ({ status, window }: Change, { now }: Ops): boolean =>
  (status === 'approved' || status === 'proposed') &&
  window !== undefined &&
  now < window.start &&
  window.start <= now + AHEAD

const worstFirst = (a: Incident, b: Incident): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.started - b.started

const countsOf = ({ links, slos }: Ops): Home['counts'] => [
  { name: 'changes', count: links.changes.size, page: '/changes/' },
  { name: 'incidents', count: links.incidents.size, page: '/incidents/' },
  { name: 'runbooks', count: links.runbooks.size, page: '/runbooks/' },
  { name: 'services', count: links.services.size, page: '/services/' },
  { name: 'teams', count: links.teams.size, page: '/teams/' },
  { name: 'SLOs', count: slos.size, page: '/slos/' },
]
