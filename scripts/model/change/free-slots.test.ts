import fc from 'fast-check'
import { expect, test } from 'vitest'
import changeOverlapsChange from '#rules/change-overlaps-change'
import changeOverlapsFreeze from '#rules/change-overlaps-freeze'
import implementerDoubleBooked from '#rules/implementer-double-booked'
import overlapsEvent from '#rules/overlaps-event'
import { aCatalog, aFreeze, assessed, aService, judging } from '../../fixtures/gate-verdicts.ts'
import { aChange } from '../../fixtures/ops-sample.ts'
import type { Catalog } from '../catalog.ts'
import type { Interval } from '../interval.ts'
import type { Change } from '../records/change.ts'
import { DEFAULT_POLICY } from '../records/policy.ts'
import { formatInstant, HOUR, MINUTE } from '../time.ts'
import { conflictsAmong } from './conflicts.ts'
import { freeSlots, isFree } from './free-slots.ts'
import { freezesMet } from './freezes.ts'
import { outsideWindows } from './maintenance-window.ts'
import { inTheWay, type SlotSearch } from './slot-blocks.ts'

// 20 February 2026, noon, a Friday: the time of the catalogue.
const NOON = Date.parse('2026-02-20T12:00:00Z')
const GRID = 15 * MINUTE
const RULES = [changeOverlapsChange, changeOverlapsFreeze, implementerDoubleBooked, overlapsEvent]

const spanned = ({ from, to }: Interval) => ({ start: formatInstant(from), end: formatInstant(to) })
const mine = (fields: object = {}) =>
  aChange('CHG-2026-0500', { implementer: 'ana', services: ['checkout'], ...fields })
const search = (
  change: Change,
  fields: Partial<SlotSearch> & { records?: Parameters<typeof aCatalog>[0] } = {},
): SlotSearch => {
  const { records, ...asked } = fields
  const catalog = aCatalog(records)
  return {
    change,
    length: HOUR,
    from: NOON,
    risk: 'low',
    catalog,
    freezes: catalog.freezes,
    lead_time: DEFAULT_POLICY.lead_time,
    ...asked,
  }
}
const starts = (one: SlotSearch) => freeSlots(one).map(({ from }) => formatInstant(from))

test('Where nothing is in the way it begins at once, on a quarter of an hour, and again when it has ended.', () => {
  expect(starts(search(mine(), { from: NOON + 1 }))).toEqual([
    '2026-02-20T12:15:00Z',
    '2026-02-20T13:15:00Z',
    '2026-02-20T14:15:00Z',
  ])
})

test('It goes round another change and out of a freeze in one step: not to where the other rule forbids it.', () => {
  const other = aChange('CHG-2026-0400', {
    services: ['checkout'],
    implementer: 'bo',
    window: { start: '2026-02-20T12:00:00Z', end: '2026-02-20T23:30:00Z' },
  })
  const records = { changes: [other], freezes: [aFreeze('sales', { start: '2026-02-21T00:00:00Z' })] }
  expect(starts(search(mine(), { records }))[0]).toBe('2026-03-02T00:00:00Z')
  expect(starts(search(mine(), { records, length: 30 * MINUTE }))).toEqual([
    '2026-02-20T23:30:00Z',
    '2026-03-02T00:00:00Z',
    '2026-03-02T00:30:00Z',
  ])
  const excepted = {
    ...records,
    freezes: [aFreeze('sales', { exceptions: [{ change: 'CHG-2026-0500', by: 'lead', reason: 'x' }] })],
  }
  expect(starts(search(mine(), { records: excepted }))[0]).toBe('2026-02-20T23:30:00Z')
})

