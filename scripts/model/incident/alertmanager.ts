import { hash } from 'node:crypto'
import { z } from 'zod'
import { isPlainAddress } from '../records/field.ts'
import { plainLine } from '../records/plain-line.ts'
import { compactInstant, parseInstant, SECOND, type Instant } from '../time.ts'

/*
 * A message of Alertmanager's webhook, version 4, as its documentation has it:
 * https://prometheus.io/docs/alerting/latest/configuration/#webhook_config. What strangers wrote stands in its labels and
 * annotations.
 */

const words = z
  .record(z.string(), z.string())
  .nullish()
  .transform((given) => given ?? {})

const time = z.string().transform((text, context): Instant => {
  const instant = parseInstant(text)
  if (typeof instant === 'number') return instant
  context.addIssue({ code: 'custom', message: instant.error })
  return z.NEVER
})

const message = z.looseObject({
  groupKey: z.string().min(1),
  status: z.enum(['firing', 'resolved']),
  commonAnnotations: words,
  externalURL: z.string().nullish(),
  truncatedAlerts: z.number().nullish(),
  alerts: z
    .array(
      z.looseObject({
        status: z.enum(['firing', 'resolved']),
        labels: words,
        annotations: words,
        startsAt: time,
        endsAt: z.string().nullish(),
      }),
    )
    .min(1),
})

type Labels = Readonly<Record<string, string>>

/** One of its alerts. */
export interface GroupedAlert {
  /** Its `alertname` on one line, no longer than a heading. */
  name: string
  firing: boolean
  labels: Labels
  annotations: Labels
  starts: Instant
  /** Null while it fires. */
  ends: Instant | null
}

/** Alerts that Alertmanager tells of together. */
export interface AlertGroup {
  /** 16 hexadecimal digits, the same for each message of the group. */
  key: string
  /** Of this time that it fires: its key, and when the first of its alerts began. */
  id: string
  firing: boolean
  alerts: readonly [GroupedAlert, ...GroupedAlert[]]
  /** How many more there are than are in the message. */
  more: number
  /** When the first began, to the second. */
  starts: Instant
  /** When the last ended, to the second; null while one fires. */
  ends: Instant | null
  /** What they have in common to say, by their rules. */
  annotations: Labels
  /** Where Alertmanager is. */
  url: string | null
}

const VERSION = '4'

/** Reads a message of the webhook; the error says what is wrong with it and what to do. */
export function parseAlertGroup(text: string): AlertGroup | { error: string } {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    return {
      error: `Unexpected text that is no JSON (${cut(why)}), expected a whole message of Alertmanager's webhook. Was it cut off on its way?`,
    }
  }
  const version = z.looseObject({ version: z.unknown() }).safeParse(data).data?.version
  if (version !== VERSION)
    return {
      error: `Unexpected ${version === undefined ? 'message without a version' : `version ${cut(JSON.stringify(version) ?? '')}`}, expected "${VERSION}", as the webhook of Alertmanager sends. Has its receiver a payload of its own?`,
    }
  const read = message.safeParse(data)
  if (read.success) return groupOf(read.data)
  const [issue] = read.error.issues
  return {
    error: `Unexpected \`${cut(issue?.path.join('.') ?? '')}\` in a message of Alertmanager's webhook: ${cut(issue?.message ?? '')}`,
  }
}

const cut = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text)

function groupOf({
  groupKey,
  status,
  alerts,
  commonAnnotations,
  externalURL,
  truncatedAlerts,
}: z.output<typeof message>): AlertGroup {
  const key = hash('sha256', groupKey).slice(0, 16)
  const all = alerts.map(alertOf)
  const starts = toSecond(Math.min(...all.map((one) => one.starts)))
  const ends = all.map((one) => one.ends)
  const firing = status === 'firing'
  return {
    key,
    id: `${key}-${compactInstant(starts)}`,
    firing,
    alerts: all as [GroupedAlert, ...GroupedAlert[]],
    more: truncatedAlerts ?? 0,
    starts,
    ends: firing || ends.includes(null) ? null : toSecond(Math.max(...ends.map((end) => end ?? 0))),
    annotations: commonAnnotations,
    url: externalURL && externalURL.length <= 500 && isPlainAddress(externalURL) ? externalURL : null,
  }
}

function alertOf({
  status,
  labels,
  annotations,
  startsAt,
  endsAt,
}: z.output<typeof message>['alerts'][number]): GroupedAlert {
  const ends = parseInstant(endsAt ?? '')
  return {
    name: shortLine(labels['alertname'] ?? '') || 'alert without a name',
    firing: status === 'firing',
    labels,
    annotations,
    starts: startsAt,
    ends:
      status === 'resolved' && typeof ends === 'number' && ends >= startsAt
        ? ends
        : status === 'resolved'
          ? startsAt
          : null,
  }
}

/** No more of a text of theirs than a heading has room for, on one line. */
export const shortLine = (text: string): string => {
  const line = plainLine(text.slice(0, 2000))
  return line.length > 200
    ? `${line
        .slice(0, 199)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`
    : line
}

const toSecond = (instant: Instant): Instant => Math.floor(instant / SECOND) * SECOND
