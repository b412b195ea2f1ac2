import { expect, test } from 'vitest'
import { aCatalog, anUpdate, aService, aStep, NOON, SITE } from '../../fixtures/gate-verdicts.ts'
import { aChange, anIncident } from '../../fixtures/ops-sample.ts'
import type { Catalog } from '../catalog.ts'
import type { Change } from '../records/change.ts'
import type { Incident } from '../records/incident.ts'
import { previewOf, type Preview } from './preview.ts'
import type { Service } from '../records/service.ts'

const INC = 'INC-2026-0031'
const CHG = 'CHG-2026-0451'

const looking = anUpdate('2026-02-20T11:00:00Z', 'investigating', 'We are looking.', {
  title: 'Payments delayed',
  components: { checkout: { status: 'partial_outage' } },
})
const solved = anUpdate('2026-02-20T11:40:00Z', 'resolved', 'It works again.')
const incident = (updates: Incident['updates'], fields: Partial<Incident> = {}): Incident => ({
  ...anIncident(INC),
  updates,
  ...fields,
})

const announced = aStep('2026-02-18T09:00:00Z', 'scheduled', 'We work on it.', {
  title: 'Work on checkout',
  components: { checkout: { status: 'under_maintenance' }, 'session-cache': { status: 'under_maintenance' } },
})
const WINDOW = { start: '2026-02-25T02:00:00Z', end: '2026-02-25T04:00:00Z' }
const maintenance = (fields: object = {}, updates: Change['updates'] = [announced]): Change => ({
  ...aChange(CHG, { window: WINDOW, ...fields }),
  updates,
})

/** What comes of a pull request that touches both records, whatever else there is. */
const merging = (before: Partial<Catalog>, after: Partial<Catalog>): Preview | null =>
  previewOf(aCatalog(before), aCatalog(after), new Set([INC, CHG]))

const turns = (published: Preview | null) => published?.events.map(({ change }) => change)
const texts = (published: Preview | null) =>
  published?.texts.map(({ change, state, markdown }) => [change, state, markdown])

test('A first update opens an incident, sets its component, and changes the sentence of the page.', () => {
  const published = merging({}, { incidents: [incident([looking])] })
  expect(published?.page).toEqual({
    overall: { before: 'All Systems Operational', after: 'Minor Service Outage' },
    named: { before: [], after: [] },
    states: [{ id: 'checkout', name: 'Checkout', before: 'operational', after: 'partial_outage' }],
  })
  expect(published?.events).toMatchObject([{ kind: 'incident', change: 'opened', title: 'Payments delayed' }])
  expect(published?.texts).toMatchObject([
    {
      change: 'new',
      state: 'investigating',
      title: 'Payments delayed',
      time: looking.time,
      components: [{ component: 'checkout', name: 'Checkout', status: 'partial_outage', since: looking.time }],
      markdown: 'We are looking.',
      shows_at: null,
    },
  ])
  expect(published?.texts[0]?.event.address).toMatch(/^https:\/\/status\.acme\.example\/incidents\/[a-z0-9]{12}\/$/)
})

test('An incident that names no component changes the headline alone.', () => {
  const bare = { ...looking, components: {} }
  expect(merging({}, { incidents: [incident([bare])] })?.page).toEqual({
    overall: { before: 'All Systems Operational', after: 'All Systems Operational' },
    named: { before: [], after: ['Payments delayed'] },
    states: [],
  })
})

test('A further update is the only new text, and says that it is over.', () => {
  const published = merging({ incidents: [incident([looking])] }, { incidents: [incident([looking, solved])] })
  expect(texts(published)).toEqual([['new', 'resolved', 'It works again.']])
  expect(turns(published)).toEqual(['resolved'])
  expect(published?.page.overall).toEqual({ before: 'Minor Service Outage', after: 'All Systems Operational' })
})

