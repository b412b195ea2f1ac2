/**
 * Finds which of many phrases stand in a text, whole words only, in one pass over it. A tree of chunks of several
 * characters: it follows a text as an automaton does, at a tenth of the nodes, and starts at words only.
 */
export interface PhraseIndex<T> {
  /** Every phrase that begins at a word of the text and ends at one's end. */
  search: (text: string) => Generator<{ phrase: string; value: T; at: number }>
  size: number
}

interface Node<T> {
  /** Phrases that end before the next chunk is full: by the length of what remains, then by the remainder. */
  ends: Map<number, Map<string, { phrase: string; value: T }>>
  next: Map<string, Node<T>>
}

const empty = <T>(): Node<T> => ({ ends: new Map(), next: new Map() })

/** Phrases below `shortest` characters aren't searched for. */
export function phraseIndex<T>(phrases: Iterable<readonly [string, T]>, shortest: number): PhraseIndex<T> {
  const root = empty<T>()
  let size = 0
  for (const [phrase, value] of phrases) {
    if (phrase.length < shortest) continue
    insert(root, shortest, phrase, value)
    size += 1
  }
  function* search(text: string) {
    for (let at = 0; at + shortest <= text.length; at++) {
      if (isWord(text.charCodeAt(at - 1)) && isWord(text.charCodeAt(at))) continue
      for (const { phrase, value } of phrasesAt(root, shortest, text, at)) {
        const end = at + phrase.length
        if (!(isWord(text.charCodeAt(end - 1)) && isWord(text.charCodeAt(end)))) yield { phrase, value, at }
      }
    }
  }
  return { search, size }
}

function insert<T>(root: Node<T>, chunk: number, phrase: string, value: T) {
  let [node, depth] = [root, 0]
  for (; depth + chunk <= phrase.length; depth += chunk) {
    const part = phrase.slice(depth, depth + chunk)
    const next = node.next.get(part) ?? empty<T>()
    node.next.set(part, next)
    node = next
  }
  const rest = phrase.slice(depth)
  const ends = node.ends.get(rest.length) ?? new Map<string, { phrase: string; value: T }>()
  node.ends.set(rest.length, ends)
  if (!ends.has(rest)) ends.set(rest, { phrase, value })
}

/** The phrases that begin at `at`, wherever they end. */
function phrasesAt<T>(root: Node<T>, chunk: number, text: string, at: number): { phrase: string; value: T }[] {
  const found: { phrase: string; value: T }[] = []
  let depth = at
  for (let node: Node<T> | undefined = root; node; depth += chunk) {
    for (const [length, ends] of node.ends) {
      const end = ends.get(text.slice(depth, depth + length))
      if (end) found.push(end)
    }
    node = node.next.get(text.slice(depth, depth + chunk))
  }
  return found
}

/** Letters and digits of ASCII; scripts without spaces have a word begin anywhere. */
const isWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)
