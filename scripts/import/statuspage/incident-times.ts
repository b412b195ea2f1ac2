import { formatInstant, type Instant } from '#model/time'
import type { SourceRecord } from './format.ts'
import type { Post } from '../updates.ts'

/** Whether the source calls it done; a postmortem comes after that. */
export const isOverAtSource = ({ status }: SourceRecord) => status === 'resolved' || status === 'postmortem'

export interface Times {
  started: Instant
  mitigated: Instant | undefined
  resolved: Instant | undefined
}

/** When it began, as far as the source says; 0 where it says nothing. */
export const beginOf = ({ started_at, created_at, updated_at }: SourceRecord): Instant =>
  started_at ?? created_at ?? updated_at ?? 0

/** When it began, got better and was over, in that order. */
export function timesOf(record: SourceRecord, posts: readonly Post[], lose: (message: string) => void): Times {
  const first = posts[0]?.time ?? beginOf(record)
  const begin = record.started_at ?? record.created_at ?? first
  if (begin > first) lose(`it started at ${formatInstant(begin)}, after its first update: the time of that is taken`)
  const started = Math.min(begin, first)
  const end = isOverAtSource(record)
    ? (record.resolved_at ?? posts.findLast(({ state }) => state === 'resolved')?.time)
    : undefined
  if (end !== undefined && end < started)
    lose(`it was resolved at ${formatInstant(end)}, before it started: the start is taken`)
  const resolved = end === undefined ? undefined : Math.max(end, started)
  const mitigated = record.monitoring_at ?? undefined
  if (mitigated === undefined || (mitigated >= started && mitigated <= (resolved ?? Infinity)))
    return { started, mitigated, resolved }
  lose(`\`monitoring_at\` (${formatInstant(mitigated)}) is out of order, and isn't kept`)
  return { started, mitigated: undefined, resolved }
}
