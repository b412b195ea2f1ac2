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

/** Opens an index. Of what is typed every word has to fit: as it is, as a beginning, or with one slip, numbers as they are. */
export async function openFullText(index: object): Promise<(typed: string) => Hit[]> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `fullTextIndex` wrote it
  const opened = await MiniSearch.loadJSAsync(index as never, OPTIONS)
  const find = (typed: string, slips: number) =>
    opened.search(queryOf(typed), searching(slips)).map(({ id, score }): Hit => ({ place: Number(id), score }))
  return (typed) => {
    const found = find(typed, 1)
    // Two letters that changed places are two slips to it, and one to whoever typed them.
    return found.length > 0 ? found : find(typed, 2)
  }
}

const searching = (slips: number): SearchOptions => ({
  boost: BOOST,
  prefix: true,
  fuzzy: (term) => (term.length > (slips === 1 ? 4 : 5) && !/\d/.test(term) ? slips : false),
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
