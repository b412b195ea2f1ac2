import { expect, test } from 'vitest'
import { sloBudgets } from '#model/slo/budgets'
import { serviceSchema } from '#model/records/service'
import { rational } from '#model/rational'
import { formatInstant } from '#model/time'
import { anUpdate } from '../../../../scripts/fixtures/gate-verdicts.ts'
import { aChange, anIncident, someOps } from '../../../../scripts/fixtures/ops-sample.ts'
import { anSlo } from '../../../../scripts/fixtures/slo-sample.ts'
import { opsIndex } from '../index.ts'
import { sloList, sloPage } from './row.ts'
import { exactNumber, exactSeconds, shareWords, signedTime } from './words.ts'

const booking = {
  ...serviceSchema.parse({ name: 'Booking', team: 'core', tier: 1, public: { name: 'Booking' } }),
  id: 'booking',
  file: 'services/booking.yaml',
}
const [STRICT, LAX] = [anSlo('0.999', '30d', 'strict'), anSlo('0.5', '30d', 'lax')]

/** Ten minutes of outage, then twenty in which a quarter failed for half a second longer than that. */
function ops() {
  const outage = {
    ...anIncident('INC-2026-0001', {
      services: ['booking'],
      started: '2026-02-20T10:00:00Z',
      resolved: '2026-02-20T10:10:00Z',
      caused_by: ['CHG-2026-0001'],
    }),
    updates: [
      anUpdate('2026-02-20T10:00:00Z', 'investigating', 'We look.', {
        components: { booking: { status: 'major_outage' } },
      }),
      anUpdate('2026-02-20T10:10:00Z', 'resolved', 'It works.'),
    ],
  }
  const partly = anIncident('INC-2026-0002', {
    services: ['booking'],
    started: '2026-02-21T10:00:00Z',
    resolved: '2026-02-21T10:20:00.002Z',
    slo_impact: [{ slo: 'strict', fraction: 0.25 }],
  })
  const quiet = anIncident('INC-2026-0003', {
    services: ['booking'],
    started: '2026-02-22T10:00:00Z',
    resolved: '2026-02-22T10:20:00Z',
  })
  const { catalog } = someOps({
    services: [booking],
    slos: [LAX, STRICT],
    incidents: [outage, partly, quiet],
    changes: [aChange('CHG-2026-0001')],
  })
  const budgets = sloBudgets(catalog, catalog.slos, null)
  return opsIndex(catalog, [], { changes: [], incidents: [] }, budgets)
}

const pageOf = () => {
  const [view] = sloPage(ops(), STRICT).budgets
  if (!view) throw new Error('There is a budget.')
  return view
}

test('What is left is one figure; each debit is an incident with its weight, its cost and its cause.', () => {
  const { figure, of, share, tier, ledger, no_impact, over_share } = pageOf()
  // 43m 12s − 10 min − 5 min = 28m 12s, and half a millisecond less.
  expect([figure, of, share, tier.word]).toEqual([
    '28\u00a0min\u00a011\u00a0s left',
    '43\u00a0min\u00a012\u00a0s',
    '65.27\u00a0%',
    'Ample',
  ])
  expect(
    ledger.map((row) => [
      formatInstant(row.from),
      row.weight,
      row.cost,
      row.records.map(({ id }) => id).join(),
      row.caused_by.map(({ page }) => page).join(),
      row.left,
    ]),
  ).toEqual([
    ['2026-02-21T10:00:00Z', '1/4', '5\u00a0min', 'INC-2026-0002', '', '28\u00a0min\u00a011\u00a0s'],
    [
      '2026-02-20T10:00:00Z',
      '1',
      '10\u00a0min',
      'INC-2026-0001',
      '/changes/CHG-2026-0001/',
      '33\u00a0min\u00a012\u00a0s',
    ],
  ])
  expect(no_impact.map(({ id }) => id)).toEqual(['INC-2026-0003'])
  expect(over_share.map(({ incident, share: burned }) => `${incident.id} ${burned}`)).toEqual([
    'INC-2026-0001 23.14\u00a0%',
  ])
})

test('The sum can be redone line by line, and ends with what the page says.', () => {
  expect(pageOf().arithmetic.map(({ words, value }) => `${words} = ${value}`.replaceAll('\u00a0', ' '))).toEqual([
    'Window = 2,592,000 s',
    'Budget: (1 − 0.999) · 2,592,000 s = 2,592 s',
    'Bad time: 1 · 600 s = 600 s',
    'Bad time: 1/4 · 1,200.002 s = 300.0005 s',
    'Bad time, together = 900.0005 s',
    'Left: 2,592 s − 900.0005 s = 1,691.9995 s',
    'Share: 1,691.9995 s / 2,592 s = 3383999/5184000 = 65.2777 %',
  ])
})

test('The line falls while something burned, and its words say the same.', () => {
  const { chart } = pageOf()
  // 10 of 43.2 minutes, then 5 more: 231 and 347 thousandths down.
  expect(chart.points.split(' ').map((point) => point.split(',')[1])).toEqual([
    '0',
    '0',
    '231.4',
    '231.4',
    '347.2',
    '347.2',
  ])
  expect(chart.zero).toBe(1000)
  expect(chart.seen).toContain('to 28\u00a0min\u00a011\u00a0s now, in 2 steps')
})

test('The list begins with the SLO of whose budget the least is left.', () => {
  const all = ops()
  expect(sloList(all, [LAX, STRICT]).rows.map(({ slo, left }) => [slo.id, left?.tier.word])).toEqual([
    ['strict', 'Ample'],
    ['lax', 'Ample'],
  ])
})

test.each([
  [exactSeconds(rational(-778_000n)), '−778\u00a0s'],
  [exactSeconds(rational(1n, 2n)), '0.0005\u00a0s'],
  [exactSeconds(rational(1n, 3n)), '1/3000\u00a0s'],
  [exactNumber(rational(2_592_000_500n, 1000n)), '2,592,000.5'],
  [signedTime(rational(-778_000n)), '−12\u00a0min\u00a058\u00a0s'],
  [shareWords(rational(-389n, 1296n)), '−30.01\u00a0%'],
  [shareWords(rational(2n, 3n)), '66.66\u00a0%'],
])('%s', (said, expected) => {
  expect(said).toBe(expected)
})
