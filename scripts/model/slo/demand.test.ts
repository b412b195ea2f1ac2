import { expect, test } from 'vitest'
import { serviceSchema } from '../records/service.ts'
import { aCatalog, anUpdate } from '../../fixtures/gate-verdicts.ts'
import { anIncident } from '../../fixtures/ops-sample.ts'
import { anSlo } from '../../fixtures/slo-sample.ts'
import { sloBudgets } from './budgets.ts'
import { affectedBudgets, budgetDemand } from './demand.ts'
import { rational } from '../rational.ts'
import { budgetTier, worstTier } from './tier.ts'

const feature = { type: 'normal', purpose: 'feature' } as const
const standard = { type: 'standard', purpose: 'feature' } as const
const security = { type: 'normal', purpose: 'security' } as const
const reliability = { type: 'normal', purpose: 'reliability' } as const
const emergency = { type: 'emergency', purpose: 'feature' } as const

test.each([
  ['ample', feature, true, 'nothing'],
  ['tight', feature, true, 'approvals'],
  ['tight', feature, false, 'nothing'],
  ['low', feature, false, 'waiting'],
  ['low', standard, false, 'nothing'],
  ['low', reliability, false, 'nothing'],
  ['low', security, true, 'approvals'],
  ['low', emergency, true, 'nothing'],
  ['spent', standard, false, 'waiting'],
  ['spent', feature, false, 'waiting'],
  ['spent', security, false, 'nothing'],
  ['spent', emergency, true, 'nothing'],
] as const)('Where a budget is %s, of %o (high: %s) it asks %s.', (tier, change, isHigh, demand) => {
  expect(budgetDemand(tier, change, isHigh)).toBe(demand)
})

const LIMITS = { tight: rational(1n, 2n), low: rational(1n, 10n) }
test.each([
  [rational(1n, 2n), 'ample'],
  [rational(4999n, 10000n), 'tight'],
  [rational(1n, 10n), 'tight'],
  [rational(999n, 10000n), 'low'],
  [rational(1n, 1_000_000n), 'low'],
  [rational(0n), 'spent'],
  [rational(-1n, 3n), 'spent'],
])('Of a budget of which %o is left it says %s: at a limit it is not below it.', (share, tier) => {
  expect(budgetTier(share, LIMITS)).toBe(tier)
})

test('The worst of some tiers is the one of which the least is left.', () => {
  expect(worstTier(['ample', 'low', 'tight'])).toBe('low')
  expect(worstTier([])).toBeNull()
})

test('A change meets the budgets of its services and of whatever depends on them, the scarcest first.', () => {
  const service = (id: string, isPublic: boolean) => ({
    ...serviceSchema.parse({ name: id, team: 'core', tier: 2, ...(isPublic ? { public: { name: id } } : {}) }),
    id,
    file: `services/${id}.yaml`,
  })
  const of = (id: string, name: string) => ({ ...anSlo('0.999', '30d', name), service: id })
  const catalog = aCatalog({
    services: [service('shop', true), service('store', true), service('disk', false), service('docs', true)],
    slos: [of('store', 'store-works'), of('shop', 'shop-works'), of('docs', 'docs-work')],
    incidents: [
      {
        ...anIncident('INC-2026-0001', {
          services: ['shop'],
          started: '2026-02-20T10:00:00Z',
          resolved: '2026-02-20T12:00:00Z',
        }),
        updates: [
          anUpdate('2026-02-20T10:00:00Z', 'investigating', 'We look.', {
            title: 'It fails',
            components: { shop: { status: 'major_outage' } },
          }),
          anUpdate('2026-02-20T12:00:00Z', 'resolved', 'It works.'),
        ],
      },
    ],
  })
  const dependents: Record<string, string[]> = { disk: ['store'], store: ['shop', 'disk'] }
  const found = affectedBudgets(['disk'], (id) => dependents[id] ?? [], sloBudgets(catalog, catalog.slos, null))
  expect(found.map(({ slo, tier }) => `${slo}: ${tier}`)).toEqual(['shop-works: spent', 'store-works: ample'])
})
