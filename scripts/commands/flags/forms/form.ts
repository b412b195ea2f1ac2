import type { Catalog } from '#model/catalog'

/** What was told, by the names of the parts, as it was typed; parts that say nothing aren't in it. */
export type Answers = Readonly<Record<string, string>>

/** One thing that a new record says. */
export interface Part {
  /** As in `--name <value>`. */
  name: string
  value: string
  /** What the help says of it. */
  doc: string
  /** What is asked on a terminal; null: nothing, it is for those who know of it. */
  ask: string | null
  /** The record can't do without. */
  needed: boolean
  /** What it is one of. */
  choices?: (catalog: Catalog) => readonly string[]
  /** What is offered as an answer. */
  suggested?: (answers: Answers, catalog: Catalog) => string | undefined
  /** What is wrong with an answer, if anything. */
  wrong?: (text: string) => string | null
}

/** A kind of record that is a file each, and how one is made. */
export interface Form {
  kind: 'freeze' | 'service' | 'slo' | 'team'
  summary: string
  parts: readonly Part[]
  /** What it is called where nobody says: a part of a path. */
  id: (answers: Answers) => string
  /** What its file says. */
  data: (id: string, answers: Answers) => object
  /** A line above it, in a file that is laid out as other tools have it. */
  comment?: (answers: Answers) => string
  /** What to do once it is written. */
  next: (id: string) => string[]
}

/** A parser's verdict on an answer, in the form's words. */
export const wrongBy =
  (parse: (text: string) => unknown) =>
  (text: string): string | null => {
    const value = parse(text)
    return typeof value === 'object' && value !== null && 'error' in value ? String(value.error) : null
  }

/** Fields that say something, in the order of the contract. */
export const said = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/** Whatever a file may be called: what isn't in it is asked of nobody. */
export const ID: Part = {
  name: 'id',
  value: '<id>',
  doc: 'what its file is called (default: from the words above)',
  ask: null,
  needed: false,
  wrong: (text) =>
    /^[a-z0-9][a-z0-9._-]{0,99}$/.test(text)
      ? null
      : 'Expected small letters, digits, dots and dashes, such as year-end.',
}
