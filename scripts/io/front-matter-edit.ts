import { isDeepStrictEqual } from 'node:util'
import { isCollection, isMap, isPair, isScalar, type ParsedNode, type YAMLMap } from 'yaml'
import { splitFrontMatter } from './front-matter.ts'
import { parseYaml } from './yaml-parser.ts'
import { readYaml } from './yaml-reader.ts'
import { yamlScalar } from './yaml-writer.ts'

/**
 * What is to stand behind a key of front matter: a plain value, a list of texts, or some fields of the map that stands
 * there. Null: the key goes, with its line.
 */
export interface FrontMatterEdit {
  key: string
  value: string | readonly string[] | Readonly<Record<string, string>> | null
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
  const meant = Object.fromEntries(
    Object.entries(edits.reduce(withEdit, was)).filter(
      ([key]) => !edits.some((one) => one.key === key && one.value === null),
    ),
  )
  const start = text.indexOf('\n') + 1
  return isDeepStrictEqual(mapIn(edited), meant)
    ? text.slice(0, start) + edited + text.slice(start + yaml.length)
    : null
}

const withEdit = (data: Record<string, unknown>, { key, value }: FrontMatterEdit): Record<string, unknown> => ({
  ...data,
  [key]: isMapValue(value) ? { ...(isRecord(data[key]) ? data[key] : {}), ...value } : value,
})

const isMapValue = (value: FrontMatterEdit['value']): value is Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

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
  if (value === null) return there ? removal(yaml, map, there) : []
  if (!there) return [insertion(yaml, map, [[key, inFlow(value)]], after)]
  const { value: node } = there
  if (!node) return null
  if (!isMapValue(value) || !isMap<ParsedNode, ParsedNode | null>(node)) return [replacement(yaml, node, value)]
  const fields = Object.entries(value)
  const fresh = fields.filter(([name]) => !itemOf(node, name))
  const replaced = fields.flatMap(([name, field]) => {
    const old = itemOf(node, name)?.value
    return old ? [replacement(yaml, old, field)] : []
  })
  return fresh.length === 0 ? replaced : [...replaced, insertion(yaml, node, fresh, [])]
}

/** The lines of a key in a block, those of its value too; within `{…}` others stand on the same line. */
function removal(yaml: string, map: ParsedMap, { key, value }: ParsedMap['items'][number]): Splice[] | null {
  if (map.flow) return null
  const from = yaml.lastIndexOf('\n', key.range[0] - 1) + 1
  return [{ from, to: lineBelow(yaml, endOf(value ?? key)), text: '' }]
}

function inFlow(value: NonNullable<FrontMatterEdit['value']>): string {
  if (typeof value === 'string') return plainly(value)
  if (!isMapValue(value)) return `[${value.map(yamlScalar).join(', ')}]`
  const fields = Object.entries(value).map(([name, field]) => `${name}: ${field}`)
  return `{${fields.join(', ')}}`
}

/** A text as it stands where it reads as itself, in quotes where it would be read as something else. */
const plainly = (text: string): string => (mapIn(`key: ${text}\n`)?.['key'] === text ? text : JSON.stringify(text))

function replacement(yaml: string, node: ParsedNode, value: NonNullable<FrontMatterEdit['value']>): Splice {
  const from = node.range[0]
  const end = isCollection(node) && !node.flow ? endOf(node) : node.range[1]
  const to = from + yaml.slice(from, end).trimEnd().length
  const type = isScalar(node) ? node.type : undefined
  // It keeps the quotes that stand there.
  if (type === 'QUOTE_DOUBLE' && typeof value === 'string') return { from, to, text: JSON.stringify(value) }
  if (type === 'QUOTE_SINGLE' && typeof value === 'string')
    return { from, to, text: `'${value.replaceAll("'", "''")}'` }
  // Nothing may stand behind the colon so far, but a comment.
  const before = from === to && !/\s/.test(yaml[from - 1] ?? '') ? ' ' : ''
  const behind = from === to && !/\s/.test(yaml[to] ?? '\n') ? ' ' : ''
  return { from, to, text: before + inFlow(value) + behind }
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
