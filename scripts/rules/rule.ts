import type { Body, Outline } from '#model/records/body'
import type { Catalog } from '#model/catalog'
import type { Change } from '#model/records/change'
import type { Companions } from '#model/change/plan-digest'
import type { AuditFinding, Finding, Severity } from '#model/diagnostic'
import { isConcluded } from '#model/change/standing'
import type { GateContext, GateFinding, Judged, Settings } from '#model/gate/context'
import type { TimelineText } from '#model/incident/timeline-slips'
import type { Links } from '#model/links'
import type { ProcedureOf } from '#model/runbook/procedure'
import type { Instant } from '#model/time'

/** All that a record rule may look at. It never sees a clock, a line number or a file's text. */
export interface RuleContext {
  catalog: Catalog
  links: Links
  /** What standard changes are measured by: of a pull request that of its base, else that of the catalogue. */
  settings: Pick<Settings, 'policy' | 'change_templates'>
  /** The headings and links of a Markdown body. */
  outlineOf: (body: Body) => Outline
  /** What a runbook tells one to do. */
  procedureOf: ProcedureOf
  /** The timeline of an incident's text; null where it has none. */
  timelineOf: (body: Body) => TimelineText | null
  /** Whether the content folder holds a file, or a folder, at a path. */
  exists: (path: string) => boolean
  /** Texts that were found in order before; left out where none are known. */
  passed?: Passed | undefined
}

/**
 * Texts that a rule found nothing in. `by` names the rule, and all that it judges by beside the text: what it finds may
 * depend on nothing else.
 */
export interface Passed {
  has: (body: Body, by: string) => boolean
  note: (body: Body, by: string) => void
}

/** What a rule finds in a text, unless it has found nothing there before. */
export function* unlessPassed(
  passed: Passed | undefined,
  body: Body,
  by: string,
  find: () => Iterable<Finding>,
): Generator<Finding> {
  if (passed?.has(body, by) === true) return
  let found = 0
  for (const finding of find()) {
    found++
    yield finding
  }
  if (found === 0) passed?.note(body, by)
}

/** All that a gate rule may look at. */
export type GateRuleContext = GateContext & Pick<RuleContext, 'outlineOf'>

/** All that an audit rule may look at. */
export interface AuditContext extends Pick<RuleContext, 'catalog' | 'links' | 'outlineOf'> {
  now: Instant
  /** What lies beside the `index.md` of a change. */
  companionsOf: (change: Change) => Companions
}

interface Named {
  /** As its file is called. */
  name: string
  severity: Severity
  /** One sentence for the table in the docs. */
  doc: string
}

/** What depends on the records alone: `validate` runs it. */
export interface RecordRule extends Named {
  scope: 'record'
  /** Left out where reading itself finds it: a file that can't be read never becomes a record that could be judged. */
  check?: (context: RuleContext) => Iterable<Finding>
}

/** What decides whether a pull request may be merged, or a change may begin: `gate` runs it. */
export interface GateRule extends Named {
  scope: 'gate'
  check?: (context: GateRuleContext) => Iterable<GateFinding>
  /** What `audit` finds of the same, as warnings, where nobody is asking to merge or to begin. */
  audit?: (context: AuditContext) => Iterable<AuditFinding>
}

/** What time has made stale of records that were right when they were merged: `audit` runs it, and stops nothing. */
export interface AuditRule extends Named {
  scope: 'audit'
  severity: 'warning'
  check: (context: AuditContext) => Iterable<AuditFinding>
}

/** A rule: what it is called, how much it weighs, when it holds, and how to find what breaks it. */
export type Rule = RecordRule | GateRule | AuditRule

/** Types a rule where it is written; it does nothing else. */
export const defineRule = (rule: Rule): Rule => rule

/** The changes that are still to come or under way: what most gate rules look at. */
export const unfinished = ({ judged }: Pick<GateContext, 'judged'>): Judged[] =>
  judged.filter(({ change }) => !isConcluded(change))
