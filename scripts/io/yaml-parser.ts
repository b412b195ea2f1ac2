import { parseAllDocuments, type Document, type ParsedNode } from 'yaml'

export type YamlDocument = Document.Parsed<ParsedNode>

/** Every document of a YAML text, by the 1.2 core schema. */
export function parseYaml(text: string): YamlDocument[] {
  // `uniqueKeys` compares every key with every other one; `duplicateKeys` does the same in one pass.
  const documents = parseAllDocuments(text, {
    schema: 'core',
    prettyErrors: false,
    uniqueKeys: false,
    stringKeys: true,
  })
  return Array.isArray(documents) ? documents : []
}

/** Keys, entries, lines: the library takes 6 µs for each. */
const MOST_MARKS = 80_000
const MARK = /[\n:&*!?%#]|(?<![^\s-])-/g
/** It takes 18 µs for each of these. */
const FLOW_MARK = /[,[\]{}]/g

/** Whether a text asks for more work than any that a hand wrote: that is counted, as for Markdown, and not timed. */
export function isTooMuch(text: string): boolean {
  if (text.length <= MOST_MARKS) return false
  const told = text.replaceAll(/^[ \t]*#.*/gm, '')
  return (told.match(MARK)?.length ?? 0) + 3 * (told.match(FLOW_MARK)?.length ?? 0) > MOST_MARKS
}
