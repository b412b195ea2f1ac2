import type { z } from 'zod'
import type { Body } from '#model/records/body'
import type { Problem } from '#model/diagnostic'
import { check } from '#model/records/schema-problem'
import { composed, mayDecompose } from './composed.ts'
import { readMarkdown, splitFrontMatter } from './front-matter.ts'
import { restProblems } from './intact-yaml.ts'
import type { RecordCache } from './record-cache.ts'

/** The schema of a kind of record, and its name. */
export interface Checked<S extends z.ZodType> {
  kind: string
  schema: S
}

export interface CheckedMarkdown<S extends z.ZodType> {
  /** The fields, where all are in order. */
  fields: z.output<S> | undefined
  body: Body
  /** The data as written, one document; none where it can't be parsed, and where the fields were known before. */
  given: unknown[]
  problems: Problem[]
}

/** Reads a Markdown record and checks its fields; a text that was found in order before isn't read again. */
export function readChecked<S extends z.ZodType>(
  file: string,
  text: string,
  { kind, schema }: Checked<S>,
  cache: RecordCache,
): CheckedMarkdown<S> {
  const known = cache.recall(kind, text)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- this schema's own output for this very text
  if (known) return { fields: known.fields as z.output<S>, body: known.body, given: [], problems: [] }
  const { data: read, body, problems } = readMarkdown(file, text)
  const data = mayDecompose(text) ? read.map(composed) : read
  if (data.length === 0)
    return { fields: undefined, body, given: data, problems: [...problems, ...restOfFront(schema, text, file)] }
  const result = check(schema, data[0] ?? {}, file)
  if (result.data !== undefined && problems.length === 0 && result.problems.length === 0)
    cache.remember(kind, text, result.data, body)
  return { fields: result.data, body, given: data, problems: [...problems, ...result.problems] }
}

/** What else is wrong with front matter that is no YAML. */
export function restOfFront(schema: z.ZodType, text: string, file: string): Problem[] {
  const split = splitFrontMatter(text)
  return 'error' in split ? [] : restProblems(schema, split.yaml, file)
}
