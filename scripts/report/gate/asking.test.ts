import { expect, test } from 'vitest'
import type { ApprovalSlot } from '#model/gate/context'
import { fromOthers, fromPayments, NOTHING_NEEDED } from '../../fixtures/gate-verdicts.ts'
import { againSentence, askSentence } from './asking.ts'

const needing = (what: string, missing: ApprovalSlot[], others: string[] = []) => ({
  what,
  approval: {
    ...NOTHING_NEEDED,
    required: true,
    slots: missing,
    missing,
    void: others.map((by) => ({ by, why: 'other_plan' as const })),
  },
})
const lead: ApprovalSlot = { kind: 'lead', team: null, who: ['lead'] }
const anyone = (...who: string[]): ApprovalSlot => ({ kind: 'any', team: null, who })

test('Whoever can fill the place is named, as a choice or all of them.', () => {
  expect(askSentence([needing('CHG-2026-0001', [fromPayments])])).toBe(
    'Have CHG-2026-0001 approved by 1 from payments (ana, bo or lead).',
  )
  const both = { ...fromPayments, who: ['ana', 'bo'] }
  expect(askSentence([needing('CHG-2026-0001', [both, both])])).toBe(
    'Have CHG-2026-0001 approved by 2 from payments (ana and bo).',
  )
})

test('Who alone fills one place of a plan is not offered for another one of it, and nobody is named twice.', () => {
  expect(askSentence([needing('CHG-2026-0001', [fromPayments, fromOthers, lead])])).toBe(
    'Have CHG-2026-0001 approved by 1 lead (lead), 1 from another team than payments (cy or di) and 1 from payments (ana or bo).',
  )
  expect(askSentence([needing('CHG-2026-0001', [anyone('ana', 'bo', 'cy'), fromPayments])])).toBe(
    'Have CHG-2026-0001 approved by 1 from anyone in a team (ana, bo or cy) and 1 from payments (lead or one named before).',
  )
})

test('One review is of all: what several things need of the same people is asked for once.', () => {
  expect(
    askSentence([
      needing('CHG-2026-0001', [fromPayments]),
      needing('CHG-2026-0002', [fromPayments]),
      needing('`policy.yaml`', [lead]),
    ]),
  ).toBe(
    'Have it approved by 1 lead (lead) for `policy.yaml` and 1 from payments (ana, bo or the one named before) for CHG-2026-0001 and CHG-2026-0002.',
  )
})

test('Where nobody is there, the way out is said.', () => {
  expect(askSentence([needing('CHG-2026-0001', [anyone()])])).toBe(
    'Nobody is there to give 1 from anyone in a team: add people to `teams/`, or ask for less in `policy.yaml`, in a pull request of its own.',
  )
})

test('Of very many people a few are named.', () => {
  const many = Array.from({ length: 300 }, (_, i) => `p${i}`)
  expect(askSentence([needing('CHG-2026-0001', [anyone(...many)])])).toBe(
    'Have CHG-2026-0001 approved by 1 from anyone in a team (p0, p1, p2, p3, p4, p5 or 294 others).',
  )
})

test('Who approved an earlier plan and may fill a place is asked for another look; others are not.', () => {
  expect(againSentence([needing('CHG-2026-0001', [fromPayments], ['bo', 'zoe'])])).toBe(
    ' bo approved an earlier plan: ask for another look.',
  )
  expect(againSentence([needing('CHG-2026-0001', [fromPayments], ['zoe'])])).toBe('')
})
