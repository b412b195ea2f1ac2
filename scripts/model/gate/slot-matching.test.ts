import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unfilledSlots } from './slot-matching.ts'
import type { ApprovalSlot } from './context.ts'

const slot = (who: string[]): ApprovalSlot => ({ kind: 'any', team: null, who })

test('Who came first gives way to who can do nothing else.', () => {
  expect(unfilledSlots([slot(['a', 'b']), slot(['a'])], ['b', 'a'])).toEqual([])
  expect(
    unfilledSlots([slot(['a', 'b']), slot(['b', 'c']), slot(['a', 'c']), slot(['c'])], ['a', 'b', 'c']),
  ).toHaveLength(1)
})

test('One person fills one slot, also of those that are alike.', () => {
  expect(unfilledSlots([slot(['a', 'b']), slot(['a', 'b'])], ['a'])).toEqual([slot(['b'])])
})

test('What stays open is what somebody can still fill.', () => {
  // Both could be A's; only the second can be C's, too.
  expect(unfilledSlots([slot(['a', 'c']), slot(['a'])], ['a'])).toEqual([slot(['c'])])
  expect(unfilledSlots([slot(['a']), slot(['a', 'c'])], ['a'])).toEqual([slot(['c'])])
})

test('Who cannot fill any slot changes nothing.', () => {
  expect(unfilledSlots([slot(['a'])], ['z'])).toEqual([slot(['a'])])
})

/** The most slots that can be filled, by trying each person in each. */
function most([first, ...rest]: readonly ApprovalSlot[], free: readonly string[]): number {
  if (!first) return 0
  const filled = first.who
    .filter((one) => free.includes(one))
    .map(
      (one) =>
        1 +
        most(
          rest,
          free.filter((other) => other !== one),
        ),
    )
  return Math.max(most(rest, free), ...filled)
}

const people = fc.subarray(['a', 'b', 'c', 'd', 'e'])
const slots = fc.array(people.map(slot), { maxLength: 6 })

test('No arrangement fills more slots.', () => {
  fc.assert(
    fc.property(slots, people, (needed, given) => {
      expect(unfilledSlots(needed, given)).toHaveLength(needed.length - most(needed, given))
    }),
    { numRuns: 2000 },
  )
})

test('The same people leave the same slots, in whatever order they came.', () => {
  fc.assert(
    fc.property(slots, people, (needed, given) => {
      expect(unfilledSlots(needed, given.toReversed())).toEqual(unfilledSlots(needed, given))
    }),
  )
})

test('As long as anyone could help, somebody who could is named.', () => {
  fc.assert(
    fc.property(slots, people, (needed, given) => {
      const open = unfilledSlots(needed, given)
      const helps = (one: string) => unfilledSlots(needed, [...given, one]).length < open.length
      const named = [...new Set(open.flatMap(({ who }) => who))]
      expect(named.every(helps)).toBe(true)
      expect(named.length > 0).toBe(['a', 'b', 'c', 'd', 'e'].some((one) => !given.includes(one) && helps(one)))
    }),
    { numRuns: 2000 },
  )
})
