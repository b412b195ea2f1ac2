import { expect, test } from 'vitest'
import { gating, plan } from '../fixtures/gate-context.ts'

const FOLDER = 'changes/2026/CHG-2026-0003'
const announced = (fields: Record<string, string> = {}, updates: Record<string, string> = {}) => ({
  [`${FOLDER}/index.md`]: plan('CHG-2026-0003', fields)['changes/2026/CHG-2026-0003.md'] ?? '',
  [`${FOLDER}/public/20261120T100000Z.md`]: '---\nstate: scheduled\ntitle: Shorter waits\n---\nSoon.\n',
  ...updates,
})
const MOVED = { window: '{start: 2026-12-02T02:00:00Z, end: 2026-12-02T04:00:00Z}' }

test('A window that customers know moves with a word to them.', () => {
  expect(gating({ base: announced(), head: announced(MOVED) })).toBe(
    [
      'warning announcement-moved changes/2026/CHG-2026-0003/index.md:11 Unexpected window from 2026-12-02T02:00:00Z to 2026-12-02T04:00:00Z, announced as from 2026-12-01T02:00:00Z to 2026-12-01T04:00:00Z, expected a public update that tells customers.',
      '  ↳ changes/2026/CHG-2026-0003/public/20261120T100000Z.md:2 It was announced here.',
      '  Add an update with `state: scheduled` to `changes/2026/CHG-2026-0003/public/` that says when it is now, and that it moved.',
    ].join('\n'),
  )
})

test('A new end is a move as well.', () => {
  const longer = { window: '{start: 2026-12-01T02:00:00Z, end: 2026-12-01T06:00:00Z}' }
  expect(gating({ base: announced(), head: announced(longer) })).toContain('warning announcement-moved')
})

test('A new update says so, and so does an announcement that is written anew.', () => {
  const update = '---\nstate: scheduled\n---\nIt is a day later.\n'
  for (const name of ['20261123T085900Z', '20261120T100000Z'])
    expect(gating({ base: announced(), head: announced(MOVED, { [`${FOLDER}/public/${name}.md`]: update }) })).toBe('')
})

test.each([
  ['nobody was told of it', plan('CHG-2026-0003'), plan('CHG-2026-0003', MOVED)],
  ['it was only proposed', announced({ status: 'proposed' }), announced(MOVED)],
  ['it stays where it is', announced(), announced({ title: 'Grow it' })],
  [
    'the same instants are written otherwise',
    announced(),
    announced({ window: '{start: 2026-12-01T03:00:00+01:00, end: 2026-12-01T05:00:00+01:00}' }),
  ],
])('Nothing is said where %s.', (_, base, head) => {
  expect(gating({ base, head })).toBe('')
})
