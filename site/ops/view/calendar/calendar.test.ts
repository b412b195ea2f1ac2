import { expect, test } from 'vitest'
import { eventSchema, freezeSchema, type CustomerEvent, type Freeze } from '#model/records/freeze'
import { agenda } from './agenda.ts'
import { collisionsOf } from './collisions.ts'
import { calendarEntries } from './entry.ts'
import { freeTimesOf, teamFreeTimes } from './free.ts'
import { foldedWeeks, monthGrid, type GridDay, type MonthGrid } from './month.ts'
import { currentPage, monthPage } from './page.ts'
import { entriesOfService, entriesOfTeam, opsCalendar } from './calendar.ts'
import { serviceSchema, type Service } from '#model/records/service'
import { teamSchema, type Team } from '#model/records/team'
import { maintenanceUpdateSchema } from '#model/records/update'
import type { Catalog } from '#model/catalog'
import type { Change } from '#model/records/change'
import { aChange, anIncident, someOps } from '../../../../scripts/fixtures/ops-sample.ts'

/* As of noon UTC on Sunday 1 March 2026, in Berlin: 13:00. */

const { catalog } = someOps({})
const inBerlin = (records: Partial<Catalog>, now = '2026-03-01T12:00:00Z') =>
  someOps({ ...records, now: Date.parse(now), site: { ...catalog.site, time_zone: 'Europe/Berlin' } })
const service = (id: string, team: string, ...depends_on: string[]): Service => ({
  ...serviceSchema.parse({ name: id, team, tier: 2, depends_on }),
  id,
  file: `services/${id}.yaml`,
})
const team = (id: string, ...members: string[]): Team => ({
  ...teamSchema.parse({ name: id, members }),
  id,
  file: `teams/${id}.yaml`,
})
const freeze = (id: string, start: string, end: string, fields: object = {}): Freeze => ({
  ...freezeSchema.parse({ title: `Freeze ${id}`, level: 'hard', owner: 'ana', start, end, ...fields }),
  id,
  file: `freezes/${id}.yaml`,
})
const event = (id: string, start: string, end: string, services: string[]): CustomerEvent => ({
  ...eventSchema.parse({ title: `Event ${id}`, start, end, services }),
  id,
  file: `events/${id}.yaml`,
})
const change = (number: number, start: string, end: string, fields: object = {}) =>
  aChange(`CHG-2026-${String(number).padStart(4, '0')}`, { window: { start, end }, ...fields })
const posted = (state: string) => ({
  ...maintenanceUpdateSchema.parse({ state, title: 'Works', components: { labels: 'under_maintenance' } }),
  file: 'public/x.md',
  body: { markdown: '', line: 1 },
  time: Date.parse('2026-02-20T09:00:00Z'),
  named: null,
})
const announced = { updates: [posted('scheduled')] }

const SERVICES = [service('booking', 'sending', 'labels'), service('labels', 'core', 'store'), service('store', 'core')]
const TEAMS = [team('sending', 'bo'), team('core', 'ana'), team('lockers', 'cy')]
const ids = (entries: readonly { id: string }[]) => entries.map(({ id }) => id)
const days = (grid: MonthGrid): GridDay[] => grid.weeks.flatMap((week) => week.filter((day) => day !== null))
const dayOf = (grid: MonthGrid, date: string) => days(grid).find((day) => day.date === date)

test('everything with a time is in the calendar, by when it begins, with what it is', () => {
  const ops = inBerlin({
    changes: [
      change(1, '2026-03-03T01:00:00Z', '2026-03-03T02:00:00Z', { status: 'proposed' }),
      { ...change(2, '2026-03-02T01:00:00Z', '2026-03-02T02:00:00Z'), ...announced },
      aChange('CHG-2026-0003', { status: 'draft', window: undefined }),
    ],
    freezes: [freeze('easter', '2026-04-02T22:00:00Z', '2026-04-06T22:00:00Z', { level: 'soft' })],
    events: [event('sale', '2026-03-02T00:00:00Z', '2026-03-02T12:00:00Z', ['booking'])],
    incidents: [
      anIncident('INC-2026-0001'),
      anIncident('INC-2026-0002', { closed_as: 'false_alarm' }),
      anIncident('INC-2026-0003', { closed_as: 'duplicate', duplicate_of: 'INC-2026-0001' }),
    ],
  })
  expect(calendarEntries(ops).map(({ kind, id, what, page, state }) => [kind, id, what, page, state.word])).toEqual([
    ['incident', 'INC-2026-0001', 'SEV-2 incident', '/incidents/INC-2026-0001/', 'Open'],
    ['event', 'sale', 'Customer event', null, 'To come'],
    ['maintenance', 'CHG-2026-0002', 'Normal change', '/changes/CHG-2026-0002/', 'Approved'],
    ['change', 'CHG-2026-0001', 'Normal change', '/changes/CHG-2026-0001/', 'Proposed'],
    ['freeze', 'easter', 'Soft freeze', '/freezes/easter/', 'To come'],
  ])
})

