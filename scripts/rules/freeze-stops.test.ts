import { expect, test } from 'vitest'
import { auditing } from '../fixtures/audit-context.ts'
import { gateFindings, gating, plan } from '../fixtures/gate-context.ts'
import { broken, freeze } from '../fixtures/good-content.ts'

const WINDOW = '{start: 2026-12-20T02:00:00Z, end: 2026-12-20T04:00:00Z}'
const approved = plan('CHG-2026-0003', { window: WINDOW })
const FREEZE = 'title: Sale\nlevel: hard\nowner: ana\nstart: 2026-12-20T00:00:00Z\nend: 2026-12-21T00:00:00Z\n'
const noFreeze = { [freeze]: null }
const sale = (text: string) => ({ 'freezes/sale.yaml': text })
const announced = {
  'changes/2026/CHG-2026-0003/index.md': approved['changes/2026/CHG-2026-0003.md'] ?? '',
  'changes/2026/CHG-2026-0003/public/20261101T100000Z.md': '---\nstate: scheduled\ntitle: Shorter waits\n---\nSoon.\n',
}
const stops = (base: Record<string, string | null>, head: Record<string, string | null>) =>
  gateFindings({ base: { ...noFreeze, ...base }, head })
    .problems.filter(({ rule }) => rule === 'freeze-stops')
    .map(({ at }) => at.file)

test('A new freeze over an approved change says which, and what customers were told.', () => {
  expect(gating({ base: { ...noFreeze, ...announced }, head: sale(FREEZE) })).toBe(
    [
      'warning freeze-stops freezes/sale.yaml:4 Unexpected freeze "Sale" over CHG-2026-0003, approved and free to go ahead before, expected no approved change in it.',
      '  ↳ changes/2026/CHG-2026-0003/index.md:11 CHG-2026-0003 "Grow the connection pool" is to begin at 2026-12-20T02:00:00Z, by ana, announced to customers as "Shorter waits".',
      '  Once this is merged it may not begin. Agree with those who carry it out: except it in `exceptions`, or have it moved, and tell the customers who were promised a time.',
    ].join('\n'),
  )
})

const EXCEPTION = 'exceptions: [{change: CHG-2026-0003, by: ana, reason: expires}]\n'

test.each([
  ['is longer', FREEZE.replace('2026-12-20T00', '2026-12-20T04')],
  ['was soft', FREEZE.replace('hard', 'soft')],
  ['holds for more services', `${FREEZE}services: [ledger-store]\n`],
  ['holds in more environments', `${FREEZE}environments: [staging]\n`],
  ['excepts it no more', FREEZE + EXCEPTION],
])('So does a freeze that %s.', (_, before) => {
  expect(stops({ ...approved, ...sale(before) }, sale(FREEZE))).toEqual(['freezes/sale.yaml'])
  expect(stops({ ...approved, ...sale(FREEZE) }, sale(before))).toEqual([])
})

test.each([
  ['is only proposed', plan('CHG-2026-0003', { window: WINDOW, status: 'proposed' })],
  ['is done in another window', plan('CHG-2026-0003')],
  ['is cancelled', plan('CHG-2026-0003', { window: WINDOW, status: 'cancelled' })],
])('Nothing is said of a change that %s.', (_, change) => {
  expect(stops(change, sale(FREEZE))).toEqual([])
})

test('Nor where the freeze was there before, or the change has begun.', () => {
  expect(stops({ ...approved, ...sale(FREEZE) }, sale(FREEZE.replace('Sale', 'Big sale')))).toEqual([])
  const begun = plan('CHG-2026-0003', {
    window: '{start: 2026-11-23T02:00:00Z, end: 2026-12-20T04:00:00Z}',
    status: 'in_progress',
    outcome: '{started: 2026-11-23T02:05:00Z}',
  })
  expect(stops(begun, sale(FREEZE))).toEqual([])
})

test('Of many the first are named, and the others counted.', () => {
  const many = Object.assign(
    {},
    ...Array.from({ length: 12 }, (_, i) => plan(`CHG-2026-${1000 + i}`, { window: WINDOW })),
  ) as Record<string, string>
  expect(gating({ base: { ...noFreeze, ...many }, head: sale(FREEZE) })).toContain('CHG-2026-1009 and 2 more, approved')
})

test('The audit names each approved change that a freeze stops, until its window is over.', () => {
  expect(auditing(approved)).toBe(
    [
      'warning freeze-stops changes/2026/CHG-2026-0003.md:11 Unexpected freeze "Year-end freeze" over the window of an approved change that it does not except, expected a change that may begin.',
      '  ↳ freezes/2026-year-end.yaml:4 The freeze is here.',
      '  Move it out of the freeze, which ends at 2027-01-04T00:00:00Z, or have ana except it.',
    ].join('\n'),
  )
  expect(auditing({ ...approved, ...broken(freeze, 'level: hard', `${EXCEPTION}level: hard`) })).toBe('')
  expect(auditing(approved, '2026-12-20T04:00:00Z')).not.toContain('freeze-stops')
})
