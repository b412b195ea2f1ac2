import { expect, test } from 'vitest'
import { broken, change, findingsIn, incident, validating } from '../fixtures/good-content.ts'

/* As of 2026-11-23T09:00:00Z. */
const RESOLVED = 'resolved: 2026-03-01T11:10:00Z'
const resolved = (time: string) => broken(incident, RESOLVED, `resolved: ${time}`)

test('An incident that is resolved five hours from now is doubted.', () => {
  expect(validating(resolved('2026-11-23T14:00:00Z'))).toMatchInlineSnapshot(
    `"warning future-time incidents/2026/INC-2026-0001-checkout/index.md:10 Unexpected \`resolved\` ahead of now, expected a time that has come: until 2026-11-23T14:00:00Z it counts as not yet so."`,
  )
})

test('In a zone ahead of UTC it is asked whether that was local time, both clocks written out.', () => {
  const site = 'name: Acme\nurl: https://status.acme.example\ntime_zone: Europe/Berlin\n'
  const [finding] = findingsIn({ ...resolved('2026-11-23T09:30:00Z'), 'site.yaml': site })
  expect(finding?.help).toBe(
    '30 minutes ahead. Local time? 09:30 in Europe/Berlin is 08:30Z. Write when it was; leave it out while it is still to come.',
  )
})

test('Two minutes are the difference of two clocks.', () => {
  expect(validating(resolved('2026-11-23T09:02:00Z'))).toBe('')
  expect(validating(resolved('2026-11-23T09:02:01Z'))).toContain('future-time')
})

test('So are the times of a change that are said to have been, but not those of its window.', () => {
  const ahead = broken(change, 'finished: 2026-02-25T02:50:00Z', 'finished: 2026-12-25T02:50:00Z')
  expect(validating(ahead)).toContain(
    'changes/2026/CHG-2026-0001-cache.md:16 Unexpected `outcome.finished` ahead of now',
  )
  const window = broken(change, 'end: 2026-02-25T04:00:00Z', 'end: 2026-12-25T04:00:00Z')
  expect(validating(window)).not.toContain('future-time')
})

test('So are corrected intervals, and a review that is done; one that is planned is not.', () => {
  const impact =
    '- {component: checkout, status: partial_outage, from: 2026-03-01T08:00:00Z, to: 2026-12-01T11:10:00Z}\n'
  expect(validating({ 'incidents/2026/INC-2026-0001-checkout/public/impact.yaml': impact })).toContain(
    'public/impact.yaml:1 Unexpected `to` ahead of now',
  )
  const review = (status: string) =>
    validating(broken(incident, RESOLVED, `${RESOLVED}\nreview: {status: ${status}, held: 2026-12-01T10:00:00Z}`))
  expect(review('done')).toContain('Unexpected `review.held` ahead of now')
  expect(review('draft')).toBe('')
})
