import { expect, test } from 'vitest'
import { broken, firstUpdate, incident, validating } from '../fixtures/good-content.ts'

const STARTED = 'started: 2026-03-01T10:00:00Z'
/** The first update is of 10:06. */
const started = (time: string) => broken(incident, STARTED, `started: 2026-03-01T${time}:00Z`)

test('A first update hours after the start is told how to say since when it was so.', () => {
  expect(validating(started('08:00'))).toMatchInlineSnapshot(`
    "warning incident-since incidents/2026/INC-2026-0001-checkout/public/20260301T100600Z.md:4 Missing \`since\` in a first update 2h 6m after \`started\`, expected when customers first felt it.
      ↳ incidents/2026/INC-2026-0001-checkout/index.md:6 \`started\` is here."
  `)
})

test('Half an hour is soon enough.', () => {
  expect(validating(started('09:36'))).toBe('')
  expect(validating(started('09:35'))).toContain('incident-since')
})

test.each([
  ['says since when', 'checkout: partial_outage', 'checkout: {status: partial_outage, since: 2026-03-01T10:06:00Z}'],
  ['names no component', 'components: {checkout: partial_outage}\n', ''],
  ['sets none in trouble', 'checkout: partial_outage', 'checkout: operational'],
])('One that %s needs no advice.', (_, passage, by) => {
  expect(validating({ ...started('08:00'), ...broken(firstUpdate, passage, by) })).toBe('')
})

test('Where the intervals were corrected, or the story was imported, nothing is missing.', () => {
  const corrected =
    '- {component: checkout, status: partial_outage, from: 2026-03-01T08:00:00Z, to: 2026-03-01T11:10:00Z}\n'
  expect(
    validating({ ...started('08:00'), 'incidents/2026/INC-2026-0001-checkout/public/impact.yaml': corrected }),
  ).toBe('')
  expect(validating(broken(incident, STARTED, 'source: {kind: statuspage}\nstarted: 2026-03-01T08:00:00Z'))).toBe('')
})
