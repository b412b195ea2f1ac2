import type { Outline } from '../records/body.ts'
import type { Change } from '../records/change.ts'
import { formatDuration, formatInstant } from '../time.ts'
import type { Companions } from './plan-digest.ts'
import { planText } from './plan-text.ts'

/** A plan with what lies beside it. */
export interface WholePlan {
  change: Change
  /** Of its body. */
  outline: Outline
  companions: Companions
  /** Of what lies beside it, the texts that are read, by path from its folder. */
  texts: ReadonlyMap<string, string>
  /** What lies beside it and may be run as it is. */
  programs: ReadonlySet<string>
}

/**
 * What an approval is of, as lines that people compare: what `planDigest` is made of, and the status, on which it depends
 * whether an approval was asked for. A companion that is no text is a line that is another where its content is.
 */
export function planLines({ change, outline, companions, texts, programs }: WholePlan): string[] {
  const beside = [...companions].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return [
    ...fieldLines(change),
    ...planText(change.body, outline).flatMap((part) => ['', ...part.split('\n')]),
    ...beside.flatMap(([path, content]) => [
      '',
      ...companionLines(programs.has(path) ? `${path}, which may be run` : path, content, texts.get(path)),
    ]),
  ]
}

function fieldLines(change: Change): string[] {
  const { status, type, purpose, environment, services, implementer, risk, window, template, emergency } = change
  const { budget_override: override } = change
  return [
    `status: ${status}`,
    `type: ${type}`,
    `purpose: ${purpose}`,
    `environment: ${environment}`,
    ...[...new Set(services)].toSorted().map((service) => `service: ${service}`),
    ...(implementer === undefined ? [] : [`implementer: ${implementer}`]),
    ...(type === 'standard' && template !== undefined ? [`template: ${template}`] : []),
    ...(risk ? Object.entries(risk).map(([name, score]) => `risk, ${name}: ${score}`) : []),
    ...(window ? [`window, start: ${formatInstant(window.start)}`, `window, end: ${formatInstant(window.end)}`] : []),
    ...rolloutLines(change),
    ...rollbackLines(change),
    ...(emergency
      ? [
          `emergency: ${emergency.reason}${emergency.incident === undefined ? '' : ` ${emergency.incident}`}`,
          `emergency, authorised: by ${emergency.authorised_by} at ${formatInstant(emergency.authorised_at)}`,
        ]
      : []),
    ...(override ? [`budget override: by ${override.by}, ${override.reason}`] : []),
  ]
}

const rolloutLines = ({ rollout = [] }: Change): string[] =>
  rollout.map(({ percent, bake, success }) => {
    const watched = bake === undefined ? '' : `, watched for ${formatDuration(bake)}`
    return `rollout: ${percent} %${watched}${success === undefined ? '' : `, ${success}`}`
  })

const rollbackLines = ({ rollback }: Change): string[] =>
  rollback
    ? [
        `rollback: within ${formatDuration(rollback.max_duration)}`,
        ...rollback.criteria.map(({ metric, comparator, threshold, for: held, action }) => {
          const lasting = held === undefined ? '' : ` for ${formatDuration(held)}`
          return `rollback, ${action}: ${metric} ${comparator} ${threshold}${lasting}`
        }),
      ]
    : []

const companionLines = (path: string, content: string, text: string | undefined): string[] =>
  text === undefined
    ? [`file ${path}: ${content.slice(0, 12)}`]
    : [`file ${path}:`, ...text.replaceAll(/\r\n?/g, '\n').trimEnd().split('\n')]
