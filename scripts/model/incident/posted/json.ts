import { repeatedKey } from './repeated-key.ts'

/** Deeper than this nobody nests a message, and what reads it again would run out of its stack. */
const DEEPEST = 50

/** What a JSON text holds, or why it can't be read; `quotes`: with some of the text, which is not for a log. */
export function jsonData(text: string): { data: unknown } | { error: string; quotes: boolean } {
  if (isDeeperThan(DEEPEST, text)) return { error: `it is nested deeper than ${DEEPEST} levels`, quotes: false }
  try {
    const data: unknown = JSON.parse(text)
    const name = repeatedKey(text)
    return name === null ? { data } : { error: 'a name stands twice in one object', quotes: false }
  } catch (error) {
    return { error: error instanceof Error ? error.message : '', quotes: true }
  }
}

function isDeeperThan(most: number, text: string): boolean {
  let depth = 0
  let inText = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (inText) {
      if (character === '\\') at++
      else inText = character !== '"'
    } else if (character === '"') inText = true
    else if (character === '{' || character === '[') {
      if (++depth > most) return true
    } else if (character === '}' || character === ']') depth--
  }
  return false
}
