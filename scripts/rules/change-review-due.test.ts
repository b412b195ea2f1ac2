import { expect, test } from 'vitest'
import { auditing, stale } from '../fixtures/audit-context.ts'
import { plan } from '../fixtures/gate-context.ts'
import { change } from '../fixtures/good-content.ts'

const review = (fields: string) => stale(change, 'outcome:', `review: ${fields}\noutcome:`)

test('A review that was not held by its day is named.', () => {
  expect(auditing(review('{due: 2026-03-04}'))).toMatchInlineSnapshot(`
    "warning change-review-due changes/2026/CHG-2026-0001-cache.md:16 Missing review of a normal change, expected it held by 2026-03-04.
      Look back on it together, write down what you learned, and set \`review.held\`."
  `)
})

test('Its day is still in time, in the zone of the site.', () => {
  expect(auditing(review('{due: 2026-11-22}'), '2026-11-22T23:59:59Z')).toBe('')
  expect(auditing(review('{due: 2026-11-22}'), '2026-11-23T00:00:00Z')).toContain('change-review-due')
  const auckland = { 'site.yaml': 'name: Acme\nurl: https://status.acme.example\ntime_zone: Pacific/Auckland\n' }
  expect(auditing({ ...review('{due: 2026-11-22}'), ...auckland }, '2026-11-22T11:00:00Z')).toContain(
    'change-review-due',
  )
})

test('Once it was held it is not asked for; one that is only planned is.', () => {
  expect(auditing(review('{due: 2026-03-04, held: 2026-03-10T15:00:00Z}'))).toBe('')
  expect(auditing(review('{due: 2026-03-04, held: 2026-11-24T15:00:00Z}'))).toContain('change-review-due')
})

test('What never began has nothing to look back on.', () => {
  const due = { review: '{due: 2026-11-20}' }
  for (const status of ['draft', 'proposed', 'approved', 'cancelled', 'rejected'])
    expect(auditing(plan('CHG-2026-0003', { ...due, status }))).toBe('')
  expect(auditing(plan('CHG-2026-0003', { ...due, status: 'in_progress' }))).toContain(
    'Missing review of a normal change',
  )
})

test('An emergency is looked back on too, also one that was given up.', () => {
  const abandoned = plan('CHG-2026-0003', {
    type: 'emergency',
    status: 'aborted',
    emergency: '{reason: imminent, authorised_by: bo, authorised_at: 2026-11-22T22:00:00Z}',
    outcome: '{started: 2026-11-22T22:05:00Z, finished: 2026-11-22T22:20:00Z}',
    review: '{due: 2026-11-22}',
  })
  expect(auditing(abandoned)).toContain('Missing review of an emergency change, expected it held by 2026-11-22.')
})
