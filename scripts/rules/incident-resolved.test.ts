import { expect, test } from 'vitest'
import { broken, incident, validating } from '../fixtures/good-content.ts'

const RESOLVED = 'resolved: 2026-03-01T11:10:00Z\n'
const last = 'incidents/2026/INC-2026-0001-checkout/public/20260301T111000Z.md'
const goesOn = { [last]: '---\nstate: monitoring\n---\nWe are watching.\n' }

test('An incident that is resolved inside while customers read that it goes on is named where it is resolved.', () => {
  expect(validating(goesOn)).toMatchInlineSnapshot(`
    "warning incident-resolved incidents/2026/INC-2026-0001-checkout/index.md:10 Unexpected \`resolved\` while customers read "monitoring", expected a public update \`resolved\`.
      ↳ incidents/2026/INC-2026-0001-checkout/public/20260301T111000Z.md:2 The newest update is here."
  `)
})

test('One that customers read is over, while its record is open, is named in that record.', () => {
  expect(validating(broken(incident, RESOLVED, ''))).toMatchInlineSnapshot(`
    "warning incident-resolved incidents/2026/INC-2026-0001-checkout/index.md:2 Missing \`resolved\` of an incident that customers read is over, expected both to say the same.
      ↳ incidents/2026/INC-2026-0001-checkout/public/20260301T111000Z.md:2 Customers read it here."
  `)
})

test('A false alarm that customers still read of is named where it was closed.', () => {
  expect(validating({ ...goesOn, ...broken(incident, RESOLVED, 'closed_as: false_alarm\n') })).toContain(
    'INC-2026-0001-checkout/index.md:10 Unexpected `closed_as` while customers read "monitoring"',
  )
})

test('Of a duplicate the one that it repeats speaks, where customers read of that.', () => {
  const record = (id: string, more: string) =>
    `---\nid: ${id}\ntitle: Slow\nseverity: SEV-3\nstarted: 2026-03-01T10:00:00Z\n${more}---\n`
  const update = '---\nstate: investigating\ntitle: Slow\n---\nLooking.\n'
  const of = (original: Record<string, string>) =>
    validating({
      'incidents/2026/INC-2026-0003-slow/index.md': record(
        'INC-2026-0003',
        'closed_as: duplicate\nduplicate_of: INC-2026-0004\n',
      ),
      'incidents/2026/INC-2026-0003-slow/public/20260301T100000Z.md': update,
      'incidents/2026/INC-2026-0004-slow/index.md': record('INC-2026-0004', ''),
      ...original,
    })
  expect(of({ 'incidents/2026/INC-2026-0004-slow/public/20260301T100000Z.md': update })).toBe('')
  expect(of({})).toContain('INC-2026-0003-slow/index.md:6 Unexpected `closed_as`')
})

test('Of a record or an update that cannot be read nothing is said.', () => {
  expect(validating(broken(incident, RESOLVED, 'resolved: yesterday\n'))).not.toContain('incident-resolved')
  expect(validating({ [last]: '---\nstate: [resolved\n---\nWell.\n' })).not.toContain('incident-resolved')
})

test.each([
  ['open on both sides', { ...goesOn, ...broken(incident, RESOLVED, '') }],
  ['that customers never read of', { [last]: null, [last.replace('111000', '100600')]: null }],
] as const)('One %s is fine.', (_, files) => {
  expect(validating(files)).toBe('')
})
