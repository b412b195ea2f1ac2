import type { Diagnostic } from '#model/diagnostic'
import { code, prose } from './escape.ts'
import { count } from './words.ts'

/** More findings than this are only counted. */
const SHOWN = 15

/** How marks of findings, approvals and conflicts read: words stand beside them. */
export const MARKS = { error: '✗', warning: '**Warning:**', good: '✓' } as const

/** Findings as a list: what is wrong, what to do about it, and where. */
export function findingsList(diagnostics: readonly Diagnostic[]): string {
  const more = diagnostics.length - SHOWN
  return [
    ...diagnostics.slice(0, SHOWN).map(item),
    ...(more > 0 ? [`- … and ${more} more: \`gate --format text\` lists them all.`] : []),
  ].join('\n')
}

function item({ severity, message, help, rule, file, line }: Diagnostic): string {
  const mark = severity === 'error' ? `${MARKS.error} **Error:**` : MARKS.warning
  const advice = help ? ` ${prose(help)}` : ''
  return `- ${mark} ${prose(message)}${advice} (${code(rule)}, ${code(`${file}:${line}`)})`
}

/** `1 error and 2 warnings` */
export function countWords(diagnostics: readonly Diagnostic[]): string {
  const of = (severity: Diagnostic['severity']) => diagnostics.filter((one) => one.severity === severity).length
  return [
    ...(of('error') > 0 ? [count(of('error'), 'error')] : []),
    ...(of('warning') > 0 ? [count(of('warning'), 'warning')] : []),
  ].join(' and ')
}

/** What can be opened. `summary` holds words of ours alone, for it is HTML. */
export const folded = (summary: string, blocks: readonly string[]): string =>
  [`<details>\n<summary>${summary}</summary>`, ...blocks, '</details>'].join('\n\n')
