import { expect, test } from 'vitest'
import { pauseAfter } from './push-record.ts'

/** The same numbers each time, as if by chance. */
function chances(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

/** How often each of many tries who begin in one moment: who is the first to push something on top of what is there is through. */
function triesOf(many: number, took: number, chance: () => number): number[] {
  let commits = 0
  const tries: number[] = []
  const begin = (at: number) => ({ done: at + took * (0.9 + 0.2 * chance()), failures: 0, seen: commits })
  const trying = Array.from({ length: many }, () => begin(0))
  /** Those who wait, and until when. */
  const waiting: { until: number; failures: number }[] = []
  while (trying.length + waiting.length > 0) {
    const next = trying.toSorted((a, b) => a.done - b.done)[0]
    const awake = waiting.toSorted((a, b) => a.until - b.until)[0]
    if (awake && (!next || awake.until <= next.done)) {
      waiting.splice(waiting.indexOf(awake), 1)
      trying.push({ ...begin(awake.until), failures: awake.failures })
    } else if (next) {
      trying.splice(trying.indexOf(next), 1)
      const failures = next.failures + 1
      if (next.seen === commits) tries.push((commits += 1) && failures)
      else waiting.push({ until: next.done + pauseAfter(failures, took, chance()), failures })
    }
  }
  return tries
}

test.each([300, 1000, 3000, 8000])(
  'Of fifty who push in one moment, each of them in %d ms, all are through within 25 tries, and 10 on the average.',
  (took) => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const tries = triesOf(50, took, chances(seed * 7919))
      expect(tries).toHaveLength(50)
      expect(Math.max(...tries)).toBeLessThanOrEqual(25)
      expect(tries.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(500)
    }
  },
)

test.each([100, 3000])('Two who meet wait no longer than one of them takes, at %d ms.', (took) => {
  expect(pauseAfter(1, took, 1)).toBe(Math.max(150, took))
  expect(pauseAfter(1, took, 0)).toBe(0)
})
