import type { ComponentInterval, ComponentStatus } from '#model/records/update'
import type { Instant } from '#model/time'
import type { IncidentState } from '../statuspage/incident-updates.ts'
import type { Post } from '../updates.ts'
import type { MeasuredSpan, MeasuredStatus } from './history.ts'
import { inMarkdown } from './text.ts'

/** An incident as it will be written, whatever it is known from. */
export interface OutageRecord {
  /** At the source. */
  id: string
  /** What else it may have been imported as. */
  aliases: readonly string[]
  url: string | null
  title: string
  worst: MeasuredStatus | null
  services: readonly string[]
  started: Instant
  resolved: Instant | null
  byMonitoring: boolean
  backfilled: boolean
  /** In order of time; the first one says what it is about. */
  posts: Post<IncidentState>[]
  /** Since when that which the first post sets has been so. */
  since: ReadonlyMap<string, Instant>
  /** What was measured; null: the posts say all there is to say. */
  impact: ComponentInterval[] | null
  losses: readonly string[]
}

/** Being slow isn't being down, other than in Upptime's own percentages. */
export const COMPONENT_STATUS: Record<MeasuredStatus, ComponentStatus> = {
  down: 'major_outage',
  degraded: 'degraded_performance',
}

/** What is measured of one site within one incident. */
export interface MeasuredState {
  name: string
  service: string
  spans: readonly MeasuredSpan[]
}

/** The measured stretches as corrected intervals. What has no end yet ends with `end`, where that is known. */
export const intervalsOf = (measured: readonly MeasuredState[], end: Instant | null): ComponentInterval[] =>
  measured.flatMap(({ service, spans }) =>
    spans.flatMap(({ status, from, to }) => {
      const until = to ?? (end !== null && end > from ? end : null)
      return end !== null && until === null
        ? []
        : [{ component: service, status: COMPONENT_STATUS[status], from, ...(until === null ? {} : { to: until }) }]
    }),
  )

/** A site in one sentence. */
export const measuredSentence = (name: string, { status, code }: Pick<MeasuredSpan, 'status' | 'code'>): string =>
  status === 'degraded'
    ? `${inMarkdown(name)} has degraded performance.`
    : `${inMarkdown(name)} is down${code === null ? '' : code === 0 ? ': it does not answer' : `: it answers with HTTP status ${code}`}.`

/**
 * Every measured change of state after `begin`, as a post of its own that tells nobody. The last time that a site comes
 * up is one only while the incident is open: it is resolved by that otherwise.
 */
export function changesOf(measured: readonly MeasuredState[], begin: Instant, open: boolean): Post<IncidentState>[] {
  const posts: Post<IncidentState>[] = []
  const add = (post: Omit<Post<IncidentState>, 'notify'>) => {
    if (post.time > begin) posts.push({ ...post, notify: false })
  }
  for (const { name, service, spans } of measured)
    for (const [i, span] of spans.entries()) {
      const next = spans[i + 1]
      const sets = (status: ComponentStatus) => new Map([[service, status]])
      add({
        time: span.from,
        state: 'investigating',
        body: measuredSentence(name, span),
        components: sets(COMPONENT_STATUS[span.status]),
      })
      if (span.to !== null && (next ? next.from > span.to : open))
        add({
          time: span.to,
          state: 'monitoring',
          body: `${inMarkdown(name)} is up.`,
          components: sets('operational'),
        })
    }
  return posts.toSorted((a, b) => a.time - b.time)
}

/** The worse of what was measured. */
export const worstMeasured = (spans: readonly MeasuredSpan[]): MeasuredStatus | null =>
  spans.some(({ status }) => status === 'down') ? 'down' : spans.length > 0 ? 'degraded' : null
