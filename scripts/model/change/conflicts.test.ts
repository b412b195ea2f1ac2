import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHANGE_STATUSES, CHANGE_TYPES } from '../records/change.ts'
import { conflictsAmong as conflictsAsOf, type Conflict } from './conflicts.ts'
import { aChange } from '../../fixtures/ops-sample.ts'

/** Change number so, to services, between times of 1 March 2026 such as `09:00`. */
const change = (number: number, services: string, from: string, to: string, fields: object = {}) =>
  aChange(idOf(number), {
    services: services.split(' '),
    window: { start: `2026-03-01T${from}:00Z`, end: `2026-03-01T${to}:00Z` },
    ...fields,
  })
const idOf = (number: number) => `CHG-2026-${String(number).padStart(4, '0')}`
const at = (clock: string) => Date.parse(`2026-03-01T${clock}:00Z`)
/** As of the evening before; none of them is overdue. */
const conflictsAmong = (
  changes: Parameters<typeof conflictsAsOf>[0],
  known: Parameters<typeof conflictsAsOf>[1],
  only?: ReadonlySet<string>,
  asIf?: ReadonlySet<string>,
) => conflictsAsOf(changes, known, { now: Date.parse('2026-02-28T20:00:00Z'), only, asIf })
const standard = { type: 'standard', template: 'restart' }

/** `{catalogue: 'postgres'}`: the catalogue depends on it. */
const services = (needs: Record<string, string>) =>
  Object.entries(needs).map(([id, depends_on]) => ({ id, depends_on: depends_on.split(' ').filter(Boolean) }))
const SHOP = services({ 'search-api': 'catalogue', catalogue: 'postgres', postgres: '', mail: '' })

const pairs = (conflicts: Conflict[]) => conflicts.map(({ a, b }) => `${Number(a.slice(9))}-${Number(b.slice(9))}`)
const paths = (conflicts: Conflict[]) => conflicts.map(({ path }) => path.join(' → '))

describe('Two changes to one service', () => {
  test('conflict for the time that their windows share.', () => {
    const changes = [change(2, 'mail', '10:00', '12:00'), change(1, 'mail', '09:00', '11:00')]
    expect(conflictsAmong(changes, SHOP)).toEqual([
      {
        a: 'CHG-2026-0001',
        b: 'CHG-2026-0002',
        kind: 'same_service',
        service: 'mail',
        path: ['mail'],
        overlap: { from: at('10:00'), to: at('11:00') },
        both_standard: false,
      },
    ])
  })

  test("don't where one ends as the other begins.", () => {
    const changes = [change(1, 'mail', '09:00', '10:00'), change(2, 'mail', '10:00', '11:00')]
    expect(conflictsAmong(changes, SHOP)).toEqual([])
  })

  test("don't where a window lasts no time, or ends before it begins.", () => {
    const changes = [
      change(1, 'mail', '09:00', '12:00'),
      change(2, 'mail', '10:00', '10:00'),
      change(3, 'mail', '10:00', '10:00'),
      change(4, 'mail', '11:00', '10:00'),
    ]
    expect(conflictsAmong(changes, SHOP)).toEqual([])
  })

  test("don't in different environments; case and blanks make no difference.", () => {
    const changes = [
      change(1, 'mail', '09:00', '10:00', { environment: 'production' }),
      change(2, 'mail', '09:00', '10:00', { environment: ' Production ' }),
      change(3, 'mail', '09:00', '10:00', { environment: 'staging' }),
    ]
    expect(pairs(conflictsAmong(changes, SHOP))).toEqual(['1-2'])
  })

  test('conflict though the catalogue lacks the service.', () => {
    const changes = [change(1, 'fax', '09:00', '10:00'), change(2, 'fax', '09:00', '10:00')]
    expect(paths(conflictsAmong(changes, SHOP))).toEqual(['fax'])
  })

  test('are both standard, or not both.', () => {
    const changes = [
      change(1, 'mail', '09:00', '10:00', standard),
      change(2, 'mail', '09:00', '10:00', standard),
      change(3, 'mail', '09:00', '10:00'),
    ]
    expect(conflictsAmong(changes, SHOP).map(({ a, b, both_standard }) => [a, b, both_standard])).toEqual([
      ['CHG-2026-0001', 'CHG-2026-0002', true],
      ['CHG-2026-0001', 'CHG-2026-0003', false],
      ['CHG-2026-0002', 'CHG-2026-0003', false],
    ])
  })

  test('are told once, by the service first by name, however many they share.', () => {
    const changes = [
      change(1, 'search-api mail catalogue mail', '09:00', '10:00'),
      change(2, 'search-api catalogue mail', '09:00', '10:00'),
    ]
    expect(paths(conflictsAmong(changes, SHOP))).toEqual(['catalogue'])
  })

  test('are told once though one of them stands in two files.', () => {
    const changes = [
      change(1, 'mail', '09:00', '10:00'),
      change(1, 'mail', '09:00', '11:00'),
      change(2, 'mail', '09:00', '12:00'),
    ]
    expect(conflictsAmong(changes, SHOP).map(({ a, b, overlap }) => [a, b, overlap.to])).toEqual([
      ['CHG-2026-0001', 'CHG-2026-0002', at('10:00')],
    ])
  })
})

