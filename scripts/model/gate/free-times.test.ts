import { expect, test } from 'vitest'
import { aCatalog, aFreeze, assessed, judging } from '../../fixtures/gate-verdicts.ts'
import { aChange } from '../../fixtures/ops-sample.ts'
import { formatInstant } from '../time.ts'
import { NO_BUDGETS } from './error-budgets.ts'
import { freeTimes } from './free-times.ts'

const WINDOW = { start: '2026-02-25T02:00:00Z', end: '2026-02-25T04:00:00Z' }
const planned = (id: string, fields: object = {}) =>
  aChange(id, { services: ['session-cache'], window: WINDOW, ...fields })
/** In a freeze that ends on 2 March. */
function offered(changes: ReturnType<typeof aChange>[]) {
  const freezes = [aFreeze('sales')]
  const judged = changes.map((change) => judging(change))
  const { context } = assessed({ judged }, { after: aCatalog({ changes, freezes }) })
  const times = freeTimes(context, (id) => id !== 'CHG-2026-0009')
  return Object.fromEntries([...times].map(([id, slots]) => [id, slots.map(({ from }) => formatInstant(from))]))
}

test('Of two changes that would meet no time is offered to both.', () => {
  expect(offered([planned('CHG-2026-0001'), planned('CHG-2026-0002', { implementer: 'bo' })])).toEqual({
    'CHG-2026-0001': ['2026-03-02T00:00:00Z', '2026-03-02T02:00:00Z', '2026-03-02T04:00:00Z'],
    'CHG-2026-0002': ['2026-03-02T06:00:00Z', '2026-03-02T08:00:00Z', '2026-03-02T10:00:00Z'],
  })
})

test('Two that have nothing to do with each other are offered the same.', () => {
  const [one, other] = Object.values(
    offered([planned('CHG-2026-0001'), planned('CHG-2026-0002', { implementer: 'bo', services: ['search'] })]),
  )
  expect(one).toEqual(other)
})

test('What need not move is offered nothing, nor what has begun.', () => {
  expect(offered([planned('CHG-2026-0009'), planned('CHG-2026-0002', { status: 'in_progress' })])).toEqual({})
})

test('Of very many the first twenty are offered times.', () => {
  const many = Array.from({ length: 25 }, (_, index) =>
    planned(`CHG-2026-00${index + 10}`, { implementer: `p${index}` }),
  )
  expect(Object.keys(offered(many))).toEqual(many.slice(0, 20).map(({ id }) => id))
})

test('What waits for an error budget is offered times from when there is one; where nobody knows when, none.', () => {
  const change = planned('CHG-2026-0001')
  const times = (until: number | null) => {
    const judged = [judging(change, { budget: { ...NO_BUDGETS, effect: 'waits', until } })]
    const { context } = assessed({ judged }, { after: aCatalog({ changes: [change] }) })
    return freeTimes(context, () => true)
      .get(change.id)
      ?.map(({ from }) => formatInstant(from))
  }
  expect(times(Date.parse('2026-03-10T10:00:00Z'))?.[0]).toBe('2026-03-10T10:00:00Z')
  expect(times(null)).toEqual([])
})
