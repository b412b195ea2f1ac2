import { expect, test } from 'vitest'
import { changeApproval, fallenWords, missingWords, neededWords, type ChangeToApprove } from './approvals.ts'
import { freezesMet } from '../change/freezes.ts'
import { changeSchema, type Change } from '../records/change.ts'
import { freezeSchema, type Freeze } from '../records/freeze.ts'
import type { Settings, ApprovalSlot } from './context.ts'
import { DEFAULT_POLICY, policySchema } from '../records/policy.ts'
import type { DecisiveReview } from './review.ts'
import type { RiskLevel } from '../change/risk.ts'
import { teamSchema, type Team } from '../records/team.ts'

const team = (id: string, members: string[], leads: string[] = []): Team => ({
  ...teamSchema.parse({ name: id, members, leads }),
  id,
  file: `teams/${id}.yaml`,
})
const PAYMENTS = team('payments', ['ana', 'bo', 'lead'], ['lead'])
const SEARCH = team('search', ['cy', 'di'])
const SETTINGS: Settings = {
  policy: DEFAULT_POLICY,
  teams: [PAYMENTS, SEARCH],
  freezes: [],
  change_templates: [],
  environments: { listed: false, names: new Map() },
  owners: new Map([
    ['checkout', 'payments'],
    ['ledger', 'payments'],
    ['finder', 'search'],
  ]),
}

const change = (over: object = {}): Change => ({
  ...changeSchema.parse({
    id: 'CHG-2026-0001',
    title: 'Upgrade',
    type: 'normal',
    status: 'approved',
    requester: 'payments',
    implementer: 'bo',
    environment: 'production',
    services: ['checkout'],
    risk: { blast_radius: 2, rollback_difficulty: 2, complexity: 2, timing: 1 },
    window: { start: '2026-03-02T02:00:00Z', end: '2026-03-02T04:00:00Z' },
    emergency: { reason: 'imminent', authorised_by: 'lead', authorised_at: '2026-03-02T01:00:00Z' },
    rollback: {
      max_duration: '15m',
      criteria: [{ metric: 'errors', comparator: '>', threshold: 0.01, action: 'manual' }],
    },
    outcome: { started: '2026-03-02T02:00:00Z', finished: '2026-03-02T03:00:00Z' },
    review: { due: '2026-03-09' },
    ...over,
  }),
  file: 'changes/2026/CHG-2026-0001.md',
  body: { markdown: '', line: 1 },
  updates: null,
  impact: null,
})

/** The plan as it is on the head stood at `c2` and `c3`; at `c1` it was another. */
const PLANS: Record<string, string> = { c1: 'old', c2: 'plan', c3: 'plan' }
const review = (by: string, over: Partial<DecisiveReview> = {}): DecisiveReview => ({
  by,
  state: 'approved',
  commit: 'c3',
  at: 0,
  ...over,
})

type Over = Partial<Omit<ChangeToApprove, 'reviews' | 'freezes'>> & {
  level?: RiskLevel
  by?: string[]
  reviews?: DecisiveReview[]
  softFreeze?: boolean
}
const QUIET: Freeze = {
  ...freezeSchema.parse({
    title: 'Quiet days',
    level: 'soft',
    owner: 'lead',
    start: '2026-03-01T00:00:00Z',
    end: '2026-03-05T00:00:00Z',
  }),
  id: 'quiet',
  file: 'freezes/quiet.yaml',
}
/** Ana asks for a medium change of the checkout, unless it is told otherwise. */
function judged({ level = 'medium', by = [], reviews = [], softFreeze = false, ...over }: Over) {
  const subject = over.change ?? change()
  const state = changeApproval({
    change: subject,
    before: null,
    samePlan: false,
    risk: { score: 7, level, reasons: [] },
    settings: SETTINGS,
    freezes: freezesMet(subject, softFreeze ? [QUIET] : [], { before: null, now: 0, merging: true }),
    authors: ['ana'],
    reviews: [...reviews, ...by.map((one) => review(one))],
    planAt: (commit) => {
      const there = PLANS[commit]
      return there === undefined ? null : { digest: there, status: subject.status }
    },
    mended: false,
    digest: 'plan',
    ...over,
  })
  return { ...state, missing: missingWords(state.missing), who: state.missing.map(({ who }) => who) }
}
const missing = (over: Over) => judged(over).missing
const voided = (...reviews: DecisiveReview[]) => judged({ level: 'high', reviews }).void
const under = (approvals: object, over: Partial<Settings> = {}): Settings => ({
  ...SETTINGS,
  ...over,
  policy: policySchema.parse({ approvals }),
})

