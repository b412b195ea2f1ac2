import { askedWords, type AskedWord } from '#model/runbook/same-words'
import { namesTyped } from '../view/search/names-typed.ts'
import { folded, termsOf, wordsOf } from '../view/search/words.ts'

/** What can be found: names that somebody types whole, and all that it says. */
export interface Findable {
  /** Title, id, alerts and their older names. */
  names: readonly string[]
  text: string
}

/** Texts that were found, by their numbers, the best first, and what was typed that none has but with a slip. */
export interface Finding {
  numbers: number[]
  unlike: string[]
}

/** Finds some of many texts; null where nothing is asked for. */
export type Find = (typed: string) => Finding | null

/** Words shorter than that have too many neighbours. */
const FORGIVING = 5

/** Texts that can be searched, which may come one by one: to read a thousand takes longer than a keystroke may. */
export interface Index {
  add: (text: Findable) => void
  find: Find
}

/**
 * Finds those that have every word that is typed or another for the same, wherever it stands, cut short or with one slip
 * in it where nothing has it as it is. Who is called by what is typed comes first, then whose names have all of it.
 */
export function emptyIndex(): Index {
  const where = new Map<string, number[]>()
  const named: { whole: string[]; terms: string[]; written: ReadonlySet<string> }[] = []
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
    named.push({
      whole: names.map((name) => folded(name)),
      terms: names.flatMap(wordsOf).flatMap(termsIn),
      written: new Set(names),
    })
  }
  const having = (fits: (term: string) => boolean): Set<number> =>
    new Set([...where].flatMap(([term, numbers]) => (fits(term) ? numbers : [])))
  const inAll = (words: readonly string[], fits: (term: string, word: string) => boolean): Set<number> =>
    words.map((word) => having((term) => fits(term, folded(word)))).reduce((all, some) => all.intersection(some))
  /** Texts that have it or another word for it; where none has, those with a word that is near. */
  const textsWith = ({ words, others }: AskedWord): { found: Set<number>; near: boolean } => {
    const found = [
      inAll(words, (term, word) => term.includes(word)),
      ...others.map((phrase) =>
        inAll(phrase, (term, word) => term === word || (word.length > 3 && term.startsWith(word))),
      ),
    ].reduce((all, some) => all.union(some))
    return found.size > 0
      ? { found, near: false }
      : { found: inAll(words, (term, word) => isNear(word, term)), near: true }
  }
  const find: Find = (typed) => {
    const words = wordsOf(typed).map(folded)
    if (words.length === 0) return null
    const asked = askedWords(words).map((one) => ({ words: one.words, ...textsWith(one) }))
    const all = asked.map((one) => one.found).reduce((found, some) => found.intersection(some))
    const typedNames = namesTyped(typed)
    // A pager sends the name of an alert among other words, as it is spelled; else a name counts where nothing has all.
    const called = named.flatMap(({ whole, written }, number) =>
      typedNames.words.some(
        (name) =>
          whole.includes(name.key) && (all.size === 0 || (written.has(name.written) && isSpelled(name.written))),
      )
        ? number
        : [],
    )
    const found = called.length > 0 && all.size === 0 ? new Set(called) : all.union(new Set(called))
    const rank = (number: number) => {
      const { whole = [], terms = [] } = named[number] ?? {}
      if (whole.includes(typedNames.whole) || called.includes(number)) return 0
      return words.every((word) => terms.some((term) => term.includes(word) || isNear(word, term))) ? 1 : 2
    }
    return {
      numbers: [...found]
        .map((number) => ({ number, rank: rank(number) }))
        .toSorted((a, b) => a.rank - b.rank || a.number - b.number)
        .map(({ number }) => number),
      unlike:
        all.size === 0 && called.length > 0 ? [] : asked.flatMap((one) => (one.near ? [one.words.join(' ')] : [])),
    }
  }
  return { add, find }
}

/** A name that is no word: `KubePodCrashLooping`, `pay/queue`. */
const isSpelled = (name: string): boolean => /\p{Ll}\p{Lu}|[\p{L}\p{N}][-_/]/u.test(name)

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
