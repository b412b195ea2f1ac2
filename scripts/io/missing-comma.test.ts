import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { findingsIn, GOOD } from '../fixtures/good-content.ts'

const FILE = 'teams/platform.yaml'

/** What is told to be written in place of a step. */
function told(step: string): string | undefined {
  const text = `${GOOD[FILE]}escalation:\n  - ${step}\n`
  const found = findingsIn({ [FILE]: text }).find(({ rule }) => rule === 'yaml-syntax')
  return /Write `(?:- )?(\{.*\})`/.exec(found?.help ?? '')?.[1]
}

test.each<[string, object]>([
  ['{after: 15m who: ada, how: phone}', { after: '15m', who: 'ada', how: 'phone' }],
  ['{after: 15m, who: ada how: phone}', { after: '15m', who: 'ada', how: 'phone' }],
  ['{after: 15m who: ada how: phone}', { after: '15m', who: 'ada', how: 'phone' }],
  // Words with a colon between them are one text.
  ['{after: 15m, who: ada, how: call: twice}', { after: '15m', who: 'ada', how: 'call: twice' }],
])('In %s what is missing is put there, and the text is YAML.', (step, expected) => {
  expect(parse(told(step) ?? '')).toEqual(expected)
})
