import { distance } from 'fastest-levenshtein'
import { folded, wordsOf } from '../../view/search/words.ts'

/** Shorter words are near to too many others. */
const SHORTEST = 5

/** The word of a record's name that somebody probably meant by one that it hasn't got; null where none is near. */
export function wordAlike(typed: string, names: readonly string[]): string | null {
  if (typed.length < SHORTEST || /^\d+$/.test(typed)) return null
  const most = typed.length < 2 * SHORTEST ? 1 : 2
  const near = names
    .flatMap(wordsOf)
    .map((word) => ({ word, far: distance(folded(word), folded(typed)) }))
    .toSorted((a, b) => a.far - b.far)[0]
  return near !== undefined && near.far <= most ? near.word : null
}
