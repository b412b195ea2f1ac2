import fc from 'fast-check'
import { expect, test } from 'vitest'
import { announced, component, during, incidentOf, pageOf } from '../../fixtures/public-page.ts'
import type { PublicCatalog } from '../publish/public.ts'
import type { ComponentStatus } from '../records/update.ts'
import { HOUR, MINUTE, SECOND } from '../time.ts'
import { promisedMonths } from './promised-months.ts'

/** Noon of a Friday in Berlin: 300 hours of November have passed, of 720. October had 745. */
const NOW = Date.parse('2026-11-13T12:00:00+01:00')

const outage = (from: string, length: number, status: ComponentStatus = 'major_outage', id = 'one') =>
  incidentOf(id, [during(status, Date.parse(from), Date.parse(from) + length)])

/** `2026-10 kept 99.90`, of the last two months. */
function months(target: string, parts: Partial<PublicCatalog>, count = 2) {
  const page = pageOf(NOW, { time_zone: 'Europe/Berlin', ...parts })
  const [seen] = page.components
  if (!seen) throw new Error('There is a component.')
  return promisedMonths({ target }, seen, page, count).map((one) => `${one.month} ${one.state} ${one.availability}`)
}
const october = (target: string, ...incidents: PublicCatalog['incidents']) => months(target, { incidents })[1]
const IN_OCTOBER = '2026-10-24T23:30:00Z'

test('A month without an outage is kept, and the one that goes on is so far.', () => {
  expect(months('99.9', {})).toEqual(['2026-11 open 100', '2026-10 kept 100'])
})

// 0.1 % of 745 hours are 2,682 seconds.
test.each(['major_outage', 'partial_outage'] as const)(
  'To the millisecond: October takes 44 min 42 s of %s at 99.9 percent.',
  (status) => {
    expect(october('99.9', outage(IN_OCTOBER, 2682 * SECOND, status))).toBe('2026-10 kept 99.90')
    expect(october('99.9', outage(IN_OCTOBER, 2682 * SECOND + 1, status))).toBe('2026-10 missed 99.89')
  },
)

test('Two outages at once count once.', () => {
  const both = [outage(IN_OCTOBER, 2682 * SECOND), outage(IN_OCTOBER, 2000 * SECOND, 'partial_outage', 'two')]
  expect(october('99.9', ...both)).toBe('2026-10 kept 99.90')
})

test('Degraded performance costs nothing, and neither does maintenance.', () => {
  expect(october('99.9', outage(IN_OCTOBER, 100 * HOUR, 'degraded_performance'))).toBe('2026-10 kept 100')
  const at = Date.parse(IN_OCTOBER)
  expect(months('99.9', { maintenances: [announced('two', at, at + 5 * HOUR)] })[1]).toBe('2026-10 kept 100')
})

// 0.005 % of 745 hours are 134.1 seconds.
test('There are as many digits as the target has: what is kept looks as good as that.', () => {
  expect(october('99.995', outage(IN_OCTOBER, 134_100))).toBe('2026-10 kept 99.995')
  expect(october('99.995', outage(IN_OCTOBER, 134_101))).toBe('2026-10 missed 99.994')
  expect(october('100', outage(IN_OCTOBER, 1))).toBe('2026-10 missed 99.99')
  expect(october('99', outage(IN_OCTOBER, 1))).toBe('2026-10 kept 99.99')
})

// 0.1 % of 720 hours are 2,592 seconds; 2,400 of 1,080,000 are 0.2222 %.
test('The month that goes on is missed only once it can no longer be kept.', () => {
  const november = (length: number) => months('99.9', { incidents: [outage('2026-11-02T00:00:00Z', length)] })[0]
  expect(november(2400 * SECOND)).toBe('2026-11 open 99.77')
  expect(november(2592 * SECOND)).toBe('2026-11 open 99.76')
  expect(november(2592 * SECOND + 1)).toBe('2026-11 missed 99.75')
})

// From the 16th of October on there are 385 hours, of which 0.1 % are 1,386 seconds.
test('Before it was a component nothing is known, and its first month is as long as it was one.', () => {
  const since = (length: number) =>
    months(
      '99.9',
      {
        components: [component('checkout', { since: '2026-10-16' })],
        incidents: [outage(IN_OCTOBER, length)],
      },
      4,
    )
  expect(since(1386 * SECOND)).toEqual([
    '2026-11 open 100',
    '2026-10 kept 99.90',
    '2026-09 null null',
    '2026-08 null null',
  ])
  expect(since(1386 * SECOND + 1)[1]).toBe('2026-10 missed 99.89')
})

test('The word and the figure agree, whatever happens, and follow from the minutes that were out.', () => {
  const start = Date.parse('2026-10-01T00:00:00+02:00')
  const minutes = 745 * 60
  const times = fc.array(
    fc.record({ at: fc.integer({ min: 0, max: minutes - 61 }), length: fc.integer({ min: 1, max: 60 }) }),
    { maxLength: 6 },
  )
  const targets = fc.constantFrom('99', '99.5', '99.9', '99.95', '99.995', '99.9999')
  fc.assert(
    fc.property(times, targets, (some, target) => {
      const out = new Set(some.flatMap(({ at, length }) => Array.from({ length }, (_, i) => at + i)))
      const incidents = some.map(({ at, length }, i) =>
        incidentOf(`i${i}`, [
          during(i % 2 === 0 ? 'major_outage' : 'partial_outage', start + at * MINUTE, start + (at + length) * MINUTE),
        ]),
      )
      const [, state = '', availability = ''] = (months(target, { incidents })[1] ?? '').split(' ')
      // Ten thousandths of a per cent, so that all is whole.
      const kept = out.size * 1_000_000 <= (1_000_000 - Math.round(Number(target) * 10_000)) * minutes
      expect(state).toBe(kept ? 'kept' : 'missed')
      expect(Number(availability) >= Number(target)).toBe(kept)
    }),
    { numRuns: 60 },
  )
})
