import type { Body, TextSpan } from '../records/body.ts'

/** What a runbook tells one to do, as rules ask for it: steps in their order, with places in the file. Made by `io`. */
export interface Procedure {
  steps: Step[]
  decisions: Decision[]
}

/** A heading with what stands below it, down to the next one. */
export interface Step {
  /**
   * The section that it belongs to, `Diagnosis`; of `Diagnosis and mitigation` the latter, in which one may do more. Null
   * above the first, and where headings are none of a runbook's.
   */
  section: string | null
  heading: string
  blocks: Block[]
  /** It says what to expect: a line `Expected: …`. */
  expects: boolean
}

/** A fenced block. */
export interface Block {
  language: string | null
  text: string
  span: TextSpan
}

/** A fenced block with a decision tree. */
export interface Decision {
  faults: { span: TextSpan; message: string; help?: string | undefined }[]
  /** Where it leads to other records. */
  exits: { kind: 'runbook' | 'escalate'; id: string; span: TextSpan }[]
}

/** The place of a part of a block's text, from an offset on. */
export function placeInBlock({ text, span }: Block, from: number, length: number): TextSpan {
  const before = text.slice(0, from)
  const line = before.split('\n').length
  const column = from - before.lastIndexOf('\n') + span.column - 1
  return { line: span.line + line, column, end_line: span.line + line, end_column: column + length }
}

export type ProcedureOf = (body: Body) => Procedure

/** Of a text that nobody asks about. */
export const NO_PROCEDURE: Procedure = { steps: [], decisions: [] }