test.each<[RiskLevel, string[]]>([
  ['low', ['1 from anyone in a team']],
  ['medium', ['1 from payments']],
  ['high', ['1 from payments', '1 from another team than payments']],
  ['critical', ['1 from payments', '1 from another team than payments', '1 lead']],
])('At %s risk it needs what the policy says.', (level, expected) => {
  expect(missing({ level, change: change({ implementer: 'ana' }) })).toEqual(expected)
})

test('Without scores as much is needed as at medium risk.', () => {
  expect(missing({ risk: null })).toEqual(['1 from payments'])
})

test.each(['approved', 'in_progress', 'completed', 'rolled_back', 'aborted'])(
  'To be %s it needs approval.',
  (status) => {
    expect(judged({ change: change({ status }) })).toMatchObject({ required: true, missing: ['1 from payments'] })
  },
)

test.each(['draft', 'proposed', 'cancelled', 'rejected'])('To be %s it needs none.', (status) => {
  const state = judged({ change: change({ status }), by: ['bo'] })
  expect(state).toMatchObject({ required: false, slots: [], given: [], missing: [] })
})

test('A plan that was approved before needs nothing more; another one, or one that was only proposed, does.', () => {
  const running = change({ status: 'in_progress' })
  expect(judged({ change: running, before: change(), samePlan: true }).required).toBe(false)
  expect(judged({ change: running, before: change(), samePlan: false }).required).toBe(true)
  expect(judged({ before: change({ status: 'proposed' }), samePlan: true }).required).toBe(true)
  expect(judged({ before: change({ status: 'cancelled' }), samePlan: true }).required).toBe(true)
})

test('A standard change is approved by its template, in a soft freeze too.', () => {
  expect(judged({ change: change({ type: 'standard' }), softFreeze: true, level: 'high' }).required).toBe(false)
})

test('What was done elsewhere needs no approval; one of our own does, and so does one still to be done.', () => {
  const imported = change({ source: { kind: 'statuspage' }, status: 'completed' })
  expect(judged({ change: imported }).required).toBe(false)
  expect(judged({ change: imported, before: imported }).required).toBe(false)
  expect(judged({ change: imported, before: change({ status: 'proposed' }) }).required).toBe(true)
  expect(judged({ change: change({ source: { kind: 'statuspage' } }) }).required).toBe(true)
})

test('An emergency needs one of anyone, which may come afterwards, whatever its risk.', () => {
  const emergency = change({ type: 'emergency', status: 'completed' })
  expect(judged({ change: emergency, level: 'critical', softFreeze: true })).toMatchObject({
    required: true,
    later: true,
    missing: ['1 from anyone in a team'],
    who: [['lead', 'cy', 'di']],
  })
  expect(missing({ change: emergency, level: 'critical', by: ['di'] })).toEqual([])
  expect(judged({}).later).toBe(false)
})

test('A soft freeze takes one more.', () => {
  expect(missing({ softFreeze: true })).toEqual(['1 from payments', '1 from anyone in a team'])
  expect(missing({ softFreeze: true, by: ['bo'] })).toEqual(['1 from anyone in a team'])
  expect(missing({ softFreeze: true, by: ['bo', 'cy'] })).toEqual([])
  expect(missing({ softFreeze: true, level: 'low' })).toEqual(['2 from anyone in a team'])
})

test('It names those who may still approve, but not the author, nor who has done so.', () => {
  expect(judged({}).who).toEqual([['bo', 'lead']])
  expect(judged({ authors: [] }).who).toEqual([['ana', 'bo', 'lead']])
  expect(judged({ softFreeze: true, by: ['bo'] }).who).toEqual([['lead', 'cy', 'di']])
})

