import { folded, termsOf, wordsOf } from '../view/search/words.ts'

/** What can be found: names that somebody types whole, and all that it says. */
export interface Findable {
  /** Title, id, alerts and their older names. */
  names: readonly string[]
  text: string
}

/** Finds some of many texts, by their numbers, the best first; null where nothing is asked for. */
export type Find = (typed: string) => number[] | null

/** Words shorter than that have too many neighbours. */
const FORGIVING = 5

/** Texts that can be searched, which may come one by one: to read a thousand takes longer than a keystroke may. */
export interface Index {
  add: (text: Findable) => void
  find: Find
}

/**
 * Finds those that have every word that is typed, wherever it stands, cut short or with one slip in it where nothing has
 * it as it is. Who is called by what is typed comes first, then whose names have all of it.
 */
export function emptyIndex(): Index {
  const where = new Map<string, number[]>()
  const named: { whole: string[]; terms: string[] }[] = []
  // Runbooks have most of their words in common.
  const known = new Map<string, string[]>()
  const termsIn = (word: string): string[] => {
    const terms = known.get(word) ?? termsOf(word)
    known.set(word, terms)
    return terms
  }
  const add = ({ names, text }: Findable) => {
    const number = named.length
    const terms = new Set([...new Set(wordsOf([...names, text].join(' ')))].flatMap(termsIn))
    for (const term of terms) {
      const numbers = where.get(term)
      if (numbers) numbers.push(number)
      else where.set(term, [number])
    }
    named.push({ whole: names.map((name) => folded(name)), terms: names.flatMap(wordsOf).flatMap(termsIn) })
  }
  const textsWith = (word: string): Set<number> => {
    const having = (fits: (term: string) => boolean) =>
      [...where].flatMap(([term, numbers]) => (fits(term) ? numbers : []))
    const found = having((term) => term.includes(word))
    return new Set(found.length > 0 || word.length < FORGIVING ? found : having((term) => isNear(word, term)))
  }
  const find: Find = (typed) => {
    const words = wordsOf(typed).map(folded)
    if (words.length === 0) return null
    const found = words.map(textsWith).reduce((all, some) => all.intersection(some))
    const rank = (number: number) => {
      const { whole = [], terms = [] } = named[number] ?? {}
      if (whole.includes(folded(typed.trim()))) return 0
      return words.every((word) => terms.some((term) => term.includes(word) || isNear(word, term))) ? 1 : 2
    }
    return [...found]
      .map((number) => ({ number, rank: rank(number) }))
      .toSorted((a, b) => a.rank - b.rank || a.number - b.number)
      .map(({ number }) => number)
  }
  return { add, find }
}

/** Whether a word becomes another, or its beginning, by one letter more, less or other, or two that change places. */
export function isNear(word: string, term: string): boolean {
  if (word.length < FORGIVING || term.length < word.length - 1) return false
  let at = 0
  while (at < word.length && word[at] === term[at]) at++
  if (at === word.length) return true
  const rest = word.slice(at + 1)
  return (
    term.startsWith(rest, at + 1) ||
    term.startsWith(rest, at) ||
    term.startsWith(word.slice(at), at + 1) ||
    (word[at] === term[at + 1] && word[at + 1] === term[at] && term.startsWith(word.slice(at + 2), at + 2))
  )
}
