import { compare } from './order.ts'
import type { TextSpan } from './records/body.ts'
import type { Instant } from './time.ts'

export type Severity = 'error' | 'warning'
export type Path = readonly PropertyKey[]

/**
 * A place in the content, as the model knows it: a path into a record's data, or a stretch of its text. Only
 * `io/locate.ts` turns it into lines and columns.
 */
export type Place = {
  file: string
  /** Which document of a YAML file that has several, from 0. */
  document?: number
} & ({ path: Path; /** The key itself, not what stands behind it. */ key?: boolean } | { span: TextSpan })

/** What a rule finds. Messages say "Unexpected …, expected …". */
export interface Finding {
  at: Place
  message: string
  /** What to do about it. */
  help?: string
  related?: { at: Place; message: string }[]
  /** Where it differs from the rule's own. */
  severity?: Severity
}

/** What an audit finds says too whom it waits for: the first page and the handover have a line of it. */
export interface AuditFinding extends Finding {
  waits: Waiting
}

/** Something that waits for somebody. */
export interface Waiting {
  /** What for, in a few words that stand under the name of the record: `Runbook to be tested`. */
  what: string
  /** The teams and handles that it falls to, as the records have them; empty where they name nobody. */
  who: readonly string[]
  /** By when it is to be done, or was; null where no time belongs to it. */
  by: Instant | null
  /** Where one has many of it: what they are, behind their number (`runbooks were never tested`), and where they are listed. */
  alike?: { words: string; list: 'runbooks' | 'services' | 'changes' | 'incidents' | 'actions' | 'postmortems' }
}

export interface Related extends TextSpan {
  file: string
  message: string
}

/** A finding with its place worked out, ready to be printed. `file` is named from the content folder. */
export interface Diagnostic extends TextSpan {
  file: string
  severity: Severity
  rule: string
  message: string
  help?: string
  related: Related[]
  /** How many more of its rule its file has, which aren't told one by one. */
  more?: number
}

/** How many findings there are, those that are only counted among them. */
export const countFindings = (diagnostics: Iterable<Pick<Diagnostic, 'more'>>): number => {
  let count = 0
  for (const { more = 0 } of diagnostics) count += 1 + more
  return count
}

/** What an audit found, under its rule. */
export type AuditProblem = Problem & AuditFinding

/** A finding under the rule that it belongs to. */
export interface Problem extends Finding {
  rule: string
  severity: Severity
  /** What was written for a time, a date or a length: what was meant depends on the site's zone and on the file. */
  written?: { as: 'time' | 'date' | 'duration'; text: string }
}

/** By file, place and rule: the same content always gives the same report. */
export const inReadingOrder = (a: Diagnostic, b: Diagnostic): number =>
  compare(a.file, b.file) ||
  a.line - b.line ||
  a.column - b.column ||
  compare(a.rule, b.rule) ||
  compare(a.message, b.message)
