/*
 * What counts as a word, the same when the index is made and when somebody types: without case and accents, and of a
 * name such as `PaymentFailuresHigh` the whole and its parts.
 */

/** Longer than any word or name that people type: a key or a picture in base64. */
const LONGEST = 64

/** Letters that have no accent to take away. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

/** Without case, accents and the width of its letters: `Zürich` and `zurich` are one. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter] ?? letter)

/** The words of a text as they are written. Scripts that put no blank between words are taken sign by sign. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .replaceAll(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/gu, ' $& ')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word.length <= LONGEST && /[\p{L}\p{N}]/u.test(word))

const PARTS = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+/gu

/** The parts of a word that is written in humps, folded: `payment`, `failures`, `high`; none of any other word. */
export function partsOf(word: string): string[] {
  const parts = (word.match(PARTS) ?? []).map(folded).filter(({ length }) => length > 1)
  return parts.length > 1 ? parts : []
}

/** What a word is found by. */
export const termsOf = (word: string): string[] => [...new Set([folded(word), ...partsOf(word)])]
