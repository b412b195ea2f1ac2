import { expect, test } from 'vitest'
import { verdictOf } from '#model/gate/verdict'
import { assessed, finding, judging, notYet } from '../../fixtures/gate-verdicts.ts'
import { aChange } from '../../fixtures/ops-sample.ts'
import { gateJson } from './json.ts'

test('Programs get the verdict, each change with its risk and approvals, and every finding with its place.', () => {
  const told: unknown = JSON.parse(gateJson(notYet()))
  expect(told).toMatchObject({
    verdict: 'fail',
    diagnostics: [{ rule: 'approvals-missing', file: 'content/policy.yaml', line: 1 }],
    changes: [
      {
        id: 'CHG-2026-0451',
        verdict: 'fail',
        risk: {
          score: 8,
          level: 'medium',
          scores: { blast_radius: 3, rollback_difficulty: 2, complexity: 2, timing: 1 },
        },
        approvals: { needed: 2, given: ['cy'], missing: ['1 from payments'] },
      },
    ],
  })
})

test('Times of what is published are RFC 3339.', () => {
  expect(JSON.parse(gateJson(notYet()))).toMatchObject({
    published: {
      page: { overall: { before: 'All Systems Operational', after: 'Minor Service Outage' } },
      texts: [
        { state: 'scheduled', time: '2026-02-20T11:00:00Z', shows_at: null },
        { state: 'investigating', next_update: '2026-02-20T12:15:00Z' },
      ],
      events: [
        { change: 'opened', window: null },
        {
          change: 'announced',
          window: { before: null, after: { start: '2026-02-25T02:00:00Z', end: '2026-02-25T04:00:00Z' } },
        },
      ],
    },
  })
})

test('A change without scores has no risk, and where customers see nothing nothing is published.', () => {
  const change = aChange('CHG-2026-0001', { source: { kind: 'jira' }, risk: undefined })
  expect(JSON.parse(gateJson(verdictOf(assessed({ judged: [judging(change, { risk: null })] }))))).toEqual({
    verdict: 'pass',
    diagnostics: [],
    changes: [
      {
        id: 'CHG-2026-0001',
        verdict: 'pass',
        risk: null,
        approvals: { needed: 0, given: [], missing: [] },
        budgets: [],
        free_slots: [],
        history: null,
        past_failures: null,
        plan_changes: [],
        diagnostics: [],
      },
    ],
    published: null,
    unseen: [],
    slos: [],
    slos_more: 0,
  })
})

test('A finding has the shape that validate gives it.', () => {
  const { diagnostics } = JSON.parse(gateJson(verdictOf(assessed({}, { outer: [finding({ help: 'Wait.' })] })))) as {
    diagnostics: unknown[]
  }
  expect(diagnostics).toEqual([finding({ help: 'Wait.' })])
})