describe('Many changes to one service', () => {
  test('a long window conflicts with each short one in it, and they not with each other.', () => {
    const changes = [
      change(1, 'mail', '00:00', '23:59'),
      ...Array.from({ length: 20 }, (_, i) => {
        const hour = String(i + 1).padStart(2, '0')
        return change(i + 2, 'mail', `${hour}:00`, `${hour}:59`)
      }),
    ]
    expect(pairs(conflictsAmong(changes, SHOP))).toEqual(Array.from({ length: 20 }, (_, i) => `1-${i + 2}`))
  })

  test('stand in the order in which their conflicts begin, then by ids.', () => {
    const changes = [
      change(4, 'mail', '09:00', '12:00'),
      change(3, 'mail', '10:00', '12:00'),
      change(2, 'mail', '11:00', '12:00'),
      change(1, 'mail', '09:00', '10:00'),
    ]
    expect(pairs(conflictsAmong(changes, SHOP))).toEqual(['1-4', '3-4', '2-3', '2-4'])
  })
})

describe('Changes to services of which one depends on the other', () => {
  test('conflict, with the path from the one that depends, and the service of the first change.', () => {
    const [conflict] = conflictsAmong(
      [change(1, 'search-api', '09:00', '11:00'), change(2, 'postgres', '10:00', '12:00')],
      SHOP,
    )
    expect(conflict).toMatchObject({
      kind: 'dependency',
      service: 'search-api',
      path: ['search-api', 'catalogue', 'postgres'],
      overlap: { from: at('10:00'), to: at('11:00') },
    })
    const [other] = conflictsAmong(
      [change(2, 'search-api', '09:00', '11:00'), change(1, 'postgres', '10:00', '12:00')],
      SHOP,
    )
    expect(other).toMatchObject({
      a: 'CHG-2026-0001',
      service: 'postgres',
      path: ['search-api', 'catalogue', 'postgres'],
    })
  })

  test("don't where they only depend on the same one.", () => {
    const both = services({ web: 'postgres', jobs: 'postgres', postgres: '' })
    const changes = [change(1, 'web', '09:00', '10:00'), change(2, 'jobs', '09:00', '10:00')]
    expect(conflictsAmong(changes, both)).toEqual([])
  })

  test('conflict by a service that they share, where there is one.', () => {
    const changes = [
      change(1, 'catalogue search-api', '09:00', '10:00'),
      change(2, 'postgres search-api', '09:00', '10:00'),
    ]
    expect(conflictsAmong(changes, SHOP)).toMatchObject([{ kind: 'same_service', service: 'search-api' }])
  })

  test('are told by the shortest path, then by name.', () => {
    const web = services({ web: 'cart auth', cart: 'store', auth: 'store', store: 'disk', disk: '' })
    const told = (one: string, other: string) =>
      paths(conflictsAmong([change(1, one, '09:00', '10:00'), change(2, other, '09:00', '10:00')], web))
    expect(told('web', 'store')).toEqual(['web → auth → store'])
    expect(told('web', 'disk store')).toEqual(['web → auth → store'])
    expect(told('web store', 'disk')).toEqual(['store → disk'])
    expect(told('store', 'web cart')).toEqual(['cart → store'])
    expect(told('store', 'cart auth')).toEqual(['auth → store'])
  })

  test('conflict round a circle too, the shorter way.', () => {
    const circle = services({ a: 'b', b: 'c', c: 'd', d: 'a' })
    const told = (one: string, other: string) =>
      paths(conflictsAmong([change(1, one, '09:00', '10:00'), change(2, other, '09:00', '10:00')], circle))
    expect(told('a', 'b')).toEqual(['a → b'])
    expect(told('a', 'd')).toEqual(['d → a'])
    expect(told('a', 'c')).toEqual(['a → b → c'])
    expect(paths(conflictsAmong([change(1, 'a', '09:00', '10:00')], services({ a: 'a' })))).toEqual([])
  })

  test("don't by way of a service that the catalogue lacks.", () => {
    const gap = services({ web: 'fax store', store: '' })
    const changes = [change(1, 'web', '09:00', '10:00'), change(2, 'fax', '09:00', '10:00')]
    expect(conflictsAmong(changes, gap)).toEqual([])
  })
})

