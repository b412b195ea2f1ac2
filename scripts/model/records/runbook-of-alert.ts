import { ownValue } from './own-value.ts'
import { burnAlertNames } from './burn-alert.ts'
import { alertsLeadingTo, type Runbook } from './runbook.ts'
import type { Slo } from './slo.ts'

/** What is asked of a runbook. */
export type Naming = Pick<Runbook, 'id' | 'alerts' | 'aliases' | 'services' | 'team'>

/** What a rule, or a message of its alert, says of the runbook that it means. */
export interface Caller {
  name: string
  runbook_url: string | undefined
  labels: Readonly<Record<string, string>>
}

/** How the runbook of an alert was chosen among those that name it: `address` is the `runbook_url` of a rule. */
export type Choice = 'address' | 'service' | 'team' | 'own name' | 'order'

/** The runbook of an alert, and the others that name it, in their order. */
export interface Chosen<R> {
  runbook: R
  also: R[]
  by: Choice
}

/**
 * By the lower-case name of an alert: the runbook that its rule's `runbook_url` leads to, named there or not (of several
 * rules one whose runbook names it first); else, of those that name it, the one of the service that its rule is labelled
 * with, else of the team, else one that names it as its own before those that have it as an older name, else the first.
 * So whoever names another's alert doesn't take it over.
 */
export function runbookOfAlert<R extends Naming>(
  runbooks: readonly R[],
  callers: readonly Caller[],
): Map<string, Chosen<R>> {
  const byId = byAddress(runbooks)
  const namedBy = namesOf(runbooks)
  const callersOf = Map.groupBy(callers, ({ name }) => name.toLowerCase())
  const spelled = new Set(runbooks.flatMap(alertsLeadingTo))
  return new Map(
    [...new Set([...namedBy.keys(), ...callersOf.keys()])].flatMap((key) => {
      // A rule spelled as a runbook has it comes before one that is so in other letters only.
      const all = callersOf.get(key) ?? []
      const calling =
        all.length < 2 ? all : [true, false].flatMap((is) => all.filter(({ name }) => spelled.has(name) === is))
      const naming = namedBy.get(key) ?? []
      const led = ledBy(calling, byId, new Set(naming))
      const chosen = led ? { runbook: led, by: 'address' as const } : preferred(naming, key, calling)
      if (chosen === null) return []
      return [[key, { ...chosen, also: naming.filter((one) => one !== chosen.runbook) }] as const]
    }),
  )
}

/** The runbook that addresses lead to: one that names the alert, too, before one that doesn't. */
function ledBy<R>(
  calling: readonly Pick<Caller, 'runbook_url'>[],
  byId: ReadonlyMap<string, R>,
  naming: ReadonlySet<R>,
): R | undefined {
  const led = calling.flatMap(({ runbook_url }) => byId.get(idInAddress(runbook_url)) ?? [])
  return led.find((one) => naming.has(one)) ?? led[0]
}

/** Runbooks by what the address of one has: the id in small letters. */
export const byAddress = <R extends { id: string }>(runbooks: readonly R[]): Map<string, R> =>
  new Map(runbooks.map((one) => [one.id.toLowerCase(), one]))

/** By name: the runbooks that have it, each once, in their order. */
function namesOf<R extends Naming>(runbooks: readonly R[]): Map<string, R[]> {
  const pairs = runbooks.flatMap((runbook) =>
    [...new Set(alertsLeadingTo(runbook).map((name) => name.toLowerCase()))].map((key) => ({ key, runbook })),
  )
  return new Map(
    [...Map.groupBy(pairs, ({ key }) => key)].map(([key, those]) => [key, those.map(({ runbook }) => runbook)]),
  )
}

function preferred<R extends Naming>(
  naming: readonly R[],
  key: string,
  calling: readonly Caller[],
): { runbook: R; by: Choice } | null {
  const labelled = (...names: string[]) =>
    new Set(calling.flatMap(({ labels }) => names.flatMap((name) => ownValue(labels, name) ?? [])))
  const services = labelled('service', 'sloth_service')
  const teams = labelled('team')
  const steps: [Choice, (one: R) => boolean][] = [
    ['service', (one) => one.services.some((id) => services.has(id))],
    ['team', (one) => teams.has(one.team)],
    ['own name', (one) => isOwn(one, key)],
  ]
  let left = naming
  let by: Choice = 'order'
  for (const [step, fits] of steps) {
    const fitting = left.filter(fits)
    if (by === 'order' && fitting.length > 0 && fitting.length < left.length) by = step
    if (fitting.length > 0) left = fitting
  }
  const [runbook] = left
  return runbook === undefined ? null : { runbook, by: left.length > 1 ? 'order' : by }
}

/** Whether a runbook names an alert among its `alerts`, and not as an older name; `key` is in small letters. */
export const isOwn = ({ alerts }: Pick<Runbook, 'alerts'>, key: string): boolean =>
  alerts.some((name) => name.toLowerCase() === key)

/** What the alerts of SLOs say of the runbook that they mean, by what their author wrote. */
export const sloCallers = (slos: readonly Slo[]): Caller[] =>
  slos.flatMap((slo) => {
    const { alerting } = slo
    const own = alerting ? [alerting, alerting.page_alert, alerting.ticket_alert] : []
    const labels = Object.assign({}, ...own.map((one) => one.labels), { service: slo.service }) as Caller['labels']
    const urls = own.flatMap(({ annotations }) => annotations['runbook_url'] ?? [])
    return burnAlertNames(slo).flatMap((name) =>
      (urls.length > 0 ? urls : [undefined]).map((runbook_url) => ({ name, runbook_url, labels })),
    )
  })

/** The id of the runbook, in small letters, whose page or file an address is that of; empty where it is another one. */
export function idInAddress(url: string | undefined): string {
  const { pathname = '' } = (url === undefined ? null : URL.parse(url)) ?? {}
  const at = pathname.indexOf('/runbooks/')
  return at === -1
    ? ''
    : decoded(pathname.slice(at + '/runbooks/'.length))
        .replace(/(?:\/index)?\.md$|\/$/i, '')
        .toLowerCase()
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
