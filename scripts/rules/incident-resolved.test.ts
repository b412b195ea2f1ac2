import { expect, test } from 'vitest'
import { broken, findingsIn, firstUpdate, incident, validating } from '../fixtures/good-content.ts'

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

// It is 09:00 UTC on 23 November 2026.
const advice = (files: Record<string, string | null>) =>
  findingsIn(files)
    .filter(({ rule }) => rule === 'incident-resolved')
    .map(({ help }) => help)

test('The update that is missing is named by the time of the end, where that has come; by now where not.', () => {
  expect(advice(goesOn)[0]).toContain('`20261123T090000Z.md` say')
  const seen = { [last]: null }
  expect(advice(seen)[0]).toContain('`20260301T111000Z.md` say')
  expect(advice({ ...seen, ...broken(incident, RESOLVED, 'resolved: 2026-11-23T10:03:00Z\n') })[0]).toContain(
    '`20261123T090000Z.md` say',
  )
})

test('An update dated ahead is not what customers read.', () => {
  const ahead = { [last]: null, [firstUpdate.replace('20260301T100600Z', '20261123T100000Z')]: UPDATE }
  expect(advice(ahead)).toEqual([
    'There is one, and it is dated ahead, 2026-11-23T10:00:00Z: customers read it only then. Rename it to `20260301T111000Z.md` where it is over now.',
  ])
  expect(advice({ ...ahead, ...broken(incident, RESOLVED, '') })).toEqual([])
})

const UPDATE = '---\nstate: resolved\n---\nPayments work.\n'
