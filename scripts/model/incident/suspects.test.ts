import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aChange, anIncident } from '../../fixtures/ops-sample.ts'
import { dependenciesAmong } from '../change/dependencies.ts'
import { byId } from '../catalog.ts'
import type { Change } from '../records/change.ts'
import { DEFAULT_POLICY } from '../records/policy.ts'
import { serviceSchema, type Service } from '../records/service.ts'
import { formatInstant, HOUR, MINUTE, type Instant } from '../time.ts'
import { suspectsOf, workIndex } from './suspects.ts'

/* Incidents start at ten on 2 March 2026; now is noon. */

const START = Date.parse('2026-03-02T10:00:00Z')
const NOW = START + 2 * HOUR

const service = (id: string, ...depends_on: string[]): Service => ({
  ...serviceSchema.parse({ name: id, team: 'core', tier: 2, depends_on }),
  id,
  file: `services/${id}.yaml`,
})
// Booking needs payments and the parcel store, which needs the disks. Mail stands alone.
const SERVICES = [
  service('booking', 'payments', 'parcel-store'),
  service('payments'),
  service('parcel-store', 'disks'),
  service('disks'),
  service('mail'),
]

const begun = (number: number, before: number, services: string[], more: object = {}) =>
  aChange(`CHG-2026-000${number}`, {
    services,
    status: 'completed',
    window: { start: formatInstant(START - before), end: formatInstant(START - before + HOUR) },
    outcome: { started: formatInstant(START - before), finished: formatInstant(START - before + 30 * MINUTE) },
    ...more,
  })

const suspects = (changes: Change[], fields: object = {}, services = SERVICES) =>
  suspectsOf(anIncident('INC-2026-0001', { services: ['booking'], started: formatInstant(START), ...fields }), {
    work: workIndex(changes, NOW),
    dependencies: dependenciesAmong(services),
    links: { services: byId(services) },
    policy: DEFAULT_POLICY,
    now: NOW,
  })
const ids = (list: readonly { change: Change }[]) => list.map(({ change }) => change.id.slice(-1))

test('What began a day before or less is looked at, on its services and on what they need, with the way there.', () => {
  const { ranked, elsewhere, needed } = suspects([
    begun(1, 24 * HOUR, ['disks']),
    begun(2, 24 * HOUR + 1, ['booking']),
    begun(3, 4 * HOUR + 38 * MINUTE, ['parcel-store']),
    begun(4, 5 * MINUTE, ['mail']),
    begun(5, 0, ['booking']),
  ])
  expect(ranked.map(({ change, before, path }) => [change.id, before / MINUTE, path.join(' ← ')])).toEqual([
    ['CHG-2026-0005', 0, 'booking'],
    ['CHG-2026-0003', 278, 'booking ← parcel-store'],
    ['CHG-2026-0001', 1440, 'booking ← parcel-store ← disks'],
  ])
  expect(ids(elsewhere)).toEqual(['4'])
  expect(needed).toEqual(['parcel-store', 'payments', 'disks'])
})

test('What began long before and was still going on is among them; what was over is not.', () => {
  const long = (number: number, finished: number) =>
    begun(number, 60 * HOUR, ['payments'], {
      outcome: { started: formatInstant(START - 60 * HOUR), finished: formatInstant(START + finished) },
    })
  const running = begun(3, 80 * HOUR, ['booking'], { status: 'in_progress', outcome: undefined })
  const { ranked } = suspects([long(1, 1), long(2, 0), running])
  expect(ranked.map((one) => [one.change.id, one.running])).toEqual([
    // Nearer, though it began earlier.
    ['CHG-2026-0003', true],
    ['CHG-2026-0001', true],
  ])
})

test('A finished change of which nobody wrote when it ended is not still going on.', () => {
  const unrecorded = begun(1, 60 * HOUR, ['booking'], { outcome: { started: formatInstant(START - 60 * HOUR) } })
  const { ranked, elsewhere } = suspects([unrecorded])
  expect([ranked, elsewhere]).toEqual([[], []])
})

