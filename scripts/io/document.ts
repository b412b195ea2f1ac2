import matter from 'gray-matter'
import { Document, isScalar, parseAllDocuments, visit, type ParsedNode } from 'yaml'
import type { Body, Span } from '#model/body'
import type { Problem } from '#model/diagnostic'

/*
 * The door for text: front matter, YAML and JSON become plain data here. Front matter is split by gray-matter,
 * but only YAML is ever read, by the 1.2 core schema, and nothing is evaluated.
 */

export type YamlDocument = Document.Parsed<ParsedNode>
export interface Parsed {
  /** The data of each document; none where the text can't be read. */
  data: unknown[]
  body: Body
  problems: Problem[]
}

const NO_BODY: Body = { markdown: '', line: 1 }
const LANGUAGES = new Set(['', 'yaml', 'yml'])

/** Splits `---` front matter from Markdown. `yaml` starts on line 2. */
export function splitFrontMatter(text: string): { yaml: string; body: Body } | { error: string; help: string } {
  if (!/^---(?!-)/.test(text))
    return {
      error: 'Unexpected start, expected front matter.',
      help: 'Begin the file with a line `---`, then the fields in YAML, then another line `---`.',
    }
  const language = matter.language(text).name
  if (!LANGUAGES.has(language))
    return {
      error: `Unexpected front matter in ${JSON.stringify(language)}, expected YAML.`,
      help: 'Only YAML front matter is read; nothing in it is ever run. Begin the file with a bare `---`.',
    }
  const close = text.indexOf('\n---', 3)
  if (close < 0)
    return {
      error: 'Unexpected end of file in front matter, expected a closing line `---`.',
      help: 'Close the fields with a line `---`.',
    }
  // Cut as gray-matter cuts, which takes quadratic time on blank lines when it does so itself.
  const body = close + '\n---'.length
  const start = text[body] === '\n' ? body + 1 : body
  const yaml = text.slice(text.indexOf('\n') + 1, close + 1)
  return { yaml, body: { markdown: text.slice(start), line: countLines(text.slice(0, start)) } }
}

const countLines = (text: string): number => text.split('\n').length

/** Reads a Markdown record: front matter and body. */
export function readMarkdown(file: string, text: string): Parsed {
  const split = splitFrontMatter(text)
  if ('error' in split) {
    const { error: message, help } = split
    const problem: Problem = {
      rule: 'front-matter',
      severity: 'error',
      at: { file, span: lineSpan(text, 1) },
      message,
      help,
    }
    return { data: [], body: NO_BODY, problems: [problem] }
  }
  const read = readYaml(file, split.yaml, 1)
  const deep = nestingProblems(file, split.body)
  return { data: deep.length > 0 ? [] : read.data, body: split.body, problems: [...read.problems, ...deep] }
}

/** Quotes and lists as deep as this exhaust the stack of whatever walks their tree. */
const TOO_DEEP = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])[ \t])){100}/m

/** Says where a text nests deeper than it can be rendered. */
export function nestingProblems(file: string, { markdown, line }: Body): Problem[] {
  const match = TOO_DEEP.exec(markdown)
  if (!match) return []
  const span = lineSpan(markdown, countLines(markdown.slice(0, match.index)), line - 1)
  const message = 'Unexpected depth of nesting, expected a few levels of quotes and lists.'
  return [{ rule: 'file-readable', severity: 'error', at: { file, span }, message, help: 'Take some levels out.' }]
}

/** Reads YAML (JSON too). `offset` is the number of lines above it in the file. */
export function readYaml(file: string, text: string, offset = 0): Parsed {
  try {
    const documents = parseYaml(text)
    const problems = documents.flatMap((document) => syntaxProblems(document, file, text, offset))
    const data = problems.length > 0 ? [] : documents.map((document): unknown => document.toJS({ maxAliasCount: 100 }))
    return { data: data.length === 0 && problems.length === 0 ? [null] : data, body: NO_BODY, problems }
  } catch (error) {
    if (!(error instanceof ReferenceError || error instanceof RangeError)) throw error
    // `yaml` throws these two for what it refuses to expand: too many aliases, or nesting that exhausts the stack.
    const message =
      error instanceof RangeError
        ? 'Unexpected depth of nesting, expected a few levels.'
        : `Unexpected alias, expected plain values: ${error.message.toLowerCase()}.`
    const at = { file, span: lineSpan(text, 1, offset) }
    return { data: [], body: NO_BODY, problems: [{ rule: 'yaml-syntax', severity: 'error', at, message }] }
  }
}

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

