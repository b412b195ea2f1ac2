import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { freezeSchema, type Freeze } from '#model/records/freeze'
import { calendarEntries } from './entry.ts'
import type { Catalog } from '#model/catalog'
import { aChange, anIncident, someOps } from '../../../../scripts/fixtures/ops-sample.ts'
import { calendarFeed, calendarFile } from './ics.ts'

const { catalog } = someOps({})
const SITE = { ...catalog.site, name: 'Acme, Inc.', url: 'https://status.acme.example' }
const written = (records: Partial<Catalog>, ops_url: string | undefined = 'https://ops.acme.example/in/') => {
  const ops = someOps({ site: { ...SITE, ...(ops_url === '' ? {} : { ops_url }) }, ...records })
  return calendarFile(calendarFeed(ops, calendarEntries(ops), 'Core'))
}
const freeze = (id: string, fields: object = {}): Freeze => ({
  ...freezeSchema.parse({
    title: 'Quiet days',
    level: 'hard',
    owner: 'maud',
    start: '2026-03-02T00:00:00Z',
    end: '2026-03-04T00:00:00Z',
    ...fields,
  }),
  id,
  file: `freezes/${id}.yaml`,
})

/** Each event's properties by their names, as another library reads them. */
const events = (ics: string): Record<string, string | string[]>[] =>
  new ICAL.Component(ICAL.parse(ics))
    .getAllSubcomponents('vevent')
    .map((event) =>
      Object.fromEntries(
        event
          .getAllProperties()
          .map((one) => [one.name, one.isMultiValue ? one.getValues().map(String) : String(one.getFirstValue())]),
      ),
    )

test('a change is written as it is planned, with what it collides with and where to read on', () => {
  const window = { start: '2026-03-02T01:00:00Z', end: '2026-03-02T02:00:00Z' }
  const changes = [
    aChange('CHG-2026-0001', { window, status: 'proposed', title: 'Upgrade; the, cache\nMETHOD:CANCEL' }),
    aChange('CHG-2026-0002', { window }),
  ]
  const [first, second] = events(written({ changes }))
  expect(first).toEqual({
    uid: 'CHG-2026-0001@ops.acme.example',
    sequence: '0',
    dtstamp: '2026-03-02T01:00:00Z',
    'last-modified': '2026-03-02T01:00:00Z',
    dtstart: '2026-03-02T01:00:00Z',
    dtend: '2026-03-02T02:00:00Z',
    summary: 'Upgrade; the, cache METHOD:CANCEL',
    description:
      'Normal change: proposed\nServices: booking\nWho: ana\nCollides with CHG-2026-0002 Change CHG-2026-0002\nhttps://ops.acme.example/in/changes/CHG-2026-0001/',
    categories: ['Normal change', 'booking'],
    url: 'https://ops.acme.example/in/changes/CHG-2026-0001/',
    status: 'TENTATIVE',
    transp: 'TRANSPARENT',
  })
  expect(second?.['status']).toBe('CONFIRMED')
})

test.each([
  ['draft', {}, 'TENTATIVE'],
  ['in_progress', {}, 'CONFIRMED'],
  ['cancelled', {}, 'CANCELLED'],
  ['rejected', {}, 'CANCELLED'],
  ['aborted', { outcome: { started: '2026-03-01T09:00:00Z', finished: '2026-03-01T09:10:00Z' } }, 'CANCELLED'],
  // Its window passed without a start.
  ['approved', {}, 'CANCELLED'],
])('a change whose status is %s', (status, fields, word) => {
  const changes = [aChange('CHG-2026-0001', { status, ...fields })]
  expect(events(written({ changes }))[0]?.['status']).toBe(word)
})

