/** Chance that repeats itself: mulberry32, https://github.com/cprosche/mulberry32. */
export interface Dice {
  /** From 0 up to, not including, 1. */
  share: () => number
  below: (n: number) => number
  one: <T>(of: readonly [T, ...T[]]) => T
  word: () => string
}

const WORDS =
  'checkout session cache deploy queue worker replica region token certificate request latency error timeout retry limit pool index backup gateway'.split(
    ' ',
  )

export function dice(seed: number): Dice {
  let state = seed
  const share = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number) => Math.floor(share() * n)
  const one = <T>(of: readonly [T, ...T[]]): T => of[below(of.length)] ?? of[0]
  return { share, below, one, word: () => WORDS[below(WORDS.length)] ?? '' }
}
