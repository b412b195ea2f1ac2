import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aChange, anIncident, someOps } from '../../fixtures/ops-sample.ts'
import { createdById } from './created.ts'
import { unrecordedChanges } from './finished.ts'
import { median } from './tally.ts'
import { changeMetrics } from './metrics.ts'
import type { Catalog } from '../catalog.ts'
import type { Change } from '../records/change.ts'
import { serviceSchema } from '../records/service.ts'
import { DAY, HOUR, MINUTE, parseInstant } from '../time.ts'
import { incidentUpdateSchema } from '../records/update.ts'

/* As of noon on 1 March 2026 in UTC, unless a test says otherwise. */

const at = (text: string): number => {
  const instant = parseInstant(text)
  if (typeof instant !== 'number') throw new Error(instant.error)
  return instant
}
const done = (id: string, finished: string, fields: object = {}) =>
  aChange(id, { status: 'completed', outcome: { started: '2025-01-01T00:00:00Z', finished }, ...fields })
const aService = (id: string, team: string, fields: object = {}) => ({
  ...serviceSchema.parse({ name: id, team, tier: 1, ...fields }),
  id,
  file: `services/${id}.yaml`,
})
const SERVICES = [
  aService('booking', 'sending', { public: { name: 'Booking' } }),
  aService('labels', 'sending'),
  aService('store', 'core'),
]
const metrics = (records: Partial<Catalog>, created: Record<string, string> | null = null) => {
  const { catalog } = someOps({ services: SERVICES, ...records })
  const dates = created && new Map(Object.entries(created).map(([id, text]) => [id, at(text)]))
  return changeMetrics(catalog, dates, unrecordedChanges(catalog.changes))
}

describe('finished', () => {
  test('Completed and rolled back changes count in the month of their end; aborted ones and other places do not.', () => {
    const { total, months } = metrics({
      changes: [
        done('CHG-2026-0001', '2026-01-31T23:59:59Z'),
        done('CHG-2026-0002', '2026-02-01T00:00:00Z', { environment: ' Production ' }),
        done('CHG-2026-0003', '2026-02-02T00:00:00Z', { status: 'rolled_back' }),
        done('CHG-2026-0004', '2026-02-02T00:00:00Z', { status: 'aborted' }),
        done('CHG-2026-0005', '2026-02-02T00:00:00Z', { environment: 'staging' }),
        done('CHG-2026-0006', '2026-03-01T12:00:00Z'),
        done('CHG-2026-0007', '2026-03-01T12:00:01Z'),
        aChange('CHG-2026-0008', { status: 'in_progress', outcome: { started: '2026-02-02T00:00:00Z' } }),
      ],
    })
    expect(months.map(({ month, finished, period }) => [month, finished, period])).toEqual([
      ['2026-01', 1, 31 * DAY],
      ['2026-02', 2, 28 * DAY],
      ['2026-03', 1, 12 * HOUR],
    ])
    expect([total.finished, total.period]).toEqual([4, 59.5 * DAY])
  })

  test('Months are those of the zone: an hour before midnight in UTC is the next month in Amsterdam.', () => {
    const { catalog } = someOps({})
    const { months } = metrics({
      site: { ...catalog.site, time_zone: 'Europe/Amsterdam' },
      changes: [done('CHG-2026-0001', '2026-01-31T23:00:00Z')],
    })
    expect(months.map(({ month, finished }) => [month, finished])).toEqual([
      ['2026-02', 1],
      ['2026-03', 0],
    ])
  })

  test('No more than twelve months are looked at, the current one with them.', () => {
    const { total, months } = metrics({
      changes: [done('CHG-2025-0001', '2025-03-31T23:59:59Z'), done('CHG-2025-0002', '2025-04-01T00:00:00Z')],
    })
    expect([months.length, months[0]?.month, months[0]?.finished, total.finished]).toEqual([12, '2025-04', 1, 1])
  })

  test('Without any record there is the current month, with nothing in it.', () => {
    const { months, services, teams } = metrics({ services: [] })
    expect(months.map(({ month, finished }) => [month, finished])).toEqual([['2026-03', 0]])
    expect([services, teams]).toEqual([[], []])
  })

  test('A change without the time of its end counts nowhere but among those.', () => {
    const { total, services } = metrics({
      changes: [
        aChange('CHG-2026-0001', { status: 'completed' }),
        aChange('CHG-2026-0002', { status: 'rolled_back', outcome: { started: '2026-02-02T00:00:00Z' } }),
        aChange('CHG-2026-0003', { status: 'completed', environment: 'staging' }),
        aChange('CHG-2026-0004', { status: 'aborted' }),
      ],
    })
    expect([total.finished, total.failed, total.unrecorded]).toEqual([0, 0, 2])
    expect(services.map(({ id, unrecorded }) => [id, unrecorded])).toEqual([['booking', 2]])
  })
})

