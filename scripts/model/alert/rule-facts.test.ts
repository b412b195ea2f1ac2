import { expect, test } from 'vitest'
import { alertsLike } from '../../fixtures/alert-sample.ts'
import { factsOf } from './rule-facts.ts'

const RECORDINGS = new Map(
  Object.entries({
    ratio: 'sum by (method) (rate(failed_total[5m])) / sum by (method) (rate(all_total[5m]))',
    again: 'again > 1',
    'job:up': 'sum by (job) (up)',
  }).map(([name, expr]) => [name, { name, expr, labels: { recorded: 'yes' }, file: 'alerts/a.yaml' }]),
)
const facts = (expr: string) => factsOf(alertsLike({ expr })[0], RECORDINGS)
/** The labels that the expression leaves. */
const labels = (expr: string) => facts(expr)?.by.toSorted() ?? null

test.each([
  ['sum by (a, b) (x) > 1', ['a', 'b']],
  ['sum(x) by (a) > 1', ['a']],
  ['sum(x) > 1', []],
  ['topk(3, sum by (a, b) (x)) > 1', ['a', 'b']],
  ['sum without (a) (sum by (a, b) (x)) > 1', ['b']],
  ['1 < max by (a) (x)', ['a']],
  ['histogram_quantile(0.9, sum by (le, a) (rate(x_bucket[5m]))) > 1', ['a']],
  ['sum by (a, b) (x) / on (a) group_left (c) sum by (a) (y) > 1', ['a', 'b', 'c']],
  ['sum by (a, b) (x) / on (a) sum by (a, c) (y) > 1', ['a']],
  ['sum by (a) (x) > 1 unless sum by (b) (y)', ['a']],
  ['sum by (a) (x) or sum by (b) (y)', ['a', 'b']],
  ['ratio > 0.05', ['method', 'recorded']],
  ['-(ratio) * 100 > 5', ['method', 'recorded']],
])('%s leaves the labels %j.', (expr, expected) => {
  expect(labels(expr)).toEqual(expected)
  expect(facts(expr)?.labels).toContain('alertname')
})

test.each([
  'x > 1',
  'rate(x[5m]) > 1',
  'absent(up{job="a"})',
  'label_replace(sum(x), "a", "b", "c", "d") > 1',
  'again > 1',
])('What labels %s has depends on what is measured.', (expr) => {
  expect(facts(expr)?.labels).toBeNull()
})

test('Lengths, numbers and metrics are gathered, through recording rules too.', () => {
  const [alert] = alertsLike({ expr: 'ratio > (14.4 * 0.001) and predict_linear(free[6h], 4*60*60) < 0', for: '1h30m' })
  const found = factsOf(alert, RECORDINGS)
  expect(found?.durations).toEqual([
    { length: 5_400_000, what: '`for`' },
    { length: 300_000, what: 'range' },
    { length: 300_000, what: 'range' },
    { length: 21_600_000, what: 'range' },
  ])
  expect(found?.numbers).toEqual(expect.arrayContaining([14.4 * 0.001, 14_400]))
  expect(found?.thresholds.map(({ op, value }) => [op, value])).toEqual([
    ['>', 14.4 * 0.001],
    ['<', 0],
  ])
  expect([...(found?.metrics ?? [])]).toEqual(['ratio', 'failed_total', 'all_total', 'free'])
  expect(found?.isWhole).toBe(true)
  expect(facts('other:recorded > 1')?.isWhole).toBe(false)
})

test('Of what is no PromQL nothing is known.', () => {
  expect(facts('sum(')).toBeNull()
  expect(facts('a + '.repeat(5000) + 'a')).toBeNull()
})

test('Recording rules that name each other have an end.', () => {
  const wide = new Map(
    Array.from({ length: 10 }, (_, i) => {
      const expr = Array.from({ length: 50 }, (__, j) => `r${(i + j) % 10}`).join(' + ')
      return [`r${i}`, { name: `r${i}`, expr, labels: {}, file: 'alerts/a.yaml' }]
    }),
  )
  const [alert] = alertsLike({ expr: 'r0 > 1' })
  expect(factsOf(alert, wide)?.labels).toBeNull()
})
