import { expect, test } from 'vitest'
import { aChange, anIncident, someOps } from '../../../../scripts/fixtures/ops-sample.ts'
import { chartOf } from './chart.ts'
import { unrecordedChanges } from '#model/metrics/finished'
import { metricsPage } from './page.ts'
import { HOUR, MINUTE } from '#model/time'

const done = (id: string, finished: string, fields: object = {}) =>
  aChange(id, { status: 'completed', outcome: { started: '2026-01-01T00:00:00Z', finished }, ...fields })
const CHANGES = [
  done('CHG-2026-0001', '2026-01-20T12:00:00Z'),
  done('CHG-2026-0002', '2026-02-10T12:00:00Z', { status: 'rolled_back' }),
  done('CHG-2026-0003', '2026-02-11T12:00:00Z'),
  done('CHG-2026-0004', '2026-02-12T12:00:00Z'),
]

test('Every measure stands beside what it is made from.', () => {
  const created = new Map([
    ['CHG-2026-0002', Date.parse('2026-02-08T10:30:00Z')],
    ['CHG-2026-0003', Date.parse('2026-02-12T00:00:00Z')],
    ['CHG-2026-0004', Date.parse('2026-02-09T12:00:00Z')],
  ])
  const incidents = [
    anIncident('INC-2026-0001', { resolved: '2026-03-01T10:45:00Z', caused_by: ['CHG-2026-0004'] }),
    anIncident('INC-2026-0002', { caused_by: ['CHG-2026-0004'] }),
  ]
  const page = metricsPage(someOps({ changes: CHANGES, incidents }), created, [])
  const said = ({ spans }: typeof page.lead) =>
    spans.map(({ name, figure }) => `${name}: ${figure.value ?? 'none'}, ${figure.from}`)
  expect(page.finished).toBe('4 changes')
  // 59.5 days; four changes in them are 2.02 in 30 days.
  expect(said(page.frequency)).toEqual([
    'March 2026 so far: none, 0 in less than a day',
    'Since January 2026: 2 a month, 4 in 60 days',
  ])
  expect(said(page.failure)).toEqual([
    'March 2026 so far: none, 0 of 0 changes',
    'Since January 2026: 50\u00a0%, 2 of 4 changes',
  ])
  // 2 days 1 hour 30 minutes, and 3 days.
  expect(said(page.lead)[1]).toBe('Since January 2026: 2\u00a0d\u00a012\u00a0h, 2 of 4 changes')
  expect(page.lead.left_out).toEqual(['1 whose record has no date in git', '1 recorded after the work was done'])
  expect(said(page.recovery)[0]).toBe('March 2026 so far: 45\u00a0min, 1 incident')
  expect(page.recovery.left_out).toEqual(['1 incident still felt'])
  expect(page.failure.seen).toBe('3 months; the highest is February 2026: 67\u00a0%, 2 of 3 changes.')
  expect(page.failure.months.map(({ name, figure }) => `${name}: ${figure.from}`)).toEqual([
    'March 2026: 0 of 0 changes',
    'February 2026: 2 of 3 changes',
    'January 2026: 0 of 1 change',
  ])
})

test('Months in which there was nothing to count are one, but for that of now; on each bar stands what it is made from.', () => {
  const changes = [
    done('CHG-2025-0001', '2025-09-10T12:00:00Z'),
    done('CHG-2026-0001', '2026-01-20T12:00:00Z', { status: 'rolled_back' }),
    done('CHG-2026-0002', '2026-01-21T12:00:00Z'),
  ]
  const { failure, frequency } = metricsPage(someOps({ changes }), null, [])
  expect(failure.months.map(({ name, short, on_bar }) => [name, short, on_bar])).toEqual([
    ['March 2026', 'Mar', '0/0'],
    ['February 2026', 'Feb', '0/0'],
    ['January 2026', 'Jan', '1/2'],
    ['October to December 2025', 'Oct–Dec', '0/0'],
    ['September 2025', 'Sep', '0/1'],
  ])
  expect(frequency.months.map(({ on_bar }) => on_bar)).toEqual(['0', '0', '2', '0', '1'])
  // A bar for each, and none higher than the highest.
  expect(frequency.chart?.bars.map(({ height }) => height)).toEqual([50, 0, 100, 0, 0])
  expect(failure.seen).toContain('7 months; the highest is January 2026')
})