test('a change lies where it was carried out, else where it is planned', () => {
  const outcome = { started: '2026-02-10T03:00:00Z', finished: '2026-02-10T04:30:00Z' }
  const window: [string, string] = ['2026-02-10T01:00:00Z', '2026-02-10T02:00:00Z']
  const at = (fields: object, open = window, updates: Change['updates'] = null) => {
    const [entry] = calendarEntries(inBerlin({ changes: [{ ...change(1, ...open, fields), updates }] }))
    return entry && [entry.from, entry.to].map((time) => time && new Date(time).toISOString().slice(5, 16))
  }
  expect(at({ status: 'completed', outcome })).toEqual(['02-10T03:00', '02-10T04:30'])
  expect(at({ status: 'cancelled' })).toEqual(['02-10T01:00', '02-10T02:00'])
  // As customers read it: by its updates before its outcome, by the clock where it runs by that.
  const said = (state: string, time: string) => ({ ...posted(state), time: Date.parse(`2026-02-10T${time}:00Z`) })
  const updates = [posted('scheduled'), said('in_progress', '00:50'), said('completed', '01:40')]
  expect(at({}, window, updates)).toEqual(['02-10T00:50', '02-10T01:40'])
  expect(at({ status: 'completed', outcome }, window, updates)).toEqual(['02-10T00:50', '02-10T01:40'])
  expect(at({}, window, updates.slice(0, 2))).toEqual(['02-10T00:50', null])
  expect(at({}, window, updates.slice(0, 1))).toEqual(['02-10T01:00', '02-10T02:00'])
  // Begun, and past its window: nobody knows until when.
  expect(at({ status: 'in_progress' })).toEqual(['02-10T01:00', null])
  expect(at({ status: 'in_progress' }, ['2026-03-01T11:00:00Z', '2026-03-01T14:00:00Z'])).toEqual([
    '03-01T11:00',
    '03-01T14:00',
  ])
})

test.each([
  // 23:30 UTC is half past midnight in Berlin, in winter.
  ['2026-03-02T23:30:00Z', '2026-03-03T01:00:00Z', '2026-03-03', '2026-03-03'],
  // It ends at Berlin's midnight, which belongs to the next day.
  ['2026-03-02T21:00:00Z', '2026-03-02T23:00:00Z', '2026-03-02', '2026-03-02'],
  ['2026-03-02T21:00:00Z', '2026-03-02T23:00:01Z', '2026-03-02', '2026-03-03'],
  // The 29th of March has 23 hours there: from 23:00 UTC to 22:00 UTC.
  ['2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', '2026-03-29', '2026-03-29'],
  // The 25th of October has 25.
  ['2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', '2026-10-25', '2026-10-25'],
  ['2026-10-24T21:59:59Z', '2026-10-25T23:00:01Z', '2026-10-24', '2026-10-26'],
])('in Berlin %s to %s are the days %s to %s', (start, end, first, last) => {
  expect(calendarEntries(inBerlin({ changes: [change(1, start, end)] }))[0]).toMatchObject({ first, last })
})

test('what is still going on reaches until today, and a freeze to the end of time is no trouble', () => {
  const entries = calendarEntries(
    inBerlin({
      incidents: [anIncident('INC-2026-0001', { started: '2026-02-20T12:00:00Z' })],
      freezes: [freeze('forever', '2026-02-25T12:00:00Z', '9999-12-31T23:59:59Z')],
    }),
  )
  expect(entries.map(({ id, first, last, live }) => [id, first, last, live])).toEqual([
    ['INC-2026-0001', '2026-02-20', '2026-03-01', true],
    ['forever', '2026-02-25', '9999-12-30', true],
  ])
})

