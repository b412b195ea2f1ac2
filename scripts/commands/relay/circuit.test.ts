import { expect, test } from 'vitest'
import { circuitOf } from './circuit.ts'

/** A server that is away or not, and takes so many milliseconds to say so. */
function server() {
  const state = { away: true, takes: 0, now: 0, asked: 0 }
  const ask = async () => {
    state.asked++
    state.now += state.takes
    if (state.away) throw new Error('away')
  }
  return { state, circuit: circuitOf(ask, () => state.now) }
}

test('A server that was not away is not asked.', async () => {
  const { state, circuit } = server()
  expect([await circuit.isClosed(0), state.asked]).toEqual([true, 0])
})

test('One that says nothing is asked once for all that wait, and again for who comes after.', async () => {
  const { state, circuit } = server()
  circuit.broke()
  state.takes = 5000
  for (const arrived of [0, 1, 4999]) expect(await circuit.isClosed(arrived)).toBe(false)
  expect(state.asked).toBe(1)
  expect(await circuit.isClosed(5001)).toBe(false)
  expect(state.asked).toBe(2)
})

test('One that refuses at once is asked each time, so that nobody is sent away once it is back.', async () => {
  const { state, circuit } = server()
  circuit.broke()
  expect(await circuit.isClosed(0)).toBe(false)
  state.away = false
  expect([await circuit.isClosed(0), await circuit.isClosed(0), state.asked]).toEqual([true, true, 2])
})
