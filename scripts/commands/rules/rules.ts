import { alertWindows } from './alert-windows.ts'
import { contentSlos } from './content-slos.ts'
import { namedSlos } from './named-slos.ts'
import { exposedNote } from './exposed-note.ts'
import { writeRuleFiles } from './rule-files.ts'
import { inReadingOrder, type Diagnostic } from '#model/diagnostic'
import { DEFAULT_CATALOGUE } from '#model/slo/prometheus/period'
import type { PrometheusSlo } from '#model/slo/prometheus/prometheus-slo'
import type { SlothManifest } from '#model/records/slo'
import { textReport } from '#report/text'
import { version } from '#io/project'
import type { CommonOptions } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { ruleDocuments } from './rule-documents.ts'

export interface RulesOptions extends CommonOptions {
  out?: string
  label: Record<string, string>
  windows?: string
  exact?: boolean
  guard?: boolean
}

/** What was read to make rules of. */
export interface SloSource {
  /** In the order of the rules. */
  slos: SourcedSlo[]
  diagnostics: Diagnostic[]
  /** How many files were read. */
  files: number
  /** Whether these are all: what was made of others before is out of date. */
  whole: boolean
}

export interface SourcedSlo {
  watched: PrometheusSlo
  file: string
  document: number
  manifest: SlothManifest | null
}

/**
 * Prints or writes rules for Prometheus: those of files named, as Sloth makes them, or those of the content. All or none:
 * a set in which an SLO is missing would silence its alerts.
 */
export function rules(files: readonly string[], options: RulesOptions, terminal: Terminal): void {
  const flags = { guard: options.guard ?? false, exact: options.exact ?? false }
  const windows = options.windows === undefined ? null : alertWindows(options.windows, terminal)
  const catalogue = windows?.catalogue ?? DEFAULT_CATALOGUE
  const source = files.length > 0 ? namedSlos(files, catalogue, terminal) : contentSlos(options, catalogue, terminal)
  const made = ruleDocuments(source.slos, {
    ...flags,
    labels: options.label,
    version: `evenkeel-${version()}`,
    by: options.out !== undefined ? 'service' : files.length > 0 ? 'document' : 'all',
  })
  const diagnostics = [...(windows?.diagnostics ?? []), ...source.diagnostics].toSorted(inReadingOrder)
  if (diagnostics.length > 0) terminal.err(textReport(diagnostics, source.files))
  if (diagnostics.some(({ severity }) => severity === 'error')) {
    terminal.err('No rules were made: an alert that is missing is found too late.\n')
    terminal.exitCode = 1
    return
  }
  terminal.err(
    exposedNote(
      source.slos.map(({ watched }) => watched),
      flags,
    ),
  )
  if (options.out === undefined) terminal.out(made.map(({ text }) => text).join('---\n'))
  else writeRuleFiles(made, options.out, source.whole, terminal)
}
