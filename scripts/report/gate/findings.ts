import { countFindings, type Diagnostic } from '#model/diagnostic'
import { count } from './words.ts'

/** How marks of findings, approvals and conflicts read: words stand beside them. */
export const MARKS = { error: '✗', warning: '**Warning:**', good: '✓' } as const

/** `1 error and 2 warnings` */
export function countWords(diagnostics: readonly Diagnostic[]): string {
  const of = (severity: Diagnostic['severity']) => countFindings(diagnostics.filter((one) => one.severity === severity))
  return [
    ...(of('error') > 0 ? [count(of('error'), 'error')] : []),
    ...(of('warning') > 0 ? [count(of('warning'), 'warning')] : []),
  ].join(' and ')
}

/** What can be opened. `summary` holds words of ours alone, for it is HTML. */
export const folded = (summary: string, blocks: readonly string[]): string =>
  [`<details>\n<summary>${summary}</summary>`, ...blocks, '</details>'].join('\n\n')
