import { expect, test } from 'vitest'
import { fraction, ONE } from '../rational.ts'
import { formatInstant } from '../time.ts'
import { aCatalog, aStep, anUpdate } from '../../fixtures/gate-verdicts.ts'
import { aChange, anIncident } from '../../fixtures/ops-sample.ts'
import { anSlo } from '../../fixtures/slo-sample.ts'
import type { Catalog } from '../catalog.ts'
import type { ComponentStatus } from '../records/update.ts'
import { sloBudgets } from './budgets.ts'

const NOW = Date.parse('2026-03-01T12:00:00Z')
const SLO = { ...anSlo('0.999', '30d', 'shop'), service: 'checkout' }

/** What the ledger of an SLO of `checkout` says at noon on 1 March, over 30 days. */
function ledger(records: Partial<Catalog>) {
  const [found] = sloBudgets(aCatalog({ now: NOW, slos: [SLO], ...records }), [SLO], null)
  if (!found) throw new Error('There is a budget.')
  return {
    debits: found.incidents.debits.map(
      ({ from, to, incidents, changes, open }) =>
        `${formatInstant(from)} ${formatInstant(to)} ${[...incidents, ...changes].join(' ')}${open ? ' open' : ''}`,
    ),
    excluded: fraction(found.incidents.figure.excluded),
    none: found.states_no_impact,
  }
}

const say = (time: string, status: ComponentStatus, since?: string) =>
  anUpdate(time, 'investigating', 'We look.', {
    title: 'It fails',
    components: { checkout: { status, ...(since === undefined ? {} : { since: Date.parse(since) }) } },
  })
const over = (time: string) => anUpdate(time, 'resolved', 'It works.')
const RESOLVED = { services: ['checkout'], started: '2026-02-20T10:00:00Z', resolved: '2026-02-20T11:00:00Z' }
const AT_TEN = '2026-02-20T10:00:00Z'
const told = (updates: ReturnType<typeof say>[], fields: object = {}, id = 'INC-2026-0001') => ({
  ...anIncident(id, { ...RESOLVED, ...fields }),
  updates,
})

test('What counts is from when customers felt it, not from when it was noticed or posted.', () => {
  const late = told([say('2026-02-20T10:30:00Z', 'partial_outage', AT_TEN), over('2026-02-20T11:00:00Z')], {
    detected: '2026-02-20T10:25:00Z',
  })
  expect(ledger({ incidents: [late] }).debits).toEqual(['2026-02-20T10:00:00Z 2026-02-20T11:00:00Z INC-2026-0001'])
})

test('Corrected intervals replace those of the updates wholly.', () => {
  const [from, to] = [Date.parse('2026-02-20T10:10:00Z'), Date.parse('2026-02-20T10:12:00Z')]
  const corrected = {
    ...told([say(AT_TEN, 'major_outage'), over('2026-02-20T11:00:00Z')]),
    impact: [{ component: 'checkout', status: 'partial_outage' as const, from, to }],
  }
  expect(ledger({ incidents: [corrected] }).debits).toEqual(['2026-02-20T10:10:00Z 2026-02-20T10:12:00Z INC-2026-0001'])
})

test('It is clipped at both ends of the window, and one that goes on counts up to now.', () => {
  const old = told([say('2026-01-30T11:00:00Z', 'major_outage'), over('2026-01-30T13:00:00Z')], {
    started: '2026-01-30T11:00:00Z',
    resolved: '2026-01-30T13:00:00Z',
  })
  const open = told([say('2026-03-01T11:50:00Z', 'major_outage')], { resolved: undefined }, 'INC-2026-0002')
  expect(ledger({ incidents: [old, open] }).debits).toEqual([
    '2026-01-30T12:00:00Z 2026-01-30T13:00:00Z INC-2026-0001',
    '2026-03-01T11:50:00Z 2026-03-01T12:00:00Z INC-2026-0002 open',
  ])
})