test('From high risk up, who carries it out does not approve it.', () => {
  expect(judged({ level: 'medium', by: ['bo'] })).toMatchObject({ given: ['bo'], missing: [] })
  const high = judged({ level: 'high', by: ['Bo', 'cy'] })
  expect(high).toMatchObject({ given: ['cy'], void: [{ by: 'bo', why: 'implementer' }], missing: ['1 from payments'] })
  expect(high.who).toEqual([['lead']])
  expect(judged({ level: 'critical', by: ['bo'] }).void).toEqual([{ by: 'bo', why: 'implementer' }])
})

test('Reviews that do not count say why, in the order in which they are given.', () => {
  expect(
    voided(
      review('ANA'),
      review('bo'),
      review('zoe'),
      review('cy', { state: 'changes_requested' }),
      review('di', { state: 'dismissed' }),
      review('lead', { commit: 'c1' }),
    ),
  ).toEqual([
    { by: 'ana', why: 'author' },
    { by: 'bo', why: 'implementer' },
    { by: 'zoe', why: 'no_team' },
    { by: 'cy', why: 'changes_requested' },
    { by: 'di', why: 'dismissed' },
    { by: 'lead', why: 'other_plan' },
  ])
  expect(voided(review('lead', { commit: 'gone' }), review('cy', { commit: null }))).toEqual([
    { by: 'lead', why: 'unknown_commit' },
    { by: 'cy', why: 'unknown_commit' },
  ])
  const [gone] = judged({
    reviews: [review('bo', { commit: null })],
    planAt: () => ({ digest: 'plan', status: 'approved' }),
  }).void
  expect(gone).toEqual({ by: 'bo', why: 'unknown_commit' })
})

test('An approval of an earlier commit holds as long as the plan is the same.', () => {
  expect(missing({ reviews: [review('bo', { commit: 'c2' })] })).toEqual([])
  expect(missing({ reviews: [review('bo', { commit: 'c1' })] })).toEqual(['1 from payments'])
})

test('A handle is the same person in any case, and is shown as the team writes it.', () => {
  const teams = [team('payments', ['Ana', 'Bo'], ['bo'])]
  const state = judged({ settings: { ...SETTINGS, teams }, authors: ['ANA'], by: ['bO'] })
  expect(state).toMatchObject({ given: ['Bo'], missing: [] })
  expect(state.slots.map(({ who }) => who)).toEqual([['Bo']])
})

test('Who is from nowhere near still counts, but fills no place that is asked for.', () => {
  expect(judged({ by: ['cy'] })).toMatchObject({ given: ['cy'], missing: ['1 from payments'] })
})

test('Each owning team approves, once, however many of the services are its own.', () => {
  const both = change({ services: ['finder', 'checkout', 'ledger'] })
  expect(missing({ change: both })).toEqual(['1 from payments', '1 from search'])
  expect(missing({ change: both, by: ['lead'] })).toEqual(['1 from search'])
  expect(missing({ change: both, by: ['lead', 'cy'] })).toEqual([])
})

test('Where all teams own a part, any other person is the second pair of eyes.', () => {
  const both = change({ services: ['finder', 'checkout'] })
  expect(missing({ change: both, level: 'high' })).toEqual(['1 from payments', '1 from search', '1 other person'])
  expect(missing({ change: both, level: 'high', by: ['lead', 'cy'] })).toEqual(['1 other person'])
  expect(missing({ change: both, level: 'high', by: ['lead', 'cy', 'di'] })).toEqual([])
})

test('Where there is one team only, any second person will do, but one person is not two.', () => {
  const settings = { ...SETTINGS, teams: [PAYMENTS] }
  expect(missing({ settings, level: 'high', change: change({ implementer: 'ana' }) })).toEqual([
    '1 from payments',
    '1 other person',
  ])
  expect(missing({ settings, level: 'high', authors: ['cy'], by: ['ana'] })).toEqual(['1 other person'])
  expect(missing({ settings, level: 'high', authors: ['cy'], by: ['ana', 'lead'] })).toEqual([])
})