test('An edited update is edited, also where only its time was wrong; one that goes is taken back.', () => {
  const before = { incidents: [incident([looking, solved])] }
  const worded = { ...looking, body: { markdown: 'We look into it.', line: 1 } }
  expect(texts(merging(before, { incidents: [incident([worded, solved])] }))).toEqual([
    ['edited', 'investigating', 'We look into it.'],
  ])
  const later = { ...solved, time: solved.time + 60_000 }
  expect(texts(merging(before, { incidents: [incident([looking, later])] }))).toEqual([
    ['edited', 'resolved', 'It works again.'],
  ])
  const reopened = merging(before, { incidents: [incident([looking])] })
  expect(texts(reopened)).toEqual([['taken_back', 'resolved', 'It works again.']])
  expect(turns(reopened)).toEqual(['reopened'])
})

test('An incident that is removed is taken off the page with all that was said of it.', () => {
  const published = merging({ incidents: [incident([looking, solved])] }, {})
  expect(turns(published)).toEqual(['withdrawn'])
  expect(texts(published)).toEqual([
    ['taken_back', 'investigating', 'We are looking.'],
    ['taken_back', 'resolved', 'It works again.'],
  ])
})

test('What is dated later than now says when it will show, and changes nothing of the page before.', () => {
  const later = { ...looking, time: Date.parse('2026-02-20T13:00:00Z') }
  const published = merging({}, { incidents: [incident([later])] })
  expect(published?.texts).toMatchObject([{ change: 'new', shows_at: later.time }])
  expect(published?.events).toMatchObject([{ change: 'opened', shows_at: later.time }])
  expect(published?.page.overall.after).toBe('All Systems Operational')
})

test('A postmortem is a text for customers.', () => {
  const record = incident([looking, solved])
  const body = { markdown: 'The pool was full.', line: 1 }
  const published = merging({ incidents: [record] }, { incidents: [{ ...record, postmortem: body }] })
  expect(texts(published)).toEqual([['new', null, 'The pool was full.']])
  expect(turns(published)).toEqual([])
})

test('Corrected states without a word are a correction.', () => {
  const record = incident([looking, solved])
  const impact = [
    { component: 'checkout', status: 'major_outage' as const, from: looking.time, to: looking.time + 60_000 },
  ]
  expect(turns(merging({ incidents: [record] }, { incidents: [{ ...record, impact }] }))).toEqual(['edited'])
})

test('A duplicate joins the one that it repeats.', () => {
  const original: Incident = { ...anIncident('INC-2026-0030'), updates: [looking] }
  const repeats = incident([looking], { closed_as: 'duplicate', duplicate_of: 'INC-2026-0030' })
  const published = merging({ incidents: [incident([looking])] }, { incidents: [original, repeats] })
  expect(turns(published)).toEqual(['repeats'])
})

test('Maintenance is announced when its change is approved, with names of public components alone.', () => {
  const published = merging(
    { changes: [maintenance({ status: 'proposed' })] },
    { changes: [maintenance({ status: 'approved' })] },
  )
  expect(published?.events).toMatchObject([
    {
      kind: 'maintenance',
      change: 'announced',
      title: 'Work on checkout',
      window: { before: null, after: { start: Date.parse(WINDOW.start), end: Date.parse(WINDOW.end) } },
    },
  ])
  expect(published?.texts[0]?.components.map(({ name }) => name)).toEqual(['Checkout'])
  expect(JSON.stringify(published)).not.toContain('session-cache')
})

test('A draft or a proposal publishes nothing.', () => {
  expect(merging({}, { changes: [maintenance({ status: 'draft' })] })).toBeNull()
  expect(merging({}, { changes: [maintenance({ status: 'proposed' })] })).toBeNull()
})

test('A new window moves the maintenance; cancelled, it is called off; proposed again, it is withdrawn.', () => {
  const before = { changes: [maintenance()] }
  const later = { start: '2026-02-26T02:00:00Z', end: '2026-02-26T04:00:00Z' }
  expect(merging(before, { changes: [maintenance({ window: later })] })?.events).toMatchObject([
    {
      change: 'moved',
      window: { before: { start: Date.parse(WINDOW.start) }, after: { start: Date.parse(later.start) } },
    },
  ])
  const approvals = [{ change: CHG, plan: 'x', approvals: [], file: `approvals/${CHG}.json` }]
  const given = { changes: [maintenance({ status: 'cancelled' })] }
  expect(turns(merging({ ...before, approvals }, { ...given, approvals }))).toEqual(['cancelled'])
  // Without a sign that it had been approved customers don't read of it any more.
  expect(turns(merging(before, given))).toEqual(['withdrawn'])
  expect(turns(merging(before, { changes: [maintenance({ status: 'proposed' })] }))).toEqual(['withdrawn'])
})

