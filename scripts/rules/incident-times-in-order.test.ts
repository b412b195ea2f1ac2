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