test.each<[string, Change[], string[]]>([
  [
    'the hour before comes before the shorter way',
    [begun(1, 61 * MINUTE, ['booking']), begun(2, HOUR, ['disks'])],
    ['2', '1'],
  ],
  [
    'within the hour the shorter way comes first',
    [begun(1, MINUTE, ['disks']), begun(2, HOUR, ['booking'])],
    ['2', '1'],
  ],
  [
    'on the same way the higher risk',
    [
      begun(1, MINUTE, ['booking']),
      begun(2, HOUR, ['booking'], { risk: { blast_radius: 3, rollback_difficulty: 3, complexity: 3, timing: 3 } }),
    ],
    ['2', '1'],
  ],
  [
    'of the same risk what was taken back, then what was given up, then what went well',
    [
      begun(1, MINUTE, ['booking']),
      begun(2, 2 * MINUTE, ['booking'], { status: 'aborted' }),
      begun(3, 3 * MINUTE, ['booking'], { status: 'rolled_back' }),
    ],
    ['3', '2', '1'],
  ],
  ['of equals the later one', [begun(1, 9 * MINUTE, ['booking']), begun(2, 3 * MINUTE, ['booking'])], ['2', '1']],
])('Ranked: %s.', (_, changes, order) => {
  expect(ids(suspects(changes).ranked)).toEqual(order)
})

test('The cause that it names is marked; what began after its start can be none, and is told apart.', () => {
  const after = begun(3, -19 * MINUTE, ['mail'], { status: 'in_progress', outcome: undefined })
  const announced = begun(4, -3 * HOUR, ['booking'])
  const { ranked, later } = suspects([begun(1, HOUR, ['booking']), begun(2, HOUR, ['payments']), after, announced], {
    caused_by: ['CHG-2026-0002'],
  })
  expect(ranked.map(({ change, named }) => [change.id.slice(-1), named])).toEqual([
    ['1', false],
    ['2', true],
  ])
  expect(later.map(({ change, before, path }) => [change.id.slice(-1), before / MINUTE, path])).toEqual([
    ['3', -19, []],
  ])
})

test('Of an incident without services, everything that began is a suspect, and no way is told.', () => {
  const { ranked, elsewhere, needed } = suspects([begun(1, HOUR, ['mail']), begun(2, HOUR, ['nowhere'])], {
    services: [],
  })
  expect(ranked.map(({ path }) => path)).toEqual([[], []])
  expect([elsewhere, needed]).toEqual([[], []])
})

test('A service that the catalogue lacks is itself all the same; a ring of 400 is gone round once.', () => {
  expect(ids(suspects([begun(1, HOUR, ['gone'])], { services: ['gone'] }).ranked)).toEqual(['1'])
  const ring = Array.from({ length: 400 }, (_, i) => service(`s${i}`, `s${(i + 1) % 400}`))
  const { ranked, needed } = suspects([begun(1, HOUR, ['s399'])], { services: ['s0'] }, ring)
  expect([ranked[0]?.path.length, needed.length]).toEqual([400, 399])
})

test('Whatever was begun, each change that looking at every one finds is found once.', () => {
  const minutes = (most: number) => fc.integer({ min: -most, max: most })
  fc.assert(
    fc.property(fc.array(fc.tuple(minutes(4000), fc.nat(4000), fc.constantFrom('booking', 'mail'))), (list) => {
      const changes = list.map(([before, lasted, name], i) => ({
        ...begun(0, before * MINUTE, [name], {
          outcome: {
            started: formatInstant(START - before * MINUTE),
            finished: formatInstant(START + (lasted - before) * MINUTE),
          },
        }),
        id: `CHG-2026-${1000 + i}`,
      }))
      const { ranked, elsewhere, later } = suspects(changes)
      const wanted = list.flatMap(([before, lasted], i) => {
        const [from, to]: Instant[] = [-before, lasted - before]
        if (from === undefined || to === undefined || from > 119) return []
        return from > 0 || before <= 24 * 60 || to > 0 ? [`CHG-2026-${1000 + i}`] : []
      })
      expect([...ranked, ...elsewhere, ...later].map(({ change }) => change.id).toSorted()).toEqual(wanted.toSorted())
    }),
  )
})
