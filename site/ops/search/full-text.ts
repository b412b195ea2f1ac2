import MiniSearch, { type Query, type SearchOptions } from 'minisearch'
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

/** Where in its list a record stands, and how well it fits. */
export interface Hit {
  place: number
  score: number
}

/** Looks something up in an opened index, with so many slips in a word forgiven. */
export type Find = (typed: string, slips: 1 | 2) => Hit[]

/**
 * Opens an index. Of what is typed every word has to fit: as it is, as a beginning, or with a slip, numbers as they are.
 * Two letters that changed places are two slips to it, and one to whoever typed them: for where one finds nothing.
 */
export async function openFullText(index: object): Promise<Find> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `fullTextIndex` wrote it
  const opened = await MiniSearch.loadJSAsync(index as never, OPTIONS)
  return (typed, slips) =>
    opened.search(queryOf(typed), searching(slips)).map(({ id, score }): Hit => ({ place: Number(id), score }))
}

const searching = (slips: 1 | 2): SearchOptions => ({
  boost: BOOST,
  // Half of all words begin with some letter.
  prefix: (term) => term.length > 1,
  fuzzy: (term) => (term.length > 3 + slips && !/\d/.test(term) ? slips : false),
  processTerm: (term) => term,
  tokenize: (term) => [term],
})

/** `PaymentFailures` fits that name, and the two words of it as well. */
function queryOf(typed: string): Query {
  const queries = wordsOf(typed).map((word): Query => {
    const parts = partsOf(word)
    if (parts.length === 0) return folded(word)
    return { combineWith: 'OR', queries: [folded(word), { combineWith: 'AND', queries: parts }] }
  })
  return { combineWith: 'AND', queries }
}
