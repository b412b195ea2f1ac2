import type { Diagnostic } from '#model/diagnostic'
import { countsOf } from './text.ts'

/** For programs: one object with everything. */
export function jsonReport(diagnostics: readonly Diagnostic[], files: number): string {
  const shown = diagnostics.map(diagnosticJson)
  return `${JSON.stringify({ diagnostics: shown, counts: countsOf(diagnostics, files) }, null, 2)}\n`
}

/** A finding as programs get it. */
export const diagnosticJson = ({
  file,
  line,
  column,
  end_line,
  end_column,
  severity,
  rule,
  message,
  help,
  related,
  more,
}: Diagnostic) => ({
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
  ...(more === undefined ? {} : { more }),
})
