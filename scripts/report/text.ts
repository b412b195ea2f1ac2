import { countFindings, type Diagnostic } from '#model/diagnostic'
import { withHiddenShown } from '#model/records/hidden-signs'

export interface Counts {
  files: number
  errors: number
  warnings: number
}

/** Counts findings by severity; `files` is how many files were read. */
export const countsOf = (diagnostics: readonly Diagnostic[], files: number): Counts => ({
  files,
  errors: countFindings(diagnostics.filter(({ severity }) => severity === 'error')),
  warnings: countFindings(diagnostics.filter(({ severity }) => severity === 'warning')),
})

/** For people: `file:line:column  severity  rule`, the message, what to do, other places, and a count last, of all findings where only some are shown. */
export function textReport(
  diagnostics: readonly Diagnostic[],
  files: number,
  counts: Counts = countsOf(diagnostics, files),
): string {
  const blocks = diagnostics.map(findingText)
  return [...blocks, summary(counts)].join('\n')
}

/** A finding in lines of its own, with an empty one after them. */
export const findingText = ({ file, line, column, severity, rule, message, help, related, more }: Diagnostic): string =>
  [
    `${file}:${line}:${column}  ${severity}  ${rule}`,
    `  ${message}${help ? ` ${help}` : ''}`,
    ...related.map((other) => `  ↳ ${other.file}:${other.line}:${other.column}  ${other.message}`),
    ...(more === undefined ? [] : [`  And ${more.toLocaleString('en')} more of this rule in this file.`]),
    '',
  ]
    .map(printable)
    .join('\n')

/**
 * Content names files and stands in messages: a line break or an escape code in it must not write lines of its own
 * into a terminal or a CI log, where they may be commands. Nor does anything in it stay that nobody sees.
 */
export const printable = (line: string) => withHiddenShown(line, named).replaceAll(/[\t\n\r\u2028\u2029]/g, named)

function named(char: string): string {
  const code = (char.codePointAt(0) ?? 0).toString(16)
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`
}

const summary = ({ files, errors, warnings }: Counts): string =>
  `${count(errors, 'error')}, ${count(warnings, 'warning')} in ${count(files, 'file')}\n`

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`
