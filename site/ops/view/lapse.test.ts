import { expect, test } from 'vitest'
import { lapse, untilDue } from './lapse.ts'

const MINUTE = 60_000
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

test.each([
  [0, '0 min'],
  [MINUTE - 1, '0 min'],
  [48 * MINUTE, '48 min'],
  [59 * MINUTE + 59_999, '59 min'],
  [60 * MINUTE, '1 h'],
  [278 * MINUTE, '4 h 38 min'],
  [47 * 60 * MINUTE + 59 * MINUTE, '47 h 59 min'],
  [48 * 60 * MINUTE, '2 d'],
  [76 * 60 * MINUTE, '3 d 4 h'],
  [-5, '0 min'],
])('%i ms is %s', (duration, words) => {
  expect(plain(lapse(duration))).toBe(words)
})

test.each([
  [25 * MINUTE, 'in 25 min'],
  [24 * MINUTE + 1, 'in 25 min'],
  [0, 'in 0 min'],
  [-1, '0 min late'],
  [-3 * MINUTE, '3 min late'],
])('What is due %i ms from now is %s', (ahead, words) => {
  expect(plain(untilDue(ahead, 0))).toBe(words)
})