describe('failed', () => {
  test('A change that was rolled back and caused two incidents failed once.', () => {
    const { total } = metrics({
      changes: [
        done('CHG-2026-0001', '2026-02-02T00:00:00Z', { status: 'rolled_back' }),
        done('CHG-2026-0002', '2026-02-03T00:00:00Z'),
        done('CHG-2026-0003', '2026-02-04T00:00:00Z'),
        done('CHG-2026-0004', '2026-02-05T00:00:00Z'),
      ],
      incidents: [
        anIncident('INC-2026-0001', { caused_by: ['CHG-2026-0001', 'CHG-2026-0002'] }),
        anIncident('INC-2026-0002', { caused_by: ['CHG-2026-0001', 'CHG-2026-0099'] }),
        anIncident('INC-2026-0003', { caused_by: ['CHG-2026-0003'], closed_as: 'false_alarm' }),
      ],
    })
    expect([total.failed, total.finished]).toEqual([2, 4])
  })

  test('A change of two services counts in both, and once in the team that owns them.', () => {
    const { services, teams, total } = metrics({
      changes: [
        done('CHG-2026-0001', '2026-02-02T00:00:00Z', { services: ['booking', 'labels'], status: 'rolled_back' }),
        done('CHG-2026-0002', '2026-02-03T00:00:00Z', { services: ['store', 'gone'] }),
      ],
    })
    const rows = (of: typeof services) =>
      of.map(({ id, failed, finished }) => `${id} ${failed} of ${finished}`).toSorted()
    expect(rows(services)).toEqual(['booking 1 of 1', 'gone 0 of 1', 'labels 1 of 1', 'store 0 of 1'])
    expect(rows(teams)).toEqual(['core 0 of 1', 'sending 1 of 1'])
    expect([total.failed, total.finished]).toEqual([1, 2])
  })
})

describe('lead time', () => {
  const changes = [
    done('CHG-2026-0001', '2026-02-02T00:00:00Z'),
    done('CHG-2026-0002', '2026-02-03T00:00:00Z'),
    done('CHG-2026-0003', '2026-02-04T00:00:00Z'),
    done('CHG-2026-0004', '2026-02-05T00:00:00Z'),
  ]

  test('The median goes over known times; records of unknown date and later ones are counted apart.', () => {
    const created = {
      'CHG-2026-0001': '2026-02-01T22:00:00Z',
      'CHG-2026-0002': '2026-01-24T00:00:00Z',
      'CHG-2026-0003': '2026-02-04T00:00:01Z',
    }
    // Two hours and ten days: the middle is 121 hours.
    expect(metrics({ changes }, created).total.lead).toEqual({ median: 121 * HOUR, of: 2, unknown: 1, afterwards: 1 })
  })

  test('Without dates from git all are unknown.', () => {
    expect(metrics({ changes }).total.lead).toEqual({ median: null, of: 0, unknown: 4, afterwards: 0 })
  })

  test('A record keeps its date through another title, and through becoming a folder.', () => {
    const added = new Map([
      ['2026/CHG-2026-0001-new-title/index.md', 300],
      ['2026/CHG-2026-0001-old-title.md', 100],
      ['2026/CHG-2026-0001-new-title/public/20260201T000000Z.md', 200],
      ['2026/CHG-2026-00011.md', 50],
      ['2026/notes.md', 10],
    ])
    expect([...createdById(added)]).toEqual([
      ['CHG-2026-0001', 100],
      ['CHG-2026-00011', 50],
    ])
  })
})

