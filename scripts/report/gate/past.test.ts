import { expect, test } from 'vitest'
import { historyWords } from './past.ts'

const past = { services: ['payments'], finished: 14, failed: 3, in_first_step: 2, more: false }

test.each([
  [past, 'Of 14 changes to payments in a year 3 failed; 2 of them in the first rollout step.'],
  [
    { ...past, in_first_step: 3 },
    'Of 14 changes to payments in a year 3 failed; all of them in the first rollout step.',
  ],
  [
    { ...past, failed: 1, in_first_step: 1 },
    'Of 14 changes to payments in a year 1 failed; that one in the first rollout step.',
  ],
  [{ ...past, in_first_step: 0 }, 'Of 14 changes to payments in a year 3 failed.'],
  [{ ...past, failed: 0, in_first_step: 0, finished: 1 }, 'The one change to payments in a year did not fail.'],
  [
    { ...past, services: ['a', 'b'], more: true, failed: 0 },
    'Of the newest 14 changes to a or b in a year none failed.',
  ],
])('What history says, in a sentence: %#', (history, sentence) => {
  expect(historyWords(history)).toBe(sentence)
})