describe('What counts', () => {
  const against = (status: string, asIf?: ReadonlySet<string>) => {
    const outcome = { started: '2026-03-01T09:00:00Z', finished: '2026-03-01T10:00:00Z' }
    const done = ['completed', 'rolled_back', 'aborted'].includes(status)
    const changes = [
      change(1, 'mail', '09:00', '10:00', { status, ...(done ? { outcome } : {}) }),
      change(2, 'mail', '09:00', '10:00'),
    ]
    return conflictsAmong(changes, SHOP, undefined, asIf).length
  }

  test('is what is approved or in progress.', () => {
    expect(CHANGE_STATUSES.filter((status) => against(status) === 1)).toEqual(['approved', 'in_progress'])
  })

  test('and what is asked for as if it were, unless it is over.', () => {
    const asIf = new Set(['CHG-2026-0001'])
    expect(CHANGE_STATUSES.filter((status) => against(status, asIf) === 1)).toEqual([
      'draft',
      'proposed',
      'approved',
      'in_progress',
    ])
  })

  test('from the start of one in progress, where that was before its window.', () => {
    const early = { status: 'in_progress', outcome: { started: '2026-03-01T08:30:00Z' } }
    const late = { status: 'in_progress', outcome: { started: '2026-03-01T09:45:00Z' } }
    const overlap = (fields: object) =>
      conflictsAmong([change(1, 'mail', '09:00', '10:00', fields), change(2, 'mail', '08:00', '12:00')], SHOP)[0]
        ?.overlap
    expect(overlap(early)).toEqual({ from: at('08:30'), to: at('10:00') })
    expect(overlap(late)).toEqual({ from: at('09:00'), to: at('10:00') })
    expect(overlap({ outcome: { started: '2026-03-01T08:30:00Z' } })).toEqual({ from: at('09:00'), to: at('10:00') })
  })

  test('with a window.', () => {
    const changes = [
      change(1, 'mail', '09:00', '10:00', { status: 'draft', window: undefined }),
      change(2, 'mail', '09:00', '10:00'),
    ]
    expect(conflictsAmong(changes, SHOP, undefined, new Set(['CHG-2026-0001']))).toEqual([])
  })

  test('for some changes alone: the conflicts that they have, whichever began first.', () => {
    const changes = [
      change(1, 'mail', '08:00', '10:00'),
      change(2, 'mail', '09:00', '11:00'),
      change(3, 'mail', '09:30', '12:00'),
      change(4, 'mail', '11:00', '12:00'),
    ]
    expect(pairs(conflictsAmong(changes, SHOP, new Set(['CHG-2026-0002'])))).toEqual(['1-2', '2-3'])
    expect(pairs(conflictsAmong(changes, SHOP, new Set(['CHG-2026-0002', 'CHG-2026-0003'])))).toEqual([
      '1-2',
      '1-3',
      '2-3',
      '3-4',
    ])
    expect(conflictsAmong(changes, SHOP, new Set())).toEqual([])
    expect(conflictsAmong(changes, SHOP, new Set(['CHG-2026-0009']))).toEqual([])
  })
})

