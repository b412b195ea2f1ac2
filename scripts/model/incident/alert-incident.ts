import { ownValue } from '../records/own-value.ts'
import type { Catalog } from '../catalog.ts'
import { isOpen, SEVERITIES, type Incident } from '../records/incident.ts'
import { isSeen } from '../records/plain-line.ts'
import { runbookOfAlert, sloCallers } from '../records/runbook-of-alert.ts'
import type { Runbook } from '../records/runbook.ts'
import { ALERT_SOURCE } from '../records/source.ts'
import type { Instant } from '../time.ts'
import { shortLine, type AlertGroup } from './alertmanager.ts'
import type { NewEvent } from './timeline-line.ts'

/** What a group of alerts says of an incident that it opens, all of it internal. */
export interface Noticed {
  title: string
  severity: Incident['severity']
  services: string[]
  started: Instant
  alerts: string[]
  source: NonNullable<Incident['source']>
  /** What its timeline begins with. */
  words: string
  /** Where it is written what to do. */
  runbooks: Runbook[]
}

/** More names of alerts than these are only counted. */
const NAMED = 20

/** The names of the alerts that fire; of a group that is over those that did. */
export function namesOf({ alerts }: AlertGroup): string[] {
  const firing = alerts.filter((one) => one.firing)
  return [...new Set((firing.length > 0 ? firing : alerts).map(({ name }) => name))]
}

/** What an incident is that a group of alerts opens. A clock that goes ahead begins nothing in the future. */
export function noticedBy(group: AlertGroup, catalog: Catalog, now: Instant): Noticed {
  const names = namesOf(group)
  const runbooks = runbooksFor(names, group, catalog)
  return {
    title: titleOf(group, names),
    severity: severityOf(group, runbooks),
    services: servicesOf(group, catalog, runbooks),
    started: Math.min(group.starts, now),
    alerts: names.slice(0, NAMED),
    source: sourceOf(group),
    words: `Alertmanager: ${alertWords(names, group.alerts.length + group.more)} fires${countedWords(names.length - NAMED)}.`,
    runbooks,
  }
}

/** How an incident remembers the group that it is of. */
export const sourceOf = ({ id, url }: AlertGroup): NonNullable<Incident['source']> => ({
  kind: ALERT_SOURCE,
  id,
  ...(url === null ? {} : { url }),
})

/**
 * The incident that a message is about: the one of its group and its beginning; else the one of its group that is open,
 * however many alerts have come and gone since; else the one that lasted when the first of these alerts began. Null: it
 * is a new one.
 */
export function incidentOf(
  { key, id, starts }: AlertGroup,
  incidents: readonly Incident[],
  now: Instant,
): Incident | null {
  const mine = incidents.filter(({ source }) => source?.kind === ALERT_SOURCE && source.id?.startsWith(`${key}-`))
  return (
    mine.find(({ source }) => source?.id === id) ??
    mine.findLast((one) => isOpen(one, now)) ??
    mine.findLast(({ started, resolved }) => resolved !== undefined && started <= starts && starts <= resolved) ??
    null
  )
}

/** What a further message of a group adds to its incident; nothing where it says no more than is known. */
export function addedBy(group: AlertGroup, { alerts: known, body }: Incident, now: Instant): Added {
  if (!group.firing) {
    const ended = `Alertmanager: ${alertWords(namesOf(group), 0)} has ended.`
    return { names: [], events: [{ at: Math.min(group.ends ?? now, now), words: ended }] }
  }
  const fresh = unnamedIn(group, known)
  const names = fresh.slice(0, Math.max(0, NAMED - known.length))
  const counted = fresh.length - names.length
  if (names.length === 0 && counted <= countedIn(body.markdown) * WORTH_SAYING) return { names, events: [] }
  const told = names.length > 0 ? names : fresh
  const began = group.alerts.filter(({ name, firing }) => firing && told.includes(name)).map(({ starts }) => starts)
  const words = `Alertmanager: ${alertWords(fresh, 0)} fires too${countedWords(counted)}.`
  return { names, events: [{ at: Math.min(names.length > 0 ? Math.min(...began) : Math.max(...began), now), words }] }
}

/** The names of a group that fires which an incident doesn't have. */
export const unnamedIn = (group: AlertGroup, known: readonly string[]): string[] =>
  namesOf(group).filter((name) => !known.includes(name))