test('Work that is started by hand begins on the page, too.', () => {
  const started = { start: '2026-02-20T11:00:00Z', end: '2026-02-20T13:00:00Z' }
  const byHand = [{ ...announced, auto: false }]
  const published = merging(
    { changes: [maintenance({ window: started }, byHand)] },
    {
      changes: [
        maintenance({ window: started }, [...byHand, aStep('2026-02-20T11:50:00Z', 'in_progress', 'We begin.')]),
      ],
    },
  )
  expect(turns(published)).toEqual(['begun'])
  expect(published?.page.overall.after).toBe('Service Under Maintenance')
})

test('Where nothing public changes there is nothing to see, whatever was written internally.', () => {
  const record = incident([looking])
  expect(
    merging({ incidents: [record] }, { incidents: [{ ...record, title: 'Other words', severity: 'SEV-1' }] }),
  ).toBe(null)
  expect(
    merging({ changes: [maintenance()] }, { changes: [maintenance({ title: 'Other words', implementer: 'bo' })] }),
  ).toBeNull()
})

test('What the pull request does not touch is there before and after.', () => {
  const other: Incident = { ...anIncident('INC-2026-0001'), updates: [looking] }
  const published = merging({}, { incidents: [other, incident([{ ...looking, components: {} }])] })
  expect(published?.page.overall).toEqual({ before: 'Minor Service Outage', after: 'Minor Service Outage' })
  expect(published?.events.map(({ change }) => change)).toEqual(['opened'])
})

test('Components are added, renamed, retired, edited and removed.', () => {
  const service = (id: string, block?: object): Service => aService(id, block ? { public: block } : {})
  const before = [
    service('checkout', { name: 'Checkout' }),
    service('search', { name: 'Search', position: 1 }),
    service('fax', { name: 'Fax' }),
    service('mail', { name: 'Mail' }),
  ]
  const after = [
    service('checkout', { name: 'Paying' }),
    service('search', { name: 'Search', position: 2, group: 'Shop' }),
    service('fax', { name: 'Fax', until: '2026-06-01' }),
    service('mail'),
    service('app', { name: 'App', since: '2026-03-01' }),
  ]
  expect(merging({ services: before }, { services: after })?.components).toEqual([
    { id: 'search', name: 'Search', change: 'edited', fields: ['group', 'position'] },
    { id: 'app', name: 'App', change: 'added', since: '2026-03-01' },
    { id: 'fax', name: 'Fax', change: 'retired', until: '2026-06-01' },
    { id: 'checkout', name: 'Paying', change: 'renamed', was: 'Checkout' },
    { id: 'mail', name: 'Mail', change: 'removed' },
  ])
})

test('A new address of the page is one change, not one of every incident.', () => {
  const incidents = [incident([looking])]
  const site = { ...SITE, url: 'https://status.acme.test', name: 'Acme Shop' }
  const published = merging({ incidents }, { incidents, site })
  expect(published).toMatchObject({ texts: [], events: [], components: [] })
  expect(published?.site).toEqual([
    { field: 'name', before: 'Acme', after: 'Acme Shop' },
    { field: 'address', before: 'https://status.acme.example', after: 'https://status.acme.test' },
  ])
})

test('A slip in the internal record of an incident does not hide its update.', () => {
  const { id, public_id, file, impact, postmortem } = incident([])
  const salvaged = [{ id, public_id, file, impact, postmortem, updates: [looking, solved] }]
  expect(texts(merging({ incidents: [incident([looking])] }, { salvaged }))).toEqual([
    ['new', 'resolved', 'It works again.'],
  ])
})

test('Of a thousand open records the one that is new is told.', () => {
  const incidents = Array.from({ length: 1000 }, (_, i): Incident => ({
    ...anIncident(`INC-2026-${10_000 + i}`),
    updates: [{ ...looking, components: {}, time: NOON - 1000 * i }],
  }))
  const published = merging({}, { incidents: [...incidents, incident([looking])] })
  expect(published?.texts).toHaveLength(1)
})
