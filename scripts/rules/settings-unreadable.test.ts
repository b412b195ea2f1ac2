import { expect, test } from 'vitest'
import { gating, starting } from '../fixtures/gate-context.ts'

const files = [{ file: 'freezes/peak.yaml', line: 2, column: 8, why: 'Unexpected "hardd", expected hard or soft.' }]

test('While settings of the base can’t be read nothing passes but what mends them, and incidents.', () => {
  expect(gating({ head: {}, unreadable: { files, meanwhile: 'stops' } })).toMatchInlineSnapshot(`
    "error settings-unreadable freezes/peak.yaml:2 Unexpected settings in what this goes into that can't be read: Unexpected "hardd", expected hard or soft.
      Nobody knows what it would have said. Mend it first, in a pull request that touches nothing else; where no team can be read, whoever administers the repository mends it."
  `)
  expect(gating({ head: {}, unreadable: { files, meanwhile: 'mends' } })).toMatchInlineSnapshot(`
    "warning settings-unreadable freezes/peak.yaml:2 Unexpected settings in what this goes into that can't be read: Unexpected "hardd", expected hard or soft.
      Until this is merged it counts for nothing; who approves is read from the others."
  `)
  expect(gating({ head: {}, unreadable: { files, meanwhile: 'posts' } })).toMatchInlineSnapshot(`
    "warning settings-unreadable freezes/peak.yaml:2 Unexpected settings in what this goes into that can't be read: Unexpected "hardd", expected hard or soft.
      It stops every other pull request. Mend it in one that touches nothing else."
  `)
})

test('Nor does work begin.', () => {
  expect(
    starting('CHG-2026-0001', { head: {}, unreadable: { files, meanwhile: 'stops' }, now: '2026-03-03T02:30:00Z' }),
  ).toContain(
    'error settings-unreadable freezes/peak.yaml:2 Unexpected settings that can\'t be read: Unexpected "hardd", expected hard or soft.\n  Nobody knows what it would have said. Mend it before the work begins.',
  )
})

test('That the first teams of a repository are those that it brings, is said.', () => {
  expect(gating({ head: {}, isFirst: true })).toMatchInlineSnapshot(`
    "warning settings-unreadable teams/platform.yaml:1 Unexpected first teams: what this goes into has none, so those that it brings say who may approve.
      Look at who is in them before you merge: from then on they are asked, and a lead approves who joins."
  `)
})
