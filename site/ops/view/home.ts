import { isOpen } from '#model/records/incident'
import { brokenFiles } from './broken.ts'
import { freezeSummary } from './freeze.ts'
import type { Ops } from './index.ts'
import { refer, type PageReference } from './reference.ts'
import { changeRow, incidentRow, some, type ChangeRow, type IncidentRow, type Some } from './rows.ts'
import { mayBeOpen, referUnread } from './unread.ts'
import { scarcest, sloRow, type SloRow } from './slo/row.ts'
import { needsCare, runbookRow, testOf, type RunbookRow } from './runbook.ts'
import { runbooksFor } from './runbooks-for.ts'
import { isUnderWay, standingOf, type Standing } from '#model/change/standing'
import type { Change } from '#model/records/change'
import type { Freeze } from '#model/records/freeze'
import { SEVERITIES, type Incident } from '#model/records/incident'
import { DAY, type Instant } from '#model/time'

const AHEAD = 7 * DAY
const ROWS = 50

/** An open incident with the runbooks to follow: its own, else those of its alerts. */
export type OpenIncident = IncidentRow & {
  runbooks: PageReference[]
  /** Something is wrong in its own file. */
  broken: boolean
}

/** What the first page of the ops site shows, all of it as of now. */
export interface HomePage {
  as_of: Instant
  /** Where this is the sample content: the moment that its story is told at. */
  sample: Instant | null
  open: Some<OpenIncident>
  /** Incidents that can't be read, and might go on. */
  unread: Some<PageReference>
  running: Some<ChangeRow>
  /** Proposed or approved, with a window that begins within seven days. */
  next: Some<ChangeRow>
  /** SLOs of whose error budget less than enough is left, the least first. */
  budgets: Some<SloRow>
  freezes: (ReturnType<typeof freezeSummary> & Pick<Freeze, 'start' | 'end' | 'level'>)[]
  broken: ReturnType<typeof brokenFiles>
  missed: Some<ChangeRow>
  /** Over by the clock, and nobody has said what came of them. */
  unrecorded: Some<ChangeRow>
  untested: Some<RunbookRow>
  counts: { name: string; count: number; page: string }[]
}

/** Puts the first page together: what goes on, what comes next, and what needs someone's care. */
export function homePage(ops: Ops): HomePage {
  const { catalog, planned, now, broken } = ops
  const row = (change: Change) => changeRow(ops, change)
  const standing = (wanted: Standing) => planned.filter((change) => standingOf(change, now) === wanted)
  return {
    as_of: now,
    sample: catalog.site.sample ?? null,
    open: some(
      [...catalog.incidents, ...broken.incidents].filter((incident) => isOpen(incident, now)).toSorted(worstFirst),
      ROWS,
      (incident) => ({
        ...incidentRow(ops, incident),
        broken: broken.incidents.includes(incident),
        runbooks: runbooksFor(ops, incident).map((id) => refer('runbook', id, ops.links.runbooks.get(id))),
      }),
    ),
    unread: some(
      broken.unread.filter((one) => mayBeOpen(ops, one)),
      ROWS,
      (one) => referUnread(ops, one),
    ),
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
    budgets: some(scarcest(ops), 10, (slo) => sloRow(ops, slo)),
    freezes: catalog.freezes
      .filter(({ end }) => end > now)
      .toSorted((a, b) => a.start - b.start)
      .slice(0, 5)
      .map((freeze) => ({ ...freezeSummary(ops, freeze), start: freeze.start, end: freeze.end, level: freeze.level })),
    broken: brokenFiles(ops),
    missed: some(standing('missed'), 10, row),
    unrecorded: some(standing('unrecorded'), 10, row),
    untested: some(
      catalog.runbooks.filter((runbook) => needsCare(testOf(ops, runbook))),
      10,
      (runbook) => runbookRow(ops, runbook),
    ),
    counts: countsOf(ops),
  }
}

/** Begun, or approved with its window open: a record is often behind what is being done. */
function isRunning(change: Change, { now }: Ops): boolean {
  const standing = standingOf(change, now)
  const { window } = change
  return isUnderWay(standing) || (standing === 'approved' && window !== undefined && window.start <= now)
}

function isNext(change: Change, { now }: Ops): boolean {
  const { window } = change
  return (
    ['approved', 'proposed'].includes(standingOf(change, now)) &&
    window !== undefined &&
    now < window.start &&
    window.start <= now + AHEAD
  )
}

const worstFirst = (a: Incident, b: Incident): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.started - b.started

const countsOf = ({ links, slos }: Ops): HomePage['counts'] =>
  [
    { one: 'change', count: links.changes.size, page: '/changes/' },
    { one: 'incident', count: links.incidents.size, page: '/incidents/' },
    { one: 'runbook', count: links.runbooks.size, page: '/runbooks/' },
    { one: 'service', count: links.services.size, page: '/services/' },
    { one: 'team', count: links.teams.size, page: '/teams/' },
    { one: 'SLO', count: slos.size, page: '/slos/' },
  ].map(({ one, count, page }) => ({ name: count === 1 ? one : `${one}s`, count, page }))
