import type { Body } from '#model/records/body'
import type { Path, Problem } from '#model/diagnostic'
import { readCanonicalJson } from './canonical-json.ts'
import { readPlainYaml } from './plain-yaml.ts'
import { lineSpan } from './text-span.ts'
import { isTooMuch, manifestsIn, numberAt, parseYaml, partsOf, type YamlDocument } from './yaml-parser.ts'
import { syntaxProblems } from './yaml-problems.ts'

export interface Parsed {
  /** The data of each document; none where the text can't be read. */
  data: unknown[]
  body: Body
  problems: Problem[]
}

export const NO_BODY: Body = { markdown: '', line: 1 }

/** Reads YAML (JSON too) as plain data, by the 1.2 core schema; nothing is evaluated. `offset` is the number of lines above it in the file. */
export function readYaml(file: string, text: string, offset = 0): Parsed {
  const plain = readCanonicalJson(text) ?? readPlainYaml(text)
  return plain === undefined ? readAnyYaml(file, text, offset) : { data: [plain], body: NO_BODY, problems: [] }
}

/** The same, by the library alone. */
export const readAnyYaml = (file: string, text: string, offset = 0): Parsed => {
  const { data, body, problems } = readDocuments(file, text, offset)
  return { data, body, problems }
}

/**
 * The same, with each number as it was written: by paths into the documents. An entry of a list of manifests counts as
 * a document.
 */
export function readExactYaml(
  file: string,
  text: string,
): Parsed & { writtenAs: (document: number, path: Path) => string | null } {
  const { documents, ...parsed } = readDocuments(file, text, 0)
  const parts = partsOf(documents)
  return {
    ...parsed,
    data: parsed.data.flatMap((data, i): unknown[] => {
      const document = documents[i]
      return document && manifestsIn(document) && Array.isArray(data) ? data : [data]
    }),
    writtenAs: (document, path) => numberAt(parts[document], path),
  }
}

function readDocuments(file: string, text: string, offset: number): Parsed & { documents: YamlDocument[] } {
  const refused = (message: string, help?: string): ReturnType<typeof readDocuments> => {
    const at = { file, span: lineSpan(text, 1, offset) }
    return {
      data: [],
      documents: [],
      body: NO_BODY,
      problems: [{ rule: 'yaml-syntax', severity: 'error', at, message, help }],
    }
  }
  if (isTooMuch(text)) return refused(...AMOUNT)
  try {
    const documents = parseYaml(text)
    if (documents.some(isTooDeep)) return refused(...DEPTH)
    const problems: Problem[] = []
    for (const document of documents)
      if (problems.length < MOST_PROBLEMS) problems.push(...syntaxProblems(document, file, text, offset))
    const data = problems.length > 0 ? [] : documents.map((document): unknown => document.toJS({ maxAliasCount: 100 }))
    return { data: data.length === 0 && problems.length === 0 ? [null] : data, documents, body: NO_BODY, problems }
  } catch (error) {
    // `yaml` throws these two for what it refuses to expand: nesting that exhausts the stack, or too many aliases.
    if (error instanceof RangeError) return refused(...DEPTH)
    if (!(error instanceof ReferenceError)) throw error
    return refused(`Unexpected alias, expected plain values: ${error.message.toLowerCase()}.`)
  }
}

/** For a person to look at; the place of each is looked for in the text. */
const MOST_PROBLEMS = 20
const AMOUNT = ['Unexpected number of entries, expected some ten thousand at most.', 'Split the file.'] as const
const DEPTH = ['Unexpected depth of nesting, expected a few levels.', 'Take some levels out.'] as const

/** `yaml` throws where the stack ends, or notes it, once or twice, among a document's errors: that depends on the moment. */
const isTooDeep = ({ errors }: YamlDocument): boolean =>
  errors.some(({ message }) => message.startsWith('Maximum call stack'))
