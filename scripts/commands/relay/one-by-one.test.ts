import { expect, test } from 'vitest'
import { oneByOne } from './one-by-one.ts'

test('What comes first is done first, each when the one before is through, also where that fails.', async () => {
  const queue = oneByOne()
  const done: string[] = []
  const work =
    (name: string, fails = false) =>
    async () => {
      done.push(`${name} begins`)
      await Promise.resolve()
      if (fails) throw new Error(name)
      done.push(`${name} ends`)
    }
  const all = await Promise.allSettled([queue(work('a')), queue(work('b', true)), queue(work('c'))])
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(done).toEqual(['a begins', 'a ends', 'b begins', 'c begins', 'c ends'])
})

test('A hundred may wait; the next is told so, until one is through.', async () => {
  const queue = oneByOne()
  const gate = Promise.withResolvers<void>()
  const waiting = Array.from({ length: 100 }, () => queue(() => gate.promise))
  expect(queue(async () => {})).toBeNull()
  gate.resolve()
  await Promise.all(waiting)
  expect(queue(async () => {})).not.toBeNull()
})
