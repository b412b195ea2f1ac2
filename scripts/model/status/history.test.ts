import { expect, test } from 'vitest'
import { months, pagesOf, recentDays } from './history.ts'
import type { PublicIncident, PublicMaintenance } from '../publish/public.ts'
import { statusPage } from './page.ts'

/** Monday morning in Amsterdam. */
const NOW = Date.parse('2026-11-23T09:00:00+01:00')

const said = {
  title: undefined,
  settings: [],
  impact: undefined,
  next_update: undefined,
  pinned: false,
  notify: true,
  lang: undefined,
  markdown: '',
}
const incident = (public_id: string, time: string): PublicIncident => ({
  public_id,
  updates: [{ ...said, state: 'resolved', time: Date.parse(time) }],
  corrected: null,
  postmortem: null,
  duplicate_of: null,
})
const maintenance = (public_id: string, start: string, more: Partial<PublicMaintenance> = {}): PublicMaintenance => ({
  public_id,
  updates: [{ ...said, state: 'scheduled', auto: true, time: Date.parse('2026-11-01T12:00:00Z') }],
  corrected: null,
  cancelled: false,
  aborted: false,
  window: { start: Date.parse(start), end: Date.parse(start) + 3_600_000 },
  outcome: null,
  ...more,
})
const page = (incidents: PublicIncident[], maintenances: PublicMaintenance[] = []) =>
  statusPage({
    site: {
      name: 'Acme',
      url: 'https://status.acme.example',
      time_zone: 'Europe/Amsterdam',
      locale: 'en',
      locales: undefined,
      support_url: undefined,
      uptime: { days: 5, partial_weight: 0.3 },
      brand: { color: undefined, logo: undefined },
      sample: false,
    },
    now: NOW,
    components: [],
    incidents,
    maintenances,
    slos: [],
  })
const daysOf = (...parts: Parameters<typeof page>) =>
  recentDays(page(...parts), 5).map(({ first, last, events }) => [first, last, events.map((one) => one.public_id)])
const monthsOf = (...parts: Parameters<typeof page>) =>
  months(page(...parts)).map(({ month, events }) => [month, events.map((one) => one.public_id)])

test('Five days on which nothing happened stand together.', () => {
  expect(daysOf([])).toEqual([['2026-11-19', '2026-11-23', []]])
})

test('A day on which something happened stands alone, newest first; those between are one stretch.', () => {
  const one = incident('one', '2026-11-21T08:00:00Z')
  const two = incident('two', '2026-11-21T18:00:00Z')
  expect(daysOf([one, two])).toEqual([
    ['2026-11-22', '2026-11-23', []],
    ['2026-11-21', '2026-11-21', ['two', 'one']],
    ['2026-11-19', '2026-11-20', []],
  ])
})

test('A day is one of the zone of the site: half past eleven at night in UTC is tomorrow in Amsterdam.', () => {
  expect(daysOf([incident('one', '2026-11-21T23:30:00Z')])).toContainEqual(['2026-11-22', '2026-11-22', ['one']])
  expect(monthsOf([incident('one', '2026-10-31T23:30:00Z')])).toEqual([['2026-11', ['one']]])
})

test('What is older than that is left out of the days, and in its month all the same.', () => {
  const old = incident('old', '2026-03-01T08:00:00Z')
  expect(daysOf([old])).toEqual([['2026-11-19', '2026-11-23', []]])
  expect(monthsOf([incident('new', '2026-11-21T08:00:00Z'), old])).toEqual([
    ['2026-11', ['new']],
    ['2026-03', ['old']],
  ])
})

test('Maintenance is history once it began, or was called off; not while it is still to come.', () => {
  const began = maintenance('began', '2026-11-23T08:00:00+01:00')
  const ended = maintenance('ended', '2026-11-20T08:00:00+01:00')
  const to_come = maintenance('to_come', '2026-11-23T10:00:00+01:00')
  expect(daysOf([], [began, ended, to_come])).toEqual([
    ['2026-11-23', '2026-11-23', ['began']],
    ['2026-11-21', '2026-11-22', []],
    ['2026-11-20', '2026-11-20', ['ended']],
    ['2026-11-19', '2026-11-19', []],
  ])
  expect(monthsOf([], [to_come])).toEqual([])
})

test('Maintenance that was called off is where that was said last, not where it would have been.', () => {
  const scheduled = Date.parse('2026-11-01T12:00:00Z')
  const words = [
    { ...said, state: 'scheduled' as const, auto: true, time: scheduled },
    { ...said, state: 'cancelled' as const, auto: true, time: Date.parse('2026-11-21T10:00:00+01:00') },
  ]
  const past = maintenance('past', '2026-11-22T10:00:00+01:00', { updates: words })
  const future = maintenance('future', '2027-01-22T10:00:00+01:00', { updates: words })
  const unsaid = maintenance('unsaid', '2027-01-22T10:00:00+01:00', { cancelled: true })
  expect(daysOf([], [past, future, unsaid])).toContainEqual(['2026-11-21', '2026-11-21', ['future', 'past']])
  expect(monthsOf([], [past, future, unsaid])).toEqual([['2026-11', ['future', 'past', 'unsaid']]])
})

test('Maintenance is on the day that it really began on.', () => {
  const late = maintenance('late', '2026-11-21T08:00:00+01:00', {
    outcome: { started: Date.parse('2026-11-22T08:00:00+01:00'), finished: Date.parse('2026-11-22T09:00:00+01:00') },
  })
  expect(daysOf([], [late])).toContainEqual(['2026-11-22', '2026-11-22', ['late']])
})

test('An incident is on the day that it began on, not on the one that it was written about.', () => {
  const late: PublicIncident = {
    ...incident('late', '2026-11-22T08:00:00Z'),
    corrected: [
      {
        component: 'checkout',
        status: 'partial_outage',
        from: Date.parse('2026-11-20T08:00:00Z'),
        to: Date.parse('2026-11-20T09:00:00Z'),
      },
    ],
  }
  expect(daysOf([late])).toContainEqual(['2026-11-20', '2026-11-20', ['late']])
})

test('A month of 250 events comes in pages of a hundred, newest first; an empty one has none.', () => {
  const minute = (i: number) => new Date(Date.parse('2026-11-03T00:00:00Z') + i * 60_000).toISOString()
  const many = Array.from({ length: 250 }, (_, i) => incident(`id${i}`, minute(i)))
  const pages = months(page(many)).flatMap(pagesOf)
  expect(pages.map((events) => [events.length, events[0]?.public_id, events.at(-1)?.public_id])).toEqual([
    [100, 'id249', 'id150'],
    [100, 'id149', 'id50'],
    [50, 'id49', 'id0'],
  ])
  expect(pagesOf({ month: '2026-11', events: [] })).toEqual([])
})