describe('recovery time', () => {
  const changes = [
    done('CHG-2026-0001', '2026-02-02T00:00:00Z', { services: ['store'] }),
    done('CHG-2026-0002', '2026-02-02T00:00:00Z', { services: ['labels'] }),
    done('CHG-2026-0003', '2026-02-02T00:00:00Z', { environment: 'staging' }),
  ]
  const started = '2026-02-02T10:00:00Z'
  const resolved = '2026-02-02T11:00:00Z'
  const update = (time: string, state: string, components: object) => ({
    ...incidentUpdateSchema.parse({ state, title: 'x', components }),
    file: `public/${time}.md`,
    body: { markdown: '', line: 1 },
    time: at(`2026-02-02T${time}:00Z`),
    named: null,
  })
  const caused = (id: string, fields: object = {}) =>
    anIncident(id, { started, resolved, caused_by: ['CHG-2026-0001'], ...fields })
  const recovery = (...incidents: Catalog['incidents']) => metrics({ changes, incidents }).total.recovery

  test('Nothing public: from started to resolved, in the month in which it ended, by the services of the change.', () => {
    const incident = caused('INC-2026-0001', { services: ['booking'], started: '2026-01-31T23:00:00Z' })
    const { total, months, services } = metrics({ changes, incidents: [incident] })
    expect(total.recovery).toEqual({ median: 36 * HOUR, of: 1, ongoing: 0 })
    expect(months.map((month) => [month.month, month.recovery.of])).toEqual([
      ['2026-02', 1],
      ['2026-03', 0],
    ])
    expect(services.filter((service) => service.recovery.of > 0).map(({ id }) => id)).toEqual(['store'])
  })

  test('Where customers were told, from the first to the last minute of which they read that a component was in trouble.', () => {
    const told = {
      ...caused('INC-2026-0001'),
      updates: [
        update('10:10', 'investigating', { booking: { status: 'partial_outage', since: '2026-02-02T09:50:00Z' } }),
        update('10:30', 'monitoring', { booking: 'operational', labels: 'major_outage' }),
        update('10:40', 'identified', { booking: 'degraded_performance' }),
        update('11:20', 'resolved', {}),
      ],
    }
    // 09:50 to 11:20. The labels aren't a component of the page.
    expect(recovery(told).median).toBe(90 * MINUTE)
  })

  test('Corrected intervals hold instead of the updates.', () => {
    const corrected = {
      ...caused('INC-2026-0001'),
      updates: [update('10:10', 'investigating', { booking: 'partial_outage' }), update('11:20', 'resolved', {})],
      impact: [
        { component: 'booking', status: 'major_outage' as const, from: at(started), to: at(started) + 7 * MINUTE },
        { component: 'booking', status: 'operational' as const, from: at(started), to: at(started) + DAY },
      ],
    }
    expect(recovery(corrected).median).toBe(7 * MINUTE)
  })

  test('An end that customers were never told is that of the record.', () => {
    const forgotten = {
      ...caused('INC-2026-0001'),
      updates: [update('10:10', 'investigating', { booking: 'partial_outage' })],
    }
    expect(recovery(forgotten).median).toBe(50 * MINUTE)
  })

  test('What goes on has no time yet and is counted apart.', () => {
    expect(recovery(caused('INC-2026-0001', { resolved: undefined }), caused('INC-2026-0002'))).toEqual({
      median: HOUR,
      of: 1,
      ongoing: 1,
    })
  })

  test('What is closed without a time of its end is felt by nobody any more, and has no length.', () => {
    const closed = caused('INC-2026-0001', {
      closed_as: 'duplicate',
      duplicate_of: 'INC-2026-0099',
      resolved: undefined,
    })
    expect(recovery(closed)).toEqual({ median: null, of: 0, ongoing: 0 })
  })

  test('A duplicate lends its causes to the one that it repeats; false alarms and causes outside production do not count.', () => {
    const incidents = [
      anIncident('INC-2026-0001', { started, resolved }),
      caused('INC-2026-0002', { closed_as: 'duplicate', duplicate_of: 'INC-2026-0001', resolved: undefined }),
      caused('INC-2026-0003', { closed_as: 'false_alarm' }),
      caused('INC-2026-0004', { caused_by: ['CHG-2026-0003'] }),
    ]
    expect(recovery(...incidents)).toEqual({ median: HOUR, of: 1, ongoing: 0 })
  })
})

test.each([
  [[], null],
  [[7], 7],
  [[9, 1, 2], 2],
  [[1, 2, 4, 100], 3],
  [[1, 2], 2],
])('The median of %j is %j.', (times, middle) => {
  expect(median(times)).toBe(middle)
})

test('Months add up to the whole, and no numerator is above its denominator, whatever the changes are.', () => {
  const STATUSES = ['completed', 'rolled_back', 'aborted', 'approved'] as const
  const one = fc.record({
    status: fc.constantFrom(...STATUSES),
    hour: fc.integer({ min: 1, max: 24 * 500 }),
    lead: fc.option(fc.integer({ min: -50, max: 500 })),
    causes: fc.boolean(),
    environment: fc.constantFrom('production', 'PRODUCTION', 'test'),
  })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 60 }), (plans) => {
      const now = at('2026-03-01T12:00:00Z')
      const created = new Map<string, number>()
      const changes = plans.map(({ hour, lead, status, environment }, i): Change => {
        const id = `CHG-2026-${String(i + 1).padStart(4, '0')}`
        const finished = now - hour * HOUR
        if (lead !== null) created.set(id, finished - lead * HOUR)
        return { ...aChange(id, { status, environment }), outcome: { started: 0, finished } }
      })
      const incidents = plans.flatMap(({ causes }, i) =>
        causes ? [anIncident(`INC-2026-${i}`.padEnd(13, '0'), { caused_by: [changes[i]?.id ?? ''] })] : [],
      )
      const { total, months, services } = changeMetrics(
        someOps({ changes, incidents, services: SERVICES }).catalog,
        created,
        [],
      )
      const sum = (of: (month: (typeof months)[number]) => number) => months.reduce((all, month) => all + of(month), 0)
      expect(sum(({ finished }) => finished)).toBe(total.finished)
      expect(sum(({ failed }) => failed)).toBe(total.failed)
      expect(sum(({ period }) => period)).toBe(total.period)
      expect(sum(({ lead }) => lead.of)).toBe(total.lead.of)
      for (const { finished, failed, lead } of [total, ...months, ...services]) {
        expect(failed).toBeLessThanOrEqual(finished)
        expect(lead.of + lead.unknown + lead.afterwards).toBe(finished)
      }
    }),
    { numRuns: 150 },
  )
})
