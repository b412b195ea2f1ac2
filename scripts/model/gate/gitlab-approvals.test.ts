import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reviewsOfApprovals } from './gitlab-approvals.ts'

const START = Date.parse('2026-11-23T08:00:00Z')
const sec = (n: number) => START + n * 1000
const versions = [
  { id: 1, commit: 'a', at: sec(0) },
  { id: 2, commit: 'b', at: sec(600) },
]
const seen = (at: number) => {
  const { reviews, unplaced } = reviewsOfApprovals([{ by: 'bo', at: sec(at) }], versions)
  return reviews[0]?.commit_id ?? (unplaced.includes('bo') ? 'unplaced' : 'lost')
}

test('An approval is of the version that was the newest then; close after a push, or before all of them, of none.', () => {
  expect([-1, 0, 9, 10, 599, 600, 609, 610, 99_999].map(seen)).toEqual([
    'unplaced',
    'unplaced',
    'unplaced',
    'a',
    'a',
    'unplaced',
    'unplaced',
    'b',
    'b',
  ])
})

test('Of two versions of one moment the later one counts.', () => {
  const both = [
    { id: 9, commit: 'later', at: sec(0) },
    { id: 8, commit: 'earlier', at: sec(0) },
  ]
  for (const some of [both, both.toReversed()])
    expect(reviewsOfApprovals([{ by: 'bo', at: sec(60) }], some).reviews[0]?.commit_id).toBe('later')
})

test('However pushes and approvals lie, nobody approves what came after, and nobody is lost.', () => {
  const moment = fc.integer({ min: 0, max: 200 }).map(sec)
  fc.assert(
    fc.property(fc.array(moment, { maxLength: 6 }), fc.array(moment, { maxLength: 6 }), (pushes, approvals) => {
      const made = pushes.map((at, id) => ({ id, commit: `c${id}`, at }))
      const given = approvals.map((at, index) => ({ by: `p${index}`, at }))
      const { reviews, unplaced } = reviewsOfApprovals(given, made)
      expect([...reviews.map(({ user }) => user?.login), ...unplaced].toSorted()).toEqual(
        given.map(({ by }) => by).toSorted(),
      )
      for (const { commit_id, submitted_at } of reviews) {
        const at = Number(submitted_at)
        const pushed = made.find(({ commit }) => commit === commit_id)?.at ?? Number.NaN
        expect(pushed).toBeLessThanOrEqual(at - 10_000)
        // Nothing was pushed between.
        expect(pushes.filter((push) => push > pushed && push <= at)).toEqual([])
      }
    }),
  )
})
