import { expect, test } from 'vitest'
import { DAY, HOUR } from '#model/time'
import { sentence, type Standing } from './sentence.ts'

const now = Date.parse('2026-03-01T12:00:00Z')
const HALF = { tight: { below: 0.5, high: {} } }
const QUIET: Standing = { now, incidents: 0, running: 0, freezes: [], budgets: [], policy: HALF }
const said = (more: Partial<Standing>) =>
  sentence({ ...QUIET, ...more })
    .map(({ words, until }) => (until === null ? words : `${words} +${(until - now) / HOUR} h`))
    .join(', ')

test.each<[Partial<Standing>, string]>([
  [{}, 'No incident open, no change running'],
  [{ incidents: 1, running: 2 }, '1 incident open, 2 changes running'],
  [{ running: 1 }, 'No incident open, 1 change running'],
  [{ incidents: 2, budgets: ['ample', 'tight', 'low'] }, '2 incidents open, no change running, 2 budgets under half'],
  [{ budgets: ['spent', 'low'] }, 'No incident open, no change running, 1 budget spent, 1 under half'],
  [
    { budgets: ['tight'], policy: { tight: { below: 0.255, high: {} } } },
    'No incident open, no change running, 1 budget under 25.5\u00a0%',
  ],
])('Of %j the sentence is "%s".', (standing, words) => {
  expect(said(standing)).toBe(words)
})

const freeze = (level: 'hard' | 'soft', from: number, to: number) => ({ level, start: now + from, end: now + to })

test('Of freezes it names the hardest that holds, else the next one of the week to come.', () => {
  const named = (...freezes: Standing['freezes'][number][]) => said({ freezes }).split(', ').slice(2)
  expect(named(freeze('soft', -HOUR, 3 * HOUR), freeze('hard', -HOUR, 5 * HOUR))).toEqual(['hard freeze ends +5 h'])
  expect(named(freeze('hard', 9 * HOUR, DAY), freeze('soft', 2 * HOUR, DAY))).toEqual(['soft freeze +2 h'])
  expect(named(freeze('hard', 7 * DAY + 1, 9 * DAY), freeze('hard', -DAY, 0))).toEqual([])
})