test('Services without a known owner ask nobody of their own; where none has one, anyone in a team approves.', () => {
  expect(missing({ change: change({ services: ['checkout', 'new'] }) })).toEqual(['1 from payments'])
  expect(missing({ change: change({ services: ['new'] }) })).toEqual(['1 from anyone in a team'])
  const owners = new Map([['checkout', 'made-up']])
  expect(missing({ settings: { ...SETTINGS, owners } })).toEqual(['1 from anyone in a team'])
})

test('A person in two teams speaks for one of them, whichever leaves less to ask for.', () => {
  const settings = { ...SETTINGS, teams: [team('payments', ['ana', 'bo', 'eve']), team('search', ['cy', 'eve'])] }
  expect(judged({ settings, level: 'high', by: ['eve'] }).missing).toHaveLength(1)
  // Eve for search, as Zoe can only speak for payments, and the other way round.
  const teams = [team('payments', ['ana', 'zoe', 'eve']), team('search', ['cy', 'eve'])]
  expect(missing({ settings: { ...SETTINGS, teams }, level: 'high', by: ['eve', 'zoe'] })).toEqual([])
  expect(missing({ settings: { ...SETTINGS, teams }, level: 'high', by: ['eve', 'cy'] })).toEqual([])
})

test('A lead takes the place that only leads can, so that the rest is easy to come by.', () => {
  const settings = under({ medium: { service_team: 1, lead: 1 } })
  const state = judged({ settings, by: ['lead'] })
  expect(state).toMatchObject({ missing: ['1 from payments'], who: [['bo']] })
})

test('A policy that asks for nothing gets nothing.', () => {
  expect(judged({ settings: under({ medium: { any: 0 } }) })).toMatchObject({ required: false, slots: [] })
  expect(judged({ settings: under({ medium: { any: 0 } }), softFreeze: true }).required).toBe(true)
})

const fell = (over: Over) => judged(over).fallen.map(({ slot, to }) => [neededWords(slot), to])

test('What nobody of its team is left for falls to anyone else.', () => {
  const settings = { ...SETTINGS, teams: [team('payments', ['ana'], ['ana']), SEARCH] }
  expect(judged({ settings })).toMatchObject({ missing: ['1 from anyone in a team'], who: [['cy', 'di']] })
  expect(fell({ settings })).toEqual([['1 from payments', 'anyone']])
  expect(missing({ settings, by: ['cy'] })).toEqual([])
  // The other place of a team of two, and a lead's place.
  const two = { ...SETTINGS, teams: [team('payments', ['ana', 'bo'], ['ana']), SEARCH] }
  expect(missing({ settings: { ...two, policy: under({ medium: { service_team: 2, lead: 1 } }).policy } })).toEqual([
    '1 from payments',
    '2 from anyone in a team',
  ])
})

test('What nobody at all is left for falls away, and one person besides the author is always asked.', () => {
  const alone = { ...SETTINGS, teams: [team('payments', ['ana'])] }
  expect(judged({ settings: alone, level: 'critical' })).toMatchObject({ required: false, missing: [] })
  expect(fell({ settings: alone })).toEqual([['1 from payments', 'nobody']])
  const two = { ...SETTINGS, teams: [team('payments', ['ana', 'cy'])] }
  expect(judged({ settings: two, level: 'critical' })).toMatchObject({ missing: ['1 from payments'], who: [['cy']] })
  expect(missing({ settings: two, level: 'critical', by: ['cy'] })).toEqual([])
  expect(fallenWords(judged({ settings: two, level: 'critical' }).fallen)).toEqual([
    'Nobody else is left to give 1 other person and 1 lead, so nobody has to.',
  ])
})

test('Where no team is known it stays missing.', () => {
  const none = { settings: { ...SETTINGS, teams: [team('payments', [])] }, by: ['bo'] }
  expect(judged(none)).toMatchObject({ missing: ['1 from anyone in a team'], who: [[]] })
})

test('Where nobody is left but who carries it out, that person approves.', () => {
  const settings = { ...SETTINGS, teams: [team('payments', ['ana', 'bo'])] }
  expect(judged({ settings, level: 'high' })).toMatchObject({ missing: ['1 from payments'], who: [['bo']] })
  expect(judged({ settings, level: 'high', by: ['bo'] })).toMatchObject({ given: ['bo'], missing: [] })
})

