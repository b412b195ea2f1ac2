import { expect, test } from 'vitest'
import { gating, plan } from '../fixtures/gate-context.ts'

/** In another environment, so that only the implementer collides. */
const elsewhere = (id: string, fields: Record<string, string> = {}) => plan(id, { environment: 'staging', ...fields })
const at = (start: string, end: string) => ({ window: `{start: 2026-12-01T${start}Z, end: 2026-12-01T${end}Z}` })
const mine = plan('CHG-2026-0003')

test('Somebody who carries out two changes at once is reported, however the handle is written.', () => {
  const base = elsewhere('CHG-2026-0004', { implementer: 'Ana', ...at('03:00:00', '05:00:00') })
  expect(gating({ base, head: mine })).toMatchInlineSnapshot(`
    "warning implementer-double-booked changes/2026/CHG-2026-0003.md:7 Unexpected implementer ana, busy with CHG-2026-0004 from 2026-12-01T03:00:00Z to 2026-12-01T04:00:00Z, expected one change at a time.
      ↳ changes/2026/CHG-2026-0004.md:11 CHG-2026-0004 is carried out here.
      Start at 2026-12-01T05:00:00Z or later, or let somebody else carry it out."
  `)
})

test('One change after the other is fine, and so are two people.', () => {
  expect(gating({ base: elsewhere('CHG-2026-0004', at('00:00:00', '02:00:00')), head: mine })).toBe('')
  expect(gating({ base: elsewhere('CHG-2026-0004', at('04:00:00', '05:00:00')), head: mine })).toBe('')
  expect(gating({ base: elsewhere('CHG-2026-0004', { implementer: 'bo' }), head: mine })).toBe('')
})

test('What is only proposed, or over, takes nobody’s time.', () => {
  expect(gating({ base: elsewhere('CHG-2026-0004', { status: 'proposed' }), head: mine })).toBe('')
  expect(gating({ base: elsewhere('CHG-2026-0004', { status: 'cancelled' }), head: mine })).toBe('')
})

test('A long change is found behind short ones that came after it.', () => {
  const base = {
    ...elsewhere('CHG-2026-0004', at('00:00:00', '06:00:00')),
    ...elsewhere('CHG-2026-0005', at('00:30:00', '01:00:00')),
    ...elsewhere('CHG-2026-0006', at('01:00:00', '01:30:00')),
    ...elsewhere('CHG-2026-0007', at('03:30:00', '03:45:00')),
    ...elsewhere('CHG-2026-0008', at('05:00:00', '06:00:00')),
  }
  const busyWith = [...gating({ base, head: mine }).matchAll(/busy with (\S+)/g)].map(([, id]) => id)
  expect(busyWith).toEqual(['CHG-2026-0004', 'CHG-2026-0007'])
})

test('Of many at once the first ten are named, and the others counted.', () => {
  const many = Array.from({ length: 14 }, (_, index) => elsewhere(`CHG-2026-00${index + 20}`))
  const told = gating({ base: Object.assign({}, ...many), head: mine })
  expect([...told.matchAll(/busy with CHG-/g)]).toHaveLength(10)
  expect(told).toContain('Unexpected implementer ana, busy with 4 more in that time, expected one change at a time.')
})
