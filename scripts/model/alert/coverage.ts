import type { Alert } from '../records/alert.ts'
import { isOwn, runbookOfAlert, type Choice } from '../records/runbook-of-alert.ts'
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
  const leading = new Set(fired.map(({ runbook }) => runbook))
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
          return held === runbook || gaveWay ? [] : [{ name, runbook, path: [field, index] as const, held, by }]
        }),
      ),
    ),
  }
}