const NAMES = ['a', 'b', 'c', 'd', 'e']
const catalogue = fc
  .tuple(...NAMES.map(() => fc.subarray([...NAMES, 'unknown'], { maxLength: 3 })))
  .map((needs) => needs.map((depends_on, i) => ({ id: NAMES[i] ?? '', depends_on })))
const planned = fc.record({
  type: fc.constantFrom(...CHANGE_TYPES),
  status: fc.constantFrom(...CHANGE_STATUSES, 'approved' as const, 'approved' as const, 'in_progress' as const),
  environment: fc.constantFrom('production', 'Production ', 'staging'),
  services: fc.subarray([...NAMES, 'unknown'], { minLength: 1, maxLength: 3 }),
  window: fc.option(fc.record({ start: fc.nat(20), end: fc.nat(24) }), { nil: undefined, freq: 8 }),
  outcome: fc.option(fc.record({ started: fc.nat(20), finished: fc.constant(undefined) }), { nil: undefined }),
  updates: fc.constant(null),
})
const changes = fc.array(planned, { maxLength: 14 }).map((list) => list.map((one, i) => ({ ...one, id: idOf(i + 1) })))
const chosen = fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 14 }).map(idOf)), { nil: undefined })

type Planned = (typeof changes extends fc.Arbitrary<infer T> ? T : never)[number]
type Catalogue = typeof catalogue extends fc.Arbitrary<infer T> ? T : never

/** Every way without a circle from one service to another, by trying all of them. */
function waysBetween(from: string, to: string, known: Catalogue, gone: string[] = []): string[][] {
  const way = [...gone, from]
  if (from === to) return [way]
  const needs = known.find(({ id }) => id === from)?.depends_on ?? []
  return needs
    .filter((id) => !way.includes(id) && known.some((one) => one.id === id))
    .flatMap((id) => waysBetween(id, to, known, way))
}

interface Posed {
  all: Planned[]
  known: Catalogue
  now: number
  only: string[] | undefined
  asIf: string[] | undefined
}

