import type { Change } from '#model/records/change'
import { isOpen, type Incident } from '#model/records/incident'
import { workOf } from '#model/change/work'
import type { Instant } from '#model/time'
import { componentsNow, coursesOf, type ComponentNow } from '../incident/components.ts'
import type { Ops } from '../index.ts'
import { worstFirst } from '../open-beside.ts'
import { refer, type PageReference } from '../reference.ts'
import { changeRow, incidentRow, some, type ChangeRow, type IncidentRow, type Some } from '../rows.ts'
import { runbooksFor } from '../runbooks-for.ts'
import { referUnread } from '../unread.ts'
import { mayBeOpen } from '#model/incident/may-be-open'
import { isRunningNow } from '#model/change/running'

/** So many are shown whole; the others are counted. */
const MOST = 12
const MOST_COMPONENTS = 8

/** Where people talk about a record: its own link. */
export interface Join {
  name: string
  url: string
  /** The file that says so. */
  file: string
}

/** An open incident at a glance. */
export type OpenIncident = IncidentRow & {
  components: ComponentNow[]
  more_components: number
  /** Those to follow: its own, else those of its alerts. */
  runbooks: PageReference[]
  join: Join | null
  /** Something is wrong in its own file. */
  broken: boolean
}

/** A change that is being carried out, or whose window is open. */
export type RunningChange = ChangeRow & {
  since: Instant | null
  /** By when it has to be over; null where it has no window. */
  until: Instant | null
  /** When customers were promised the next word. */
  next_update: Instant | null
  /** How long the way back takes at most, in milliseconds. */
  way_back: number | null
  join: Join | null
}

/** What goes on as of now. */
export interface Going {
  open: Some<OpenIncident>
  /** Incidents that can't be read, and might go on. */
  unread: Some<PageReference>
  running: Some<RunningChange>
}

/** Open incidents, the worst and then the oldest first, and what is being changed, by its window. */
export function goingOn(ops: Ops): Going {
  const { catalog, broken, planned, now } = ops
  return {
    open: some(
      [...catalog.incidents, ...broken.incidents].filter((one) => isOpen(one, now)).toSorted(worstFirst),
      MOST,
      (one) => openIncident(ops, one),
    ),
    unread: some(
      broken.unread.filter((one) => mayBeOpen(catalog, one)),
      MOST,
      (one) => referUnread(ops, one),
    ),
    running: some(
      planned.filter((change) => isRunningNow(change, now)),
      MOST,
      (one) => runningChange(ops, one),
    ),
  }
}

function openIncident(ops: Ops, incident: Incident): OpenIncident {
  const components = componentsNow(ops, incident, coursesOf(ops, incident))
  return {
    ...incidentRow(ops, incident),
    components: components.slice(0, MOST_COMPONENTS),
    more_components: Math.max(0, components.length - MOST_COMPONENTS),
    runbooks: runbooksFor(ops, incident)
      .slice(0, 2)
      .map((id) => refer('runbook', id, ops.links.runbooks.get(id))),
    join: joinOf(incident),
    broken: ops.broken.incidents.includes(incident),
  }
}

function runningChange(ops: Ops, change: Change): RunningChange {
  const told = (change.updates ?? []).filter(({ time }) => time <= ops.now).at(-1)
  return {
    ...changeRow(ops, change),
    since: workOf(change, ops.now).begins,
    until: change.window?.end ?? null,
    next_update: told?.next_update ?? null,
    way_back: change.rollback?.max_duration ?? null,
    join: joinOf(change),
  }
}

const PLACES = ['thread', 'chat', 'call', 'bridge', 'meeting', 'war_room']

/** Where people meet, by what links are called. */
export function joinOf({
  links = {},
  file,
}: {
  links?: Record<string, string> | undefined
  file: string
}): Join | null {
  const found = Object.entries(links).find(([name]) => PLACES.includes(name.toLowerCase()))
  return found ? { name: found[0].replaceAll('_', ' '), url: found[1], file } : null
}
