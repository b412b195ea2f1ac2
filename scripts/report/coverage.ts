import type { Coverage } from '#model/alert/coverage'
import type { Diagnostic } from '#model/diagnostic'
import { findingText, printable } from './text.ts'

/** For programs: names of alerts, and ids of runbooks. */
export const coverageJson = ({ resolve, dangle, orphans }: Coverage): string =>
  `${JSON.stringify(
    {
      resolve: resolve.map(({ name }) => name),
      dangle: dangle.map(({ name }) => name),
      orphans: orphans.map(({ id }) => id),
    },
    null,
    2,
  )}\n`

/** For people: each alert without a runbook and where it is fired, each runbook without an alert, and the counts last. */
export function coverageText(
  { resolve, dangle, orphans }: Coverage,
  { findings, runbooks }: { findings: readonly Diagnostic[]; runbooks: number },
): string {
  const alone =
    orphans.length === 0
      ? []
      : ['Runbooks that no alert leads to:', ...orphans.map(({ file }) => printable(`  ${file}`)), '']
  return [
    ...findings.map(findingText),
    ...alone,
    `${resolve.length} of ${count(resolve.length + dangle.length, 'alert')} ${resolve.length === 1 ? 'leads' : 'lead'} to a runbook, ${dangle.length} ${dangle.length === 1 ? "doesn't" : "don't"}; ${orphans.length} of ${count(runbooks, 'runbook')} ${orphans.length === 1 ? 'has' : 'have'} no alert\n`,
  ].join('\n')
}

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`
