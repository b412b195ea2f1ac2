import { keepsPlace } from './placeholder.ts'

/**
 * Whether a section's lines say nothing: only headings, comments, rules, empty items and cells, and words that keep a
 * place for others. Each line is looked at once.
 */
export function saysNothing(lines: readonly string[]): boolean {
  const isCommented = lines.some((line) => line.includes('<!--'))
  const text = isCommented ? withoutComments(lines.join('\n')).split('\n') : lines
  // Looked up where something stands in brackets alone: of ten thousand texts in hardly one.
  let labels: ReadonlySet<string> | null = null
  const isDefined = (label: string) => (labels ??= labelsIn(text)).has(label)
  // The first thing that is said ends it, mostly at once.
  return unitsOf(text).every((unit) => isNothing(unit, isDefined))
}

const labelsIn = (lines: readonly string[]): ReadonlySet<string> =>
  new Set([...lines.join('\n').matchAll(DEFINITION)].map(([, label = '']) => label.toLowerCase()))

const DEFINITION = /^ {0,3}\[([^\]\n]{1,200})\]:\s*\S/gm

/** One that is never closed reaches to the end, as in HTML. */
function withoutComments(text: string): string {
  const kept: string[] = []
  let at = 0
  for (;;) {
    const open = text.indexOf('<!--', at)
    if (open < 0) return [...kept, text.slice(at)].join('')
    kept.push(text.slice(at, open))
    const close = text.indexOf('-->', open + 4)
    if (close < 0) return kept.join('')
    at = close + 3
  }
}

/** Paragraphs, items, cells and lines of code: what has to say something by itself. Headings and a table's head are none. */
function* unitsOf(lines: readonly string[]): Generator<string> {
  let paragraph: string[] = []
  let fence: string | null = null
  let isTable = false
  function* end() {
    if (paragraph.length > 0) yield paragraph.join(' ')
    paragraph = []
  }
  for (const line of lines) {
    // Prose, as nearly all is: what stands for something else begins with a mark, a digit or a blank.
    if (fence === null && !isTable && /^\p{L}/u.test(line)) {
      paragraph.push(line.trim())
      continue
    }
    const mark = /^\s*(?:[-*+>]\s+|\d+[.)]\s+)*(`{3,}|~{3,})/.exec(line)?.[1]
    if (fence !== null) {
      if (mark !== undefined && mark.startsWith(fence)) fence = null
      else yield line.replace(/^\s*(?:#|\/\/|--)\s*/, '')
      continue
    }
    if (mark !== undefined) {
      yield* end()
      fence = mark
    } else if (RULE.test(line.replaceAll(/\s/g, ''))) {
      // Below a paragraph it makes a heading of it, or else it is a rule.
      if (/^\s*[-=]/.test(line)) paragraph = []
      yield* end()
    } else if (/^\s*#{1,6}(?:\s|$)/.test(line) || DEFINED.test(line) || line.trim() === '') yield* end()
    else if (/^[|\s:-]*$/.test(line) && line.includes('-') && line.includes('|')) {
      // What stood above is the head of a table.
      paragraph = []
      isTable = true
      continue
    } else if (isTable && line.includes('|')) {
      yield* line.split('|')
      continue
    } else if (ITEM.test(line)) {
      yield* end()
      paragraph.push(line.replace(ITEM, ''))
    } else paragraph.push(line.trim())
    isTable = false
  }
  yield* end()
}

const RULE = /^(?:={2,}|-{3,}|\*{3,}|_{3,})$/
const DEFINED = /^ {0,3}\[[^\]\n]{1,200}\]:\s*\S/
const ITEM =
  /^(?:\s*>)*\s*(?:(?:[-*+]|\d{1,9}[.)])(?:\s+|$))+(?:\[[ xX]?\](?:\s+|$))?|^(?:\s*>)+\s*|^\s*\[[ xX]?\](?:\s+|$)/

/** Longer than any word that keeps a place. */
const LONG = 600

function isNothing(unit: string, isDefined: (label: string) => boolean): boolean {
  if (unit.length > LONG) return /^\W*lorem ipsum\b/i.test(unit.slice(0, LONG)) || !/[\p{L}\p{N}]/u.test(unit)
  const text = unit
    .replaceAll(/&(?:lt|#60);/g, '<')
    .replaceAll(/&(?:gt|#62);/g, '>')
    .replaceAll(/&(?:nbsp|hellip|#160);/g, ' ')
    // Values of a template; tags, which a browser would show nothing of.
    .replaceAll(/\{\{[^{}]*\}\}/g, ' ')
    .trim()
  const plain = text.replace(/^[*_~`\s]+/, '').replace(/(?<![*_~`\s])[*_~`\s]+$/, '')
  if (isBracketed(plain, isDefined)) return true
  const seen = text.replaceAll(/<\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>/gi, ' ')
  const shown = seen.replaceAll(/[*_~`]+/g, ' ').trim()
  // A label with nothing behind it, or nothing that counts: "Steps:", "Owner: TBD".
  const label = /^[^:.]{1,60}:(.*)/s.exec(shown)
  if (label && !/^https?$/i.test(shown.split(':')[0] ?? '') && keepsPlace(label[1] ?? '')) return true
  if (/^\s*lorem ipsum\b/i.test(shown)) return true
  return sentencesOf(shown).every((sentence) => keepsPlace(sentence))
}

/** As tools of templates and wikis mark what is to be replaced: `[[plan]]`, `<<plan>>`, `${PLAN}`, `%PLAN%`, `@@PLAN@@`. */
const MARKED = /^(?:\[\[[^[\]]*\]\]|<<[^<>]*>>|【[^【】]*】|\$\{[^{}]*\}|\$[A-Z_]+|%[A-Za-z_]+%|@@[A-Za-z_]+@@)[.:]?$/

/** `[Describe the steps]`, `<describe here>`, `{title}`: to be replaced. `[the runbook]` may be a link. */
function isBracketed(text: string, isDefined: (label: string) => boolean): boolean {
  if (MARKED.test(text)) return true
  const [, square, other] = /^(?:\[([^[\]]*)\]|<([^<>]*)>|\{[^{}]*\}|\(\([^()]*\)\))[.:]?$/.exec(text) ?? []
  if (square !== undefined) return !isDefined(square.toLowerCase())
  if (other !== undefined) return !/^[a-z][a-z0-9+.-]*:|@/i.test(other)
  return /^\{[^{}]*\}[.:]?$/.test(text)
}

/** Cut at the ends of sentences; "n.a." and "z.B." are cut nowhere. */
const sentencesOf = (text: string): string[] => text.split(/(?<=[\p{L}\p{N})\]]{2}[.!?])\s+(?=\S)|(?<=[。！？])/u)
