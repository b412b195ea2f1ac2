import { expect, test } from 'vitest'
import { feedVocabulary } from './feed-vocabulary.ts'

test.each([
  'http://www.w3.org/2005/Atom',
  'https://jsonfeed.org/version/1.1',
  'REFRESH-INTERVAL',
  'CANCELLED',
  'VTIMEZONE',
])('An internal note may say %s, as every site with feeds does.', (word) => {
  expect(feedVocabulary()).toContain(word)
})
