import type { Diagnostic } from '#model/diagnostic'
import { countsOf } from './text.ts'

/** For programs: one object with everything. */
export function jsonReport(diagnostics: readonly Diagnostic[], files: number): string {
  const shown = diagnostics.map(
    ({ file, line, column, end_line, end_column, severity, rule, message, help, related }) => ({
      file,
      line,
      column,
      end_line,
      end_column,
      severity,
      rule,
      message,
      ...(help === undefined ? {} : { help }),
      related: related.map((other) => ({
        file: other.file,
        line: other.line,
        column: other.column,
        message: other.message,
      })),
    }),
  )
  return `${JSON.stringify({ diagnostics: shown, counts: countsOf(diagnostics, files) }, null, 2)}\n`
}
