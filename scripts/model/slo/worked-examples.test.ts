import { expect, test } from 'vitest'
import { readTexts } from '#io/catalog-reader'
import { fraction, parseRational, rational } from '../rational.ts'
import type { SloWindow } from '../records/objective.ts'
import { DAY, formatInstant } from '../time.ts'
import type { Target } from './allowance.ts'
import { budgetPolicy, incidentBudget } from './budget.ts'
import { ledgersOf } from './ledgers.ts'
import { lossBook } from './losses.ts'

/*
 * The three examples of docs/slos.md. The numbers were worked out by hand, before there was anything to work them out.
 */

const SLO = { id: 'checkout-availability', service: 'checkout' }
const CONTENT = {
  'site.yaml': 'name: Acme\nurl: https://status.acme.example\ntime_zone: Europe/Berlin\n',
  'teams/platform.yaml': 'name: Platform\nmembers: [ana, bo]\n',
  'services/checkout.yaml': 'name: Checkout API\nteam: platform\ntier: 1\npublic:\n  name: Checkout\n',
}

const incident = (id: string, fields: string) =>
  `---\nid: ${id}\ntitle: Checkout fails\nseverity: SEV-2\nservices: [checkout]\n${fields}\n---\n`
const update = (fields: string) => `---\n${fields}\n---\nWe are on it.\n`
const share = (text: string) => parseRational(text) ?? rational(0n)

function budget(files: Record<string, string>, now: string, promised: { window: SloWindow; targets: Target[] }) {
  const at = Date.parse(now)
  const texts = new Map(Object.entries({ ...CONTENT, ...files }))
  const { catalog, problems } = readTexts({ paths: [...texts.keys()], texts }, at, () => at)
  expect(problems).toEqual([])
  const ledger = ledgersOf(lossBook(catalog), at)(SLO)
  const found = incidentBudget(promised, ledger, budgetPolicy(catalog.policy), catalog.site.time_zone)
  if (!found) throw new Error('There is a budget.')
  const { figure, debits, exclusions, over_share } = found
  return {
    budget: fraction(figure.budget),
    bad: fraction(figure.bad),
    excluded: fraction(figure.excluded),
    left: fraction(figure.left),
    share: fraction(figure.share),
    tier: figure.tier,
    debits: debits.map(
      ({ from, to, weight, cost, incidents }) =>
        `${formatInstant(from)} ${formatInstant(to)} ${fraction(weight)} ${fraction(cost)} ${incidents.join(' ')}`,
    ),
    exclusions: exclusions.map(
      ({ from, to, change, cost }) => `${formatInstant(from)} ${formatInstant(to)} ${change} ${fraction(cost)}`,
    ),
    over_share,
  }
}

test('Two incidents at once, one of which half of the customers felt, end on half a millisecond.', () => {
  const found = budget(
    {
      'incidents/2026/INC-2026-0001/index.md': incident(
        'INC-2026-0001',
        'started: 2026-03-01T10:00:00Z\nresolved: 2026-03-01T10:20:00Z',
      ),
      'incidents/2026/INC-2026-0001/public/20260301T100000Z.md': update(
        'state: investigating\ntitle: Payments fail\ncomponents: {checkout: major_outage}',
      ),
      'incidents/2026/INC-2026-0001/public/20260301T102000Z.md': update('state: resolved'),
      'incidents/2026/INC-2026-0002/index.md': incident(
        'INC-2026-0002',
        'started: 2026-03-01T10:10:00Z\nresolved: 2026-03-01T11:00:00Z\nslo_impact: [{slo: checkout-availability, fraction: 0.5, to: 2026-03-01T10:40:00.001Z}]',
      ),
    },
    '2026-03-10T00:00:00Z',
    {
      window: { kind: 'rolling', length: 30 * DAY },
      targets: [{ from: -Infinity, target: share('0.999') }],
    },
  )
  expect(found).toEqual({
    budget: '2592000',
    bad: '3600001/2',
    excluded: '0',
    left: '1583999/2',
    share: '1583999/5184000',
    tier: 'tight',
    debits: [
      '2026-03-01T10:00:00Z 2026-03-01T10:20:00Z 1 1200000 INC-2026-0001 INC-2026-0002',
      '2026-03-01T10:20:00Z 2026-03-01T10:40:00.001Z 1/2 1200001/2 INC-2026-0002',
    ],
    exclusions: [],
    over_share: ['INC-2026-0001', 'INC-2026-0002'],
  })
})