test('weeks begin on Monday, and a month has its own days alone', () => {
  // 1 March 2026 is a Sunday, and the 31st a Tuesday.
  const { weeks } = monthGrid([], '2026-03', '2026-03-01')
  expect(weeks.map((week) => week.map((day) => Number(day?.date.slice(-2) ?? 0)))).toEqual([
    [0, 0, 0, 0, 0, 0, 1],
    [2, 3, 4, 5, 6, 7, 8],
    [9, 10, 11, 12, 13, 14, 15],
    [16, 17, 18, 19, 20, 21, 22],
    [23, 24, 25, 26, 27, 28, 29],
    [30, 31, 0, 0, 0, 0, 0],
  ])
  // February 2027 begins on a Monday and fills four weeks.
  expect(monthGrid([], '2027-02', '2026-03-01').weeks.map((week) => week.filter(Boolean).length)).toEqual([7, 7, 7, 7])
  expect(dayOf({ month: '2026-03', weeks }, '2026-03-01')?.today).toBe(true)
})

test('a span over the change of clocks covers each of its days once, and is named anew each week', () => {
  // From Friday 27 March to Monday 30 March; the clocks change on Sunday.
  const calendar = opsCalendar(
    inBerlin({ freezes: [freeze('spring', '2026-03-27T09:00:00Z', '2026-03-30T10:00:00Z')] }),
  )
  const { grid } = monthPage(calendar, '2026-03')
  const bars = days(grid).flatMap(({ date, bars: own }) =>
    own.map(({ named, begins, ends }) => [date, named, begins, ends]),
  )
  expect(bars).toEqual([
    ['2026-03-27', 3, true, false],
    ['2026-03-28', null, false, false],
    ['2026-03-29', null, false, false],
    ['2026-03-30', 1, false, true],
  ])
})

test('a span over the new year stands in each of its months, cut at their edges', () => {
  const calendar = opsCalendar(
    inBerlin({ freezes: [freeze('year-end', '2026-12-30T00:00:00Z', '2027-02-02T00:00:00Z')] }),
  )
  expect(calendar.months).toEqual(['2026-03', '2026-12', '2027-01', '2027-02'])
  const barsOf = (month: string) => days(monthPage(calendar, month).grid).flatMap(({ bars }) => bars)
  expect([barsOf('2026-12').length, barsOf('2027-01').length, barsOf('2027-02').length]).toEqual([2, 31, 2])
  const [first] = barsOf('2027-01')
  // Friday 1 January, to Sunday.
  expect([first?.begins, first?.named]).toEqual([false, 3])
  expect(barsOf('2027-02').map(({ ends }) => ends)).toEqual([false, true])
})

test('there are pages for 13 months back and 12 ahead, those with entries alone, and one leads to the next', () => {
  const on = (number: number, day: string) =>
    change(number, `${day}T10:00:00Z`, `${day}T11:00:00Z`, { status: 'cancelled' })
  const calendar = opsCalendar(
    inBerlin({
      changes: [
        on(1, '2025-01-31'),
        on(2, '2025-02-01'),
        on(3, '2025-11-11'),
        on(4, '2027-03-31'),
        on(5, '2027-04-01'),
      ],
    }),
  )
  expect(calendar.months).toEqual(['2025-02', '2025-11', '2026-03', '2027-03'])
  const turns = ({ earlier, later }: ReturnType<typeof monthPage>) => [earlier, later]
  expect(turns(monthPage(calendar, '2025-02'))).toEqual([null, '2025-11'])
  expect(turns(currentPage(calendar, calendar.entries))).toEqual(['2025-11', '2027-03'])
})

test('bars that lie above each other keep their lanes over a week; the fourth is counted on its days', () => {
  const span = (id: string, from: number, to: number) =>
    freeze(id, `2026-03-${String(from).padStart(2, '0')}T08:00:00Z`, `2026-03-${String(to).padStart(2, '0')}T09:00:00Z`)
  const calendar = opsCalendar(
    inBerlin({ freezes: [span('a', 2, 5), span('b', 3, 4), span('c', 4, 7), span('d', 4, 5), span('e', 6, 8)] }),
  )
  const { grid } = monthPage(calendar, '2026-03')
  const lanes = (date: string) => dayOf(grid, date)?.bars.map(({ entry, lane }) => `${entry.id}${lane}`)
  expect(lanes('2026-03-02')).toEqual(['a1'])
  expect(lanes('2026-03-04')).toEqual(['a1', 'b2', 'c3'])
  expect(lanes('2026-03-06')).toEqual(['e1', 'c3'])
  expect([3, 4, 5, 6].map((day) => dayOf(grid, `2026-03-0${day}`)?.more)).toEqual([0, 1, 1, 0])
})

