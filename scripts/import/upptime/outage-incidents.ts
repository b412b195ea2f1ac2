import { compactInstant } from '#model/time'
import {
  changesOf,
  COMPONENT_STATUS,
  intervalsOf,
  measuredSentence,
  worstMeasured,
  type OutageRecord,
  type MeasuredState,
} from './outage-record.ts'
import type { Outage } from './history.ts'
import { inMarkdown } from './text.ts'

/** What ties an incident to an outage that only commits tell of. */
export const outageId = (repository: string | null, { slug, from }: Pick<Outage, 'slug' | 'from'>): string =>
  `${repository === null ? '' : `${repository}/`}${slug}@${compactInstant(from)}`

/** An outage that no issue tells of becomes an incident in words of our own. */
export function outageRecordOfOutage(
  outage: Outage,
  { name, service }: { name: string; service: string },
  repository: string | null,
): OutageRecord {
  const { from, to, spans } = outage
  const [first] = spans
  const measured: MeasuredState[] = [{ name, service, spans }]
  const worst = worstMeasured(spans) ?? 'down'
  const begin = {
    time: from,
    state: 'investigating' as const,
    body: first ? measuredSentence(name, first) : '',
    components: new Map([[service, COMPONENT_STATUS[first?.status ?? worst]]]),
    notify: false,
  }
  const end = { state: 'resolved' as const, body: `${inMarkdown(name)} is up again.`, notify: false }
  return {
    id: outageId(repository, outage),
    aliases: [],
    url: repository !== null && first ? `https://github.com/${repository}/commit/${first.commit}` : null,
    title: `${name} ${worst === 'down' ? 'is down' : 'has degraded performance'}`,
    worst,
    services: [service],
    started: from,
    resolved: to,
    byMonitoring: true,
    backfilled: to !== null,
    posts: [
      begin,
      ...changesOf(measured, from, to === null),
      ...(to === null ? [] : [{ ...end, time: to, components: new Map() }]),
    ],
    since: new Map(),
    impact: to === null ? null : intervalsOf(measured, to),
    losses: [],
  }
}
