import type { Catalog } from '../catalog.ts'
import { isRunningNow } from '../change/running.ts'
import { riskOf } from '../change/risk.ts'
import { workOf } from '../change/work.ts'
import type { AuditProblem } from '../diagnostic.ts'
import { dependentsAmong } from '../gate/error-budgets.ts'
import { plannedApprovals } from '../gate/planned-approvals.ts'
import { mayBeOpen } from '../incident/may-be-open.ts'
import { tiersOf, type Links } from '../links.ts'
import { publicSpans } from '../metrics/impact.ts'
import { changesNewestFirst } from '../change/order.ts'
import type { Change } from '../records/change.ts'
import { isOpen, SEVERITIES, type Incident } from '../records/incident.ts'
import { publishedAs, type ComponentStatus, type Published } from '../records/update.ts'
import type { SloBudget } from '../slo/budgets.ts'
import { scarcestFirst, type AffectedBudget } from '../slo/demand.ts'
import { worst } from '../status/overall.ts'
import { DAY, type Instant } from '../time.ts'
import type { SettingChange } from './setting-change.ts'
import { gathered, type ManyWaiting } from './gathered.ts'
import { waitingRecords, type WaitingRecord } from './waiting.ts'

/** How far back a handover looks where nobody says since when: a day, which holds every shift. */
export const HANDOVER_SPAN = DAY
const AHEAD = DAY

/** An incident as one hands it over. */
export interface HandedIncident {
  id: string
  title: string
  severity: Incident['severity']
  started: Instant
  /** Null while it is open. */
  resolved: Instant | null
  mitigated: boolean
  commander: string | null
  /** What customers read of its components now, those in trouble. */
  components: { name: string; status: ComponentStatus }[]
  /** When they were promised the next word. */
  next_update: Instant | null
}

/** A change as one hands it over. */
export interface HandedChange {
  id: string
  title: string
  status: Change['status']
  risk: string | null
  implementer: string | null
  /** When work began, else when its window does. */
  from: Instant | null
  /** When work ended, else when its window does. */
  to: Instant | null
}

/** Something that begins or ends within the next day. */
export interface HandedEvent {
  at: Instant
  what: string
  title: string
  /** Of a change, or of a freeze. */
  record: { kind: 'change' | 'freeze' | 'incident'; id: string } | null
  who: string | null
}

/** What the next one on call has to know. */
export interface Handover {
  since: Instant
  now: Instant
  open: HandedIncident[]
  /** Incidents whose records can't be read, and that may go on. */
  unread: { id: string; title: string; file: string }[]
  closed: HandedIncident[]
  running: HandedChange[]
  finished: HandedChange[]
  next: HandedEvent[]
  /** Many of one kind as one. */
  waiting: (WaitingRecord | ManyWaiting)[]
  /** Error budgets that are tight, low or spent, the least left first. */
  budgets: AffectedBudget[]
  /** Null where git can't say, or means nothing: sample content is younger than its story. */
  settings: SettingChange[] | null
}

/** What a handover is made of. */
export interface ToHandOver {
  /** With the incidents in whose files something is wrong. */
  catalog: Catalog
  links: Links
  /** What an audit finds. */
  stale: readonly AuditProblem[]
  settings: readonly SettingChange[] | null
  since: Instant
  /** Of all SLOs that leave one. */
  budgets: readonly SloBudget[]
}

/** Puts a handover together, as of the catalogue's now: what happened in `[since, now]`, what goes on, what comes within a day. */
export function handover({ catalog, links, stale, settings, since, budgets }: ToHandOver): Handover {
  const { now, incidents, changes } = catalog
  const published = publishedAs(catalog.services.flatMap((service) => (service.public ? [service.id] : [])))
  const handed = (incident: Incident) => handedIncident({ links, published, now }, incident)
  const row = (change: Change) => handedChange({ catalog, links }, change)
  const recorded = {
    catalog,
    links,
    approvals: new Map(catalog.approvals.map((one) => [one.change, one])),
    budgets_at_stake: { all: budgets, dependentsOf: dependentsAmong(catalog.services) },
  }
  const ended = (change: Change) => workOf(change, now).ends
  return {
    since,
    now,
    open: incidents
      .filter((one) => isOpen(one, now))
      .toSorted(worstFirst)
      .map(handed),
    unread: catalog.unread
      .filter((one) => mayBeOpen(catalog, one))
      .map(({ id, title, file }) => ({ id, title: title ?? id, file })),
    closed: incidents
      .filter((one) => !isOpen(one, now) && one.closed_as === undefined && within(one.resolved, since, now))
      .toSorted((a, b) => (b.resolved ?? 0) - (a.resolved ?? 0))
      .map(handed),
    running: byWindow(changes.filter((change) => isRunningNow(change, now))).map(row),
    finished: changesNewestFirst(
      changes.filter((change) => DONE.includes(change.status) && within(ended(change), since, now)),
      now,
    ).map(row),
    next: nextDay(catalog),
    waiting: gathered(
      waitingRecords({ catalog, links }, stale, (change, risk) => plannedApprovals(recorded, change, risk)),
    ),
    budgets: scarcestFirst(budgets).filter(({ tier }) => tier !== 'ample'),
    settings: settings === null ? null : [...settings],
  }
}

