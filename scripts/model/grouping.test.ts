import { expect, test } from 'vitest'
import { groupByEach } from './grouping.ts'

test('An item stands under each of its keys, once, in the order of the list; one without a key under none.', () => {
  const lent = [
    { book: 'Emma', to: ['ana', 'bo', 'ana'] },
    { book: 'Ulysses', to: [] },
    { book: 'Walden', to: ['bo'] },
  ]
  const groups = groupByEach(lent, ({ to }) => to)
  expect([...groups].map(([who, items]) => [who, items.map(({ book }) => book)])).toEqual([
    ['ana', ['Emma']],
    ['bo', ['Emma', 'Walden']],
  ])
})
