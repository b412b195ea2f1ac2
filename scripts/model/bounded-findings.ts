import { countFindings, type Diagnostic, type Related } from './diagnostic.ts'

/*
 * A file can be wrong in one way twenty thousand times, or in one line as long as a book. Nobody reads that, and whoever
 * looks for something else shouldn't wait for it.
 */

/** Findings of one rule in one file that are told one by one; of others only how many there are. */
export const MOST_OF_A_RULE = 500
const MOST_RELATED = 50
/** Words of a message as people write it never come near. */
const LONG_MESSAGE = 1000
const LONG_QUOTE = 200
const QUOTED = 80

/** Findings in their order, those beyond some hundreds of one kind in one file counted at the last one that is told. */
export function boundedFindings(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const told = new Map<string, { last: number; count: number }>()
  const found: Diagnostic[] = []
  for (const one of diagnostics) {
    const key = [one.file, one.rule, one.severity].join('\0')
    const kind = told.get(key) ?? { last: 0, count: 0 }
    kind.count++
    told.set(key, kind)
    const last = found[kind.last]
    if (kind.count <= MOST_OF_A_RULE) kind.last = found.push(readable(one)) - 1
    else if (last) found[kind.last] = { ...last, more: kind.count - MOST_OF_A_RULE }
  }
  return found
}

/** The first findings of a list; the last of them counts the others. */
export function firstFindings(diagnostics: readonly Diagnostic[], most: number): Diagnostic[] {
  const told = diagnostics.slice(0, most)
  const last = told.at(-1)
  const more = countFindings(diagnostics) - countFindings(told)
  return last && more > 0 ? [...told.slice(0, -1), { ...last, more: (last.more ?? 0) + more }] : told
}

function readable(one: Diagnostic): Diagnostic {
  const { message, help, related } = one
  if (message.length <= LONG_MESSAGE && (help ?? '').length <= LONG_MESSAGE && related.length <= MOST_RELATED)
    return one
  return {
    ...one,
    message: shortened(message),
    ...(help === undefined ? {} : { help: shortened(help) }),
    related: fewer(related),
  }
}

function fewer(related: readonly Related[]): Related[] {
  const told = related.slice(0, MOST_RELATED)
  const last = told.at(-1)
  return last && related.length > MOST_RELATED
    ? [...told.slice(0, -1), { ...last, message: `${last.message} And ${related.length - MOST_RELATED} more.` }]
    : told
}

/** A message with what it quotes cut short, and what is left too. */
export function shortened(message: string): string {
  if (message.length <= LONG_MESSAGE) return message
  const open = new Set<string>()
  let [words, at] = ['', 0]
  while (at < message.length) {
    const sign = message.charAt(at)
    const opens = (sign === '"' || sign === '`') && !open.has(sign)
    const end = opens ? closing(message, at, sign) : -1
    if (opens && end === -1) open.add(sign)
    if (end - at > LONG_QUOTE) {
      words += `${message.slice(at, at + QUOTED)}…${sign}`
      at = end + 1
    } else if (end > at) {
      words += message.slice(at, end + 1)
      at = end + 1
    } else {
      words += sign
      at++
    }
    if (words.length > LONG_MESSAGE) return `${words.slice(0, LONG_MESSAGE)}…`
  }
  return words
}

/** Where a quotation ends, at the sign that it began with; -1 where it doesn't. */
function closing(text: string, from: number, sign: string): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === sign) return at
    if (text[at] === '\\' && sign === '"') at++
  }
  return -1
}