/** Names beyond those that a record has room for: it says how many, and again only where that has grown much. */
const countedWords = (count: number): string => (count > 0 ? `; ${count} of the names are only counted` : '')
const COUNTED = /; (\d{1,7}) of the names are only counted/g
const countedIn = (text: string): number =>
  Math.max(0, ...[...text.matchAll(COUNTED)].map(([, count]) => Number(count)))
const WORTH_SAYING = 1.5

interface Added {
  /** Of alerts that the incident doesn't name yet, as many as there is room for. */
  names: string[]
  /** For its timeline. */
  events: NewEvent[]
}

/** Some alerts in a sentence of a timeline, as code: nothing in a name is Markdown. */
export function alertWords(names: readonly string[], count: number): string {
  const shown = names.slice(0, 5).map((name) => `\`${name.replaceAll('`', "'")}\``)
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : ''
  return `${shown.join(', ')}${more}${count > names.length ? ` (${count} alerts)` : ''}`
}

function titleOf({ annotations, alerts }: AlertGroup, [name = '']: readonly string[]): string {
  const said = [annotations, ...alerts.map((one) => one.annotations)].map((one) => shortLine(one['summary'] ?? ''))
  return said.find(isSeen) ?? name
}

/** The rule files of most teams know these. An alert can't tell an outage of everything from one of much: SEV-1 is named. */
const WORDS: Readonly<Record<string, Incident['severity']>> = Object.fromEntries([
  ...['critical', 'page', 'emergency', 'disaster', 'fatal'].map((word) => [word, 'SEV-2'] as const),
  ...['error', 'high', 'major', 'warning', 'warn', 'medium', 'ticket'].map((word) => [word, 'SEV-3'] as const),
  ...['low', 'minor', 'info', 'informational', 'none', 'notice'].map((word) => [word, 'SEV-4'] as const),
])

/**
 * The worst of what its alerts are labelled with: by its own name (`SEV-1`, `sev2`, `P3`), else as their runbooks say,
 * else by a word of `WORDS`. SEV-3 where nothing says.
 */
function severityOf({ alerts }: AlertGroup, runbooks: readonly Runbook[]): Incident['severity'] {
  const labels = alerts.flatMap(({ labels: { severity, sloth_severity } }) => severity ?? sloth_severity ?? [])
  const named = labels.flatMap((label) => /^(?:sev|p)[-_ ]?([1-4])$/i.exec(label.trim())?.[1] ?? [])
  const worst = (found: readonly string[]) => SEVERITIES.find((one) => found.includes(one))
  return (
    worst(named.map((digit) => `SEV-${digit}`)) ??
    worst(runbooks.flatMap(({ severity }) => severity ?? [])) ??
    worst(
      labels.flatMap((label) => (Object.hasOwn(WORDS, label.toLowerCase()) ? (WORDS[label.toLowerCase()] ?? []) : [])),
    ) ??
    'SEV-3'
  )
}

/** Services of the catalogue: those that labels name; else those of the SLOs that they name; else those of the runbooks. */
function servicesOf({ alerts }: AlertGroup, { services, slos }: Catalog, runbooks: readonly Runbook[]): string[] {
  const known = new Set(services.map(({ id }) => id))
  const labelled = (...names: string[]) =>
    new Set(alerts.flatMap(({ labels }) => names.flatMap((name) => ownValue(labels, name) ?? [])))
  const ids = labelled('slo', 'sloth_id')
  const found = [
    [...labelled('service', 'sloth_service')],
    slos.filter(({ id }) => ids.has(id)).map(({ service }) => service),
    runbooks.flatMap((runbook) => runbook.services),
  ].map((names) => [...new Set(names)].filter((name) => known.has(name)))
  return found.find((names) => names.length > 0) ?? []
}

/** Those that the alerts lead to, as their messages and their rules say; each once. */
function runbooksFor(names: readonly string[], { alerts: said }: AlertGroup, catalog: Catalog): Runbook[] {
  const { runbooks, alerts, slos } = catalog
  const messages = said.map(({ name, labels, annotations }) => ({
    name,
    labels,
    runbook_url: annotations['runbook_url'],
  }))
  const chosen = runbookOfAlert(runbooks, [...messages, ...alerts, ...sloCallers(slos)])
  const ids = new Set(names.map((name) => chosen.get(name.toLowerCase())?.runbook.id))
  return runbooks.filter(({ id }) => ids.has(id))
}
