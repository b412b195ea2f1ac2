import type { Path, Place } from '../diagnostic.ts'
import type { Rational } from '../rational.ts'
import type { Objective, SloWindow } from './objective.ts'

/*
 * An SLO as everything beyond the readers knows it, whichever format it was written in. Formats keep their keys in their
 * own schemas: `openslo.ts`, `openslo-alpha.ts`, `sloth.ts`.
 */

export type SloFormat = 'openslo' | 'openslo_v1alpha' | 'sloth' | 'sloth_manifest'

/** What a service promises, whatever the format that says so. */
export interface Slo {
  /** `metadata.name` of OpenSLO, `<service>-<name>` of Sloth. */
  id: string
  /** What people call it: the display name, or else the name. On one line. */
  name: string
  /** What its own format calls it: `metadata.name`, or the `name` of Sloth's. */
  spec_name: string
  description: string | undefined
  service: string
  format: SloFormat
  public: boolean
  file: string
  /** Which document of the file, from 0. */
  document: number
  /** Where in the document it stands: `[]`, or `['slos', 1]` in Sloth's formats. */
  path: Path
  /** Where in the document it says what it is called. */
  namePath: Path
  /** Where in the document it names its service. */
  servicePath: Path
  /** Null where the file leaves it to the tool: Sloth takes `DEFAULT_WINDOW`. Every objective has the same one. */
  window: SloWindow | null
  /** As written, for instance `30d`; null where it isn't. */
  window_text: string | null
  /** At least one, in the order of the file. */
  objectives: readonly [SloObjective, ...SloObjective[]]
  /** Those of the file and its own, its own first. */
  labels: Readonly<Record<string, string>>
  annotations: Readonly<Record<string, string>>
  /** What Sloth's formats say of alerts; null for OpenSLO. */
  alerting: SlothAlerting | null
  /** What OpenSLO says of alerts: those policies that could be found. */
  alert_policies: readonly AlertPolicy[]
  /** Of `PrometheusServiceLevel` what a manifest made of it carries on. */
  manifest: SlothManifest | null
}

/** One promise of an SLO. `target` is 1 only where a Sloth file says `objective: 100`, which leaves no budget. */
export interface SloObjective extends Omit<Objective, 'window'> {
  window: SloWindow | null
  /** Its display name, on one line; null where it has none. */
  name: string | null
  /** Where in the document it stands. */
  path: Path
  /** Where in the document its target stands. */
  targetPath: Path
  /** Null where it refers to one that isn't there. */
  indicator: Indicator | null
  /** With a threshold: what a good value is compared by, and with. */
  op: 'lte' | 'gte' | 'lt' | 'gt' | null
  value: Rational | null
  /** Share of good events that makes a slice a good one; for `timeslices`. */
  time_slice_target: Rational | null
  /** As written, for instance `5m`; for both methods with slices. */
  time_slice_window: string | null
}

/** A query of a metrics store. */
export interface Query {
  /** Null where the source keeps it under a key of its own. */
  text: string | null
  /** The store, in small letters: `prometheus`; null where nothing says so. */
  source: string | null
  at: Place
}

/** How good and bad are told apart. */
export type Indicator =
  | { kind: 'events'; error_query: Query; total_query: Query }
  /** `ratio` is of bad events to all of them. */
  | { kind: 'raw'; error_ratio_query: Query }
  /** OpenSLO's ratio: `part` counts what `of` says. */
  | { kind: 'ratio'; of: 'good' | 'bad'; part: Query; total: Query; counter: boolean }
  /** OpenSLO's ratio that was worked out before, of good events or of bad ones. */
  | { kind: 'raw_ratio'; of: 'good' | 'bad'; ratio: Query }
  | { kind: 'threshold'; value: Query }
  /** Sloth's, whose query only the plugin knows. */
  | { kind: 'plugin'; id: string; options: Readonly<Record<string, string>> }

export interface SlothAlerting {
  /** Of both alerts; undefined where neither needs one. */
  name: string | undefined
  labels: Readonly<Record<string, string>>
  annotations: Readonly<Record<string, string>>
  page_alert: SlothAlert
  ticket_alert: SlothAlert
}

export interface SlothAlert {
  disable: boolean
  labels: Readonly<Record<string, string>>
  annotations: Readonly<Record<string, string>>
}

export interface SlothManifest {
  name: string | undefined
  namespace: string | undefined
  labels: Readonly<Record<string, string>>
  annotations: Readonly<Record<string, string>>
}

/** OpenSLO's alert policy, with what it refers to. */
export interface AlertPolicy {
  name: string
  at: Place
  when: { breaching: boolean; resolved: boolean; no_data: boolean }
  conditions: readonly AlertCondition[]
  targets: readonly { name: string; target: string }[]
}

/** A burn rate over a window, in multiples of the one that spends the budget just in time. */
export interface AlertCondition {
  name: string
  severity: string
  op: 'lte' | 'gte' | 'lt' | 'gt'
  threshold: Rational
  /** As written, for instance `1h`. */
  lookback_window: string
  alert_after: string | null
  /** Of the threshold. */
  at: Place
}
