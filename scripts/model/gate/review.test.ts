import { expect, test } from 'vitest'
import { decisiveReviews, reviewsSchema } from './review.ts'

/** Reviews as GitHub lists them: who, state, minute after ten. */
const listed = (...reviews: [login: string | null, state: string, minute?: number][]) =>
  reviewsSchema.parse(
    reviews.map(([login, state, minute], index) => ({
      id: index,
      user: login === null ? null : { login, id: 1, type: 'User' },
      body: 'Fine.',
      state,
      commit_id: `c${index}`,
      ...(minute === undefined ? {} : { submitted_at: `2026-03-01T10:${String(minute).padStart(2, '0')}:00Z` }),
    })),
  )
const told = (...reviews: Parameters<typeof listed>) =>
  decisiveReviews(listed(...reviews)).map(({ by, state, commit }) => `${by} ${state} ${commit}`)

test('What someone said last holds.', () => {
  expect(told(['ana', 'CHANGES_REQUESTED', 1], ['ana', 'APPROVED', 2])).toEqual(['ana approved c1'])
  expect(told(['ana', 'APPROVED', 1], ['ana', 'CHANGES_REQUESTED', 2])).toEqual(['ana changes_requested c1'])
  expect(told(['ana', 'APPROVED', 1], ['ana', 'DISMISSED', 2])).toEqual(['ana dismissed c1'])
})

test('A comment after an approval takes nothing back, nor does a review that is still being written.', () => {
  expect(told(['ana', 'APPROVED', 1], ['ana', 'COMMENTED', 2], ['ana', 'PENDING'])).toEqual(['ana approved c0'])
  expect(told(['ana', 'COMMENTED', 1])).toEqual([])
})

test('Times decide, wherever a review stands in the list; at one time the later one does.', () => {
  expect(told(['ana', 'CHANGES_REQUESTED', 5], ['ana', 'APPROVED', 2])).toEqual(['ana changes_requested c0'])
  expect(told(['ana', 'CHANGES_REQUESTED', 5], ['ana', 'APPROVED', 5])).toEqual(['ana approved c1'])
})

test('A review without a time came when the one before it did.', () => {
  expect(told(['ana', 'APPROVED', 1], ['ana', 'CHANGES_REQUESTED'])).toEqual(['ana changes_requested c1'])
  expect(told(['ana', 'APPROVED'], ['bo', 'APPROVED', 3], ['ana', 'DISMISSED', 2])).toEqual([
    'bo approved c1',
    'ana dismissed c2',
  ])
})

test('The newest stands first, and a handle is one person in any case.', () => {
  expect(told(['ana', 'APPROVED', 1], ['bo', 'approved', 2], ['Ana', 'Dismissed', 3], ['cy', 'APPROVED', 3])).toEqual([
    'cy approved c3',
    'Ana dismissed c2',
    'bo approved c1',
  ])
  expect(told(['Ana', 'APPROVED', 1], ['ana', 'DISMISSED', 2])).toEqual(['ana dismissed c1'])
})

test('An account that is gone approves nothing.', () => {
  expect(told([null, 'APPROVED', 1])).toEqual([])
})

test('The time and the commit come along; the commit may be gone.', () => {
  const review = {
    user: { login: 'ana' },
    state: 'APPROVED',
    commit_id: null,
    submitted_at: '2026-03-01T11:00:00+01:00',
  }
  expect(decisiveReviews(reviewsSchema.parse([review]))).toEqual([
    { by: 'ana', state: 'approved', commit: null, at: Date.UTC(2026, 2, 1, 10) },
  ])
})

test('A list that says something unknown is refused, not guessed at.', () => {
  const problem = (review: unknown) => reviewsSchema.safeParse([review]).error?.issues[0]?.message
  expect(problem({ user: { login: 'ana' }, state: 'APROVED', commit_id: 'c' })).toBe(
    'Unexpected state "aproved", expected one of approved, changes_requested, dismissed, commented, pending.',
  )
  expect(problem({ user: { login: 'ana' }, state: 'APPROVED', commit_id: 'c', submitted_at: 'today' })).toMatch(
    'Unexpected "today", expected a time',
  )
  expect(reviewsSchema.safeParse({ message: 'Not Found' }).success).toBe(false)
})
