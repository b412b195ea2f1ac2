import { expect, test } from 'vitest'
import type { ApprovalState, ApprovalSlot } from '#model/gate/context'
import { reviewersToAsk } from './reviewers.ts'

const platform = (...who: string[]): ApprovalSlot => ({ kind: 'service_team', team: 'platform', who })
const lead = (...who: string[]): ApprovalSlot => ({ kind: 'lead', team: null, who })
const approval = (missing: ApprovalSlot[], more: Partial<ApprovalState> = {}): ApprovalState => ({
  required: true,
  withdraws: false,
  later: false,
  fallen: [],
  objections: [],
  slots: missing,
  given: [],
  void: [],
  missing,
  ...more,
})

/** Whom a pull request asks whose files need an approval. */
const asking = (state: ApprovalState, more: Partial<Parameters<typeof reviewersToAsk>[1]> = {}) =>
  reviewersToAsk(
    { changes: [], paths: [{ path: 'services/', rule: 'any', files: [], approval: state }] },
    { requested: [], asked: [], again: false, turn: 0, ...more },
  )

test('One more is asked than is needed, and never everybody.', () => {
  expect(asking(approval([platform('bo', 'cy', 'di', 'eve')]))).toEqual(['bo', 'cy'])
  const two = platform('bo', 'cy', 'di', 'eve')
  expect(asking(approval([two, two]))).toEqual(['bo', 'cy', 'di'])
})

test('It is another one’s turn in the next pull request.', () => {
  const state = approval([platform('bo', 'cy', 'di', 'eve')])
  expect(asking(state, { turn: 3 })).toEqual(['eve', 'bo'])
  expect(asking(state, { turn: 6 })).toEqual(['di', 'eve'])
})

test('Nobody is asked where nothing is missing, or nobody may give it.', () => {
  expect(asking(approval([]))).toEqual([])
  expect(asking(approval([platform('bo')], { required: false }))).toEqual([])
  expect(asking(approval([platform()]))).toEqual([])
})

test('Who was asked counts, whether they still are or somebody took the request back.', () => {
  const state = approval([platform('bo', 'cy', 'di', 'eve')])
  expect(asking(state, { requested: ['Di'] })).toEqual(['bo'])
  expect(asking(state, { requested: ['di', 'cy'] })).toEqual([])
  expect(asking(state, { asked: ['bo', 'cy'] })).toEqual([])
})

test('Who is asked for one approval counts for the others that they may give, the rarest first.', () => {
  expect(asking(approval([platform('ana', 'bo', 'cy'), lead('bo')]))).toEqual(['bo', 'ana'])
})

test('Who has said no is left alone; another one is asked instead.', () => {
  const state = approval([platform('bo', 'cy', 'di')], { void: [{ by: 'bo', why: 'changes_requested' }] })
  expect(asking(state, { asked: ['bo', 'cy'] })).toEqual(['di'])
})

test('After a push, who approved the plan before is asked to look again, and only then.', () => {
  const state = approval([platform('bo', 'cy', 'di')], { void: [{ by: 'di', why: 'other_plan' }] })
  expect(asking(state, { asked: ['bo', 'di'], requested: ['bo'], again: true })).toEqual(['di'])
  expect(asking(state, { asked: ['bo', 'di'], requested: ['bo'] })).toEqual(['cy'])
  expect(asking(state, { requested: ['bo', 'di'], again: true })).toEqual([])
})
