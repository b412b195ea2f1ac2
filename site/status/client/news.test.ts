import { expect, test } from 'vitest'
import { newsIn } from './news.ts'
import { stateKey, type Summary } from './state-key.ts'

const summary = (updated_at: string, indicator = 'none'): Summary => ({
  page: { updated_at },
  status: { indicator, description: '' },
  components: [],
  incidents: [],
  scheduled_maintenances: [],
})
const [EIGHT, NINE, TEN] = ['2026-11-23T08:00:00.000Z', '2026-11-23T09:00:00.000Z', '2026-11-23T10:00:00.000Z']
const page = { asOf: Date.parse(NINE), state: stateKey(summary(NINE)) }

test.each([
  ['Other data of a later time are newer.', summary(TEN, 'major'), 'newer'],
  ['The same data of a later time confirm the page.', summary(TEN), 'confirmed'],
  ['The data that the page was made from are no news.', summary(NINE), 'old'],
  ['An older copy, as a cache may hold one, is no news.', summary(EIGHT, 'major'), 'old'],
])('%s', (_, fetched, kind) => {
  expect(newsIn(fetched, page).kind).toBe(kind)
})

test('A page without a key, or without its moment, says nothing of news.', () => {
  expect(newsIn(summary(TEN, 'major'), { ...page, state: undefined }).kind).toBe('old')
  expect(newsIn(summary(TEN, 'major'), { ...page, asOf: Number.NaN }).kind).toBe('old')
})

test.each([
  '{}',
  'null',
  '"sign in first"',
  '{"page":{"updated_at":"soon"},"status":{},"components":[],"incidents":[],"scheduled_maintenances":[]}',
])('What is no summary is refused: %s', (text) => {
  expect(() => newsIn(JSON.parse(text), page)).toThrow(TypeError)
})
