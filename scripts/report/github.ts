import { countFindings, type Diagnostic } from '#model/diagnostic'

/**
 * GitHub shows this many annotations of each severity for a step and drops the rest without a word.
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
const SHOWN = 10

/** Workflow commands, one a line, errors first. The last of a severity says how many more there are. */
export function githubReport(diagnostics: readonly Diagnostic[], changed: ReadonlySet<string> = new Set()): string {
  const first = (a: Diagnostic, b: Diagnostic) => Number(changed.has(b.file)) - Number(changed.has(a.file))
  return (['error', 'warning'] as const)
    .flatMap((severity) => limited(diagnostics.filter((one) => one.severity === severity).toSorted(first)))
    .map((line) => `${line}\n`)
    .join('')
}

function limited(diagnostics: readonly Diagnostic[]): string[] {
  const lines = diagnostics.map((diagnostic) => annotation(diagnostic))
  const last = diagnostics[SHOWN - 1]
  if (lines.length <= SHOWN || !last) return lines
  const more = `${countFindings(diagnostics) - SHOWN + 1} more ${last.severity}s are in the log of this step, this one among them.`
  return [...lines.slice(0, SHOWN - 1), annotation(last, more), ...lines.slice(SHOWN)]
}

function annotation(diagnostic: Diagnostic, more = ''): string {
  const { file, line, column, end_line, end_column, severity, rule, message, help, related } = diagnostic
  const properties = Object.entries({
    file,
    line,
    endLine: end_line,
    // GitHub refuses columns on an annotation that spans lines.
    ...(line === end_line ? { col: column, endColumn: end_column } : {}),
    title: rule,
  }).map(([name, value]) => `${name}=${property(String(value))}`)
  const places = related.map((other) => `↳ ${other.file}:${other.line}:${other.column}  ${other.message}`)
  const words = [help ? `${message} ${help}` : message, ...places, ...(more ? [more] : [])].join('\n')
  return `::${severity} ${properties.join(',')}::${data(words)}`
}

/** Escape codes of content have no business in a log. */
const plain = (text: string) => text.replaceAll(/(?![\r\n])\p{Cc}/gu, '\uFFFD')
const data = (text: string) => plain(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
