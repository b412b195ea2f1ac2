import type { Alert } from '../records/alert.ts'
import { byAddress, idInAddress, isOwn, runbookOfAlert, type Choice, type Chosen } from '../records/runbook-of-alert.ts'
import { alertsLeadingTo, type Runbook } from '../records/runbook.ts'

/** What is asked of a rule: its name, and where it stands. */
export type Firing = Pick<Alert, 'name' | 'file' | 'document' | 'path' | 'runbook_url' | 'labels'>
/** What is asked of a runbook. */
export type Leading = Pick<Runbook, 'id' | 'file' | 'alerts' | 'aliases' | 'services' | 'team'>

/** An alert, by one spelling of its name, and the rules that fire it. */
export interface FiredAlert {
  name: string
  rules: Firing[]
}

/** Which alerts lead to a runbook, and which runbooks an alert leads to. */
export interface Coverage<R extends Leading = Leading> {
  /** By name. */
  resolve: (FiredAlert & { runbook: R })[]
  /** Alerts that no runbook names, by name. */
  dangle: FiredAlert[]
  /** Runbooks that none of the alerts leads to, in their order. */
  orphans: R[]
  /** Names among the `alerts` of runbooks that no rule fires; `index` says which. */
  unfired: { runbook: R; index: number; name: string }[]
  /** Names of runbooks whose alert has its page with another one, in the order of the runbooks. */
  contested: Contested<R>[]
  /** Rules that lead to another runbook than the alert's own, by the name that they share with others. */
  split: Split<R>[]
}

/** A rule that leads to a runbook by its address, and the alert's own, with a rule that leads there if there is one. */
export interface Split<R> {
  rule: Firing
  runbook: R
  held: R
  first: Firing | null
}

/** A name that two runbooks have for an alert; `path` leads to it in the one that isn't the alert's. */
export interface Contested<R> {
  name: string
  runbook: R
  path: readonly ['alerts' | 'aliases', number]
  /** The alert's own, and by what. */
  held: R
  by: Choice
}

/**
 * Compares the alerts that rules fire with the runbooks that name them, both ways. Case doesn't count: a name has come
 * through a pager, a chat and somebody's fingers. Older names (`aliases`) lead on as well, and needn't be fired.
 */
export function coverageOf<R extends Leading>(rules: readonly Firing[], runbooks: readonly R[]): Coverage<R> {
  const chosen = runbookOfAlert(runbooks, rules)
  const named = new Set(runbooks.flatMap((one) => alertsLeadingTo(one).map((name) => name.toLowerCase())))
  const known = (key: string) => (named.has(key) ? chosen.get(key)?.runbook : undefined)
  const fired = [...Map.groupBy(rules, ({ name }) => name)]
    .map(([name, firing]) => ({ name, rules: firing, runbook: known(name.toLowerCase()) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const names = new Set(rules.map(({ name }) => name.toLowerCase()))
  const isFired = (name: string) => names.has(name.toLowerCase())
  const split = splitAmong(rules, runbooks, chosen)
  const leading = new Set(fired.map(({ runbook }) => runbook))
  // By name: those that one of its rules leads to, and not to no purpose.
  const ledBeside = new Map(
    [...Map.groupBy(split, ({ rule }) => rule.name.toLowerCase())].map(([key, those]) => [
      key,
      new Set(those.map(({ runbook }) => runbook)),
    ]),
  )
  return {
    resolve: fired.flatMap(({ runbook, ...alert }) => (runbook ? [{ ...alert, runbook }] : [])),
    dangle: fired.flatMap(({ runbook, ...alert }) => (runbook ? [] : [alert])),
    orphans: runbooks.filter((runbook) => !leading.has(runbook) && !alertsLeadingTo(runbook).some(isFired)),
    unfired: runbooks.flatMap((runbook) =>
      runbook.alerts.flatMap((name, index) => (isFired(name) ? [] : [{ runbook, index, name }])),
    ),
    contested: runbooks.flatMap((runbook) =>
      (['alerts', 'aliases'] as const).flatMap((field) =>
        runbook[field].flatMap((name, index) => {
          const { runbook: held = runbook, by = 'order' } = chosen.get(name.toLowerCase()) ?? {}
          // An older name gives way to whoever has the alert now.
          const gaveWay = field === 'aliases' && isOwn(held, name.toLowerCase())
          const isLed = ledBeside.get(name.toLowerCase())?.has(runbook) === true
          return held === runbook || gaveWay || isLed
            ? []
            : [{ name, runbook, path: [field, index] as const, held, by }]
        }),
      ),
    ),
    split,
  }
}

function splitAmong<R extends Leading>(
  rules: readonly Firing[],
  runbooks: readonly R[],
  chosen: ReadonlyMap<string, Chosen<R>>,
): Split<R>[] {
  const known = byAddress(runbooks)
  const led = rules.flatMap((rule) => {
    const runbook = known.get(idInAddress(rule.runbook_url))
    return runbook ? [{ rule, runbook, key: rule.name.toLowerCase() }] : []
  })
  const first = new Map<string, Firing>()
  for (const { rule, runbook, key } of led)
    if (chosen.get(key)?.runbook === runbook && !first.has(key)) first.set(key, rule)
  return led.flatMap(({ rule, runbook, key }) => {
    const held = chosen.get(key)?.runbook
    return held && held !== runbook ? [{ rule, runbook, held, first: first.get(key) ?? null }] : []
  })
}
