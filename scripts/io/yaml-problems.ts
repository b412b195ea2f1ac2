import { isMap, isScalar, isSeq } from 'yaml'
import type { Problem } from '#model/diagnostic'
import { spanAt } from './text-span.ts'
import { slipBehind } from './yaml-slips.ts'
import type { YamlDocument } from './yaml-parser.ts'

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

/** Codes that say enough by themselves. */
const PLAIN: ReadonlySet<string> = new Set(['TAB_AS_INDENT'])

/** More syntax errors of a document than this aren't reported: they mostly follow from the first. */
const MOST = 20

/** What is wrong with a document as YAML, in words. */
export function syntaxProblems(document: YamlDocument, file: string, text: string, offset: number): Problem[] {
  const problem = (at: number, message: string, help?: string): Problem => ({
    rule: 'yaml-syntax',
    severity: 'error',
    at: { file, span: spanAt(text, at, at + 1, offset) },
    message,
    help,
  })
  /** In words of ours where the slip is known; the parser's sentence comes last. */
  const slipFor = ({ code, message, pos }: YamlDocument['errors'][number]): Problem | null => {
    // To YAML it is a map whose key is a map.
    if (code === 'NON_STRING_KEY' && /^\{\{[^{}\n]*\}\}/.test(text.slice(pos[0] - 1, pos[0] + LONGEST)))
      return problem(pos[0] - 1, ...TEMPLATE)
    const slip = PLAIN.has(code) ? null : slipBehind(text, pos[0], code === 'MISSING_CHAR')
    if (!slip) return null
    const said = `The parser says: ${message.replace(/\.$/, '')}.`
    return {
      ...problem(slip.from, slip.message, `${slip.help} ${said}`),
      at: { file, span: spanAt(text, slip.from, slip.to, offset) },
    }
  }
  const errors = [...document.errors, ...document.warnings]
  // A tab misleads the parser about all that follows.
  const tabs = errors.filter(({ code }) => code === 'TAB_AS_INDENT')
  const told = (tabs.length > 0 ? tabs : errors).slice(0, MOST)
  const slips = told.flatMap((error) => slipFor(error) ?? [])
  // What the parser trips over afterwards mostly follows from a slip that is known.
  const broken =
    slips.length > 0 ? slips : told.map((error) => problem(error.pos[0], ...wordsFor(error.code, error.message)))
  const doubled = (tabs.length > 0 ? [] : duplicateKeys(document, MOST)).map(({ key, at }) =>
    problem(at, `Unexpected second \`${key}\`, expected each key once.`, doubledHelp(text, at, key)),
  )
  return [...onePerPlace(broken), ...doubled]
}

/** Characters of a placeholder that is taken for one. */
const LONGEST = 200

const TEMPLATE = [
  'Unexpected placeholder of a template, expected what stands for it.',
  'Write what it stands for; of a Helm chart, what `helm template` gives. Text with braces needs quotes.',
] as const

/** Several errors of the parser may come from one slip. */
const onePerPlace = (problems: readonly Problem[]): Problem[] =>
  [...new Map(problems.toReversed().map((one) => [JSON.stringify([one.at, one.message]), one])).values()].toReversed()

/** Mostly one belongs below a key that has nothing in it. */
function doubledHelp(text: string, at: number, key: string): string {
  const lines = text.slice(Math.max(0, at - 2000), at).split('\n')
  const indent = lines.pop() ?? ''
  let empty: string | undefined
  for (const line of lines.toReversed()) {
    const [, sibling, value = ''] = line.startsWith(indent)
      ? (/^([\w-]+):(.*)/s.exec(line.slice(indent.length)) ?? [])
      : []
    if (sibling === undefined) break
    if (/^ *(?:#|$)/.test(value)) empty = sibling
  }
  return empty === undefined || indent.trim() !== ''
    ? 'Keep one of them.'
    : `Keep one of them; if it belongs to \`${empty}\`, put two spaces before \`${key}:\`.`
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
