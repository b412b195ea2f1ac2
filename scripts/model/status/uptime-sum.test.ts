import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { component, during, incidentOf, maintenanceOf, pageOf } from '../../fixtures/public-page.ts'
import type { PublicComponent } from '../publish/public.ts'
import type { ComponentStatus } from '../records/update.ts'
import { uptimeSum, type UptimeSum } from './uptime-sum.ts'
import { formatLost } from './uptime.ts'

const HOUR = 3_600_000
const utc = (text: string) => Date.parse(`${text}:00Z`)

/** Three days in Berlin, the first of which has 23 hours: 23 + 24 + 12 hours up to noon. */
const NOON = Date.parse('2026-03-31T12:00:00+02:00')
const BEGINNING = utc('2026-03-28T23:00')

/** An outage over the beginning of the window; then maintenance with an outage in it, and a worse one in that. */
const sumOf = ({ partial_weight = 0.3, ...life }: Partial<PublicComponent> & { partial_weight?: number } = {}) => {
  const page = pageOf(NOON, {
    time_zone: 'Europe/Berlin',
    days: 3,
    partial_weight,
    components: [component('checkout', life)],
    incidents: [
      incidentOf('before', [during('partial_outage', utc('2026-03-28T21:00'), utc('2026-03-29T01:00'))]),
      incidentOf('outage', [during('partial_outage', utc('2026-03-30T10:00'), utc('2026-03-30T12:00'))]),
      incidentOf('worse', [during('major_outage', utc('2026-03-30T11:00'), utc('2026-03-30T11:30'))]),
    ],
    maintenances: [
      maintenanceOf('planned', [during('under_maintenance', utc('2026-03-30T09:00'), utc('2026-03-30T13:00'))]),
    ],
  })
  const [seen] = [...page.components, ...page.retired]
  if (!seen) throw new Error('Expected a component.')
  return { sum: uptimeSum(seen, page), uptime: seen.uptime }
}
const asText = ({ rows }: UptimeSum) =>
  rows.map(({ status, length, weight, bad, events }) =>
    [events.join('+'), status, `${length / HOUR} h`, `× ${weight}`, `= ${formatLost(bad)} s`].join(' '),
  )

describe('The arithmetic of a percentage', () => {
  // 1800 s + 0.3 · (1800 + 3600 + 7200) s = 5580 s, of 59 hours, which are 212,400 s: 1 − 0.02627… = 97.37 %.
  test('lists every interval once, newest first, with its weight and what it loses.', () => {
    const { sum, uptime } = sumOf()
    expect(asText(sum)).toEqual([
      'planned under_maintenance 1 h × 0 = 0 s',
      'outage partial_outage 0.5 h × 0.3 = 540 s',
      'worse major_outage 0.5 h × 1 = 1800 s',
      'outage partial_outage 1 h × 0.3 = 1080 s',
      'planned under_maintenance 1 h × 0 = 0 s',
      'before partial_outage 2 h × 0.3 = 2160 s',
    ])
    expect(sum).toMatchObject({ window: { from: BEGINNING, to: NOON }, total: 59 * HOUR, weight: 0.3, uptime: 9737 })
    expect([formatLost(sum.bad), uptime]).toEqual(['5580', 9737])
  })

  // 0.5 h of 59 h: 99.152… %. 4 h of 59 h: 93.220… %.
  test.each([
    [0, '1800', 9915],
    [1, '14400', 9322],
  ])('at a partial weight of %d loses %s seconds.', (partial_weight, seconds, hundredths) => {
    const { sum, uptime } = sumOf({ partial_weight })
    expect([formatLost(sum.bad), sum.uptime, uptime]).toEqual([seconds, hundredths, hundredths])
  })

  // From midnight of the 30th, 36 hours; 1800 + 540 + 1080 = 3420 s of 129,600 s: 97.361… %.
  test('begins with the component, where that is within the window.', () => {
    const { sum, uptime } = sumOf({ since: '2026-03-30' })
    expect(sum).toMatchObject({ window: { from: utc('2026-03-29T22:00') }, total: 36 * HOUR, uptime: 9736 })
    expect([sum.rows.length, formatLost(sum.bad), uptime]).toEqual([5, '3420', 9736])
  })

  // Only the 23 hours of the 29th: 2160 s of 82,800 s, 97.391… %.
  test('ends with the component, where that is retired.', () => {
    const { sum, uptime } = sumOf({ until: '2026-03-30' })
    expect(asText(sum)).toEqual(['before partial_outage 2 h × 0.3 = 2160 s'])
    expect([sum.total / HOUR, sum.uptime, uptime]).toEqual([23, 9739, 9739])
  })

  test('has nothing to speak of where the component was retired before the window.', () => {
    const { sum, uptime } = sumOf({ until: '2026-03-01' })
    expect([sum.rows, sum.total, sum.bad, sum.uptime, uptime]).toEqual([[], 0, 0n, null, null])
  })
})