test('a crowded day shows four and counts the rest, and its agenda lists 25', () => {
  const changes = Array.from({ length: 40 }, (_, i) =>
    change(i + 1, `2026-03-05T${String(i % 20).padStart(2, '0')}:00:00Z`, '2026-03-05T21:00:00Z', {
      services: [`service-${i}`],
    }),
  )
  const calendar = opsCalendar(inBerlin({ changes }))
  const { grid, agendas } = monthPage(calendar, '2026-03')
  expect(dayOf(grid, '2026-03-05')).toMatchObject({ more: 36, entries: { length: 4 } })
  const day = agendas[0]?.days.find(({ date }) => date === '2026-03-05')
  expect([day?.entries.length, day?.more]).toEqual([25, 15])
})

test('an agenda lists each entry once, where it begins or the agenda does, and says on later days that it goes on', () => {
  const entries = calendarEntries(
    inBerlin({
      freezes: [freeze('long', '2026-02-20T08:00:00Z', '2026-03-04T09:00:00Z')],
      changes: [change(1, '2026-03-03T08:00:00Z', '2026-03-03T09:00:00Z')],
    }),
  )
  const told = (...also: string[]) =>
    agenda(entries, { from: '2026-03-02', to: '2026-03-31', today: '2026-03-01', also: new Set(also) }).map(
      ({ date, entries: begin, going_on }) => [date, ids(begin), ids(going_on)],
    )
  expect(told()).toEqual([
    ['2026-03-02', ['long'], []],
    ['2026-03-03', ['CHG-2026-0001'], ['long']],
  ])
  // A day that something leads to is there, even where nothing begins on it.
  expect(told('2026-03-04', '2026-03-05').at(-1)).toEqual(['2026-03-04', [], ['long']])
})

test('the calendar begins today, goes on for 60 days, and then looks 30 back, yesterday first', () => {
  const on = (number: number, day: string) => change(number, `2026-${day}T10:00:00Z`, `2026-${day}T11:00:00Z`)
  const changes = [
    on(1, '01-29'),
    on(2, '01-30'),
    on(3, '02-28'),
    on(4, '03-01'),
    // 30 days of March after the 1st, and 30 of April.
    on(5, '04-30'),
    on(6, '05-01'),
  ]
  const { agendas } = currentPage(opsCalendar(inBerlin({ changes })), calendarEntries(inBerlin({ changes })))
  expect(agendas.map(({ title, days: listed }) => [title, ...listed.flatMap(({ entries }) => ids(entries))])).toEqual([
    ['ahead', 'CHG-2026-0004', 'CHG-2026-0005'],
    ['back', 'CHG-2026-0003', 'CHG-2026-0002'],
  ])
})

test("a team's calendar has its services, what its people ask for, and what holds for all", () => {
  const ops = inBerlin({
    services: SERVICES,
    teams: TEAMS,
    changes: [
      change(1, '2026-03-02T01:00:00Z', '2026-03-02T02:00:00Z', { services: ['booking'], requester: 'cy' }),
      { ...change(2, '2026-03-03T01:00:00Z', '2026-03-03T02:00:00Z', { services: ['store'] }), ...announced },
    ],
    freezes: [
      freeze('all', '2026-03-04T00:00:00Z', '2026-03-05T00:00:00Z'),
      freeze('some', '2026-03-06T00:00:00Z', '2026-03-07T00:00:00Z', { services: ['booking'] }),
    ],
    incidents: [anIncident('INC-2026-0001', { services: ['labels'] })],
  })
  const calendar = opsCalendar(ops)
  expect(ids(entriesOfTeam(calendar, 'sending'))).toEqual(['CHG-2026-0001', 'all', 'some'])
  expect(ids(entriesOfTeam(calendar, 'core'))).toEqual(['INC-2026-0001', 'CHG-2026-0002', 'all'])
  expect(ids(entriesOfTeam(calendar, 'lockers'))).toEqual(['CHG-2026-0001', 'all'])
  // The change to the store is announced for labels.
  expect(ids(entriesOfService(calendar, 'labels'))).toEqual(['INC-2026-0001', 'CHG-2026-0002', 'all'])
  expect(ids(entriesOfService(calendar, 'nobody-knows'))).toEqual(['all'])
})

test('entries that collide say with what and along which path; what is over, missed or a draft collides with nothing', () => {
  const at = (number: number, fields: object) => change(number, '2026-03-02T01:00:00Z', '2026-03-02T02:00:00Z', fields)
  const ops = inBerlin({
    services: SERVICES,
    changes: [
      at(1, { services: ['booking'] }),
      at(2, { services: ['store'], status: 'proposed' }),
      at(3, { services: ['store'], status: 'draft' }),
      at(4, { services: ['store'], status: 'cancelled' }),
      // Two that were approved for the same time, which is over.
      change(5, '2026-02-02T01:00:00Z', '2026-02-02T02:00:00Z'),
      change(6, '2026-02-02T01:00:00Z', '2026-02-02T02:00:00Z'),
    ],
  })
  const told = calendarEntries(ops).map(({ id, collisions }) => [
    id,
    ...collisions.map(({ other, state, path }) => `${other.id} ${state.word}: ${ids(path).join(' → ')}`),
  ])
  expect(told).toEqual([
    ['CHG-2026-0005'],
    ['CHG-2026-0006'],
    ['CHG-2026-0001', 'CHG-2026-0002 Proposed: booking → labels → store'],
    ['CHG-2026-0002', 'CHG-2026-0001 Approved: booking → labels → store'],
    ['CHG-2026-0003'],
    ['CHG-2026-0004'],
  ])
})

