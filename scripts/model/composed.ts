/*
 * Pages put sentences together: "Payments partial outage since 23 Nov, 09:12 CET" is a name, a state, a word of the
 * template and a moment. Someone who quotes such a line in an internal note hasn't leaked anything.
 */

/** Numbers, times, dates and zones: what any page is full of. English, as the pages are. */
const COMMON =
  /^(?:[\d.,:%+/tz-]+|\d+[dhms]|at|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september|october|november|december|utc|gmt(?:[+-][\d:]+)?|bst|wes?t|cet|cest|ees?t|msk|ist|jst|kst|[aecmp][sd]t|a[ecw][sd]t|nz[sd]t)$/i

const EDGE = /^[^\p{L}\p{N}%]+|[^\p{L}\p{N}%]+$/gu
/** The words of a text without case and without the marks around them. */
const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replaceAll(EDGE, ''))
    .filter((word) => word !== '')

/**
 * Tells whether a text is put together from public values and the sentences of the templates (`since {time}`) alone,
 * each of them whole, with numbers and dates between them.
 */
export function composedOf(values: Iterable<string>, sentences: Iterable<string>): (text: string) => boolean {
  const pieces = new Set<string>()
  let longest = 1
  const add = (text: string) => {
    const words = wordsOf(text)
    longest = Math.max(longest, words.length)
    pieces.add(words.join(' '))
  }
  for (const value of values) add(value)
  for (const sentence of sentences) for (const part of sentence.split(/\{\w+\}/)) add(part)
  return (text) => {
    const words = wordsOf(text)
    /** Whether the first so many words are covered. */
    const covered = [true]
    for (const [i] of words.entries()) {
      if (!covered[i]) continue
      if (COMMON.test(words[i] ?? '')) covered[i + 1] = true
      for (let j = i + 1; j <= Math.min(words.length, i + longest); j++)
        if (!covered[j] && pieces.has(words.slice(i, j).join(' '))) covered[j] = true
    }
    return covered[words.length] === true
  }
}
