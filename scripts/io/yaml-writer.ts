import { Document, isScalar, visit } from 'yaml'
import { readYaml } from './yaml-reader.ts'

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

/**
 * Maps, lists of maps and plain values → YAML for other programs: a line each, long texts in blocks, comments above. Quoted
 * is what a reader of YAML 1.1 would take for something else too (`yes`, `12:30`), such as Kubernetes' and Prometheus' are;
 * the ends of lines that only those know, and what no editor shows, are escaped.
 */
export function writeBlockYaml(data: object, comments: readonly string[]): string {
  const above = comments.map((line) => `# ${line.replaceAll(/\p{Cc}|\p{Zl}|\p{Zp}/gu, ' ')}\n`)
  return above.join('') + mapLines(data, '', new Map())
}

/**
 * The lines of a map. How a pair of texts is written is the library's to say, once for each of them: rules repeat the same
 * few labels thousands of times, and a document of them all takes the library more than twice as long.
 */
function mapLines(map: object, indent: string, known: Map<string, string>): string {
  const inner = `${indent}  `
  const block = (value: object): string => {
    if (!Array.isArray(value)) return mapLines(value, inner, known)
    const items = value.map((item: object) => mapLines(item, `${inner}  `, known))
    return items.map((lines) => `${inner}- ${lines === '' ? '{}\n' : lines.slice(inner.length + 2)}`).join('')
  }
  return Object.entries(map)
    .map(([key, value]: [string, unknown]) => {
      if (value === undefined) return ''
      if (typeof value !== 'object' || value === null) return indented(pairOf(key, value, known), indent)
      const lines = block(value)
      const empty = Array.isArray(value) ? ' []' : ' {}'
      return `${indented(pairOf(key, '', known).replace(/ ""\n$/, ''), indent)}${lines === '' ? empty : ''}\n${lines}`
    })
    .join('')
}

/** Lines further in; empty ones stay empty. */
const indented = (lines: string, indent: string): string =>
  indent === '' ? lines : lines.replaceAll(/^(?=[^\n])/gm, indent)

/** Texts longer than this are hardly ever the same. */
const SHORT = 200

function pairOf(key: string, value: unknown, known: Map<string, string>): string {
  const id = JSON.stringify([key, value])
  const before = known.get(id)
  if (before !== undefined) return before
  const document = new Document({ [key]: value }, { schema: SCHEMA })
  const text = document.toString(LINES)
  const lines = UNSEEN.test(text) ? escapedUnseen(document) : text
  if (id.length <= SHORT) known.set(id, lines)
  return lines
}

/** Made once: it is half of the work of a document as small as a pair. */
const SCHEMA = new Document(null, { schema: 'core', compat: 'yaml-1.1' }).schema

const LINES = { lineWidth: 0, blockQuote: 'literal' } as const

function escapedUnseen(document: Document): string {
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value === 'string' && UNSEEN.test(scalar.value)) scalar.type = 'QUOTE_DOUBLE'
    },
  })
  return document.toString(LINES).replaceAll(UNSEEN_EACH, escaped)
}

const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/
const UNSEEN_EACH = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g

/** Text as a value of YAML that stays what it is wherever it stands, within `[…]` and `{…}` too. */
export const yamlScalar = (text: string): string =>
  /^[\p{L}\d](?:[\p{L}\d ./_-]|:(?=\/))*$/u.test(text) && !text.endsWith(' ') && readYaml('', text).data[0] === text
    ? text
    : JSON.stringify(text).replaceAll(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, escaped)

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

const fits = (node: object, values: unknown[]) => JSON.stringify(node).length <= 100 && values.every(isScalar)
