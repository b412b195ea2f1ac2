import { expect, test } from 'vitest'
import { broken, incident, validating } from '../fixtures/good-content.ts'

test('An incident that is resolved before it starts is reported, pointing at the later time.', () => {
  expect(validating(broken(incident, 'resolved: 2026-03-01T11:10:00Z', 'resolved: 2026-03-01T09:00:00Z')))
    .toMatchInlineSnapshot(`
    "error incident-times-in-order incidents/2026/INC-2026-0001-checkout/index.md:10 Unexpected \`resolved\` before \`mitigated\`, expected 2026-03-01T10:40:00Z or later.
      ↳ incidents/2026/INC-2026-0001-checkout/index.md:9 \`mitigated\` is here."
  `)
})

test('The offsets of times count, not their digits.', () => {
  expect(validating(broken(incident, 'resolved: 2026-03-01T11:10:00Z', 'resolved: 2026-03-01T11:10:00+02:00')))
    .toMatchInlineSnapshot(`
    "error incident-times-in-order incidents/2026/INC-2026-0001-checkout/index.md:10 Unexpected \`resolved\` before \`mitigated\`, expected 2026-03-01T10:40:00Z or later.
      ↳ incidents/2026/INC-2026-0001-checkout/index.md:9 \`mitigated\` is here."
  `)
})

test('Times that are left out are passed over.', () => {
  expect(validating(broken(incident, 'mitigated: 2026-03-01T10:40:00Z\n', ''))).toBe('')
})

test('A corrected interval that ends before it begins is reported at its end.', () => {
  const impact = 'incidents/2026/INC-2026-0001-checkout/public/impact.yaml'
  expect(
    validating({
      [impact]:
        '- component: checkout\n  status: major_outage\n  from: 2026-03-01T11:00:00Z\n  to: 2026-03-01T10:00:00Z\n',
    }),
  ).toMatchInlineSnapshot(`
    "error incident-times-in-order incidents/2026/INC-2026-0001-checkout/public/impact.yaml:4 Unexpected \`to\` at or before \`from\`, expected a later time.
      ↳ incidents/2026/INC-2026-0001-checkout/public/impact.yaml:3 \`from\` is here."
  `)
})

/** The good incident lasts from 10:00 to 11:10. */
const costing = (impact: string) =>
  validating(broken(incident, 'severity:', `slo_impact: [{slo: checkout-availability${impact}}]\nseverity:`))

test.each([
  ', from: 2026-03-01T10:30:00Z, to: 2026-03-01T10:30:00Z',
  ', from: 2026-03-01T11:10:00Z',
  ', to: 2026-03-01T09:59:59Z',
])('What it cost an SLO ends after it begins, by what is written and by what isn’t: %s', (impact) => {
  expect(costing(impact)).toMatch(
    /^error incident-times-in-order .*index\.md:\d+ Unexpected `to` at or before `from`, expected a later time\./,
  )
})

test.each(['', ', fraction: 0.25', ', to: 2026-03-01T12:00:00Z'])(
  'What it cost an SLO may be said so: %s',
  (impact) => {
    expect(costing(impact)).toBe('')
  },
)

test.each([
  [', fraction: 0', 'schema', 'Unexpected number 0, expected more than 0.'],
  [', fraction: 2', 'schema', 'Unexpected number 2, expected at most 1.'],
  ['-typo', 'reference-exists', 'Unexpected slo `checkout-availability-typo`, expected `checkout-availability`.'],
])('What it cost an SLO is refused: %s', (impact, rule, message) => {
  expect(costing(impact)).toMatch(new RegExp(`^error ${rule} .*index\\.md:\\d+ `))
  expect(costing(impact)).toContain(message)
})

const timeline = (...lines: string[]) =>
  validating(broken(incident, 'See the [change](../../../changes/2026/CHG-2026-0001-cache.md).', lines.join('\n')))

test('A time of a timeline that no clock or calendar shows is reported at its item.', () => {
  expect(
    timeline(
      'Times in Europe/Berlin.',
      '',
      '- 10:05 Fine.',
      '- 25:00 No.',
      '- **12:61** No.',
      '- 2026-02-30 10:00 No.',
      '  - 26:00 is part of it',
      '- 10:05 pm No.',
      '1. 24:00:00 No.',
    ),
  ).toMatchInlineSnapshot(`
    "warning incident-times-in-order incidents/2026/INC-2026-0001-checkout/index.md:19 Unexpected time "25:00" in the timeline, expected a time from 00:00 to 23:59.
    warning incident-times-in-order incidents/2026/INC-2026-0001-checkout/index.md:20 Unexpected time "12:61" in the timeline, expected a time from 00:00 to 23:59.
    warning incident-times-in-order incidents/2026/INC-2026-0001-checkout/index.md:21 Unexpected time "2026-02-30 10:00" in the timeline, expected a day of the calendar.
    warning incident-times-in-order incidents/2026/INC-2026-0001-checkout/index.md:23 Unexpected time "10:05" in the timeline, expected a clock of 24 hours.
    warning incident-times-in-order incidents/2026/INC-2026-0001-checkout/index.md:24 Unexpected time "24:00:00" in the timeline, expected a time from 00:00 to 23:59."
  `)
})

test('A zone that nobody knows is reported once, at its line.', () => {
  expect(timeline('Times in Europe/Berln.', '', '- 10:05 One.', '- 10:06 Two.')).toMatchInlineSnapshot(
    `"warning incident-times-in-order incidents/2026/INC-2026-0001-checkout/index.md:16 Unexpected zone "Europe/Berln" in the timeline, expected one such as \`Europe/Berlin\`."`,
  )
})

test('What is no event of the timeline is none of its times.', () => {
  expect(
    timeline(
      '```',
      '- 25:00 in a log',
      '```',
      '',
      '- 10:05 One.',
      '',
      '## Postmortem',
      '',
      '- 25:00 h of work',
      '',
      'Times in Nowhere.',
    ),
  ).toBe('')
})
