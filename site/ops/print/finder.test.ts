import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyIndex, isNear, type Findable } from './finder.ts'

const finderOf = (texts: readonly Findable[]) => {
  const { add, find } = emptyIndex()
  texts.forEach(add)
  return find
}
const find = finderOf([
  {
    names: ['Too many payments fail', 'pay/payment-failures', 'PaymentFailuresHigh'],
    text: 'The queue stands. kubectl rollout',
  },
  {
    names: ['The queue stands', 'pay/queue', 'QueueStalled'],
    text: 'Nobody in Zürich is called. PaymentFailuresHigh comes, too.',
  },
  { names: ['Lockers are offline', 'lockers/offline'], text: 'Page Ana Ruiz, +34 600 000 000.' },
])

test.each<[typed: string, found: number[]]>([
  ['payment failures', [0, 1]],
  ['PaymentFailuresHigh', [0, 1]],
  ['queuestalled', [1]],
  ['the queue stands', [1, 0]],
  ['pay/queue', [1, 0]],
  ['zurich', [1]],
  ['lock', [2]],
  ['ruiz 600', [2]],
  ['+34 600 000 000', [2]],
])('%j finds it, who is called so first.', (typed, found) => {
  expect(find(typed)?.numbers).toEqual(found)
})

test.each<[typed: string, found: number[]]>([
  ['rolout', [0]],
  ['rollotu', [0]],
  ['offlibe', [2]],
  ['oflfine', [2]],
  ['lockerss', [2]],
  ['rollaot', []],
  ['ruzi', []],
])('One slip in a longer word is forgiven, in a short one or two in one not: %j.', (typed, found) => {
  expect(find(typed)?.numbers).toEqual(found)
})

test('A word as it is leaves its neighbours alone; nothing typed asks for nothing.', () => {
  const some = finderOf([
    { names: [], text: 'stalled' },
    { names: [], text: 'stallet' },
  ])
  expect(some('stalled')).toEqual({ numbers: [0], unlike: [] })
  expect(some('stallen')).toEqual({ numbers: [0, 1], unlike: ['stallen'] })
  expect([some(''), some(' / ')]).toEqual([null, null])
})

test('One letter more, less or other, and two that change places, are near, wherever they are.', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'abcd'), minLength: 6, maxLength: 9 })
  fc.assert(
    fc.property(letters, fc.nat(8), fc.constantFrom('x', 'y'), fc.string({ maxLength: 3 }), (term, n, other, more) => {
      const at = n % term.length
      const [before, after] = [term.slice(0, at), term.slice(at + 1)]
      const swapped = `${before}${after.slice(0, 1)}${term[at] ?? ''}${after.slice(1)}`
      for (const word of [`${before}${other}${after}`, `${before}${other}${term.slice(at)}`, before + after, swapped])
        expect(isNear(word, term + more), word).toBe(true)
      expect(isNear(`${before}xyx${after}`, term)).toBe(false)
    }),
  )
})

test.each<[typed: string, first: number]>([
  ['[FIRING:1] QueueStalled', 1],
  ['alertname=QueueStalled', 1],
  ['QueueStalled (pod-x warning)', 1],
  ['PaymentFailuresHigh comes, QueueStalled', 0],
  ['FIRING: pay/queue', 1],
])('%j, as a pager sends it, finds first what is called so.', (typed, first) => {
  expect(find(typed)?.numbers[0]).toBe(first)
  expect(find(typed)?.unlike).toEqual([])
})
