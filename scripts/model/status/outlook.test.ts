import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { announced, component, during, incidentOf, maintenanceOf, pageOf, SAID } from '../../fixtures/public-page.ts'
import { headline, headlines } from './headline.ts'
import type { PublicCatalog, PublicMaintenance } from '../publish/public.ts'
import type { ComponentStatus } from '../records/update.ts'

const MINUTE = 60_000
const DAY = 24 * 60
const at = (minutes: number) => Date.parse('2026-03-01T12:00:00Z') + minutes * MINUTE
const NOW = at(0)
const planned = (public_id: string, from: number, to: number, more: Parameters<typeof announced>[3] = {}) =>
  announced(public_id, at(from), at(to), more)

const TWO = [component('checkout'), component('search')]
/** As `[from, what the page says, what runs, checkout, search]`, in minutes from now. */
const seen = (parts: Partial<PublicCatalog>) =>
  pageOf(NOW, { components: TWO, ...parts }).outlook.map(({ from, overall, running, states }) => [
    (from - NOW) / MINUTE,
    overall.description,
    running.join(' '),
    states.get('checkout'),
    states.get('search'),
  ])
const WELL = 'All Systems Operational'
const MAINTENANCE = 'Service Under Maintenance'

describe('By the clock alone', () => {
  test('the page goes on saying what it says where nothing is to come.', () => {
    expect(pageOf(NOW, { components: TWO }).outlook).toEqual([
      {
        from: NOW,
        to: Infinity,
        overall: { indicator: 'none', description: WELL },
        states: new Map([
          ['checkout', 'operational'],
          ['search', 'operational'],
        ]),
        running: [],
      },
    ])
    expect(pageOf(NOW, { components: [] }).outlook).toMatchObject([{ from: NOW, to: Infinity, states: new Map() }])
  })

  test('announced maintenance begins and ends, and each stretch ends where the next one begins.', () => {
    const maintenances = [planned('plan', 60, 180)]
    expect(seen({ maintenances })).toEqual([
      [0, WELL, '', 'operational', 'operational'],
      [60, MAINTENANCE, 'plan', 'under_maintenance', 'operational'],
      [180, WELL, '', 'operational', 'operational'],
    ])
    expect(pageOf(NOW, { maintenances }).outlook.map(({ to }) => to)).toEqual([at(60), at(180), Infinity])
  })

  test('maintenance that runs now ends with its window.', () => {
    expect(seen({ maintenances: [planned('plan', -60, 30)] })).toEqual([
      [0, MAINTENANCE, 'plan', 'under_maintenance', 'operational'],
      [30, WELL, '', 'operational', 'operational'],
    ])
  })

  test('maintenance by hand neither begins nor ends.', () => {
    expect(seen({ maintenances: [planned('plan', 60, 180, { auto: false })] })).toHaveLength(1)
    const outcome = { started: at(-10), finished: null }
    expect(seen({ maintenances: [planned('plan', -30, 60, { outcome })] })).toEqual([
      [0, MAINTENANCE, 'plan', 'under_maintenance', 'operational'],
    ])
  })

  test('nothing comes of maintenance that is cancelled or has no length.', () => {
    expect(
      seen({ maintenances: [planned('off', 60, 180, { cancelled: true }), planned('short', 90, 90)] }),
    ).toHaveLength(1)
  })

  test('maintenance never hides an outage, neither one that is open nor one that is known to end.', () => {
    const maintenances = [planned('plan', 60, 180, { ids: ['checkout', 'search'] })]
    const incidents = [
      incidentOf('open', [during('partial_outage', at(-30))]),
      incidentOf('ends', [during('major_outage', at(-30), at(90), 'search')]),
    ]
    expect(seen({ maintenances, incidents })).toEqual([
      [0, 'Partial System Outage', '', 'partial_outage', 'major_outage'],
      [60, 'Partial System Outage', 'plan', 'partial_outage', 'major_outage'],
      [90, 'Minor Service Outage', 'plan', 'partial_outage', 'under_maintenance'],
      [180, 'Minor Service Outage', '', 'partial_outage', 'operational'],
    ])
  })

  test('one maintenance follows another without a gap.', () => {
    expect(seen({ maintenances: [planned('second', 60, 90), planned('first', 30, 60)] })).toEqual([
      [0, WELL, '', 'operational', 'operational'],
      [30, MAINTENANCE, 'first', 'under_maintenance', 'operational'],
      [60, MAINTENANCE, 'second', 'under_maintenance', 'operational'],
      [90, WELL, '', 'operational', 'operational'],
    ])
  })

  test('maintenance of no component, or of one that stays operational, runs and changes no state.', () => {
    expect(seen({ maintenances: [planned('plan', 60, 180, { ids: [] })] })).toEqual([
      [0, WELL, '', 'operational', 'operational'],
      [60, WELL, 'plan', 'operational', 'operational'],
      [180, WELL, '', 'operational', 'operational'],
    ])
  })

  test('the page looks 14 days ahead: what begins then is the last that it knows of.', () => {
    const far = (from: number) => seen({ maintenances: [planned('plan', from, from + 60)] })
    expect(far(14 * DAY)).toEqual([
      [0, WELL, '', 'operational', 'operational'],
      [14 * DAY, MAINTENANCE, 'plan', 'under_maintenance', 'operational'],
    ])
    expect(far(14 * DAY + 1)).toHaveLength(1)
  })

  test('the page says twelve things at most, and the last one for ever.', () => {
    const maintenances = Array.from({ length: 20 }, (_, i) => planned(`id${i}`, 60 * i + 10, 60 * i + 40))
    const { outlook } = pageOf(NOW, { maintenances })
    expect(outlook.length).toBe(12)
    expect(outlook.at(-1)).toMatchObject({ from: at(60 * 5 + 10), to: Infinity, running: ['id5'] })
  })

  test('a duplicate says nothing of its own.', () => {
    const incidents = [{ ...incidentOf('two', [during('major_outage', at(-30), at(30))]), duplicate_of: 'one' }]
    expect(seen({ incidents })).toHaveLength(1)
  })
})