test('It keeps to the maintenance windows of all its services, by the clock of their zones, also as clocks change.', () => {
  const night = { days: ['sun'], from: '01:30', to: '04:00', time_zone: 'Europe/Berlin' }
  const services = [aService('checkout', { maintenance_windows: [night] })]
  // On 29 March 2026 the clocks of Berlin go from 02:00 to 03:00: that night has an hour and a half.
  const from = Date.parse('2026-03-21T00:00:00Z')
  expect(starts(search(mine(), { from, length: 2 * HOUR, records: { services } }))).toEqual([
    '2026-03-22T00:30:00Z',
    '2026-04-04T23:30:00Z',
    '2026-04-11T23:30:00Z',
  ])
  expect(freeSlots(search(mine(), { from, length: 3 * HOUR, records: { services } }))).toEqual([])
  expect(starts(search({ ...mine(), type: 'emergency' }, { from, length: 3 * HOUR, records: { services } }))[0]).toBe(
    '2026-03-21T00:00:00Z',
  )
})

test('What is risky waits for its lead time; an emergency doesn’t.', () => {
  expect(starts(search(mine(), { risk: 'critical' }))[0]).toBe('2026-02-23T12:00:00Z')
  expect(starts(search({ ...mine(), type: 'emergency' }, { risk: 'critical' }))[0]).toBe('2026-02-20T12:00:00Z')
})

/** Whether the rules find nothing to say of the change at a time. */
function isAccepted({ change, catalog, freezes, environments }: SlotSearch, { from, to }: Interval): boolean {
  const moved: Change = { ...(change as Change), window: { start: from, end: to } }
  const head = { ...(catalog as Catalog), changes: [...catalog.changes.filter(({ id }) => id !== moved.id), moved] }
  const { context } = assessed(
    {
      judged: [
        judging(moved, {
          risk: { score: 4, level: 'low', reasons: [] },
          freezes: freezesMet(moved, freezes, { before: null, now: NOON, merging: true, environments }),
          conflicts: conflictsAmong(head.changes, head.services, { now: NOON, only: new Set([moved.id]) }),
        }),
      ],
    },
    { after: head },
  )
  // The rule looks weeks ahead for what to advise.
  const isOutside = head.services.some(
    (service) => moved.services.includes(service.id) && outsideWindows(service, { from, to }, catalog.site.time_zone),
  )
  return (
    !isOutside &&
    RULES.every(
      (rule) =>
        rule.scope === 'gate' &&
        [...(rule.check?.({ ...context, head, outlineOf: () => ({ headings: [], links: [] }) }) ?? [])].length === 0,
    )
  )
}

const hours = fc.tuple(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 1, max: 20 })).map(([from, length]) => ({
  from: NOON + from * GRID,
  to: NOON + (from + length) * GRID,
}))
const SERVICES = ['checkout', 'search', 'session-cache']
const someServices = fc.subarray(SERVICES, { minLength: 1 })
const change = fc.record({
  window: hours,
  services: someServices,
  implementer: fc.constantFrom('ana', 'Ana', 'bo'),
  status: fc.constantFrom('approved', 'approved', 'proposed', 'completed'),
  type: fc.constantFrom('normal', 'standard'),
  environment: fc.constantFrom('production', 'prod', 'staging'),
})
const scenario = fc.record({
  others: fc.array(change, { maxLength: 6 }),
  freezes: fc.array(
    fc.record({ time: hours, level: fc.constantFrom('hard', 'soft'), services: fc.constantFrom('all', ['search']) }),
    { maxLength: 2 },
  ),
  events: fc.array(fc.record({ time: hours, services: someServices }), { maxLength: 2 }),
  night: fc.option(
    fc.record({
      days: fc.subarray(['fri', 'sat', 'sun', 'mon', 'tue'], { minLength: 1 }),
      from: fc.constantFrom('00:00', '02:00', '22:30'),
      to: fc.constantFrom('04:00', '05:45'),
    }),
    { nil: null },
  ),
  services: someServices,
  type: fc.constantFrom('normal', 'standard'),
  length: fc.integer({ min: 1, max: 16 }),
})

