import fc from 'fast-check'
import { expect, test } from 'vitest'
import { phraseIndex } from './phrase-index.ts'

const isWord = (char: string | undefined) => char !== undefined && /^[A-Za-z0-9]$/.test(char)

/** Every phrase at every place, one after the other. */
function naive(phrases: [string, number][], shortest: number, text: string): string[] {
  const hits: string[] = []
  for (const [phrase, value] of phrases)
    for (let at = text.indexOf(phrase); phrase.length >= shortest && at !== -1; at = text.indexOf(phrase, at + 1)) {
      const end = at + phrase.length
      const cut = (i: number) => isWord(text[i - 1]) && isWord(text[i])
      if (!cut(at) && !cut(end)) hits.push(`${phrase} ${value} ${at}`)
    }
  return hits.toSorted()
}

const words = fc.array(fc.constantFrom('a', 'b', 'ab', 'ba', '-', ' ', '検', '9', '.'), { maxLength: 12 })
const text = words.map((parts) => parts.join(''))

test('It finds what a search for one phrase after the other finds.', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(text, fc.nat(9)), { maxLength: 8, selector: ([phrase]) => phrase }),
      fc.integer({ min: 1, max: 4 }),
      fc.array(text, { maxLength: 6 }).map((parts) => parts.join(' ')),
      (phrases, shortest, haystack) => {
        const found = [...phraseIndex(phrases, shortest).search(haystack)]
        expect(found.map(({ phrase, value, at }) => `${phrase} ${value} ${at}`).toSorted()).toEqual(
          naive(phrases, shortest, haystack),
        )
      },
    ),
    { numRuns: 2000 },
  )
})

test('A phrase is found as whole words only.', () => {
  const { search } = phraseIndex([['ledger', 1]], 4)
  expect([...search('the ledger, ledgers and a subledger: ledger-store')].map(({ at }) => at)).toEqual([4, 37])
})
