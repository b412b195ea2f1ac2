import { expect, test } from 'vitest'
import { teamSchema } from '#model/records/team'
import { serviceSchema, type Service } from '#model/records/service'
import { alertsLike } from '../../../../scripts/fixtures/alert-sample.ts'
import { aChange, anIncident, aRunbook, someOps } from '../../../../scripts/fixtures/ops-sample.ts'
import { alertList } from '../alert/list.ts'
import { searchList } from './list.ts'
import { searchNames } from './names.ts'
import { searchParts, searchPartView, searchRecords } from './parts.ts'

const aService = (id: string, name: string): Service => ({
  ...serviceSchema.parse({ name, team: 'core', tier: 2 }),
  id,
  file: `services/${id}.yaml`,
})
const searched = (records: Parameters<typeof someOps>[0]) => {
  const ops = someOps(records)
  const found = searchRecords(ops)
  const parts = searchParts(found)
  return { found, parts, names: searchNames(ops, found, parts) }
}
const many = (count: number, of: (i: number) => string) => Array.from({ length: count }, (_, i) => aRunbook(of(i)))

test('An alert’s name leads to the alert, the open incident and the runbook, in that order.', () => {
  const { names } = searched({
    runbooks: [aRunbook('core/queue', { title: 'The queue stands', alerts: ['QueueStalled'], aliases: ['OldName'] })],
    incidents: [
      anIncident('INC-2026-0002', { alerts: ['QueueStalled'] }),
      anIncident('INC-2026-0001', { alerts: ['QueueStalled'], resolved: '2026-03-01T11:00:00Z' }),
    ],
  })
  const by = (key: string) => names.entries.filter(({ keys }) => keys.includes(key)).map(({ page }) => page)
  expect(by('queuestalled')).toEqual(['/alerts/QueueStalled/', '/runbooks/core/queue/', '/incidents/INC-2026-0002/'])
  expect(by('oldname')).toEqual(['/alerts/OldName/', '/runbooks/core/queue/'])
  expect(by('queue')).toEqual(['/runbooks/core/queue/'])
  expect(by('inc-2026-0001')).toEqual([])
})

test('A service, and an alert, of which an incident is open say so.', () => {
  const { found } = searched({
    services: [aService('booking', 'Booking'), aService('ledger', 'Ledger')],
    incidents: [
      anIncident('INC-2026-0003', { services: ['booking'], severity: 'SEV-3' }),
      anIncident('INC-2026-0002', { services: ['booking'], severity: 'SEV-1' }),
    ],
  })
  const states = Object.fromEntries(found.catalogue.map(({ id, state }) => [id, [state?.word, state?.tone]]))
  expect(states).toEqual({ booking: ['Open incident', 'major_outage'], ledger: ['Tier 2', 'neutral'] })
})

test('Names of alerts that no rule fires are counted apart, as the page of all alerts does.', () => {
  const ops = someOps({
    alerts: alertsLike({ name: 'QueueStalled' }),
    runbooks: [aRunbook('core/queue', { alerts: ['QueueStalled'], aliases: ['OldName'] })],
  })
  const [group] = searchList(searchRecords(ops)).groups
  expect([group?.name, group?.entries.length, group?.names]).toEqual(['Alerts', 2, 1])
  expect([alertList(ops).fired.length, alertList(ops).named.length]).toEqual([1, 1])
})

test('The two newest years of incidents and changes are searched at once, the others when somebody asks.', () => {
  const years = ['2026', '2024', '2023', '2021']
  const { parts } = searched({
    incidents: years.map((year) => anIncident(`INC-${year}-0001`)),
    changes: years.map((year) => aChange(`CHG-${year}-0001`)),
  })
  const of = (past: boolean) => parts.filter((part) => part.past === past).map(({ path }) => path)
  expect(of(false).filter((path) => /\d{4}/.test(path))).toEqual([
    '/search/incidents-2026-0.json',
    '/search/incidents-2024-0.json',
    '/search/changes-2026-0.json',
    '/search/changes-2024-0.json',
  ])
  expect(of(true)).toEqual([
    '/search/incidents-2023-0.json',
    '/search/incidents-2021-0.json',
    '/search/changes-2023-0.json',
    '/search/changes-2021-0.json',
  ])
  expect(parts.findIndex(({ past }) => past)).toBe(parts.filter(({ past }) => !past).length)
})

