import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PublicCatalog, PublicIncident } from '#model/publish/public'
import { COMPONENT_STATUSES } from '#model/records/update'
import { rebuilder, type Rebuilder } from '../../scripts/fixtures/built-again.ts'
import { at, component, incident, maintenance, step, update } from '../../scripts/fixtures/statuspage-catalog.ts'
import type { Published } from './publish.ts'

/*
 * Whatever is edited and however the time passes: a site that was built again and again is the same as one that is built
 * from nothing.
 */

const DAY = 24 * 60
const COMPONENTS = ['booking', 'search', 'labels']

/** A company's page as a list of things that happened to it; minutes count from a fixed morning. */
interface World {
  minute: number
  /** How many records there ever were: each has an id of its own. */
  made: number
  name: string
  color: string
  languages: string[]
  names: Record<string, string>
  retired: string | undefined
  incidents: { id: string; updates: Parameters<typeof update>[]; more: Partial<PublicIncident> }[]
  maintenances: { id: string; from: number; to: number; steps: Parameters<typeof step>[] }[]
}

type Edit = (world: World) => void

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)]
const oneOf = fc.nat(1000)
const anyComponent = fc.constantFrom(...COMPONENTS)
const anyStatus = fc.constantFrom(...COMPONENT_STATUSES)

const edit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(1, 30, DAY, 40 * DAY, 300 * DAY).map((by) => (w: World) => void (w.minute += by)),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(anyComponent, anyStatus, fc.constantFrom(0, 10, 3 * DAY))
      .map(([id, status, ago]) => (w: World) => {
        const named = `i${w.made++}`.padEnd(12, 'x')
        const title = `Trouble ${w.made}`
        w.incidents.push({
          id: named,
          updates: [[w.minute - ago, 'investigating', { title, set: { [id]: status } }]],
          more: {},
        })
      }),
  },
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        oneOf,
        fc.constantFrom('identified', 'monitoring', 'resolved', 'resolved'),
        fc.option(fc.constantFrom(20, 600)),
      )
      .map(([n, state, next]) => (w: World) => {
        const next_update = next === null ? undefined : at(w.minute + next)
        pick(w.incidents, n)?.updates.push([w.minute, state, { next_update, markdown: `Now *${state}*.\n` }])
      }),
  },
  oneOf.map((n) => (w: World) => void w.incidents.splice(n % Math.max(1, w.incidents.length), 1)),
  fc.tuple(oneOf, oneOf).map(([n, of]) => (w: World) => {
    const [copy, original] = [pick(w.incidents, n), pick(w.incidents, of)]
    if (copy && original && copy !== original) copy.more = { duplicate_of: original.id }
  }),
  oneOf.map((n) => (w: World) => {
    const one = pick(w.incidents, n)
    if (one) one.more = { ...one.more, postmortem: `What we learnt, ${w.minute}.` }
  }),
  fc.tuple(fc.constantFrom(-30, 60, 2 * DAY), fc.constantFrom(30, 300)).map(([begins, lasts]) => (w: World) => {
    const from = w.minute + begins
    const id = `m${w.made++}`.padEnd(12, 'x')
    const said: Parameters<typeof step> = [
      w.minute - 60,
      'scheduled',
      { title: `Work on ${id}`, set: { labels: 'under_maintenance' } },
    ]
    w.maintenances.push({ id, from, to: from + lasts, steps: [said] })
  }),
  fc.tuple(oneOf, fc.constantFrom('in_progress', 'completed', 'cancelled')).map(([n, state]) => (w: World) => {
    pick(w.maintenances, n)?.steps.push([w.minute, state as 'completed', {}])
  }),
  fc.tuple(anyComponent, fc.constantFrom('Booking', 'Suche', '検索', 'A & B')).map(([id, name]) => (w: World) => {
    w.names[id] = name
  }),
  fc.constantFrom('#0b5fff', '#aa0000').map((color) => (w: World) => void (w.color = color)),
  fc.constantFrom('Acme', 'Zenith').map((name) => (w: World) => void (w.name = name)),
  fc.constantFrom<string[]>(['en'], ['en', 'de']).map((languages) => (w: World) => void (w.languages = languages)),
  fc.constantFrom('search', undefined).map((retired) => (w: World) => void (w.retired = retired)),
)

const catalogOf = (w: World): PublicCatalog => ({
  site: {
    name: w.name,
    url: 'https://status.acme.example',
    time_zone: 'Europe/Berlin',
    locale: 'en',
    locales: w.languages,
    support_url: undefined,
    uptime: { days: 30, partial_weight: 0.3 },
    brand: { color: w.color },
    sample: false,
  },
  now: at(w.minute),
  components: COMPONENTS.map((id) => component(id, w.names[id] ?? id, w.retired === id ? { until: '2026-03-05' } : {})),
  // What is dated later than now isn't published.
  incidents: w.incidents.map(({ id, updates, more }) =>
    incident(
      id,
      updates.map((one) => update(...one)),
      more,
    ),
  ),
  maintenances: w.maintenances.map(({ id, from, to, steps }) =>
    maintenance(
      id,
      [from, to],
      steps.map((one) => step(...one)),
    ),
  ),
  slos: [],
})

let status: Rebuilder
beforeAll(async () => {
  status = await rebuilder('status')
})
afterAll(() => status.remove())

function build(catalog: PublicCatalog, name: string): Promise<Published> {
  const data = JSON.stringify(catalog)
  return status.build(JSON.parse(data), data, name)
}

test('A site that is built after every edit is the one that is built at the end, byte for byte.', async () => {
  let kept = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(edit, { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 5 }),
      async (builds) => {
        status.clear()
        const world: World = {
          minute: 0,
          made: 0,
          name: 'Acme',
          color: '#0b5fff',
          languages: ['en'],
          names: {},
          retired: undefined,
          incidents: [],
          maintenances: [],
        }
        for (const edits of builds) {
          for (const act of edits) act(world)
          const { failed, files, rendered } = await build(catalogOf(world), 'again')
          expect(failed).toEqual([])
          kept += files - rendered
        }
        await build(catalogOf(world), 'whole')
        const [again, whole] = [status.filesOf('again'), status.filesOf('whole')]
        expect([...again.keys()]).toEqual([...whole.keys()])
        expect([...whole].filter(([path, text]) => again.get(path) !== text).map(([path]) => path)).toEqual([])
      },
    ),
    { numRuns: 25 },
  )
  // Otherwise it would have held for want of anything that is left alone.
  expect(kept).toBeGreaterThan(10)
})