test('Every slot is one that the rules accept, none earlier would do, and there are fewer than three only where there is no more time.', () => {
  fc.assert(
    fc.property(scenario, ({ others, freezes, events, night, services, type, length }) => {
      const records = {
        changes: others.map(({ window, ...fields }, i) =>
          aChange(`CHG-2026-${1000 + i}`, {
            ...fields,
            window: spanned(window),
            ...(fields.status === 'completed'
              ? { outcome: { started: spanned(window).start, finished: spanned(window).end } }
              : {}),
          }),
        ),
        freezes: freezes.map(({ time, ...fields }, i) => aFreeze(`f${i}`, { ...fields, ...spanned(time) })),
        events: events.map(({ time, services: on }, i) => ({
          title: 'Sale',
          id: `e${i}`,
          file: `events/e${i}.yaml`,
          services: on,
          start: time.from,
          end: time.to,
        })) as never,
        services: [
          aService('checkout', {
            depends_on: ['session-cache'],
            ...(night ? { maintenance_windows: [{ ...night, time_zone: 'Europe/Berlin' }] } : {}),
          }),
          aService('search'),
          aService('session-cache'),
        ],
      }
      const asked = search(mine({ services, type }), { length: length * GRID, records })
      const slots = freeSlots(asked)
      for (const slot of slots) {
        expect(isAccepted(asked, slot)).toBe(true)
        expect(isFree(asked, slot)).toBe(true)
      }
      const last = slots.length === 3 ? (slots[2]?.from ?? 0) : NOON + 110 * GRID
      const bounds = [-Infinity, ...slots.flatMap(({ from, to }) => [from, to])]
      for (let from = NOON; from < last; from += GRID) {
        const window = { from, to: from + asked.length }
        const accepted = isAccepted(asked, window)
        expect(isFree(asked, window)).toBe(accepted)
        expect(inTheWay(asked, window).length === 0).toBe(accepted)
        // Between the end of one slot and the beginning of the next one nothing would have done.
        const before = bounds.findLastIndex((bound) => bound <= from)
        if (accepted) expect(before % 2).toBe(1)
      }
    }),
    { numRuns: 25 },
  )
})

test('What waits for an error budget begins once there is one, and is told ahead from then on; where nobody knows when, never.', () => {
  const until = Date.parse('2026-02-22T10:07:00Z')
  expect(starts(search(mine(), { waits: { until } }))[0]).toBe('2026-02-22T10:15:00Z')
  const risky = search(mine(), { waits: { until }, risk: 'high' })
  expect(starts(risky)[0]).toBe('2026-02-23T10:15:00Z')
  expect(isFree(risky, { from: until + HOUR, to: until + 2 * HOUR })).toBe(false)
  const unknown = search(mine(), { waits: { until: null } })
  expect(starts(unknown)).toEqual([])
  expect(isFree(unknown, { from: until, to: until + HOUR })).toBe(false)
})

test('What is in the way is named with its end, the longest first, each change once.', () => {
  const booked = aChange('CHG-2026-0400', {
    services: ['checkout'],
    implementer: 'ana',
    window: { start: '2026-02-20T12:00:00Z', end: '2026-02-20T13:30:00Z' },
  })
  const night = { days: ['sun'], from: '01:30', to: '04:00', time_zone: 'Europe/Berlin' }
  const records = {
    changes: [booked],
    freezes: [aFreeze('sales', { title: 'Winter sale', start: '2026-02-20T00:00:00Z', end: '2026-02-23T00:00:00Z' })],
    services: [aService('checkout', { maintenance_windows: [night] })],
  }
  const hour = { from: NOON + HOUR, to: NOON + 2 * HOUR }
  expect(inTheWay(search(mine(), { records, risk: 'critical' }), hour)).toEqual([
    'meets the freeze "Winter sale", until 2026-02-23T00:00:00Z; CHG-2026-0400, until 2026-02-20T13:30:00Z',
    'lies outside the maintenance windows of `checkout`',
    'begins before 2026-02-23T12:00:00Z, which is the first that it may',
  ])
})