test('An edited, a new and a removed runbook change one part of the index each, and every runbook is in one.', () => {
  const books = many(1000, (i) => `area/book-${i}`)
  const of = (runbooks: typeof books) =>
    new Map(
      searched({ runbooks })
        .parts.filter(({ path }) => path.startsWith('/search/runbooks-'))
        .map((part) => [part.path, JSON.stringify(searchPartView(part))]),
    )
  const [whole, edited] = [of(books), of(books.map((one, i) => (i === 500 ? { ...one, title: 'Another title' } : one)))]
  const differing = (other: ReadonlyMap<string, string>) =>
    [...whole].filter(([path, text]) => other.get(path) !== text).length
  expect([
    whole.size,
    differing(edited),
    differing(of(books.slice(1))),
    differing(of([...books, aRunbook('new')])),
  ]).toEqual([4, 1, 1, 1])
  const ids = [...whole.values()].flatMap((text) => [...text.matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id))
  expect(ids.toSorted()).toEqual(books.map(({ id }) => id).toSorted())
})

test('Comments in a text are no words of it, its commands are.', () => {
  const body = { markdown: 'Before <!-- hidden --> `kubectl top` <!-- also hidden', line: 1 }
  const { parts } = searched({ runbooks: [{ ...aRunbook('one'), body }] })
  const texts = parts.filter(({ path }) => path.includes('runbooks')).flatMap((part) => searchPartView(part).searchable)
  expect(texts[0]?.text).toMatch(/Before\s+`kubectl top`/)
  expect(texts[0]?.text).not.toContain('<!-- hidden')
  expect(texts[0]?.text).not.toMatch(/Before\s+hidden/)
})

test('A page without a script lists everything by name, of changes the hundred newest.', () => {
  const changes = Array.from({ length: 130 }, (_, i) => aChange(`CHG-2026-${1000 + i}`))
  const { found } = searched({
    changes,
    runbooks: [aRunbook('b', { title: 'Zebra' }), aRunbook('a', { title: 'Ant' })],
  })
  const groups = new Map(searchList(found).groups.map((group) => [group.kind, group]))
  expect(groups.get('runbook')?.entries.map(({ title }) => title)).toEqual(['Ant', 'Zebra'])
  expect([groups.get('change')?.entries.length, groups.get('change')?.more]).toEqual([100, 30])
})

test('A person is found by handle and by name, leads to their team, and can be called where a number is known.', () => {
  const team = (id: string, fields: object) => ({
    ...teamSchema.parse({ name: id, ...fields }),
    id,
    file: `teams/${id}.yaml`,
  })
  const teams = [
    team('core', {
      members: ['ana', 'bo'],
      leads: ['Ana'],
      people: { ana: { name: 'Ana Ruiz', phone: '+34 600 000 000' } },
    }),
    team('shop', { members: ['bo'] }),
  ]
  const { names, found } = searched({ teams })
  const by = (key: string) => names.entries.filter(({ keys }) => keys.includes(key))
  const ana = { kind: 'person', title: 'Ana Ruiz', page: '/teams/core/', owner: 'core' }
  expect(by('ana')).toMatchObject([{ ...ana, call: { text: '+34 600 000 000', url: 'tel:+34600000000' } }])
  expect(by('ana ruiz')).toEqual(by('ana'))
  expect(by('bo')).toMatchObject([{ kind: 'person', title: 'bo', owner: 'core, shop' }])
  expect(by('bo')[0]).not.toHaveProperty('call')
  const people = searchList(found).groups.find(({ kind }) => kind === 'person')
  expect([people?.name, people?.entries.map(({ title }) => title)]).toEqual(['People', ['Ana Ruiz', 'bo']])
})
