import { DAY, HOUR, MINUTE, SECOND, type Duration } from '../time.ts'

/* Lengths, shares and numbers as people write them in English: `five minutes`, `5 min`, `1h30m`, `80 %`, `20,000`. */

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

const WORDS = new Map<string, number>([
  ...ONES.map((word, i) => [word, i] as const),
  ...TENS.map((word, i) => [word, (i + 2) * 10] as const),
  ...TENS.flatMap((tens, i) => ONES.slice(1, 10).map((ones, j) => [`${tens}-${ones}`, (i + 2) * 10 + j + 1] as const)),
  ['hundred', 100],
  ['a hundred', 100],
  ['a thousand', 1000],
])

/** A number, for a pattern: digits, with or without separators, or words up to ninety-nine. */
export const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,15}(?:[.,]\d{1,15})?|\b(?:(?:${TENS.join('|')})(?:-(?:${ONES.slice(1, 10).join('|')}))?|${ONES.join('|')}|a hundred|hundred|a thousand)\b)`

/** What a text that matches `NUMBER` says. */
export function numberOf(text: string): number {
  const word = WORDS.get(text.toLowerCase())
  if (word !== undefined) return word
  if (text.trim() === '') return NaN
  return Number(/^\d{1,3}(?:,\d{3})+$/.test(text) ? text.replaceAll(',', '') : text.replace(',', '.'))
}

const UNITS: readonly (readonly [RegExp, Duration])[] = [
  [/^(?:ms|milliseconds?)$/i, 1],
  [/^(?:s|secs?|seconds?)$/i, SECOND],
  [/^(?:m|mins?|minutes?)$/i, MINUTE],
  [/^(?:h|hrs?|hours?)$/i, HOUR],
  [/^(?:d|days?)$/i, DAY],
  [/^(?:w|weeks?)$/i, 7 * DAY],
]
const UNIT = String.raw`(?:ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)\b`

/** A length of time, for a pattern. */
export const LENGTH = String.raw`(?:\d{1,9}h\d{1,9}m(?:\d{1,9}s)?\b|\d{1,9}m\d{1,9}s\b|half an? (?:minute|hour|day)\b|a quarter of an hour\b|an? (?:second|minute|hour|day|week)\b|${NUMBER}[\s\u00a0-]{0,3}${UNIT})`

/** What a text that matches `LENGTH` says, in milliseconds; null where it says nothing. */
export function lengthOf(text: string): Duration | null {
  const plain = text.toLowerCase().replaceAll(/[\s\u00a0]+/g, ' ')
  const [, h, m, s] = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(plain) ?? []
  if (h !== undefined || m !== undefined || s !== undefined)
    return Number(h ?? 0) * HOUR + Number(m ?? 0) * MINUTE + Number(s ?? 0) * SECOND
  if (plain === 'a quarter of an hour') return 15 * MINUTE
  const [, half, only] = /^(half )?an? (\w+)$/.exec(plain) ?? []
  if (only !== undefined) return (unitOf(only) ?? 0) / (half === undefined ? 1 : 2)
  const [, unit = ''] = /((?<![a-z])[a-z]+)$/.exec(plain) ?? []
  const length = unitOf(unit)
  const count = numberOf(plain.slice(0, plain.length - unit.length).replace(/(?<![ -])[ -]+$/, ''))
  return length === null || Number.isNaN(count) ? null : count * length
}

const unitOf = (word: string): Duration | null => UNITS.find(([pattern]) => pattern.test(word))?.[1] ?? null

/** Whether two numbers are the same but for what binary fractions make of them. */
export const isSame = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))
