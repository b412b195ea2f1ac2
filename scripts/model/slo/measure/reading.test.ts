import { expect, test } from 'vitest'
import { parseRational } from '../../rational.ts'
import type { Indicator, Query, Slo, SloObjective } from '../../records/slo.ts'
import { MINUTE } from '../../time.ts'
import { isOfTime, readingOf } from './reading.ts'

const query = (text: string | null, source: string | null = 'prometheus'): Query => ({
  text,
  source,
  at: { file: 'slos/x.yaml', path: [] },
})
const PLAIN: Pick<SloObjective, 'method' | 'op' | 'value' | 'time_slice_target' | 'time_slice_window'> = {
  method: 'occurrences',
  op: null,
  value: null,
  time_slice_target: null,
  time_slice_window: null,
}
const reading = (indicator: Indicator | null, more: Partial<SloObjective> = {}) =>
  readingOf({ objectives: [{ ...PLAIN, indicator, ...more }] } as unknown as Slo)
const ratio = (part: string, total: string, more: Partial<Extract<Indicator, { kind: 'ratio' }>> = {}): Indicator => ({
  kind: 'ratio',
  of: 'bad',
  part: query(part),
  total: query(total),
  counter: true,
  ...more,
})
const raw = (text: string): Indicator => ({ kind: 'raw', error_ratio_query: query(text) })

/** What is asked over an hour: the part, the total. */
function asked(indicator: Indicator): string[] {
  const read = reading(indicator)
  if ('error' in read) return [read.error]
  const queries = read.kind === 'events' ? [read.part, read.total] : [read.kind === 'share' ? read.ratio : read.query]
  return [read.kind, ...queries.map((filled) => filled('1h').replaceAll(/\s+/g, ' '))]
}

const OR_NONE = (part: string, total: string) => `( ${part} ) or ( ${total} ) * 0`

test.each([
  [
    '{{.window}}',
    'sum(rate(x{code="500"}[{{.window}}]))',
    'sum(rate(x[{{.window}}]))',
    'sum(rate(x{code="500"}[1h]))',
    'sum(rate(x[1h]))',
  ],
  [
    'a variable',
    'sum(rate(x{a="b"}[$__rate_interval]))',
    'sum(rate(x[${window}]))',
    'sum(rate(x{a="b"}[1h]))',
    'sum(rate(x[1h]))',
  ],
  [
    'a written range',
    'sum(increase(x{a="b"}[5m] offset 1m))',
    'sum(increase(x[5m]))',
    'sum(increase(x{a="b"}[1h] offset 1m))',
    'sum(increase(x[1h]))',
  ],
  [
    'no range, of a counter',
    'sum(x{a="b"})',
    'sum by () (x)',
    'sum(increase(x{a="b"}[1h]))',
    'sum by () (increase(x[1h]))',
  ],
])(
  '%s takes the length of the period, and events of which no series is there are none.',
  (_, part, total, first, second) => {
    expect(asked(ratio(part, total))).toEqual(['events', OR_NONE(first, second), second])
  },
)

test('What a label is replaced by is no window.', () => {
  const text = 'sum(increase(label_replace(x, "a", "$1", "b", "(.*)")[{{.window}}:]))'
  const recorded = 'label_replace(errors:ratio, "a", "${1}$2", "b", "(.*)")'
  expect(asked(ratio(text, text))[0]).toBe('share')
  expect(asked(raw(recorded))).toEqual(['moments', recorded])
})

test('Of another metric, nobody knows whether it is absent or none.', () => {
  const read = reading(ratio('sum(rate(failed[{{.window}}]))', 'sum(rate(all[{{.window}}]))'))
  expect(read).toMatchObject({ kind: 'events', per_second: true })
  if ('error' in read || read.kind !== 'events') throw new Error('no events')
  expect(read.part('1h')).toBe('sum(rate(failed[1h]))')
  expect(read.presence.map((filled) => filled('10m'))).toEqual(['sum(rate(all[10m]))', 'sum(rate(failed[10m]))'])
})

test.each([
  ['increases', 'sum(increase(x[{{.window}}]))', false],
  ['rates', 'sum(rate(x[{{.window}}])) * 60 / 60 or vector(0)', true],
])('%s are events a second or not.', (_, text, per_second) => {
  expect(reading(ratio(text, text))).toMatchObject({ kind: 'events', per_second })
})