test('two standard changes may share a service', () => {
  const standard = { type: 'standard', template: 'restart' }
  const window = ['2026-03-02T01:00:00Z', '2026-03-02T02:00:00Z'] as const
  const ops = inBerlin({
    changes: [change(1, ...window, standard), change(2, ...window, standard), change(3, ...window)],
  })
  expect(collisionsOf(ops, 'CHG-2026-0001').map(({ other }) => other.id)).toEqual(['CHG-2026-0003'])
})

test('planned changes that meet come first, each pair once, also where a team sees one of them only', () => {
  const changes = [
    change(1, '2026-03-03T01:00:00Z', '2026-03-03T03:00:00Z', { services: ['booking'], implementer: 'bo' }),
    change(2, '2026-03-03T02:00:00Z', '2026-03-03T04:00:00Z', { services: ['store'], implementer: 'ana' }),
    change(3, '2026-03-09T02:00:00Z', '2026-03-09T04:00:00Z', { services: ['store'], implementer: 'ana' }),
  ]
  const calendar = opsCalendar(inBerlin({ changes, services: SERVICES, teams: TEAMS }))
  const pairs = (entries: Parameters<typeof currentPage>[1]) =>
    currentPage(calendar, entries).conflicts?.rows.map(({ one, with: { other } }) => [one.id, other.id])
  expect(pairs(calendar.entries)).toEqual([['CHG-2026-0001', 'CHG-2026-0002']])
  expect(pairs(entriesOfService(calendar, 'store'))).toEqual([['CHG-2026-0002', 'CHG-2026-0001']])
  expect(pairs(entriesOfTeam(calendar, 'lockers'))).toEqual([])
})

test('weeks with nothing in them are one line, but not the one of today', () => {
  const changes = [change(1, '2026-03-17T01:00:00Z', '2026-03-17T03:00:00Z')]
  const calendar = opsCalendar(inBerlin({ changes }))
  const rows = foldedWeeks(monthPage(calendar, '2026-03').grid.weeks)
  expect(rows.map((row) => ('empty' in row ? row.empty : row.week.find((day) => day !== null)?.date))).toEqual([
    '2026-03-01',
    { from: '2026-03-02', to: '2026-03-15' },
    '2026-03-16',
    { from: '2026-03-23', to: '2026-03-31' },
  ])
})

test('a service is free, from tomorrow on, where neither it nor what it is tied to is worked on', () => {
  const [booking, ...others] = SERVICES
  if (!booking) throw new Error('There are services.')
  // Tomorrow begins at 23:00 UTC.
  const changes = [change(1, '2026-03-01T23:00:00Z', '2026-03-02T02:00:00Z', { services: ['store'] })]
  const ops = inBerlin({ changes, services: [booking, ...others] })
  expect(freeTimesOf(ops, booking, '2026-03-01').slots.map(({ from }) => new Date(from).toISOString())).toEqual([
    '2026-03-02T02:00:00.000Z',
    '2026-03-02T03:00:00.000Z',
    '2026-03-02T04:00:00.000Z',
  ])
})

test('a team sees when each of its services is free next, or that it is not', () => {
  const ops = inBerlin({ services: SERVICES })
  const mine = SERVICES.filter(({ team: owner }) => owner === SERVICES[0]?.team)
  const slot = { from: 1, to: 2 }
  const { rows, more } = teamFreeTimes(ops, SERVICES[0]?.team ?? '', ({ id }) => ({
    length: 1,
    slots: id === SERVICES[0]?.id ? [slot, { from: 5, to: 6 }] : [],
  }))
  expect([rows.length, more]).toEqual([mine.length, 0])
  const of = rows.find((row) => row.service.id === SERVICES[0]?.id)
  expect([of?.next, of?.service.page]).toEqual([slot, `/calendar/services/${SERVICES[0]?.id}/`])
  expect(rows.filter(({ next }) => next === null).length).toBe(mine.length - 1)
})