/** Every pair, instant by instant and way by way. */
function everyPair({ all, known, now, only, asIf = [] }: Posed): Conflict[] {
  const begun = ({ status, outcome }: Planned) =>
    status === 'in_progress' || (status === 'approved' && outcome !== undefined && outcome.started <= now)
  const overruns = (one: Planned) => begun(one) && one.window !== undefined && one.window.end <= now
  const busy = (one: Planned, instant: number): boolean => {
    const { id, status, window, outcome } = one
    if (!window) return false
    const from = begun(one) ? Math.min(window.start, outcome?.started ?? 99) : window.start
    if (from >= window.end) return false
    const counts = begun(one) || status === 'approved' || (['draft', 'proposed'].includes(status) && asIf.includes(id))
    return counts && instant >= from && (instant < window.end || (overruns(one) && instant <= now))
  }
  return all.flatMap((a, i) =>
    all.slice(i + 1).flatMap((b): Conflict[] => {
      const shared = Array.from({ length: 32 }, (_, instant) => instant).filter((one) => busy(a, one) && busy(b, one))
      const [path] = a.services
        .flatMap((one) =>
          b.services.flatMap((other) => [...waysBetween(one, other, known), ...waysBetween(other, one, known)]),
        )
        .toSorted((x, y) => x.length - y.length || (x.join() < y.join() ? -1 : 1))
      const [first] = shared
      const last = shared.at(-1)
      if (!path || first === undefined || last === undefined) return []
      if (a.environment.toLowerCase().trim() !== b.environment.toLowerCase().trim()) return []
      if (only && !only.includes(a.id) && !only.includes(b.id)) return []
      const [begins = '', ends = ''] = [path[0], path.at(-1)]
      return [
        {
          a: a.id,
          b: b.id,
          kind: path.length === 1 ? 'same_service' : 'dependency',
          service: a.services.includes(begins) ? begins : ends,
          path,
          // What overruns is told of up to now.
          overlap: { from: first, to: last === now && (overruns(a) || overruns(b)) ? now : last + 1 },
          both_standard: a.type === 'standard' && b.type === 'standard',
        },
      ]
    }),
  )
}

const inOrder = (conflicts: Conflict[]) =>
  conflicts.toSorted((x, y) => x.overlap.from - y.overlap.from || (x.a + x.b < y.a + y.b ? -1 : 1))
const setOf = (list: string[] | undefined) => (list ? new Set(list) : undefined)

describe('Whatever the changes', () => {
  test('the conflicts are those that looking at every pair finds.', () => {
    fc.assert(
      fc.property(
        fc.record({ all: changes, known: catalogue, now: fc.nat(30), only: chosen, asIf: chosen }),
        (posed) => {
          const { all, known, now, only, asIf } = posed
          const found = conflictsAsOf(all, known, { now, only: setOf(only), asIf: setOf(asIf) })
          expect(found).toEqual(inOrder(everyPair(posed)))
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('the order in which they are given makes no difference.', () => {
    const shuffled = changes.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    )
    fc.assert(
      fc.property(shuffled, catalogue, ([all, other], known) => {
        expect(conflictsAmong(other, known.toReversed())).toEqual(conflictsAmong(all, known))
      }),
    )
  })
})

describe('Of thousands in one window', () => {
  test('each is told of some, and not of all.', () => {
    const many = Array.from({ length: 2000 }, (_, index) => change(index, 'mail', '09:00', '10:00'))
    const found = conflictsAmong(many, SHOP)
    expect(found.length).toBeLessThan(50_000)
    expect(new Set(found.flatMap(({ a, b }) => [a, b]))).toEqual(new Set(many.map(({ id }) => id)))
  })

  test('who is told depends on no order.', () => {
    const many = Array.from({ length: 60 }, (_, index) => change(index, 'mail', '09:00', '10:00'))
    expect(conflictsAmong(many.toReversed(), SHOP)).toEqual(conflictsAmong(many, SHOP))
  })

  test('one that is in the way of another as nothing else there is told.', () => {
    const kinds = [{}, standard, { status: 'proposed' }, { ...standard, status: 'proposed' }]
    for (const kind of kinds) {
      const others = kinds.filter((one) => one !== kind)
      const many = Array.from({ length: 300 }, (_, index) => change(index, 'mail', '09:00', '10:00', others[index % 3]))
      // The last to come, and still the first to be told to whom comes after it.
      const odd = change(400, 'mail', '09:01', '10:00', kind)
      const late = change(401, 'mail', '09:02', '10:00')
      const asIf = new Set(many.map(({ id }) => id).concat(odd.id))
      expect(pairs(conflictsAmong([...many, odd, late], SHOP, new Set([late.id]), asIf))).toContain('400-401')
    }
  })
})
