import type { Incident } from '#model/records/incident'
import type { Catalog } from '#model/catalog'
import { union, type Interval } from '#model/interval'
import { MINUTE, type Instant } from '#model/time'
import type { Outage } from './history.ts'
import { groupByEach } from '#model/grouping'

/*
 * Who tells of an outage: an issue, a maintenance that expected it, an incident that was imported before, or nobody.
 * Every list here is in order of time and its members apart from each other, so that it is searched by halves.
 */

/** Where in a list stands the first one that ends after a time. */
function firstAfter(list: readonly { to: Instant | null }[], time: Instant): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((list[middle]?.to ?? Infinity) <= time) low = middle + 1
    else high = middle
  }
  return low
}

/** The outages that touch `[from, to)`. */
export function touching(outages: readonly Outage[], from: Instant, to: Instant): Outage[] {
  const found: Outage[] = []
  for (let i = firstAfter(outages, from); i < outages.length; i++) {
    const outage = outages[i]
    if (!outage || outage.from >= to) break
    found.push(outage)
  }
  return found
}

/** When each service had an incident that an earlier import made. */
export function importedTimes({ incidents }: Pick<Catalog, 'incidents'>): Map<string, Interval[]> {
  const imported = incidents.filter(({ source }) => source?.kind === 'upptime')
  const byService = groupByEach(imported, ({ services }) => services)
  const timeOf = ({ started, resolved }: Incident) => ({ from: started, to: resolved ?? Infinity })
  return new Map([...byService].map(([service, list]) => [service, union(list.map(timeOf))]))
}

/** Whether some interval touches an outage. */
export const isWithin = (times: readonly Interval[], { from, to }: Pick<Outage, 'from' | 'to'>): boolean =>
  (times[firstAfter(times, from)]?.from ?? Infinity) < (to ?? Infinity)

/** What of an outage no maintenance expected: all, what lasts beyond the end of one, or nothing. */
export function unexpectedPart(outage: Outage, windows: readonly Interval[]): Outage | null {
  const window = windows[firstAfter(windows, outage.from)]
  if (!window || window.from > outage.from) return outage
  const spans = outage.spans.flatMap((span) =>
    span.to !== null && span.to <= window.to ? [] : [{ ...span, from: Math.max(span.from, window.to) }],
  )
  return spans.length === 0 ? null : { ...outage, from: window.to, spans }
}

/** Upptime deletes the issue of an outage that was shorter: it takes it for a false alarm. */
const SHORT = 15 * MINUTE
export const isShort = ({ from, to }: Outage): boolean => to !== null && to - from < SHORT
