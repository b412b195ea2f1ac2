import { formatInstant, MINUTE } from '#model/time'
import type { ComponentStatus } from '#model/records/update'
import type { IncidentState } from '../statuspage/incident-updates.ts'
import { oneLine } from '../text.ts'
import type { Post } from '../updates.ts'
import {
  changesOf,
  COMPONENT_STATUS,
  intervalsOf,
  worstMeasured,
  type OutageRecord,
  type MeasuredState,
} from './outage-record.ts'
import type { Outage } from './history.ts'
import type { UpptimeIssue } from './issues.ts'
import { outageId } from './outage-incidents.ts'
import { statusInTitle, type WatchedSite } from './sites.ts'
import { withoutComments } from './text.ts'

/** A site that an issue is about, with what was measured of it while the issue was open. */
export interface AffectedSite {
  site: WatchedSite
  service: string
  outages: readonly Outage[]
  /** Whether commits tell of the time when it was opened. */
  covered: boolean
}

/** What ties a record to its issue. */
export const issueId = ({ repository, number }: UpptimeIssue, fallback: string | null): string =>
  `${repository ?? fallback ?? ''}#${number}`

/** One issue becomes an incident: its text and comments the updates, its closing the end. */
export function outageRecordOfIssue(
  issue: UpptimeIssue,
  affected: readonly AffectedSite[],
  repository: string | null,
): OutageRecord {
  const { opened, closed } = issue
  const losses: string[] = []
  const stated = statusInTitle(issue.title)
  const measured: MeasuredState[] = affected.flatMap(({ site: { name }, service, outages }) =>
    outages.length === 0 ? [] : [{ name, service, spans: outages.flatMap(({ spans }) => spans) }],
  )
  const spans = measured.flatMap((one) => one.spans)
  for (const { site, outages, covered } of affected)
    if (outages.length === 0 && covered)
      losses.push(`${site.name} was never seen down while it was open: it is named, in no bad state`)
  const unmeasured = affected.filter(({ outages, covered }) => outages.length === 0 && !covered)

  const components = new Map<string, ComponentStatus>()
  const since = new Map<string, number>()
  for (const { service } of unmeasured) components.set(service, COMPONENT_STATUS[stated ?? 'down'])
  for (const { service, spans: of } of measured) {
    const before = of.filter(({ from }) => from <= opened)
    const last = before.at(-1)
    if (last === undefined || (last.to !== null && last.to <= opened)) continue
    components.set(service, COMPONENT_STATUS[last.status])
    // What came before a change of state is lost from the updates; `impact.yaml` has it once it is over.
    since.set(service, last.from)
  }
  if (closed !== null)
    for (const { name, spans: of } of measured)
      if (of.at(-1)?.to === null) losses.push(`${name} was still down when it was closed at ${formatInstant(closed)}`)

  const open: Post<IncidentState> = {
    time: opened,
    state: 'investigating',
    body: withoutComments(issue.body),
    components,
    notify: true,
  }
  const changes = changesOf(measured, opened, closed === null).filter(({ time }) => closed === null || time < closed)
  return {
    id: issueId(issue, repository),
    aliases: affected.flatMap(({ outages }) => outages.map((outage) => outageId(repository, outage))),
    url: issue.url,
    title: oneLine(issue.title) || `Issue ${issue.number}`,
    worst: worstMeasured(spans) ?? (unmeasured.length > 0 ? (stated ?? 'down') : null),
    services: affected.map(({ service }) => service),
    started: Math.min(opened, ...measured.map((one) => one.spans[0]?.from ?? opened)),
    resolved: closed,
    byMonitoring: stated !== null,
    backfilled: false,
    posts: [open, ...[...changes, ...said(issue)].toSorted((a, b) => a.time - b.time)],
    since,
    impact:
      measured.length === 0 || closed === null
        ? null
        : [
            ...intervalsOf(measured, closed),
            ...unmeasured.flatMap(({ service }) =>
              closed > opened
                ? [{ component: service, status: COMPONENT_STATUS[stated ?? 'down'], from: opened, to: closed }]
                : [],
            ),
          ],
    losses: [...losses, ...lossesOf(issue)],
  }
}

/** Upptime says that a site is back right before it closes the issue. */
const SOON = 5 * MINUTE

/** Comments as updates, and the end. What is said after it stays resolved. */
function said({ opened, closed, comments }: UpptimeIssue): Post<IncidentState>[] {
  const texts = comments.flatMap(({ time, body }) => {
    const text = withoutComments(body)
    return text === '' ? [] : [{ time: Math.max(time, opened), text }]
  })
  const post = (time: number, state: IncidentState, body: string): Post<IncidentState> => ({
    time,
    state,
    body,
    components: new Map(),
    notify: true,
  })
  if (closed === null) return texts.map(({ time, text }) => post(time, 'investigating', text))
  const last = texts.findLast(({ time }) => time <= closed)
  const farewell = last && last.text.startsWith('**Resolved:**') && closed - last.time <= SOON ? last : undefined
  const around = texts.filter((one) => one !== farewell)
  return [
    ...around.filter(({ time }) => time < closed).map(({ time, text }) => post(time, 'investigating', text)),
    post(closed, 'resolved', farewell?.text ?? 'This incident has been resolved.'),
    ...around.filter(({ time }) => time >= closed).map(({ time, text }) => post(time, 'resolved', text)),
  ]
}

/** What of an issue isn't in the source, or is no word of the page's owner. */
export function lossesOf({ missingComments, strangeComments }: UpptimeIssue): string[] {
  const count = (number: number) => `${number} ${number === 1 ? 'comment' : 'comments'}`
  return [
    ...(missingComments > 0 ? [`its ${count(missingComments)} aren't in the source; \`gh issue list\` has them`] : []),
    ...(strangeComments > 0
      ? [
          `${count(strangeComments)} of people who don't belong to the repository ${strangeComments === 1 ? "isn't" : "aren't"} kept`,
        ]
      : []),
  ]
}