test('Seconds lost are written exactly.', () => {
  // 1 ms at a weight of 0.3 is 300,000 of a billionth of a second.
  expect([0n, 300_000n, 777_600_000_000n, 2_592_000_000_000n].map(formatLost)).toEqual(['0', '0.0003', '777.6', '2592'])
})

describe('For any history', () => {
  /** Midnight of the 29th in Berlin, 23 hours before the next one. In minutes, so that every one can be looked at. */
  const MINUTE = 60_000
  const now = BEGINNING + 40 * HOUR
  const STATES: ComponentStatus[] = ['under_maintenance', 'degraded_performance', 'partial_outage', 'major_outage']
  const spans = fc.array(
    fc.record({
      rank: fc.nat(3),
      from: fc.integer({ min: -500, max: 40 * 60 }),
      length: fc.integer({ min: 0, max: 900 }),
    }),
    { maxLength: 8 },
  )
  // What a day begins with, in minutes after the window does.
  const lives = fc.constantFrom<{ since?: string; until?: string; first: number; end: number }>(
    { first: 0, end: 40 * 60 },
    { since: '2026-03-30', first: 23 * 60, end: 40 * 60 },
    { until: '2026-03-30', first: 0, end: 23 * 60 },
  )

  test('the rows add up to the percentage that a look at every minute gives, at any weight.', () => {
    fc.assert(
      fc.property(spans, lives, fc.nat(10), (list, { first, end, ...life }, tenths) => {
        const page = pageOf(now, {
          time_zone: 'Europe/Berlin',
          days: 2,
          partial_weight: tenths / 10,
          components: [component('checkout', life)],
          incidents: list.map(({ rank, from, length }, i) =>
            incidentOf(`id${i}`, [
              during(STATES[rank] ?? 'major_outage', BEGINNING + from * MINUTE, BEGINNING + (from + length) * MINUTE),
            ]),
          ),
        })
        const [seen] = [...page.components, ...page.retired]
        if (!seen) throw new Error('Expected a component.')

        const minutes = [0, 0, 0, 0]
        for (let at = first; at < end; at++) {
          const ranks = list.filter(({ from, length }) => from <= at && at < from + length).map(({ rank }) => rank)
          if (ranks.length > 0) minutes[Math.max(...ranks)]! += 1
        }
        const [maintenance = 0, degraded = 0, partial = 0, major = 0] = minutes
        const total = end - first
        const uptime = Math.floor(((10 * total - 10 * major - tenths * partial) * 10_000) / (10 * total))

        const sum = uptimeSum(seen, page)
        expect([seen.uptime, sum.uptime]).toEqual([uptime, uptime])
        expect(seen.time).toEqual({
          under_maintenance: maintenance * MINUTE,
          degraded_performance: degraded * MINUTE,
          partial_outage: partial * MINUTE,
          major_outage: major * MINUTE,
        })
        expect(sum.total).toBe(total * MINUTE)
        expect(sum.rows.reduce((all, { bad }) => all + bad, 0n)).toBe(
          BigInt(10 * major + tenths * partial) * BigInt(MINUTE) * 100_000n,
        )
        expect(sum.rows.reduce((all, { length }) => all + length, 0)).toBe(
          (maintenance + degraded + partial + major) * MINUTE,
        )
        for (const [i, { to }] of sum.rows.entries())
          expect(to).toBeLessThanOrEqual(sum.rows[i - 1]?.from ?? sum.window.to)
      }),
      { numRuns: 60 },
    )
  })
})