test.each([
  ['a mean', 'avg(rate(x[{{.window}}]))'],
  ['a quantile', 'histogram_quantile(0.9, rate(x[{{.window}}]))'],
  ['a number of series', 'count(rate(x[{{.window}}]))'],
  ['a ratio', 'sum(rate(x[{{.window}}])) / sum(rate(y[{{.window}}]))'],
  ['a mean over time', 'avg_over_time(x[{{.window}}])'],
  ['a last step', 'irate(x[{{.window}}])'],
])('%s counts no events: its share is one of the time.', (_, text) => {
  expect(asked(ratio(text, 'sum(rate(x[{{.window}}]))'))[0]).toBe('share')
})

test('A ratio that came ready is one over the period where its range can be, and of its moments where not.', () => {
  expect(asked(raw('sum(rate(e[{{.window}}])) / sum(rate(t[{{.window}}]))'))).toEqual([
    'share',
    'sum(rate(e[1h])) / sum(rate(t[1h]))',
  ])
  expect(asked(raw('1 - sum(rate(e[5m])) / sum(rate(t[5m]))'))).toEqual([
    'share',
    '1 - sum(rate(e[1h])) / sum(rate(t[1h]))',
  ])
  expect(asked(raw('slo:sli_error:ratio_rate5m'))).toEqual(['moments', 'slo:sli_error:ratio_rate5m'])
})

test.each([
  ['no indicator', null, {}, 'its indicator is not there'],
  [
    'a plugin',
    { kind: 'plugin', id: 'x', options: {} } as Indicator,
    {},
    'its indicator is a plugin, and none is run here',
  ],
  [
    'another store',
    { kind: 'threshold', value: query('x', 'datadog') } as Indicator,
    {},
    'its source is "datadog", not Prometheus',
  ],
  [
    'a query nobody can find',
    { kind: 'threshold', value: query(null) } as Indicator,
    { op: 'lt' as const, value: parseRational('1') },
    'its query stands under a key that is not known here',
  ],
  [
    'rates of increases',
    ratio('sum(rate(x[{{.window}}]))', 'sum(increase(x[{{.window}}]))'),
    {},
    'one of its queries counts events a second, the other one events: write both with rate, or with increase',
  ],
  [
    'slices that divide no hour',
    raw('x'),
    { method: 'ratio_timeslices' as const, time_slice_window: '7m' },
    'its time slice of 7m does not divide an hour',
  ],
])('%s can not be measured, and it says why.', (_, indicator, more, why) => {
  expect(reading(indicator, more)).toEqual({ error: why })
})

test('A query that is longer than anybody writes is not looked into.', () => {
  const long = Array.from({ length: 5000 }, () => 'rate(a[5m])').join(' + ')
  expect(reading(ratio(long, 'b_total'))).toEqual({ error: 'its query has more than 20000 characters' })
})

test('Thousands of objectives of one query have it read once.', () => {
  const indicator = ratio(Array.from({ length: 1200 }, () => 'rate(a[5m])').join(' + '), 'sum(rate(b[5m]))')
  const objectives = Array.from({ length: 20_000 }, () => ({ ...PLAIN, indicator }))
  // A second each, if each were read.
  expect(readingOf({ objectives } as unknown as Slo)).toMatchObject({ kind: 'share' })
  expect(objectives.filter((one) => isOfTime(one as unknown as SloObjective))).toHaveLength(20_000)
})

test.each([
  ['5m', MINUTE],
  ['30s', MINUTE / 2],
  ['100s', 50_000],
  ['400s', 50_000],
])('A slice of %s is filled by moments a minute apart at most.', (time_slice_window, step) => {
  expect(reading(raw('x'), { method: 'ratio_timeslices', time_slice_window })).toMatchObject({ step })
})

test('Objectives that measure the same are measured once, others not at all.', () => {
  const value: Indicator = { kind: 'threshold', value: query('latency') }
  const both = (first: string, second: string) =>
    readingOf({
      objectives: [first, second].map((limit) => ({
        ...PLAIN,
        indicator: value,
        op: 'lte',
        value: parseRational(limit),
      })),
    } as unknown as Slo)
  expect(both('0.5', '0.50')).toMatchObject({ kind: 'moments', step: MINUTE })
  expect(both('0.5', '1')).toEqual({
    error: 'its objectives measure different things, and one file holds one: make an SLO of each',
  })
})
