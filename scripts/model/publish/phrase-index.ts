import { createHash } from 'node:crypto'

/**
 * Finds which of many phrases stand in a text, whole words only, in one pass over it. A tree of chunks of several
 * characters: it follows a text as an automaton does, at a tenth of the nodes, and starts at words only. A branch that
 * holds a few phrases is a list of them, and most words of a text are told from all beginnings by one bit.
 */
export interface PhraseIndex<T> {
  /** Every phrase that begins at a word of the text and ends at one's end. */
  search: (text: string) => Generator<{ phrase: string; value: T; at: number }>
  size: number
}

interface Entry<T> {
  phrase: string
  value: T
}

interface Node<T> {
  /** All that it holds, while that is little; afterwards null. */
  few: Entry<T>[] | null
  /** Phrases that end before the next chunk is full: by the length of what remains, then by the remainder. */
  ends: Map<number, Map<string, Entry<T>>>
  next: Map<string, Node<T>>
}

/** Comparing so many one after the other is quicker than another step in the tree. */
const FEW = 4

const empty = <T>(): Node<T> => ({ few: [], ends: new Map(), next: new Map() })

/** Phrases below `shortest` characters aren't searched for; of those that are there twice, the first one's value holds. */
export function phraseIndex<T>(phrases: Iterable<readonly [string, T]>, shortest: number): PhraseIndex<T> {
  const root = empty<T>()
  const entries = [...phrases].filter(([phrase]) => phrase.length >= shortest)
  const beginnings = bitsFor(entries.length)
  for (const [phrase, value] of entries) {
    insert(root, shortest, 0, { phrase, value })
    const bit = hashAt(phrase, 0, shortest)
    const at = (bit >>> 5) & (beginnings.length - 1)
    beginnings[at] = (beginnings[at] ?? 0) | (1 << (bit & 31))
  }
  function* search(text: string) {
    let afterWord = false
    for (let at = 0; at + shortest <= text.length; at++) {
      const inWord = afterWord
      afterWord = isWord(text.charCodeAt(at))
      if (inWord && afterWord) continue
      const bit = hashAt(text, at, shortest)
      if (((beginnings[(bit >>> 5) & (beginnings.length - 1)] ?? 0) & (1 << (bit & 31))) === 0) continue
      for (const { phrase, value } of phrasesAt(root, shortest, text, at)) {
        const end = at + phrase.length
        if (!(isWord(text.charCodeAt(end - 1)) && isWord(text.charCodeAt(end)))) yield { phrase, value, at }
      }
    }
  }
  return { search, size: entries.length }
}

/** One bit for each beginning of a phrase among thirty-two and more; a power of two of words. */
const bitsFor = (phrases: number) => new Uint32Array(2 ** Math.min(20, 4 + Math.ceil(Math.log2(phrases + 1))))

/** FNV-1a over UTF-16 units, http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashAt(text: string, at: number, length: number): number {
  let hash = 0x81_1c_9d_c5
  for (let i = at; i < at + length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01_00_01_93)
  return hash ^ (hash >>> 15)
}

function insert<T>(root: Node<T>, chunk: number, from: number, entry: Entry<T>) {
  const { phrase } = entry
  let [node, depth] = [root, from]
  for (; node.few === null && depth + chunk <= phrase.length; depth += chunk) {
    const part = phrase.slice(depth, depth + chunk)
    const next = node.next.get(part) ?? empty<T>()
    node.next.set(part, next)
    node = next
  }
  if (node.few !== null) {
    if (!node.few.some((one) => one.phrase === phrase)) node.few.push(entry)
    if (node.few.length > FEW) spread(node, chunk, depth)
    return
  }
  const rest = phrase.slice(depth)
  const ends = node.ends.get(rest.length) ?? new Map<string, Entry<T>>()
  node.ends.set(rest.length, ends)
  if (!ends.has(rest)) ends.set(rest, entry)
}

/** Makes a branch of a list that has grown long. */
function spread<T>(node: Node<T>, chunk: number, depth: number) {
  const entries = node.few ?? []
  node.few = null
  for (const entry of entries) insert(node, chunk, depth, entry)
}

/** The phrases that begin at `at`, wherever they end. */
function phrasesAt<T>(root: Node<T>, chunk: number, text: string, at: number): Entry<T>[] {
  const found: Entry<T>[] = []
  let depth = at
  for (let node: Node<T> | undefined = root; node; depth += chunk) {
    if (node.few !== null) {
      for (const entry of node.few) if (text.startsWith(entry.phrase, at)) found.push(entry)
      break
    }
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

/** What tells these phrases from any others. */
export const phraseDigest = <T>(phrases: Iterable<readonly [string, T]>): string =>
  createHash('sha256')
    .update(JSON.stringify([...phrases]))
    .digest('base64url')
