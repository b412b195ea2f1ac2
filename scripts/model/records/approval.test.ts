import { expect, test } from 'vitest'
import { approvalSchema, approvedBefore, recordedApproval } from './approval.ts'

const TEN = Date.UTC(2026, 2, 1, 10)

test('What is recorded reads as a file of approvals, the first review first.', () => {
  const written = recordedApproval('CHG-2026-0001', {
    plan: 'f00d',
    authors: ['ana'],
    given: [
      { by: 'cy', at: TEN + 60_000 },
      { by: 'bo', at: TEN },
    ],
  })
  expect(written).toEqual({
    change: 'CHG-2026-0001',
    plan: 'f00d',
    authors: ['ana'],
    approvals: [
      { by: 'bo', at: '2026-03-01T10:00:00Z' },
      { by: 'cy', at: '2026-03-01T10:01:00Z' },
    ],
  })
  expect(approvalSchema.parse(written).approvals[1]).toEqual({ by: 'cy', at: TEN + 60_000 })
})

test('A plan counts as approved where somebody approved this very plan.', () => {
  const approvals = [{ by: 'bo', at: TEN }]
  expect(approvedBefore({ plan: 'f00d', approvals }, 'f00d')).toBe(true)
  expect(approvedBefore({ plan: 'f00d', approvals }, 'beef')).toBe(false)
  expect(approvedBefore({ plan: 'f00d', approvals: [] }, 'f00d')).toBe(false)
})