test('Incidents are counted beside changes, whatever caused them.', () => {
  const incidents = [
    anIncident('INC-2026-0001', { acknowledged: '2026-03-01T10:06:00Z', resolved: '2026-03-01T10:50:00Z' }),
    anIncident('INC-2026-0002', { severity: 'SEV-1' }),
  ]
  const { incidents: went } = metricsPage(someOps({ incidents }), null, [])
  expect(went.count.months.map(({ on_bar }) => on_bar)).toEqual(['2'])
  expect(went.resolve.months.map(({ on_bar, figure }) => [on_bar, figure.value])).toEqual([['1/2', '50\u00a0min']])
  expect(went.severities.map(({ severity, count }) => [severity, count])).toEqual([
    ['SEV-1', 1],
    ['SEV-2', 1],
    ['SEV-3', 0],
    ['SEV-4', 0],
  ])
})

test('An incident that was closed without an end is not still felt.', () => {
  const closed = { closed_as: 'duplicate', duplicate_of: 'INC-2026-0099', caused_by: ['CHG-2026-0004'] }
  const incidents = [anIncident('INC-2026-0001', closed)]
  const { recovery } = metricsPage(someOps({ changes: CHANGES, incidents }), null, [])
  expect(recovery.left_out).toEqual([])
  expect(recovery.spans.map(({ figure }) => figure.from)).toEqual(['0 incidents', '0 incidents'])
})

test('Where nothing was finished the page says so and draws nothing.', () => {
  const { empty, frequency, failure, lead, recovery, teams } = metricsPage(someOps({}), null, [])
  expect(empty).toBe(true)
  expect([frequency, failure, lead, recovery].map(({ chart }) => chart)).toEqual([null, null, null, null])
  expect(teams).toEqual([])
})

test('A finished change without an outcome is named, and has no link where it is left out of the site.', () => {
  const [one, other] = [
    aChange('CHG-2026-0001', { status: 'completed' }),
    aChange('CHG-2026-0002', { status: 'completed' }),
  ]
  const { unrecorded, services } = metricsPage(someOps({ changes: [one] }), null, unrecordedChanges([one, other]))
  expect(unrecorded.rows.map(({ change }) => [change.id, change.page])).toEqual([
    ['CHG-2026-0002', null],
    ['CHG-2026-0001', '/changes/CHG-2026-0001/'],
  ])
  expect(services.map(({ who, unrecorded: count }) => [who.id, count])).toEqual([['booking', 2]])
})

test.each([
  ['changes' as const, [3, 1], '3 changes', [100, 33.33]],
  ['changes' as const, [1], '1 change', [100]],
  ['changes' as const, [41], '50 changes', [82]],
  ['changes' as const, [90], '100 changes', [90]],
  ['changes' as const, [0, 0], '1 change', [0, 0]],
  ['share' as const, [0.03, null, 0], '5 %', [60, null, 0]],
  ['share' as const, [1], '100 %', [100]],
  ['duration' as const, [90 * MINUTE], '2\u00a0h', [75]],
  ['duration' as const, [800 * 24 * HOUR], '1095\u00a0d', [73.06]],
])('A chart of %s %j ends at %s.', (unit, values, top, heights) => {
  const chart = chartOf(values, unit)
  expect(chart?.top).toBe(top)
  expect(chart?.bars.map(({ height }) => height)).toEqual(heights)
  // The newest month ends where the twelfth place does.
  const last = chart?.bars.at(-1)
  expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(100, 1)
})

test('The page begins with a share; of a few changes the counts are the figure.', () => {
  const short = (changes: typeof CHANGES) => metricsPage(someOps({ changes }), null, []).failure_in_short
  const more = done('CHG-2026-0005', '2026-02-13T12:00:00Z')
  expect(short(CHANGES)).toEqual({ value: '1 of 4', from: 'changes failed' })
  expect(short(CHANGES.slice(1, 2))).toEqual({ value: '1 of 1', from: 'change failed' })
  expect(short([...CHANGES, more])).toEqual({ value: '20\u00a0%', from: 'of changes fail: 1 of 5 changes' })
  expect(short([]).value).toBeNull()
})
