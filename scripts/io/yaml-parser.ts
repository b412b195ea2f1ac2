import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Document, type Node, type ParsedNode } from 'yaml'
import type { Path } from '#model/diagnostic'

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

/** What counts as one document of a file: a document, or an entry of one. */
export interface Part {
  document: YamlDocument
  contents: Node | null
}

/** The documents of a file. Of one that lists manifests, as OpenSLO's tools read and write them, each entry counts. */
export const partsOf = (documents: readonly YamlDocument[]): Part[] =>
  documents.flatMap((document) =>
    (manifestsIn(document) ?? [document.contents]).map((contents): Part => ({ document, contents })),
  )

/** The entries of a list of manifests; null of anything else. */
export function manifestsIn({ contents }: YamlDocument): Node[] | null {
  if (!isSeq<Node>(contents)) return null
  return contents.items.some((one) => isMap(one) && one.has('apiVersion')) ? contents.items : null
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

/** The number at a path, as it was written; null where there is none. */
export function numberAt(part: Part | undefined, path: Path): string | null {
  const node = part ? nodeAt(part, path) : null
  return isScalar(node) && typeof node.value === 'number' ? (node.source ?? null) : null
}

/** What stands at a path, behind aliases too. */
function nodeAt({ document, contents }: Part, path: Path): Node | null {
  let node: Node | null = contents
  for (const step of path) {
    const inner: unknown = isMap(node) ? node.get(step, true) : isSeq<Node>(node) ? node.items[Number(step)] : null
    node = isAlias(inner) ? (inner.resolve(document) ?? null) : ((inner ?? null) as Node | null)
  }
  return node
}