function duplicateKeys(document: YamlDocument, most: number): { key: string; at: number }[] {
  const found: { key: string; at: number }[] = []
  visit(document, {
    Map(_, map) {
      const seen = new Set<unknown>()
      for (const { key } of map.items) {
        if (!isScalar(key)) continue
        if (seen.has(key.value) && found.length < most) found.push({ key: String(key.value), at: key.range?.[0] ?? 0 })
        seen.add(key.value)
      }
    },
  })
  return found
}

/** More syntax errors of a document than this aren't reported: they mostly follow from the first. */
const MOST = 20

function syntaxProblems(document: YamlDocument, file: string, text: string, offset: number): Problem[] {
  const problem = (at: number, message: string, help?: string): Problem => ({
    rule: 'yaml-syntax',
    severity: 'error',
    at: { file, span: spanAt(text, at, at + 1, offset) },
    message,
    help,
  })
  const errors = [...document.errors, ...document.warnings]
  // A tab misleads the parser about all that follows.
  const tabs = errors.filter(({ code }) => code === 'TAB_AS_INDENT')
  const broken = (tabs.length > 0 ? tabs : errors)
    .slice(0, MOST)
    .map((error) => problem(error.pos[0], ...wordsFor(error.code, error.message)))
  const doubled = (tabs.length > 0 ? [] : duplicateKeys(document, MOST)).map(({ key, at }) =>
    problem(at, `Unexpected second \`${key}\`, expected each key once.`, 'Keep one of them.'),
  )
  return [...broken, ...doubled]
}

function wordsFor(code: string, message: string): [string, string?] {
  switch (code) {
    case 'TAB_AS_INDENT':
      return ['Unexpected tab, expected spaces to indent with.', 'Replace the tab by spaces.']
    case 'BAD_INDENT':
      return [`Unexpected indentation: ${message}.`, 'Line up the keys of one map in one column.']
    case 'NON_STRING_KEY':
      return ['Unexpected key, expected plain text.', 'Put the key in quotes.']
    case 'TAG_RESOLVE_FAILED':
      return [`Unexpected tag, expected a plain value: ${message}.`, 'Leave out the `!` or put the value in quotes.']
    default:
      if (message.startsWith('Maximum call stack'))
        return ['Unexpected depth of nesting, expected a few levels.', 'Take some levels out.']
      return [
        `Unexpected YAML: ${message.replace(/\.$/, '')}.`,
        'Text with `: `, ` #` or a leading `{[&*!|>@%` needs quotes.',
      ]
  }
}

/** The span from one offset of `text` to another, `above` lines further down in its file. */
export function spanAt(text: string, from: number, to: number, above = 0): Span {
  const position = (offset: number) => {
    const before = text.slice(0, offset)
    return { line: countLines(before) + above, column: offset - before.lastIndexOf('\n') }
  }
  const start = position(Math.min(from, text.length))
  const end = position(Math.min(Math.max(to, from), text.length))
  return { ...start, end_line: end.line, end_column: end.column }
}

/** The whole of a line (from 1). */
export function lineSpan(text: string, line: number, above = 0): Span {
  const length = text.split('\n', line)[line - 1]?.length ?? 0
  return { line: line + above, column: 1, end_line: line + above, end_column: length + 1 }
}

/**
 * Data → YAML that our own reader takes: quotes only where they are needed, no folded lines, and small maps and lists
 * of plain values on one line, as in `window: {start: …, end: …}`.
 */
export function writeYaml(data: object): string {
  const document = new Document(data, { schema: 'core' })
  visit(document, {
    Map(_, map, path) {
      const values = map.items.map(({ value }) => value)
      map.flow = path.length > 1 && fits(map, values)
    },
    Seq(_, list, path) {
      list.flow = path.length > 1 && fits(list, list.items)
    },
  })
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

const fits = (node: object, values: unknown[]) => JSON.stringify(node).length <= 100 && values.every(isScalar)
