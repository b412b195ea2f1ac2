import { countFindings, type Diagnostic } from '#model/diagnostic'
import type { Ops } from './index.ts'
import type { State } from './state.ts'

/** What is wrong in the file of a record: what is shown of it was read as far as it could be. */
export const mistakesIn = ({ errorsOf }: Pick<Ops, 'errorsOf'>, { file }: { file: string }): Diagnostic[] =>
  errorsOf.get(file) ?? []

/** Rules about the text of a runbook, or its name: whatever they find, its fields are as they are written. */
const OF_TEXT = new Set(['link-exists', 'runbook-sections', 'decision-tree', 'unknown-file'])

/** Whether what is wrong in a record may touch its fields: then what they say may be another thing than was meant. */
export const isFieldsDoubtful = (ops: Pick<Ops, 'errorsOf'>, record: { file: string }): boolean =>
  mistakesIn(ops, record).some(({ rule }) => !OF_TEXT.has(rule))

/** How much is wrong in it. */
export const mistakeCount = (ops: Pick<Ops, 'errorsOf'>, record: { file: string }): number =>
  countFindings(mistakesIn(ops, record))

/** That something is wrong in a record's file, as a list says it. */
export const mistakesState = (mistakes: number): State => ({
  word: mistakes === 1 ? '1 mistake in it' : `${mistakes} mistakes in it`,
  tone: 'degraded_performance',
})
