import { expect, test } from 'vitest'
import { gating, plan } from '../fixtures/gate-context.ts'

const event = (rest: string) => ({ 'events/launch.yaml': `title: Launch of the spring shop\n${rest}\n` })
const head = plan('CHG-2026-0003')
const NIGHT = 'start: 2026-12-01T03:30:00Z\nend: 2026-12-01T09:00:00Z'

test('A change during an event that needs its service is reported.', () => {
  expect(gating({ base: event(`${NIGHT}\nservices: [checkout]`), head })).toMatchInlineSnapshot(`
    "warning overlaps-event changes/2026/CHG-2026-0003.md:11 Unexpected window during the event "Launch of the spring shop" from 2026-12-01T03:30:00Z to 2026-12-01T04:00:00Z, expected a time when nobody counts on \`checkout\`.
      ↳ events/launch.yaml:2 The event is here.
      Start at 2026-12-01T09:00:00Z or later, or ask those who run the event."
  `)
})

test('An event that needs everything needs its services, too.', () => {
  expect(gating({ base: event(NIGHT), head })).toContain('when nobody counts on `checkout`.')
})

test('An event of other services, or after the window, is fine.', () => {
  expect(gating({ base: event(`${NIGHT}\nservices: [ledger-store]`), head })).toBe('')
  expect(gating({ base: event('start: 2026-12-01T04:00:00Z\nend: 2026-12-01T09:00:00Z'), head })).toBe('')
})
