import { expect, test } from 'vitest'
import { incidentUpdateSchema } from '../records/update.ts'
import { MINUTE } from '../time.ts'
import { toldOf } from './told.ts'

const START = Date.parse('2026-03-01T10:00:00Z')
const update = (minute: number, promised: number | null, state = 'investigating') => ({
  ...incidentUpdateSchema.parse({ state, title: 'Slow' }),
  next_update: promised === null ? undefined : START + promised * MINUTE,
  file: `public/${minute}.md`,
  body: { markdown: '', line: 1 },
  time: START + minute * MINUTE,
  named: null,
})
const told = (updates: ReturnType<typeof update>[], now: number) => {
  const { first, promises, updates: count } = toldOf({ updates, started: START }, START + now * MINUTE)
  return [count, first && first.after / MINUTE, promises.map(({ state }) => state).join(' ')]
}

test('The first word counts from the start, promises by whether the next word came within their minute.', () => {
  const updates = [update(6, 30), update(30.9, 60), update(61.5, 90), update(80, null, 'resolved')]
  expect(told(updates, 100)).toEqual([4, 6, 'kept late kept'])
})

test('The last promise waits until its minute is over; what is dated ahead was not told yet.', () => {
  expect(told([update(6, 30), update(40, 60)], 30)).toEqual([1, 6, 'waiting'])
  expect(told([update(6, 30)], 31)).toEqual([1, 6, 'late'])
})

test('Nothing told is nothing; a word before the start took no time.', () => {
  expect(told([], 10)).toEqual([0, null, ''])
  expect(toldOf({ updates: null, started: START }, START).first).toBeNull()
  expect(told([update(-5, null)], 10)).toEqual([1, 0, ''])
})

test('That it is resolved promises nothing, whatever it says.', () => {
  expect(told([update(6, 30), update(20, 50, 'resolved')], 100)).toEqual([2, 6, 'kept'])
})