test('Degraded performance states an impact that costs nothing; an incident that states none is listed.', () => {
  const degraded = told([say(AT_TEN, 'degraded_performance'), over('2026-02-20T11:00:00Z')])
  const silent = anIncident('INC-2026-0002', RESOLVED)
  const falseAlarm = anIncident('INC-2026-0003', { ...RESOLVED, closed_as: 'false_alarm' })
  expect(ledger({ incidents: [degraded, silent, falseAlarm] })).toEqual({
    debits: [],
    excluded: '0',
    none: ['INC-2026-0002'],
  })
})

test('What an incident declares replaces its public intervals for that SLO, and for no other.', () => {
  const declares = (slo: string) =>
    told([say(AT_TEN, 'major_outage'), over('2026-02-20T11:00:00Z')], {
      slo_impact: [{ slo, from: '2026-02-20T10:20:00Z', to: '2026-02-20T10:30:00Z' }],
    })
  expect(ledger({ incidents: [declares('shop')] }).debits).toEqual([
    '2026-02-20T10:20:00Z 2026-02-20T10:30:00Z INC-2026-0001',
  ])
  expect(ledger({ incidents: [declares('another')] }).debits).toEqual([
    '2026-02-20T10:00:00Z 2026-02-20T11:00:00Z INC-2026-0001',
  ])
})

test('A service that customers do not know is never out of order to them: only what is declared counts.', () => {
  const inside = { ...SLO, service: 'session-cache' }
  const incident = {
    ...anIncident('INC-2026-0001', { ...RESOLVED, services: ['session-cache'] }),
    updates: [
      anUpdate(AT_TEN, 'investigating', 'We look.', {
        title: 'It fails',
        components: { 'session-cache': { status: 'major_outage' } },
      }),
    ],
  }
  const [found] = sloBudgets(aCatalog({ now: NOW, slos: [inside], incidents: [incident] }), [inside], null)
  expect(found?.incidents.debits).toEqual([])
})

const OUTAGE = told([say(AT_TEN, 'major_outage'), over('2026-02-20T11:00:00Z')])
const maintenance = (announced: string, fields: object = {}, steps: ReturnType<typeof aStep>[] = []) => ({
  ...aChange('CHG-2026-0009', {
    services: ['checkout'],
    window: { start: '2026-02-20T10:00:00Z', end: '2026-02-20T10:40:00Z' },
    ...fields,
  }),
  updates: [
    aStep(announced, 'scheduled', 'We work.', {
      title: 'Work',
      components: { checkout: { status: 'under_maintenance' } },
    }),
    ...steps,
  ],
})
const excluded = (change: ReturnType<typeof maintenance>) => ledger({ incidents: [OUTAGE], changes: [change] }).excluded

test.each([
  ['that was announced three days before', maintenance('2026-02-17T10:00:00Z'), '2400000'],
  ['that was announced a second later', maintenance('2026-02-17T10:00:01Z'), '0'],
  ['that is only proposed', maintenance('2026-02-10T10:00:00Z', { status: 'proposed' }), '0'],
  [
    'that was called off before it began',
    maintenance('2026-02-10T10:00:00Z', { status: 'cancelled' }, [
      aStep('2026-02-19T10:00:00Z', 'cancelled', 'Not now.'),
    ]),
    '0',
  ],
  [
    'that was called off ten minutes after it began',
    maintenance('2026-02-10T10:00:00Z', {}, [
      aStep('2026-02-20T10:00:00Z', 'in_progress', 'We begin.'),
      aStep('2026-02-20T10:10:00Z', 'cancelled', 'Not today.'),
    ]),
    '600000',
  ],
  [
    'of another service',
    {
      ...maintenance('2026-02-10T10:00:00Z', { services: ['search'] }),
      updates: [
        aStep('2026-02-10T10:00:00Z', 'scheduled', 'We work.', {
          title: 'Work',
          components: { search: { status: 'under_maintenance' } },
        }),
      ],
    },
    '0',
  ],
])('Of maintenance %s so much is excluded.', (_, change, ms) => {
  expect(excluded(change)).toBe(ms)
})

test('A target of 100 % leaves no budget, and has none here.', () => {
  const whole = { ...SLO, objectives: [{ ...SLO.objectives[0], target: ONE }] as const }
  expect(sloBudgets(aCatalog({ now: NOW, slos: [whole] }), [whole], null)).toEqual([])
})
