import { expect, test } from 'vitest'
import { auditing, stale } from '../fixtures/audit-context.ts'
import { incident } from '../fixtures/good-content.ts'

const RESOLVED = 'resolved: 2026-03-01T11:10:00Z\n'
const last = 'incidents/2026/INC-2026-0001-checkout/public/20260301T111000Z.md'
const open = stale(incident, RESOLVED, '')
const found = (files: Parameters<typeof auditing>[0], now: string) =>
  auditing(files, now)
    .split('\n')
    .filter((line) => line.includes('incident-stale'))
    .join('\n')

/** Touched last at 11:10, by its update. */
test('An open SEV-2 that nobody touched for twelve times half an hour is named.', () => {
  expect(found(open, '2026-03-01T17:10:00Z')).toMatchInlineSnapshot(
    `"warning incident-stale incidents/2026/INC-2026-0001-checkout/index.md:4 Unexpected SEV-2 that is open and untouched since 2026-03-01T11:10:00Z (6h), expected a word within 6h (12 × \`cadence\`)."`,
  )
  expect(found(open, '2026-03-01T17:09:59Z')).toBe('')
})

test('One that is over inside and open to customers is, too; one that is over on both sides is not.', () => {
  const goesOn = { [last]: '---\nstate: monitoring\n---\nWe are watching.\n' }
  expect(found(goesOn, '2026-03-02T09:00:00Z')).toContain('Unexpected SEV-2 that is open to customers and untouched')
  expect(found({}, '2026-03-02T09:00:00Z')).toBe('')
})

test.each([
  ['SEV-1', '2026-03-01T15:10:00Z', '4h'],
  ['SEV-3', '2026-03-01T23:10:00Z', '12h'],
  ['SEV-4', '2026-03-01T23:10:00Z', '12h'],
])('A %s may rest for 12 times its cadence.', (severity, until, words) => {
  const text = open[incident]?.replace('severity: SEV-2', `severity: ${severity}`) ?? ''
  expect(found({ [incident]: text }, until)).toContain(`expected a word within ${words}`)
  expect(found({ [incident]: text }, new Date(Date.parse(until) - 1000).toISOString())).toBe('')
})

test('A time that is still to come touches nothing, and closes nothing.', () => {
  const ahead = stale(incident, RESOLVED, 'resolved: 2026-03-05T11:10:00Z\n')
  expect(found(ahead, '2026-03-02T09:00:00Z')).toContain('that is open and untouched since 2026-03-01T11:10:00Z')
})
