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
