import { parseInstant, type Instant } from '#model/time'
import type { SourceProblem } from '../statuspage/format.ts'
import { filePatches } from './patches.ts'

export type MeasuredStatus = 'down' | 'degraded'

/** A stretch in which a site was in one bad state: `[from, to)`, `to` null where it still is. */
export interface MeasuredSpan {
  status: MeasuredStatus
  from: Instant
  to: Instant | null
  /** The commit that recorded its beginning. */
  commit: string
  /** The HTTP status that the site answered with then; 0: no answer; null: not recorded. */
  code: number | null
}

/** What the commits of one `history/<slug>.yml` say, oldest first. */
export interface SiteHistory {
  slug: string
  /** The address that was checked last. */
  url: string | null
  /** Since when it is watched. */
  since: Instant
  /** When it was first and last looked at, as far as commits say. */
  first: Instant
  last: Instant
  /** Every bad stretch in order; one begins where the one before it ends if the site wasn't up in between. */
  spans: MeasuredSpan[]
}

interface Sample {
  time: Instant
  /** null: the file is gone, so nobody watches any more. */
  status: 'up' | MeasuredStatus | null
  commit: string
  code: number | null
}

interface Following {
  fields: Map<string, string>
  started: Instant
  samples: Sample[]
}

const FIELD = /^(?:- )?(url|status|code|lastUpdated|startTime):(.*)$/

/**
 * Reads the log of `history/*.yml` as `git log --patch --unified=0` prints it, oldest commit first. A time is the
 * file's `lastUpdated` where the commit set it, else the commit's own.
 */
export function readHistory(log: string): { histories: Map<string, SiteHistory>; problems: SourceProblem[] } {
  const files = new Map<string, Following>()
  const unknown = new Map<string, { line: number; status: string; commit: string; count: number }>()
  for (const { file, commit, authored, deleted, added } of filePatches(log)) {
    const following = files.get(file) ?? { fields: new Map<string, string>(), started: Infinity, samples: [] }
    files.set(file, following)
    const { fields, samples } = following
    if (deleted) {
      fields.clear()
      samples.push({ time: authored, status: null, commit, code: null })
      continue
    }
    let [changed, statusLine]: [Instant | null, number] = [null, 1]
    for (const { text, line } of added) {
      const [, key, value = ''] = FIELD.exec(text) ?? []
      if (key === undefined) continue
      fields.set(key, unquoted(value))
      if (key === 'lastUpdated') changed = timeOf(unquoted(value))
      else if (key === 'startTime') following.started = Math.min(following.started, timeOf(unquoted(value)) ?? Infinity)
      else if (key === 'status') statusLine = line
    }
    const written = fields.get('status') ?? ''
    const status = STATUSES.find((one) => one === written.toLowerCase())
    if (status === undefined) {
      const known = unknown.get(file)
      if (known) known.count++
      else unknown.set(file, { line: statusLine, status: written, commit, count: 1 })
      continue
    }
    const code = /^\d{1,3}$/.test(fields.get('code') ?? '') ? Number(fields.get('code')) : null
    samples.push({ time: changed ?? authored, status, commit, code })
  }
  const histories = new Map<string, SiteHistory>()
  for (const [file, following] of files) {
    const slug = /^history\/([^/]+)\.yml$/.exec(file)?.[1]
    const history = slug === undefined ? null : historyOf(slug, following)
    if (history !== null) histories.set(history.slug, history)
  }
  return { histories, problems: [...unknown].map(([file, one]) => unknownStatus(file, one)) }
}

const STATUSES = ['up', 'down', 'degraded'] as const

const unquoted = (value: string): string => /^(["'])(.*)\1$/.exec(value.trim())?.[2] ?? value.trim()

function timeOf(value: string): Instant | null {
  const time = parseInstant(value)
  return typeof time === 'number' ? time : null
}

function historyOf(slug: string, { fields, started, samples }: Following): SiteHistory | null {
  const ordered = samples.toSorted((a, b) => a.time - b.time)
  const [first, last] = [ordered[0]?.time, ordered.at(-1)?.time]
  if (first === undefined || last === undefined) return null
  const spans: MeasuredSpan[] = []
  for (const { time, status, commit, code } of ordered) {
    const before = spans.at(-1)
    const current = before?.to === null ? before : null
    if (status === (current?.status ?? 'up')) continue
    if (current) current.to = time
    if (status === 'down' || status === 'degraded') spans.push({ status, from: time, to: null, commit, code })
  }
  return {
    slug,
    url: fields.get('url') ?? null,
    since: Math.min(started, first),
    first,
    last,
    // Two commits of one moment leave nothing in between.
    spans: spans.filter(({ from, to }) => to === null || to > from),
  }
}

const unknownStatus = (
  file: string,
  { line, status, commit, count }: { line: number; status: string; commit: string; count: number },
): SourceProblem => ({
  file,
  line,
  record: `commit ${commit.slice(0, 7)}`,
  message: `Unexpected status ${JSON.stringify(status.slice(0, 60))}, expected up, down or degraded${count > 1 ? `; ${count} commits are like this` : ''}.`,
})

/** A run of bad stretches without a moment up in between. */
export interface Outage {
  slug: string
  from: Instant
  to: Instant | null
  spans: MeasuredSpan[]
}

/** The outages of a site, in order. */
export function outagesOf({ slug, spans }: SiteHistory): Outage[] {
  const outages: Outage[] = []
  for (const span of spans) {
    const last = outages.at(-1)
    if (last?.to === span.from) {
      last.spans.push(span)
      last.to = span.to
    } else outages.push({ slug, from: span.from, to: span.to, spans: [span] })
  }
  return outages
}

/**
 * A history that has ended: nobody watches the site any more, so what was bad to the end was so when it was last looked
 * at, and nobody knows for how long.
 */
export const ended = (history: SiteHistory): SiteHistory => ({
  ...history,
  spans: history.spans.map((span) => ({ ...span, to: span.to ?? history.last })).filter(({ from, to }) => to > from),
})
