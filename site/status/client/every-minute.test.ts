import { expect, test } from 'vitest'
import { pauseAfter } from './every-minute.ts'

test('It asks each minute, and more calmly the longer nobody answers.', () => {
  expect([0, 1, 2, 3, 4, 100].map(pauseAfter)).toEqual([60_000, 120_000, 240_000, 480_000, 480_000, 480_000])
})
