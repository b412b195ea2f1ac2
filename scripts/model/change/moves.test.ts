import { expect, test } from 'vitest'
import { CHANGE_STATUSES } from '../records/change.ts'
import { moveOf } from './moves.ts'

// From the row's status to the column's: x moves, = stays, - may not, e only an emergency may.
const GRID = `
              draft proposed approved in_progress completed rolled_back aborted cancelled rejected
none          x     x        x        e           e         -           -       -         -
draft         =     x        x        -           -         -           -       x         -
proposed      x     =        x        -           -         -           -       x         x
approved      -     x        =        x           x         x           x       x         -
in_progress   -     -        -        =           x         x           x       -         -
completed     -     -        -        -           =         x           -       -         -
rolled_back   -     -        -        -           -         =           -       -         -
aborted       -     -        -        -           -         -           =       -         -
cancelled     -     -        -        -           -         -           -       =         -
rejected      -     -        -        -           -         -           -       -         =
`
const status = (name: string | undefined) => CHANGE_STATUSES.find((one) => one === name)
const [columns = [], ...rows] = GRID.trim()
  .split('\n')
  .map((line) => line.split(/\s+/))
const PAIRS = rows.flatMap(([from, ...marks]) =>
  marks.map((mark, i) => ({ before: status(from) ?? null, after: status(columns[i]) ?? 'draft', mark })),
)

test('The grid has every pair.', () => {
  expect(new Set(PAIRS.map(({ before, after }) => `${before} ${after}`)).size).toBe(90)
})

test.each(PAIRS)('From $before to $after: $mark', ({ before, after, mark }) => {
  const legal = mark === 'x' || mark === '='
  expect(moveOf(before, after, 'normal').legal).toBe(legal)
  expect(moveOf(before, after, 'standard').legal).toBe(legal)
  expect(moveOf(before, after, 'emergency').legal).toBe(legal || mark === 'e')
})

test('A move that may not be says which may.', () => {
  expect(moveOf('draft', 'completed', 'normal')).toEqual({
    legal: false,
    allowed: ['proposed', 'approved', 'cancelled'],
  })
  expect(moveOf(null, 'rejected', 'normal').allowed).toEqual(['draft', 'proposed', 'approved'])
  expect(moveOf(null, 'rejected', 'emergency').allowed).toEqual([
    'draft',
    'proposed',
    'approved',
    'in_progress',
    'completed',
  ])
  expect(moveOf('rejected', 'approved', 'normal').allowed).toEqual([])
})
