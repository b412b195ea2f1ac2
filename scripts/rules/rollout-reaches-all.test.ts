import { expect, test } from 'vitest'
import { broken, change, validating } from '../fixtures/good-content.ts'

const rollout = (...percents: number[]) =>
  broken(
    change,
    'rollback:\n',
    `rollout:\n${percents.map((percent) => `  - {percent: ${percent}, bake: 10m}\n`).join('')}rollback:\n`,
  )

test('Steps that rise to 100 are fine.', () => {
  expect(validating(rollout(10, 40, 100))).toBe('')
  expect(validating(rollout(0.5, 1, 100))).toBe('')
  expect(validating(rollout(100))).toBe('')
})

test('A rollout that stops short is reported at its last step.', () => {
  expect(validating(rollout(10, 40, 80))).toMatchInlineSnapshot(
    `"error rollout-reaches-all changes/2026/CHG-2026-0001-cache.md:15 Unexpected last step of 80 percent, expected 100."`,
  )
})

test('A step that falls back is reported, with the one before it.', () => {
  expect(validating(rollout(10, 50, 20, 100))).toMatchInlineSnapshot(`
    "error rollout-reaches-all changes/2026/CHG-2026-0001-cache.md:15 Unexpected 20 percent after 50 percent, expected more than 50.
      ↳ changes/2026/CHG-2026-0001-cache.md:14 The step before it is here."
  `)
})

test('A step that stays where the one before it was is reported.', () => {
  expect(validating(rollout(10, 10, 100))).toMatchInlineSnapshot(`
    "error rollout-reaches-all changes/2026/CHG-2026-0001-cache.md:14 Unexpected 10 percent after 10 percent, expected more than 10.
      ↳ changes/2026/CHG-2026-0001-cache.md:13 The step before it is here."
  `)
})

test('A step after all have it is reported once.', () => {
  expect(validating(rollout(10, 100, 50))).toMatchInlineSnapshot(`
    "error rollout-reaches-all changes/2026/CHG-2026-0001-cache.md:15 Unexpected 50 percent after 100 percent, expected no step after all have it.
      ↳ changes/2026/CHG-2026-0001-cache.md:14 The step before it is here."
  `)
})

test('A rollout without steps reaches nobody.', () => {
  expect(validating(broken(change, 'rollback:\n', 'rollout: []\nrollback:\n'))).toMatchInlineSnapshot(
    `"error rollout-reaches-all changes/2026/CHG-2026-0001-cache.md:12 Unexpected empty rollout, expected steps of which the last one is 100 percent."`,
  )
})