const maintained = (announced: string) =>
  budget(
    {
      'changes/2026/CHG-2026-0001-disks/index.md': `---
id: CHG-2026-0001
title: New disks
type: normal
status: completed
requester: platform
implementer: ana
environment: production
services: [checkout]
risk: {blast_radius: 2, rollback_difficulty: 2, complexity: 2, timing: 1}
window: {start: 2026-03-10T02:00:00Z, end: 2026-03-10T04:00:00Z}
rollback: {max_duration: 15m, criteria: [{metric: errors, comparator: ">", threshold: 1, action: manual}]}
outcome: {started: 2026-03-10T02:00:00Z, finished: 2026-03-10T04:30:00Z}
---
`,
      'changes/2026/CHG-2026-0001-disks/public/20260307T020000Z.md': update(
        `state: scheduled\ntitle: New disks\nat: ${announced}\ncomponents: {checkout: major_outage}`,
      ),
      'incidents/2026/INC-2026-0003/index.md': incident(
        'INC-2026-0003',
        'started: 2026-03-10T03:45:00Z\nresolved: 2026-03-10T05:15:00Z',
      ),
      'incidents/2026/INC-2026-0003/public/20260310T034500Z.md': update(
        'state: investigating\ntitle: Payments fail\ncomponents: {checkout: partial_outage}',
      ),
      'incidents/2026/INC-2026-0003/public/20260310T051500Z.md': update('state: resolved'),
    },
    '2026-03-12T00:00:00Z',
    {
      window: { kind: 'rolling', length: 7 * DAY },
      targets: [{ from: -Infinity, target: share('0.99') }],
    },
  )

test('Of maintenance that was announced exactly as long before as it must be, the window is excluded and its overrun is not.', () => {
  expect(maintained('2026-03-07T02:00:00Z')).toEqual({
    budget: '6048000',
    bad: '4500000',
    excluded: '7200000',
    left: '1548000',
    share: '43/168',
    tier: 'tight',
    debits: ['2026-03-10T04:00:00Z 2026-03-10T05:15:00Z 1 4500000 INC-2026-0003'],
    exclusions: ['2026-03-10T02:00:00Z 2026-03-10T04:00:00Z CHG-2026-0001 7200000'],
    over_share: ['INC-2026-0003'],
  })
})

test('A millisecond short of the notice nothing is excluded.', () => {
  expect(maintained('2026-03-07T02:00:00.001Z')).toEqual({
    budget: '6048000',
    bad: '11700000',
    excluded: '0',
    left: '-5652000',
    share: '-157/168',
    tier: 'spent',
    debits: ['2026-03-10T02:00:00Z 2026-03-10T05:15:00Z 1 11700000 INC-2026-0003'],
    exclusions: [],
    over_share: ['INC-2026-0003'],
  })
})

test("Berlin's October has 745 hours, and its budget is the sum of what either target leaves.", () => {
  const found = budget(
    {
      'incidents/2026/INC-2026-0004/index.md': incident(
        'INC-2026-0004',
        'started: 2026-10-25T02:30:00+02:00\nresolved: 2026-10-25T02:40:00+01:00',
      ),
      'incidents/2026/INC-2026-0004/public/20261025T003000Z.md': update(
        'state: investigating\ntitle: Payments fail\ncomponents: {checkout: partial_outage}',
      ),
      'incidents/2026/INC-2026-0004/public/20261025T014000Z.md': update('state: resolved'),
    },
    '2026-10-26T12:00:00Z',
    {
      window: { kind: 'calendar', unit: 'month', count: 1, start: '2026-01-01T00:00:00', time_zone: 'Europe/Berlin' },
      targets: [
        { from: -Infinity, target: share('0.999') },
        { from: Date.parse('2026-10-10T00:00:00+02:00'), target: share('0.9995') },
      ],
    },
  )
  expect(found).toEqual({
    budget: '1729800',
    bad: '4200000',
    excluded: '0',
    left: '-2470200',
    share: '-4117/2883',
    tier: 'spent',
    debits: ['2026-10-25T00:30:00Z 2026-10-25T01:40:00Z 1 4200000 INC-2026-0004'],
    exclusions: [],
    over_share: ['INC-2026-0004'],
  })
})
