import MiniSearch, { type Query, type QueryCombination, type SearchOptions, type SearchResult } from 'minisearch'
import { askedWords, type AskedWord } from '#model/runbook/same-words'
import type { Searchable } from '../view/search/found.ts'
import { folded, partsOf, termsOf, wordsOf } from '../view/search/words.ts'

/*
 * The index of a part of the site's records: made as the site is, read where somebody searches. It knows records by
 * their place in a list, and nothing of them but their words.
 */

const BOOST = { names: 5, title: 4, around: 2, text: 1 }
const OPTIONS = { fields: Object.keys(BOOST), tokenize: wordsOf, processTerm: termsOf }

/** The index over some records, as plain data. The same records give the same bytes. */
export function fullTextIndex(records: readonly Searchable[]): object {
  const index = new MiniSearch(OPTIONS)
  index.addAll(records.map((record, id) => ({ id, ...record })))
  return index.toJSON()
}

/** Where in its list a record stands, how well it fits, and what of the words typed isn't in it. */
export interface Hit {
  place: number
  score: number
  missing: string[]
}

/**
 * How strictly something is looked up, the strictest first: every word, as it is, as a beginning, or as another word for
 * the same; with one slip in a word, or two (letters that changed places are two to it, and one to whoever typed them);
 * some of the words.
 */
export const STRICTNESS = ['whole', 'slip', 'slips', 'some'] as const
export type Strictness = (typeof STRICTNESS)[number]

/** Looks something up in an opened index. */
export type Find = (typed: string, how: Strictness) => Hit[]

/** Opens an index. */
export async function openFullText(index: object): Promise<Find> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `fullTextIndex` wrote it
  const opened = await MiniSearch.loadJSAsync(index as never, OPTIONS)
  return (typed, how) => {
    const asked = askedWords(wordsOf(typed))
    const query = how === 'some' ? someOf(typed) : allOf(asked.map(queryOf))
    return opened
      .search(query, searching(how))
      .map((found): Hit => ({ place: Number(found.id), score: found.score, missing: missingIn(found, asked) }))
  }
}

const SLIPS: Readonly<Record<Strictness, number>> = { whole: 0, slip: 1, slips: 2, some: 0 }

const searching = (how: Strictness): SearchOptions => ({
  boost: BOOST,
  // Half of all words begin with some letter.
  prefix: (term) => term.length > 1,
  fuzzy: (term) => (SLIPS[how] > 0 && term.length > 3 + SLIPS[how] && !/\d/.test(term) ? SLIPS[how] : false),
  processTerm: (term) => term,
  tokenize: (term) => [term],
})

const allOf = (queries: Query[]): QueryCombination => ({ combineWith: 'AND', queries })
const wordsAsQuery = (words: readonly string[]): QueryCombination => allOf(words.map(folded))

/** What stands between two blanks is left out as a whole: an id is no other one, and of one word there is no less. */
function someOf(typed: string): Query {
  const pieces = typed
    .split(/\s+/)
    .map((piece) => askedWords(wordsOf(piece)))
    .filter(({ length }) => length > 0)
  return { combineWith: 'OR', queries: pieces.length < 2 ? [] : pieces.map((piece) => allOf(piece.map(queryOf))) }
}

/** Another word for the same counts less than the one that was typed, and is as it is or its beginning. */
const instead = { prefix: (term: string) => term.length > 3, fuzzy: false, boostTerm: () => 0.4 }

/** `PaymentFailures` fits that name, and the two words of it as well; `disk` fits what says volume. */
function queryOf({ words, others }: AskedWord): Query {
  const [word = ''] = words
  const parts = words.length > 1 ? [] : partsOf(word)
  return {
    combineWith: 'OR',
    queries: [
      wordsAsQuery(words),
      ...(parts.length === 0 ? [] : [allOf(askedWords(parts).map(queryOf))]),
      ...others.map((phrase) => ({ ...instead, ...wordsAsQuery(phrase) })),
    ],
  }
}

/** What was typed of which a record has neither the beginning nor another word for it. */
const missingIn = ({ terms }: SearchResult, asked: readonly AskedWord[]): string[] =>
  asked.filter((one) => !isIn(terms, one)).map(({ words }) => words.join(' '))

function isIn(terms: readonly string[], { words, others }: AskedWord): boolean {
  const has = (some: readonly string[]) => some.every((word) => terms.some((term) => term.startsWith(folded(word))))
  const parts = words.length > 1 ? [] : words.flatMap(partsOf)
  return [words, ...others].some(has) || (parts.length > 0 && askedWords(parts).every((part) => isIn(terms, part)))
}