const DONE: readonly Change['status'][] = ['completed', 'rolled_back', 'aborted']

const within = (at: Instant | null | undefined, from: Instant, to: Instant): boolean =>
  at !== null && at !== undefined && from <= at && at <= to

const worstFirst = (a: Incident, b: Incident): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.started - b.started

const byWindow = (changes: readonly Change[]): Change[] =>
  changes.toSorted((a, b) => (a.window?.start ?? Infinity) - (b.window?.start ?? Infinity) || (a.id < b.id ? -1 : 1))

function handedIncident(
  { links, published, now }: { links: Links; published: Published; now: Instant },
  incident: Incident,
): HandedIncident {
  const open = isOpen(incident, now)
  const spans = publicSpans(incident, published, now).filter(({ from, to }) => from <= now && now < to)
  const told = (incident.updates ?? []).findLast(({ time }) => time <= now)
  return {
    id: incident.id,
    title: incident.title,
    severity: incident.severity,
    started: incident.started,
    resolved: open ? null : (incident.resolved ?? null),
    mitigated: (incident.mitigated ?? Infinity) <= now,
    commander: incident.roles.commander ?? null,
    components: [...Map.groupBy(spans, ({ component }) => component)].flatMap(([id, own]) => {
      const status = worst(own.map((one) => one.status))
      return status === 'operational' ? [] : [{ name: links.services.get(id)?.name ?? id, status }]
    }),
    next_update: open ? (told?.next_update ?? null) : null,
  }
}

function handedChange({ catalog, links }: { catalog: Catalog; links: Links }, change: Change): HandedChange {
  const { begins, ends } = workOf(change, catalog.now)
  return {
    id: change.id,
    title: change.title,
    status: change.status,
    risk: riskOf(change, tiersOf(links, change), catalog.policy.risk)?.level ?? null,
    implementer: change.implementer ?? null,
    from: begins ?? change.window?.start ?? null,
    to: ends ?? change.window?.end ?? null,
  }
}

/** What begins, or ends, within a day: changes that are planned, freezes, customer events, promised updates. */
function nextDay({ changes, freezes, events, incidents, now }: Catalog): HandedEvent[] {
  const ahead = (at: Instant | undefined): at is Instant => at !== undefined && now < at && at <= now + AHEAD
  const found: HandedEvent[] = [
    ...changes.flatMap(({ id, title, status, window, implementer }): HandedEvent[] =>
      (status === 'approved' || status === 'proposed') && window && ahead(window.start)
        ? [
            {
              at: window.start,
              what: `${status} change begins`,
              title,
              record: { kind: 'change', id },
              who: implementer ?? null,
            },
          ]
        : [],
    ),
    ...freezes.flatMap(({ id, title, level, start, end, owner }): HandedEvent[] =>
      [
        { at: start, what: `${level} freeze begins` },
        { at: end, what: `${level} freeze ends` },
      ].flatMap(({ at, what }) =>
        ahead(at) ? [{ at, what, title, record: { kind: 'freeze' as const, id }, who: owner }] : [],
      ),
    ),
    ...events.flatMap(({ title, start, end }): HandedEvent[] =>
      [
        { at: start, what: 'customer event begins' },
        { at: end, what: 'customer event ends' },
      ].flatMap(({ at, what }) => (ahead(at) ? [{ at, what, title, record: null, who: null }] : [])),
    ),
    ...incidents.flatMap((incident): HandedEvent[] => {
      const promised = isOpen(incident, now)
        ? (incident.updates ?? []).findLast(({ time }) => time <= now)?.next_update
        : undefined
      return ahead(promised)
        ? [
            {
              at: promised,
              what: 'public update is promised',
              title: incident.title,
              record: { kind: 'incident', id: incident.id },
              who: incident.roles.communications ?? incident.roles.commander ?? null,
            },
          ]
        : []
    }),
  ]
  return found.toSorted((a, b) => a.at - b.at)
}
