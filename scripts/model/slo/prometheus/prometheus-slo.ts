import type { AlertWindows } from '../alert-windows.ts'
import type { Rational } from '../../rational.ts'
import type { Duration } from '../../time.ts'

/** One objective as Prometheus is to watch it, whichever format it was written in. */
export interface PrometheusSlo {
  /** `sloth_id`, `sloth_slo` and `sloth_service` of everything that is recorded of it. */
  id: string
  name: string
  service: string
  /** Labels of what is recorded, beside those three. */
  labels: Readonly<Record<string, string>>
  /** Share of good events, exactly. */
  target: Rational
  /** The same in percent, as the binary float that Sloth computes with. */
  objective: number
  windows: AlertWindows
  sli: Sli
  /** Null where it isn't wanted. */
  page: AlertMeta | null
  ticket: AlertMeta | null
  /** What OpenSLO's alert policies wait for, of which Sloth makes nothing. */
  conditions: readonly BurnCondition[]
  /** The format and its version, as Sloth calls them: `prometheus/v1`. */
  spec: string
  /** What made the rules of it, as Sloth calls that: `cli-gen-prom`. */
  mode: string
}

/** Queries are Go templates with `{{.window}}` in them. */
export type Sli =
  | { kind: 'events'; error: string; total: string }
  | {
      kind: 'raw'
      ratio: string
      /** What the ratio is of, where that is known. */
      events: { good: string; total: string } | null
    }

export interface AlertMeta {
  name: string
  labels: Readonly<Record<string, string>>
  annotations: Readonly<Record<string, string>>
}

/** An alert while the budget burns at a rate in one window. */
export interface BurnCondition {
  meta: AlertMeta
  severity: string
  op: '>' | '>='
  /** In multiples of the rate that spends the budget just in time. */
  factor: Rational
  window: Duration
  /** How long it has to last; null: not at all. */
  after: Duration | null
}

/** A recording or an alerting rule, with the keys of a Prometheus rule file. */
export interface Rule {
  record?: string
  alert?: string
  expr: string
  for?: string
  labels: Record<string, string>
  annotations?: Record<string, string>
}

export interface RuleGroup {
  name: string
  rules: Rule[]
}

export interface RuleOptions {
  /** No events is no error: a ratio of nothing is 0 where the metrics are there, and stays absent where they aren't. */
  guard: boolean
  /** The whole period is measured by its events, not by the mean of its minutes. */
  exact: boolean
  /** What `sloth_slo_info` gives as the version of what made the rules. */
  version: string
}