test('A name in a commit takes a review away, and makes no approval superfluous.', () => {
  const settings = { ...SETTINGS, teams: [team('payments', ['ana', 'cy'])] }
  expect(judged({ settings, authors: ['ana', 'cy'] })).toMatchObject({
    required: true,
    missing: ['1 from payments'],
    who: [[]],
  })
  const all = ['ana', 'bo', 'lead', 'cy', 'di']
  expect(judged({ authors: all, by: all }).missing).toEqual(['1 from payments'])
})

test('A team that nobody is in is no team: its services are owned by nobody, and it is no other one.', () => {
  const settings = { ...SETTINGS, teams: [team('payments', []), SEARCH] }
  expect(missing({ settings })).toEqual(['1 from anyone in a team'])
  const one = { ...SETTINGS, teams: [PAYMENTS, team('search', [])] }
  expect(missing({ settings: one, level: 'high', authors: ['zoe'] })).toEqual(['1 from payments', '1 other person'])
})

test('Who looked at it while it asked for something else approved something else.', () => {
  const draft = { planAt: () => ({ digest: 'plan', status: 'draft' as const }), reviews: [review('bo')] }
  expect(judged(draft)).toMatchObject({ missing: ['1 from payments'], void: [{ by: 'bo', why: 'other_status' }] })
})

const APPROVED = change({ implementer: 'cy' })
test.each(['proposed', 'cancelled'])('To take an approved change back to %s takes one of its team.', (status) => {
  const back = { change: change({ status }), before: APPROVED, samePlan: true }
  expect(judged({ ...back, authors: ['ana'] })).toMatchObject({ withdraws: true, missing: [] })
  expect(missing({ ...back, authors: ['zoe'] })).toEqual(['1 from payments'])
  expect(missing({ ...back, authors: ['cy'] })).toEqual(['1 from payments'])
  expect(missing({ ...back, authors: ['cy'], by: ['bo'] })).toEqual([])
  // A name in a commit is not who brings it.
  expect(missing({ ...back, authors: ['zoe', 'ana'] })).toEqual(['1 from payments'])
  // Whose services it names now decides nothing.
  expect(missing({ ...back, change: change({ status, services: ['finder'] }), authors: ['cy'] })).toEqual([
    '1 from payments',
  ])
  const free = { ...SETTINGS, policy: under({ withdraw: {} }).policy }
  expect(judged({ ...back, authors: ['zoe'], settings: free }).required).toBe(false)
})

test('What was only proposed is taken back by anyone, and what is over was decided.', () => {
  const proposed = change({ status: 'proposed' })
  expect(judged({ change: change({ status: 'cancelled' }), before: proposed, authors: ['zoe'] }).required).toBe(false)
  const done = change({ status: 'completed' })
  expect(judged({ change: done, before: done, samePlan: false, authors: ['zoe'] }).required).toBe(false)
})

test('An import is new: what was approved here, or could not be read here, is none.', () => {
  const imported = change({ source: { kind: 'statuspage' }, status: 'completed' })
  expect(judged({ change: imported, before: { ...APPROVED, source: { kind: 'x' } } as Change }).required).toBe(true)
  expect(judged({ change: imported, mended: true }).required).toBe(true)
})

test('What is needed is said in words, equal ones together.', () => {
  const slot = (over: Partial<ApprovalSlot>): ApprovalSlot => ({ kind: 'any', team: null, who: [], ...over })
  const payments = slot({ kind: 'service_team', team: 'payments' })
  const abroad = slot({ kind: 'other_team', besides: ['payments', 'search'] })
  const second = slot({ kind: 'other_team', besides: [] })
  const lead = slot({ kind: 'lead' })
  expect([payments, abroad, second, lead, slot({})].map(neededWords)).toEqual([
    '1 from payments',
    '1 from another team than payments or search',
    '1 other person',
    '1 lead',
    '1 from anyone in a team',
  ])
  expect(missingWords([payments, lead, abroad, payments, second, lead, abroad, second, slot({}), slot({})])).toEqual([
    '2 from payments',
    '2 leads',
    '2 from other teams than payments or search',
    '2 other people',
    '2 from anyone in a team',
  ])
  expect(missingWords([])).toEqual([])
})
