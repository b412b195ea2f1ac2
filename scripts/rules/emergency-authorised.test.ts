import { expect, test } from 'vitest'
import { gating, plan } from '../fixtures/gate-context.ts'

const id = 'CHG-2026-0003'
const LED = { 'teams/platform.yaml': 'name: Platform\nmembers: [ana, bo, lead]\nleads: [lead]\n' }
const NOW = '2026-12-01T01:55:00Z'
const urgent = (emergency: string, fields: Record<string, string | null> = {}) =>
  plan(id, { type: 'emergency', emergency: `{reason: imminent, ${emergency}}`, review: '{due: 2026-12-08}', ...fields })
const gated = (head: Record<string, string>, { base = {}, now = NOW, authors = ['ana'], required = true } = {}) =>
  gating({ base: { ...LED, ...base }, head, now, authors, approval: { required } })

test('An emergency that a lead has authorised right before it begins goes ahead.', () => {
  expect(gated(urgent('authorised_by: lead, authorised_at: 2026-12-01T01:50:00Z'))).toBe('')
  expect(gated(urgent('authorised_by: LEAD, authorised_at: 2026-11-30T02:00:00Z'))).toBe('')
})

test('One that its author, or no lead, has authorised is none.', () => {
  const own = urgent('authorised_by: lead, authorised_at: 2026-12-01T01:50:00Z')
  expect(gated(own, { authors: ['Lead'] })).toMatchInlineSnapshot(`
    "error emergency-authorised changes/2026/CHG-2026-0003.md:13 Unexpected authorisation by lead, who wrote the pull request, expected one by ana or bo.
      Have a lead authorise it, or make it a normal change."
  `)
  expect(gated(urgent('authorised_by: mallory, authorised_at: 2026-12-01T01:50:00Z'))).toMatchInlineSnapshot(`
    "error emergency-authorised changes/2026/CHG-2026-0003.md:13 Unexpected authorisation by mallory, expected one by lead.
      Have a lead authorise it, or make it a normal change."
  `)
  // Whoever writes names into commits doesn't choose who may.
  expect(gated(own, { authors: ['ana', 'lead'] })).toMatch(/^error emergency-authorised .* who wrote the pull request/)
})

test('One that begins a day after it was authorised can wait for its approval.', () => {
  expect(gated(urgent('authorised_by: lead, authorised_at: 2026-11-30T01:59:59Z'))).toMatchInlineSnapshot(`
    "error emergency-authorised changes/2026/CHG-2026-0003.md:11 Unexpected beginning more than 24 hours away from 2026-11-30T01:59:59Z, when it was authorised, expected one within that.
      What can wait for a day is a normal change."
  `)
})

test('Nobody has authorised anything in time to come.', () => {
  expect(gated(urgent('authorised_by: lead, authorised_at: 2026-12-01T01:57:00Z'))).toBe('')
  expect(gated(urgent('authorised_by: lead, authorised_at: 2026-12-01T01:57:01Z'))).toMatchInlineSnapshot(`
    "error emergency-authorised changes/2026/CHG-2026-0003.md:13 Unexpected time 2026-12-01T01:57:01Z, which is still to come, expected when it was authorised.
      Set the time at which it was authorised, with its offset."
  `)
})

test('One that is recorded afterwards began when it began, whatever its window said.', () => {
  const done = (started: string) =>
    urgent('authorised_by: lead, authorised_at: 2026-11-20T01:50:00Z', {
      status: 'completed',
      window: null,
      outcome: `{started: ${started}, finished: 2026-11-21T03:00:00Z}`,
    })
  expect(gated(done('2026-11-20T01:30:00Z'))).toBe('')
  expect(gated(done('2026-11-21T02:00:00Z'))).toMatch(/^error emergency-authorised .*\.md:\d+ Unexpected beginning/)
})

test('A draft of one asks for nothing yet; one that went ahead before is not asked again for its outcome.', () => {
  const self = 'authorised_by: ana, authorised_at: 2026-12-01T01:50:00Z'
  expect(gated(urgent(self, { status: 'draft' }))).toBe('')
  const outcome = '{started: 2026-12-01T01:50:00Z}'
  expect(gated(urgent(self, { status: 'in_progress', outcome }), { base: urgent(self), required: false })).toBe('')
})

test('Where nobody else leads a team anyone else in one may, and where nobody else is in one the author.', () => {
  const by = (who: string) => urgent(`authorised_by: ${who}, authorised_at: 2026-12-01T01:50:00Z`)
  expect(gated(by('bo'), { authors: ['lead'] })).toBe('')
  expect(gated(by('bo'), { authors: ['ana'] })).not.toBe('')
  const alone = { 'teams/platform.yaml': 'name: Platform\nmembers: [ana]\n' }
  expect(gated(by('ana'), { base: alone })).toBe('')
})