test('For any plan a build at any moment of a stretch says what was foretold of it.', () => {
  const STATES: ComponentStatus[] = ['under_maintenance', 'degraded_performance', 'partial_outage', 'major_outage']
  const id = fc.constantFrom('checkout', 'search')
  const span = fc.record({ id, rank: fc.nat(3), from: fc.integer({ min: -40, max: 60 }), length: fc.nat(60) })
  const plan = fc.record({
    id,
    from: fc.integer({ min: -60, max: 60 }),
    length: fc.nat(60),
    auto: fc.boolean(),
    begun: fc.boolean(),
  })
  const maintenance = (
    { id: of, from, length, auto, begun }: typeof plan extends fc.Arbitrary<infer T> ? T : never,
    i: number,
  ): PublicMaintenance => {
    const one = planned(`plan${i}`, from, from + length, { auto, ids: [of] })
    const beginning = { ...SAID, state: 'in_progress' as const, time: at(Math.min(0, from)), auto }
    return begun ? { ...one, updates: [...one.updates, beginning] } : one
  }
  fc.assert(
    fc.property(fc.array(span, { maxLength: 3 }), fc.array(plan, { maxLength: 3 }), (spans, plans) => {
      const parts = {
        components: TWO,
        incidents: spans.map(({ id: of, rank, from, length }, i) =>
          incidentOf(`id${i}`, [during(STATES[rank] ?? 'major_outage', at(from), at(from + length), of)]),
        ),
        maintenances: [...plans.map(maintenance), maintenanceOf('never', [])],
      }
      const seenNow = pageOf(NOW, parts)
      const { outlook } = seenNow
      if (outlook.length === 12) return
      const said = headlines(seenNow)
      for (let minute = 0; minute <= 130; minute += 1) {
        const found = outlook.filter(({ from, to }) => from <= at(minute) && at(minute) < to)
        const then = pageOf(at(minute), { ...parts, days: 1 })
        expect(found.map(({ overall }) => overall)).toEqual([then.overall])
        expect(found[0]?.running).toEqual(then.running.map(({ public_id }) => public_id))
        expect([...(found[0]?.states ?? [])]).toEqual(then.components.map(({ id: of, status }) => [of, status]))
        // The large sentence too, with since when each state holds.
        const foretold = said.find(({ from, to }) => from <= at(minute) && at(minute) < to)
        expect(foretold?.headline.troubled).toEqual(headline(then).troubled)
      }
      // Each differs from the one before it.
      for (const [i, { states, running }] of outlook.entries())
        expect({ states, running }).not.toEqual({ states: outlook[i - 1]?.states, running: outlook[i - 1]?.running })
    }),
    { numRuns: 25 },
  )
})
