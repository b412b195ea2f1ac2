import matter from 'gray-matter'
import { isDeepStrictEqual } from 'node:util'
import {
  Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseAllDocuments,
  visit,
  type ParsedNode,
  type YAMLMap,
} from 'yaml'
import type { Body, TextSpan } from '#model/records/body'
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
  const refused = (message: string, help?: string): Parsed => {
    const at = { file, span: lineSpan(text, 1, offset) }
    return { data: [], body: NO_BODY, problems: [{ rule: 'yaml-syntax', severity: 'error', at, message, help }] }
  }
  try {
    const documents = parseYaml(text)
    if (documents.some(isTooDeep)) return refused(...DEPTH)
    const problems = documents.flatMap((document) => syntaxProblems(document, file, text, offset))
    const data = problems.length > 0 ? [] : documents.map((document): unknown => document.toJS({ maxAliasCount: 100 }))
    return { data: data.length === 0 && problems.length === 0 ? [null] : data, body: NO_BODY, problems }
  } catch (error) {
    // `yaml` throws these two for what it refuses to expand: nesting that exhausts the stack, or too many aliases.
    if (error instanceof RangeError) return refused(...DEPTH)
    if (!(error instanceof ReferenceError)) throw error
    return refused(`Unexpected alias, expected plain values: ${error.message.toLowerCase()}.`)
  }
}

const DEPTH = ['Unexpected depth of nesting, expected a few levels.', 'Take some levels out.'] as const

/** `yaml` throws where the stack ends, or notes it, once or twice, among a document's errors: that depends on the moment. */
const isTooDeep = ({ errors }: YamlDocument): boolean =>
  errors.some(({ message }) => message.startsWith('Maximum call stack'))

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
  const look = (node: unknown) => {
    if (isSeq(node)) node.items.forEach(look)
    if (!isMap(node)) return
    const seen = new Set<unknown>()
    for (const { key, value } of node.items) {
      if (isScalar(key)) {
        if (seen.has(key.value) && found.length < most) found.push({ key: String(key.value), at: key.range?.[0] ?? 0 })
        seen.add(key.value)
      }
      look(value)
    }
  }
  look(document.contents)
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
      return [
        `Unexpected YAML: ${message.replace(/\.$/, '')}.`,
        'Text with `: `, ` #` or a leading `{[&*!|>@%` needs quotes.',
      ]
  }
}

/** The span from one offset of `text` to another, `above` lines further down in its file. */
export function spanAt(text: string, from: number, to: number, above = 0): TextSpan {
  const position = (offset: number) => {
    const before = text.slice(0, offset)
    return { line: countLines(before) + above, column: offset - before.lastIndexOf('\n') }
  }
  const start = position(Math.min(from, text.length))
  const end = position(Math.min(Math.max(to, from), text.length))
  return { ...start, end_line: end.line, end_column: end.column }
}

