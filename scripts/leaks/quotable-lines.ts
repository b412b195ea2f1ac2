/*
 * Pages put sentences together: "Payments partial outage since 23 Nov, 09:12 CET" is a name, a state, a word of the
 * template and a moment. Someone who quotes such a line in an internal note hasn't leaked anything.
 */

/** Numbers, times and dates as data has them: what any page is full of, whatever it speaks. */
const COMMON = /^[\d.,:%+/tz-]+$/i

const EDGE = /^[^\p{L}\p{N}%]+|(?<![^\p{L}\p{N}%])[^\p{L}\p{N}%]+$/gu
/** The words of a text without case and without the marks around them. */
const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replaceAll(EDGE, ''))
    .filter((word) => word !== '')

/** The same for all numbers: `2026年11月23日` is any day in Japanese. */
const withoutNumbers = (word: string) => word.replaceAll(/\p{N}+(?:[.,]\p{N}+)*/gu, '0')
const PLACE = /\{\w+\}/g
/** A place with what hangs on it: German counts `{weight}-fach`. */
const PLACE_WORD = /(?<!\S)\S*\{\w+\}\S*/g

/**
 * Tells whether a text is put together from public values and the sentences of the templates (`since {time}`) alone,
 * each of them whole, with numbers and moments between them. `written` are moments and lengths as the pages write
 * them: their words count whatever the numbers in them.
 */
export function quotableLines(
  values: Iterable<string>,
  sentences: Iterable<string>,
  written: Iterable<string>,
): (text: string) => boolean {
  const pieces = new Set<string>()
  let longest = 1
  const add = (text: string) => {
    const words = wordsOf(text)
    longest = Math.max(longest, words.length)
    pieces.add(words.join(' '))
  }
  for (const value of values) add(value)
  const counted: string[] = []
  for (const sentence of sentences) {
    for (const part of [...sentence.split(PLACE), ...sentence.split(PLACE_WORD)]) add(part)
    for (const [word] of sentence.matchAll(PLACE_WORD)) counted.push(word.replaceAll(PLACE, '0'))
  }
  const moments = new Set([...written, ...counted].flatMap((text) => wordsOf(text).map(withoutNumbers)))
  const isCommon = (word: string) => COMMON.test(word) || moments.has(withoutNumbers(word))
  return (text) => {
    const words = wordsOf(text)
    /** Whether the first so many words are covered. */
    const covered = [true]
    for (const [i] of words.entries()) {
      if (!covered[i]) continue
      if (isCommon(words[i] ?? '')) covered[i + 1] = true
      for (let j = i + 1; j <= Math.min(words.length, i + longest); j++)
        if (!covered[j] && pieces.has(words.slice(i, j).join(' '))) covered[j] = true
    }
    return covered[words.length] === true
  }
}
