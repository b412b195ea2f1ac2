/** Deeper than this nobody nests a message, and what reads it again would run out of its stack. */
const DEEPEST = 50

/** What a JSON text holds, or why it can't be read. */
export function jsonData(text: string): { data: unknown } | { error: string } {
  if (isDeeperThan(DEEPEST, text)) return { error: `it is nested deeper than ${DEEPEST} levels` }
  try {
    return { data: JSON.parse(text) as unknown }
  } catch (error) {
    return { error: error instanceof Error ? error.message : '' }
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
