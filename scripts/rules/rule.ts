import type { Body, Outline } from '#model/body'
import type { Catalog } from '#model/catalog'
import type { Finding, Severity } from '#model/diagnostic'
import type { Links } from '#model/links'

/** All that a record rule may look at. It never sees a clock, a line number or a file's text. */
export interface RuleContext {
  catalog: Catalog
  links: Links
  /** The headings and links of a Markdown body. */
  outlineOf: (body: Body) => Outline
  /** Whether the content folder holds a file, or a folder, at a path. */
  exists: (path: string) => boolean
  /** The languages that the public page has words in. */
  languages: readonly string[]
}

/** A rule: what it is called, how much it weighs, when it holds, and how to find what breaks it. */
export interface Rule {
  /** As its file is called. */
  name: string
  severity: Severity
  /** record: `validate` runs it; gate: `gate` does; audit: time makes it true. */
  scope: 'record' | 'gate' | 'audit'
  /** One sentence for the table in the docs. */
  doc: string
  /** Left out where reading itself finds it: a file that can't be read never becomes a record that could be judged. */
  check?: (context: RuleContext) => Iterable<Finding>
}

/** Types a rule where it is written; it does nothing else. */
export const defineRule = (rule: Rule): Rule => rule
