import { expect, test } from 'vitest'
import { gating, plan } from '../fixtures/gate-context.ts'
import { broken } from '../fixtures/good-content.ts'

const welcome = (windows: string) =>
  broken('services/checkout.yaml', 'tier: 1', `tier: 1\nmaintenance_windows: ${windows}`)
// The change is on a Tuesday, from two to four UTC.
const head = plan('CHG-2026-0003')

test('A window outside those of its service is reported, with the next one that has room.', () => {
  const base = welcome('[{days: [wed], from: "01:00", to: "02:00"}, {days: [thu], from: "02:00", to: "04:00"}]')
  expect(gating({ base, head })).toMatchInlineSnapshot(`
    "warning outside-maintenance-window changes/2026/CHG-2026-0003.md:11 Unexpected window outside the maintenance windows of \`checkout\`, expected one of those.
      ↳ services/checkout.yaml:4 They are set here.
      The next one that has room for 2h begins at 2026-12-03T02:00:00Z."
  `)
})

test('They are read in their zone, or else in the one of the site.', () => {
  const berlin = welcome('[{days: [tue], from: "03:00", to: "05:00", time_zone: Europe/Berlin}]')
  expect(gating({ base: berlin, head })).toBe('')
  const site = { 'site.yaml': 'name: Acme\nurl: https://status.acme.example\ntime_zone: Europe/Berlin\n' }
  expect(gating({ base: { ...welcome('[{days: [tue], from: "03:00", to: "05:00"}]'), ...site }, head })).toBe('')
  expect(gating({ base: welcome('[{days: [tue], from: "03:00", to: "05:00"}]'), head })).toContain(
    'warning outside-maintenance-window',
  )
})

test('Where none is long enough, that is said.', () => {
  expect(gating({ base: welcome('[{days: [tue], from: "02:00", to: "03:00"}]'), head })).toContain(
    'None of them has room for 2h: plan a shorter change, or split it.',
  )
})

test('An emergency does not wait for one.', () => {
  const emergency = '{reason: imminent, authorised_by: bo, authorised_at: 2026-12-01T01:50:00Z}'
  const urgent = plan('CHG-2026-0003', { type: 'emergency', emergency, review: '{due: 2026-12-08}' })
  const base = welcome('[{days: [wed], from: "02:00", to: "04:00"}]')
  expect(gating({ base, head: urgent, now: '2026-12-01T01:55:00Z' })).toBe('')
})
