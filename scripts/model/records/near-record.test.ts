import { expect, test } from 'vitest'
import { nearRecords } from './near-record.ts'

const near = nearRecords([
  'incidents/2026/INC-2026-0001-checkout',
  'incidents/2026/INC-2026-0002-shop',
  'incidents/2026/INC-2026-0003',
  'changes/2026/CHG-2026-0001-cache.md',
])

test.each([
  ['incidents/2026/INC-2026-0001-chekout', 'incidents/2026/INC-2026-0001-checkout'],
  ['incidents/2026/inc-2026-0001', 'incidents/2026/INC-2026-0001-checkout'],
  ['incidents/2026/INC-2026-0010-checkout', 'incidents/2026/INC-2026-0001-checkout'],
  ['incidents/2026/INC-2026-001-checkout', 'incidents/2026/INC-2026-0001-checkout'],
  ['incidents/2025/INC-2026-0002-shop', 'incidents/2026/INC-2026-0002-shop'],
  ['incidents/2026/checkout', 'incidents/2026/INC-2026-0001-checkout'],
  ['changes/2026/CHG-2026-0001-cache', 'changes/2026/CHG-2026-0001-cache.md'],
  ['incidents/2026/INC-2026-0004', null],
  ['incidents/2026/INC-2025-0417-checkout', null],
  ['incidents/2026/CHG-2026-0001-cache', null],
])('%s was meant to be %s.', (folder, record) => {
  expect(near(folder)).toBe(record)
})