/** The whole of a line (from 1). */
export function lineSpan(text: string, line: number, above = 0): TextSpan {
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

/** Text as a value of YAML that stays what it is wherever it stands, within `[…]` and `{…}` too. */
export const yamlScalar = (text: string): string =>
  /^[\p{L}\d](?:[\p{L}\d ./_-]|:(?=\/))*$/u.test(text) && !text.endsWith(' ') && readYaml('', text).data[0] === text
    ? text
    : JSON.stringify(text).replaceAll(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, escaped)

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

const fits = (node: object, values: unknown[]) => JSON.stringify(node).length <= 100 && values.every(isScalar)

/** What is to stand behind a key of front matter: a plain value, or some fields of the map that stands there. */
export interface FrontMatterEdit {
  key: string
  value: string | Readonly<Record<string, string>>
  /** Keys that it is put below where it isn't there yet; at the end where none of them is there either. */
  after?: readonly string[]
}

/**
 * A record's text with other values in its front matter; all else stays byte for byte as the user left it, quotes and
 * comments too. Null where that can't be done without harm: what is read afterwards is compared with what was meant.
 */
export function editFrontMatter(text: string, edits: readonly FrontMatterEdit[]): string | null {
  const split = splitFrontMatter(text)
  if ('error' in split) return null
  const { yaml } = split
  const was = mapIn(yaml)
  const root = parseYaml(yaml)[0]?.contents
  if (was === null || !isMap<ParsedNode, ParsedNode | null>(root)) return null
  const splices = edits.map((edit) => splicesFor(yaml, root, edit))
  if (!splices.every((list) => list !== null)) return null
  const edited = splices
    .flat()
    .toSorted((a, b) => a.from - b.from)
    .reduceRight((rest, { from, to, text: by }) => rest.slice(0, from) + by + rest.slice(to), yaml)
  const meant = edits.reduce(
    (data, { key, value }) => ({
      ...data,
      [key]: typeof value === 'string' ? value : { ...(isRecord(data[key]) ? data[key] : {}), ...value },
    }),
    was,
  )
  const start = text.indexOf('\n') + 1
  return isDeepStrictEqual(mapIn(edited), meant)
    ? text.slice(0, start) + edited + text.slice(start + yaml.length)
    : null
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function mapIn(yaml: string): Record<string, unknown> | null {
  const { data } = readYaml('', yaml)
  return data.length === 1 && isRecord(data[0]) ? data[0] : null
}

interface Splice {
  from: number
  to: number
  text: string
}
type ParsedMap = YAMLMap<ParsedNode, ParsedNode | null>

const itemOf = (map: ParsedMap, key: string) => map.items.find((item) => isScalar(item.key) && item.key.value === key)

function splicesFor(yaml: string, map: ParsedMap, { key, value, after = [] }: FrontMatterEdit): Splice[] | null {
  const there = itemOf(map, key)
  if (!there) return [insertion(yaml, map, [[key, inFlow(value)]], after)]
  const { value: node } = there
  if (!node) return null
  if (typeof value === 'string' || !isMap<ParsedNode, ParsedNode | null>(node))
    return [replacement(yaml, node, inFlow(value))]
  const fields = Object.entries(value)
  const fresh = fields.filter(([name]) => !itemOf(node, name))
  const replaced = fields.flatMap(([name, field]) => {
    const old = itemOf(node, name)?.value
    return old ? [replacement(yaml, old, field)] : []
  })
  return fresh.length === 0 ? replaced : [...replaced, insertion(yaml, node, fresh, [])]
}

const inFlow = (value: FrontMatterEdit['value']): string =>
  typeof value === 'string'
    ? value
    : `{${Object.entries(value)
        .map(([name, field]) => `${name}: ${field}`)
        .join(', ')}}`

function replacement(yaml: string, node: ParsedNode, value: string): Splice {
  const [from, end] = node.range
  const to = from + yaml.slice(from, end).trimEnd().length
  const type = isScalar(node) ? node.type : undefined
  if (type === 'QUOTE_DOUBLE') return { from, to, text: `"${value}"` }
  if (type === 'QUOTE_SINGLE') return { from, to, text: `'${value}'` }
  // Nothing may stand behind the colon so far, but a comment.
  const before = from === to && !/\s/.test(yaml[from - 1] ?? '') ? ' ' : ''
  const behind = from === to && !/\s/.test(yaml[to] ?? '\n') ? ' ' : ''
  return { from, to, text: before + value + behind }
}

function insertion(
  yaml: string,
  map: ParsedMap,
  entries: readonly (readonly [string, string])[],
  after: readonly string[],
): Splice {
  const lines = entries.map(([key, value]) => `${key}: ${value}`)
  const last = map.items.at(-1)
  if (map.flow || !last) {
    const at = last ? (last.value ?? last.key).range[1] : map.range ? map.range[0] + 1 : 0
    return { from: at, to: at, text: (last ? ', ' : '') + lines.join(', ') }
  }
  const above = map.items.findLast(({ key }) => isScalar(key) && after.includes(String(key.value))) ?? last
  const [column] = map.items.map(({ key }) => key.range[0] - (yaml.lastIndexOf('\n', key.range[0] - 1) + 1))
  const at = lineBelow(yaml, endOf(above.value ?? above.key))
  return { from: at, to: at, text: lines.map((line) => `${' '.repeat(column ?? 0)}${line}\n`).join('') }
}

/** Where the last value in a node ends: the range of a block may reach into the comments of what follows it. */
function endOf(node: ParsedNode): number {
  if (isCollection(node) && !node.flow) {
    const last = node.items.at(-1)
    const inner = isPair(last) ? (last.value ?? last.key) : last
    if (inner) return endOf(inner)
  }
  return node.range[1]
}

/** Where the next line begins; indented comments still belong to what stands above them. */
function lineBelow(yaml: string, offset: number): number {
  const end = yaml.indexOf('\n', yaml[offset - 1] === '\n' ? offset - 1 : offset)
  const start = end === -1 ? yaml.length : end + 1
  return start + (/^(?:[ \t]+#.*\n)+/.exec(yaml.slice(start))?.[0].length ?? 0)
}
