import type { Change } from '#model/records/change'
import type { CustomerEvent, Freeze } from '#model/records/freeze'
import { isOpen, type Incident } from '#model/records/incident'
import { collisionsOf, type Collision } from './collisions.ts'
import { freezeSummary } from '../freeze.ts'
import { folded, type Ops } from '../index.ts'
import { isUnderWay, standingOf } from '#model/change/standing'
import { timeOf, workOf } from '#model/change/work'
import { pageOf, titleInList, type PageReference } from '../reference.ts'
import { services as named } from '../rows.ts'
import { changeState, incidentState, type State } from '../state.ts'
import { dateIn, type CalendarDate, type Instant } from '#model/time'

export const CALENDAR_KINDS = ['incident', 'freeze', 'event', 'maintenance', 'change'] as const
/** `maintenance` is a change that customers read of. */
export type CalendarKind = (typeof CALENDAR_KINDS)[number]

/** One thing in the calendar. */
export interface CalendarEntry {
  kind: CalendarKind
  id: string
  title: string
  /** What it is, in words: `Hard freeze`, `SEV-2 incident`. */
  what: string
  /** Its page on the ops site; events have none. */
  page: string | null
  from: Instant
  /** Null where it goes on and nobody knows until when. */
  to: Instant | null
  /** The days that it begins and ends on, in the site's zone; what goes on ends today. */
  first: CalendarDate
  last: CalendarDate
  /** Null: all of them. */
  services: PageReference[] | null
  /** Ids of the teams that it concerns; null: all of them. */
  teams: string[] | null
  who: string | null
  state: State
  /** Going on as of now. */
  live: boolean
  /** It won't take place, or didn't. */
  called_off: boolean
  collisions: Collision[]
}

type Told = Omit<CalendarEntry, 'first' | 'last' | 'live'>

/**
 * Everything that the calendar holds, by when it begins, then the longer one first, then by name. Changes without a
 * time, and incidents that were none of their own, aren't in it.
 */
export function calendarEntries(ops: Ops): CalendarEntry[] {
  const { changes, freezes, events, incidents } = ops.catalog
  return [
    ...changes.flatMap((change) => ofChange(ops, change) ?? []),
    ...freezes.map((freeze) => ofFreeze(ops, freeze)),
    ...events.map((event) => ofEvent(ops, event)),
    ...incidents.filter(({ closed_as }) => closed_as === undefined).map((incident) => ofIncident(ops, incident)),
  ]
    .map((told) => placed(ops, told))
    .toSorted(byBeginning)
}

export const byBeginning = (a: CalendarEntry, b: CalendarEntry): number =>
  a.from - b.from || (b.to ?? Infinity) - (a.to ?? Infinity) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Days are compared as text, which holds for years of four digits in every zone. */
const LATEST = Date.parse('9999-12-30T00:00:00Z')

function placed({ catalog, now }: Ops, told: Told): CalendarEntry {
  const { from, to } = told
  const { time_zone } = catalog.site
  // Half-open: what ends at midnight ends on the day before.
  const end = Math.max(from, to === null ? now : to - 1)
  return {
    ...told,
    first: dateIn(from, time_zone),
    last: dateIn(Math.min(end, LATEST), time_zone),
    live: !told.called_off && from <= now && (to === null || now < to),
  }
}

function ofChange(ops: Ops, change: Change): Told | null {
  const { now } = ops
  const from = timeOf(change, now)
  if (from === null) return null
  const standing = standingOf(change, now)
  const touched = servicesTouched(change)
  return {
    kind: ops.publicAddresses.has(change.file) ? 'maintenance' : 'change',
    id: change.id,
    title: titleInList(change.title),
    what: `${first(change.type)} change`,
    page: pageOf('change', change.id),
    from,
    to: endOf(change, from, now),
    services: named(ops, touched),
    teams: [...new Set([...owners(ops, touched), ...teamsOf(ops, change.requester)])],
    who: change.implementer ?? null,
    state: changeState(change, now),
    called_off: standing === 'cancelled' || standing === 'rejected' || standing === 'missed',
    collisions: collisionsOf(ops, change.id),
  }
}

/** The services that a change works on, then those that its public updates name. */
export const servicesTouched = ({ services, updates }: Pick<Change, 'services' | 'updates'>): string[] => [
  ...new Set([...services, ...(updates ?? []).flatMap(({ components }) => Object.keys(components))]),
]

/** When it ended, else when it is planned to; past its window nobody knows until when it goes on. */
function endOf(change: Change, from: Instant, now: Instant): Instant | null {
  const { window } = change
  const { ends } = workOf(change, now)
  if (ends !== null) return Math.max(from, ends)
  if (isUnderWay(standingOf(change, now)) && (window === undefined || window.end <= now)) return null
  return Math.max(from, window?.end ?? from)
}

const ofFreeze = (ops: Ops, freeze: Freeze): Told => ({
  ...bounds(freeze),
  ...scope(ops, freeze.services),
  kind: 'freeze',
  id: freeze.id,
  title: titleInList(freeze.title),
  what: `${first(freeze.level)} freeze`,
  page: pageOf('freeze', freeze.id),
  who: freeze.owner,
  state: freezeSummary(ops, freeze).state,
  called_off: false,
  collisions: [],
})

const ofEvent = (ops: Ops, event: CustomerEvent): Told => ({
  ...bounds(event),
  ...scope(ops, event.services),
  kind: 'event',
  id: event.id,
  title: titleInList(event.title),
  what: 'Customer event',
  page: null,
  who: null,
  state: {
    word: ops.now < event.start ? 'To come' : ops.now < event.end ? 'Now' : 'Over',
    tone: 'neutral',
  },
  called_off: false,
  collisions: [],
})

const ofIncident = (ops: Ops, incident: Incident): Told => ({
  kind: 'incident',
  id: incident.id,
  title: titleInList(incident.title),
  what: `${incident.severity} incident`,
  page: pageOf('incident', incident.id),
  from: incident.started,
  to: isOpen(incident, ops.now) ? null : Math.max(incident.started, incident.resolved ?? incident.started),
  services: named(ops, incident.services),
  teams: owners(ops, incident.services),
  who: incident.roles.commander ?? null,
  state: incidentState(incident, ops.now),
  called_off: false,
  collisions: [],
})

const bounds = ({ start, end }: { start: Instant; end: Instant }) => ({ from: start, to: Math.max(start, end) })

const scope = (ops: Ops, ids: 'all' | string[]): Pick<Told, 'services' | 'teams'> =>
  ids === 'all' ? { services: null, teams: null } : { services: named(ops, ids), teams: owners(ops, ids) }

const owners = ({ links }: Ops, ids: readonly string[]): string[] => [
  ...new Set(ids.flatMap((id) => links.services.get(id)?.team ?? [])),
]

/** A team, or those that a person is in. */
const teamsOf = ({ links, teamsOfHandle }: Ops, who: string): string[] =>
  links.teams.has(who) ? [who] : (teamsOfHandle.get(folded(who)) ?? []).map(({ id }) => id)

const first = (word: string) => word.replace(/^./, (letter) => letter.toUpperCase())
