import { hereDocumentAt, isEndOf, type HereDocument } from './effect/here-document.ts'

/** A part of a text of shell that can be run by itself, and the line that it begins on, from 0. */
export interface Statement {
  text: string
  line: number
  /** It is no statement, but what one answers. */
  output: boolean
}

const OPENS = /(?:^|[;&|]|\bdo\b|\bthen\b|\belse\b)\s{0,20}(?:if|for|while|until|case|select)\s/g
const CLOSES = /(?:^|[;&|\s])(?:fi|done|esac)(?=$|[\s;&|)])/g

/**
 * The statements of a text of shell, a line each but where one goes on: behind a backslash, a pipe, an open quote or
 * bracket, in a loop, or in a here-document. Blank lines are left out; comments stand with what follows them. Between
 * statements, what `isOutput` takes for that is a part of its own; it is asked of each line that begins one.
 */
export function shellStatements(text: string, isOutput: (line: string) => boolean = () => false): Statement[] {
  const found: Statement[] = []
  let [lines, from] = [[] as string[], 0]
  let state: Open = CLOSED
  for (const [number, line] of text.split('\n').entries()) {
    if (state === CLOSED && isOutput(line)) {
      // A comment above it speaks of it.
      if (lines.length > 0) found.push({ text: lines.join('\n'), line: from, output: true })
      found.push({ text: line, line: number, output: true })
      lines = []
      continue
    }
    if (lines.length === 0) {
      if (line.trim() === '') continue
      from = number
    }
    lines.push(line)
    state = openAfter(line, state)
    if (isOpen(state) || (line.trim().startsWith('#') && state === CLOSED)) continue
    found.push({ text: lines.join('\n'), line: from, output: false })
    lines = []
    state = CLOSED
  }
  if (lines.join('').trim() !== '') found.push({ text: lines.join('\n').trimEnd(), line: from, output: false })
  return found
}

interface Open {
  quote: string
  brackets: number
  blocks: number
  /** The here-documents whose texts stand next. */
  documents: readonly HereDocument[]
  goesOn: boolean
}
const CLOSED: Open = { quote: '', brackets: 0, blocks: 0, documents: [], goesOn: false }

const isOpen = ({ quote, brackets, blocks, documents, goesOn }: Open) =>
  quote !== '' || brackets > 0 || blocks > 0 || documents.length > 0 || goesOn

function openAfter(line: string, before: Open): Open {
  const [document] = before.documents
  if (document) return isEndOf(document, line) ? { ...before, documents: before.documents.slice(1) } : before
  let { quote, brackets } = before
  const documents: HereDocument[] = []
  let bare = ''
  for (let i = 0; i < line.length; i++) {
    const sign = line.charAt(i)
    if (sign === '\\' && quote !== "'") i++
    else if (quote !== '') {
      if (sign === quote) quote = ''
    } else if (sign === "'" || sign === '"' || sign === '`') quote = sign
    else if (sign === '#' && /^$|\s$/.test(bare.slice(-1))) break
    else {
      const asked = sign === '<' ? hereDocumentAt(line, i) : null
      if (asked) documents.push(asked)
      if (asked) i += asked.length - 1
      else if (line.startsWith('<<<', i)) i += 2
      if (sign === '(') brackets++
      if (sign === ')') brackets = Math.max(0, brackets - 1)
      bare += sign
    }
  }
  if (quote === '' && before === CLOSED && line.trim().startsWith('#')) return CLOSED
  const trimmed = bare.trimEnd()
  return {
    quote,
    brackets,
    blocks: Math.max(0, before.blocks + (bare.match(OPENS)?.length ?? 0) - (bare.match(CLOSES)?.length ?? 0)),
    documents,
    goesOn: /(?:\||&&)$/.test(trimmed) || (quote === '' && /(?<!\\)\\$/.test(line)),
  }
}
