import { expect, test } from 'vitest'
import { actionWords } from './action.ts'

test.each([
  [[], null],
  [['open'], '1 of 1 open'],
  [['open', 'done', 'dropped'], '1 of 3 open'],
  [['done'], '1 done'],
  [['done', 'dropped', 'done'], '2 done, 1 dropped'],
  [['dropped'], '1 dropped'],
] as const)('Of actions that are %j it says %j.', (actions, words) => {
  expect(actionWords(actions.map((status) => ({ status })))).toBe(words)
})