test('freezes, events and incidents have ids of their own, and an open incident has no end', () => {
  const told = events(
    written({
      freezes: [freeze('a b?#'), freeze('sale')],
      events: [
        {
          id: 'sale',
          title: 'Sale',
          start: Date.parse('2026-03-05T00:00:00Z'),
          end: Date.parse('2026-03-06T00:00:00Z'),
          services: 'all',
          file: 'events/sale.yaml',
        },
      ],
      incidents: [anIncident('INC-2026-0001')],
    }),
  )
  expect(told.map(({ uid, summary, url, dtend }) => [uid, summary, url, dtend])).toEqual([
    [
      'INC-2026-0001@ops.acme.example',
      'SEV-2 incident: Incident INC-2026-0001',
      'https://ops.acme.example/in/incidents/INC-2026-0001/',
      undefined,
    ],
    [
      'freeze-a%20b%3F%23@ops.acme.example',
      'Hard freeze: Quiet days',
      'https://ops.acme.example/in/freezes/a%20b%253F%2523/',
      '2026-03-04T00:00:00Z',
    ],
    [
      'freeze-sale@ops.acme.example',
      'Hard freeze: Quiet days',
      'https://ops.acme.example/in/freezes/sale/',
      '2026-03-04T00:00:00Z',
    ],
    ['event-sale@ops.acme.example', 'Sale', undefined, '2026-03-06T00:00:00Z'],
  ])
})

test('the stamp is the newest thing that the records tell, never the clock', () => {
  const change = aChange('CHG-2026-0001')
  const approval = {
    change: change.id,
    plan: 'x',
    approvals: [{ by: 'bo', at: Date.parse('2026-02-20T10:00:00Z') }],
    file: 'approvals/CHG-2026-0001.json',
  }
  const incident = anIncident('INC-2026-0001', {
    started: '2026-02-01T10:00:00Z',
    resolved: '2026-02-01T11:00:00Z',
    review: { status: 'done', held: '2026-02-04T09:00:00Z' },
  })
  const records = { changes: [change], approvals: [approval], incidents: [incident] }
  const stamps = events(written(records)).map(({ dtstamp }) => dtstamp)
  expect(stamps).toEqual(['2026-02-04T09:00:00Z', '2026-02-20T10:00:00Z'])
  expect(written({ ...records, now: Date.parse('2026-03-01T12:00:01Z') })).toBe(written(records))
})

test('what ended more than 180 days ago is left out, and what goes on is not', () => {
  const at = (id: string, day: string, fields: object = {}) =>
    anIncident(id, { started: `${day}T10:00:00Z`, ...fields })
  // 180 days before noon on 1 March 2026 is noon on 2 September 2025.
  const told = events(
    written({
      incidents: [
        at('INC-2025-0001', '2025-09-01', { resolved: '2025-09-02T11:59:59Z' }),
        at('INC-2025-0002', '2025-09-01', { resolved: '2025-09-02T12:00:00Z' }),
        at('INC-2025-0003', '2025-01-01'),
      ],
    }),
  )
  expect(told.map(({ uid }) => uid)).toEqual(['INC-2025-0003@ops.acme.example', 'INC-2025-0002@ops.acme.example'])
})

test('without an address of the ops site events have the host of the public one, and no link', () => {
  const [event] = events(written({ incidents: [anIncident('INC-2026-0001')] }, ''))
  expect([event?.['uid'], event?.['url']]).toEqual(['INC-2026-0001@status.acme.example', undefined])
})

test('the lines are sound, and a name adds none', () => {
  const ics = written({ freezes: [freeze('x', { title: `Ø${'ö'.repeat(200)}\r\nBEGIN:VALARM\u0000` })] })
  expect(ics).toContain('\r\nX-WR-CALNAME:Acme\\, Inc. ops – Core\r\n')
  expect(ics.endsWith('END:VCALENDAR\r\n')).toBe(true)
  expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\r\n\u0000]/)
  expect(ics).not.toMatch(/^BEGIN:VALARM/m)
  for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  const empty = new ICAL.Component(ICAL.parse(written({})))
  expect(empty.getAllSubcomponents().map(({ name }) => name)).toEqual(['vtimezone'])
})
