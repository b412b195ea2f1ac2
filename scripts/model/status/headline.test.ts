import { expect, test } from 'vitest'
import { headline } from './headline.ts'
import type { PublicIncident } from '../publish/public.ts'
import { statusPage } from './page.ts'
import type { ComponentStatus } from '../records/update.ts'

const NOW = Date.parse('2026-03-01T12:00:00Z')

const incident = (public_id: string, settings: Record<string, ComponentStatus>): PublicIncident => ({
  public_id,
  updates: [
    {
      state: 'investigating',
      time: NOW - 60_000,
      title: `Incident ${public_id}`,
      settings: Object.entries(settings).map(([component, status]) => ({ component, status, since: NOW - 60_000 })),
      impact: undefined,
      next_update: undefined,
      pinned: false,
      notify: true,
      lang: undefined,
      markdown: '',
    },
  ],
  corrected: null,
  postmortem: null,
  duplicate_of: null,
})

const said = (...incidents: PublicIncident[]) => {
  const page = statusPage({
    site: {
      name: 'Acme',
      url: 'https://status.acme.example',
      time_zone: 'Etc/UTC',
      locale: 'en',
      locales: undefined,
      support_url: undefined,
      uptime: { days: 5, partial_weight: 0.3 },
      brand: { color: undefined, logo: undefined },
      sample: false,
    },
    now: NOW,
    components: ['checkout', 'search', 'api'].map((id) => ({
      id,
      name: id,
      group: undefined,
      description: undefined,
      position: undefined,
      since: undefined,
      until: undefined,
    })),
    incidents,
    maintenances: [],
    slos: [],
  })
  const { worst, troubled, named, rest } = headline(page)
  return { worst, troubled: troubled.map(({ id }) => id), named: named.map(({ public_id }) => public_id), rest }
}

test('Nothing is wrong: the headline says so.', () => {
  expect(said()).toEqual({ worst: 'operational', troubled: [], named: [], rest: false })
})

test('An open incident never stands under "operational", though every component is; the headline names it.', () => {
  expect(said(incident('one', {}))).toEqual({
    worst: 'degraded_performance',
    troubled: [],
    named: ['one'],
    rest: false,
  })
  expect(said(incident('one', { checkout: 'operational' }), incident('two', {}))).toMatchObject({
    worst: 'degraded_performance',
    named: ['one', 'two'],
  })
})

test('Components in trouble are named, worst first, and the rest is said to work.', () => {
  expect(said(incident('one', { checkout: 'degraded_performance', search: 'major_outage' }))).toEqual({
    worst: 'major_outage',
    troubled: ['search', 'checkout'],
    named: [],
    rest: true,
  })
})

test('Where nothing works there is no rest.', () => {
  const all = { checkout: 'major_outage', search: 'partial_outage', api: 'under_maintenance' } as const
  expect(said(incident('one', all))).toMatchObject({ troubled: ['checkout', 'search', 'api'], rest: false })
})
