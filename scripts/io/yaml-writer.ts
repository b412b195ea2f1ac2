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
 * Data → YAML for other programs: a line each, long texts in blocks, comments above. Quoted is what a reader of YAML 1.1
 * would take for something else too (`yes`, `12:30`), such as Kubernetes' and Prometheus' are; the ends of lines that only
 * those know, and what no editor shows, are escaped.
 */
export function writeBlockYaml(data: object, comments: readonly string[]): string {
  const document = new Document(data, { schema: 'core', compat: 'yaml-1.1', aliasDuplicateObjects: false })
  const above = comments.map((line) => `# ${line.replaceAll(/\p{Cc}|\p{Zl}|\p{Zp}/gu, ' ')}\n`)
  const text = document.toString(LINES)
  return above.join('') + (UNSEEN.test(text) ? escapedUnseen(document) : text)
}

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
