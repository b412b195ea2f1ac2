import type { Diagnostic } from '#model/diagnostic'

export interface Counts {
  files: number
  errors: number
  warnings: number
}

export const countsOf = (diagnostics: readonly Diagnostic[], files: number): Counts => ({
  files,
  errors: diagnostics.filter(({ severity }) => severity === 'error').length,
  warnings: diagnostics.filter(({ severity }) => severity === 'warning').length,
})

/** For people: `file:line:column  severity  rule`, the message, what to do, other places, and a count last. */
export function textReport(diagnostics: readonly Diagnostic[], files: number): string {
  const blocks = diagnostics.map(({ file, line, column, severity, rule, message, help, related }) =>
    [
      `${file}:${line}:${column}  ${severity}  ${rule}`,
      `  ${message}${help ? ` ${help}` : ''}`,
      ...related.map((other) => `  ↳ ${other.file}:${other.line}:${other.column}  ${other.message}`),
      '',
    ].join('\n'),
  )
  return [...blocks, summary(countsOf(diagnostics, files))].join('\n')
}

const summary = ({ files, errors, warnings }: Counts): string =>
  `${count(errors, 'error')}, ${count(warnings, 'warning')} in ${count(files, 'file')}\n`

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`
