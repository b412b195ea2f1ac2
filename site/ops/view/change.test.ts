import { expect, test } from 'vitest'
import { freezeSchema, type Freeze } from '#model/records/freeze'
import { publicCatalog } from '#model/publish/public'
import { maintenanceUpdateSchema } from '#model/records/update'
import { calendarEntries } from './calendar/entry.ts'
import { changePage } from './change.ts'
import { changeList } from './change/list.ts'
import { freezePage } from './freeze.ts'
import { serviceSchema, type Service } from '#model/records/service'
import { teamSchema, type Team } from '#model/records/team'
import { sloBudgets } from '#model/slo/budgets'
import { aChange, anIncident, someOps } from '../../../scripts/fixtures/ops-sample.ts'
import { anSlo } from '../../../scripts/fixtures/slo-sample.ts'
import { opsIndex } from './index.ts'

/* As of noon on 1 March 2026. */

const service = (id: string, team: string, ...depends_on: string[]): Service => ({
  ...serviceSchema.parse({ name: `The ${id}`, team, tier: 2, depends_on }),
  id,
  file: `services/${id}.yaml`,
})
const team = (id: string, members: string[], leads: string[] = []): Team => ({
  ...teamSchema.parse({ name: id, members, leads }),
  id,
  file: `teams/${id}.yaml`,
})
const freeze = (fields: object): Freeze => ({
  ...freezeSchema.parse({
    title: 'Quiet days',
    level: 'hard',
    owner: 'maud',
    start: '2026-03-02T00:00:00Z',
    end: '2026-03-04T00:00:00Z',
    ...fields,
  }),
  id: 'quiet',
  file: 'freezes/quiet.yaml',
})
const window = { start: '2026-03-03T01:00:00Z', end: '2026-03-03T02:00:00Z' }
const SERVICES = [service('booking', 'sending', 'labels'), service('labels', 'core')]

test('a change says how much each of its scores is', () => {
  const change = aChange('CHG-2026-0001', {
    risk: { blast_radius: 4, rollback_difficulty: 1, complexity: 3, timing: 2 },
  })
  const { risk } = changePage(someOps({ changes: [change] }), change)
  expect(risk).toMatchObject({ score: 10, level: 'high', words: { word: 'High' } })
  expect(risk?.scores.map(({ name, value, word }) => `${name} ${value} ${word}`)).toEqual([
    'blast radius 4 critical',
    'rollback difficulty 1 low',
    'complexity 3 high',
    'timing 2 medium',
  ])
})

test('a change names what it collides with, when, and the way there', () => {
  const changes = [
    aChange('CHG-2026-0001', { window, services: ['booking'] }),
    aChange('CHG-2026-0002', {
      window: { start: '2026-03-03T01:30:00Z', end: '2026-03-03T05:00:00Z' },
      services: ['labels'],
      implementer: 'bo',
    }),
    aChange('CHG-2026-0003', { window, services: ['elsewhere'] }),
  ]
  const ops = someOps({ changes, services: SERVICES })
  const [first, , third] = changes.map((change) => changePage(ops, change))
  expect(first?.collisions).toEqual({
    rows: [
      {
        other: { id: 'CHG-2026-0002', title: 'Change CHG-2026-0002', page: '/changes/CHG-2026-0002/' },
        state: { word: 'Approved', tone: 'neutral' },
        implementer: 'bo',
        from: Date.parse('2026-03-03T01:30:00Z'),
        to: Date.parse('2026-03-03T02:00:00Z'),
        path: [
          { id: 'booking', title: 'The booking', page: '/services/booking/' },
          { id: 'labels', title: 'The labels', page: '/services/labels/' },
        ],
      },
    ],
    more: 0,
  })
  expect(third).toMatchObject({ planned: true, collisions: { rows: [] } })
})

test.each([
  ['normal', {}, {}, 'It may not run then, unless maud excepts it.', true],
  [
    'excepted',
    {},
    { exceptions: [{ change: 'CHG-2026-0001', by: 'maud', reason: 'It expires.' }] },
    'Excepted by maud: It expires.',
    false,
  ],
  ['running', { status: 'in_progress' }, {}, 'What has begun may finish.', false],
  ['cancelled', { status: 'cancelled' }, {}, 'It held for the window.', false],
  [
    'emergency',
    {
      type: 'emergency',
      emergency: { reason: 'security', authorised_by: 'maud', authorised_at: '2026-03-01T10:00:00Z' },
      review: { due: '2026-03-10' },
    },
    {},
    'An emergency may pass.',
    false,
  ],
  ['normal change in a soft freeze', {}, { level: 'soft' }, 'It takes one more approval.', false],
  [
    'standard change in a soft freeze',
    { type: 'standard', template: 'restart' },
    { level: 'soft' },
    'It exempts standard changes.',
    false,
  ],
])('a freeze that its window meets says what it means for a change that is %s', (_, fields, of, effect, stops) => {
  const change = aChange('CHG-2026-0001', { window, ...fields })
  const { freezes } = changePage(someOps({ changes: [change], freezes: [freeze(of)] }), change)
  expect(freezes.map((one) => [one.freeze.page, one.effect, one.stops])).toEqual([['/freezes/quiet/', effect, stops]])
})

test('a freeze of other services, or of another time, does not hold', () => {
  const change = aChange('CHG-2026-0001', { window })
  const met = (fields: object) => changePage(someOps({ changes: [change], freezes: [freeze(fields)] }), change).freezes
  expect([met({ services: ['labels'] }), met({ end: '2026-03-03T01:00:00Z' })]).toEqual([[], []])
})

test('approvals say who gave them and what is still missing', () => {
  const TEAMS = [team('sending', ['bo', 'lea', 'kai'], ['lea', 'kai']), team('core', ['ana', 'maud'])]
  const risky = { blast_radius: 3, rollback_difficulty: 3, complexity: 3, timing: 1 }
  const change = aChange('CHG-2026-0001', { window, status: 'proposed', risk: risky })
  const given = { by: 'bo', at: Date.parse('2026-02-28T10:00:00Z') }
  const approval = { change: change.id, plan: 'x', approvals: [given], file: 'approvals/CHG-2026-0001.json' }
  const records = { changes: [change], services: SERVICES, teams: TEAMS }
  expect(changePage(someOps({ ...records, approvals: [approval] }), change).approvals).toMatchObject({
    given: [{ by: { ref: { id: 'bo' }, teams: [{ id: 'sending' }] }, at: given.at }],
    needed: ['1 from sending', '1 from another team than sending'],
    missing: ['1 from another team than sending'],
  })
  // A soft freeze asks for one more, from anyone.
  const frozen = changePage(someOps({ ...records, freezes: [freeze({ level: 'soft' })] }), change)
  expect(frozen.approvals?.needed).toEqual([
    '1 from sending',
    '1 from another team than sending',
    '1 from anyone in a team',
  ])
})

test('who carries out a critical change does not approve it, and the handle is the same in any case', () => {
  const TEAMS = [team('sending', ['bo', 'lea', 'kai'], ['lea', 'kai']), team('core', ['ana', 'maud'])]
  const at = Date.parse('2026-02-28T10:00:00Z')
  const missingAt = (score: number, ...by: string[]) => {
    const risk = { blast_radius: score, rollback_difficulty: score, complexity: score, timing: 1 }
    const change = aChange('CHG-2026-0001', { window, status: 'proposed', implementer: 'bo', risk })
    const approvals = by.map((one) => ({ by: one, at }))
    const approval = { change: change.id, plan: 'x', approvals, file: 'approvals/CHG-2026-0001.json' }
    const ops = someOps({ changes: [change], services: SERVICES, teams: TEAMS, approvals: [approval] })
    return changePage(ops, change).approvals?.missing
  }
  // 4 + 4 + 4 + 1 is critical, 3 + 3 + 3 + 1 high, 2 + 2 + 2 + 1 medium.
  expect(missingAt(4, 'bo', 'ana')).toEqual(['1 from sending', '1 lead'])
  expect(missingAt(4, 'lea', 'ana')).toEqual(['1 lead'])
  expect(missingAt(3, 'bo', 'ana')).toEqual(['1 from sending'])
  expect(missingAt(2, 'Bo')).toEqual([])
})

test('a soft freeze asks nothing more of an emergency', () => {
  const emergency = {
    type: 'emergency',
    emergency: { reason: 'security', authorised_by: 'maud', authorised_at: '2026-03-01T10:00:00Z' },
    review: { due: '2026-03-10' },
  }
  const change = aChange('CHG-2026-0001', { window, ...emergency })
  const records = { changes: [change], services: SERVICES, teams: [team('sending', ['bo', 'lea'])] }
  const page = changePage(someOps({ ...records, freezes: [freeze({ level: 'soft' })] }), change)
  expect(page.approvals?.needed).toEqual(['1 from anyone in a team'])
  expect(page.freezes.map(({ effect }) => effect)).toEqual(['It exempts emergency changes.'])
})

test('a standard change needs no approval of its own, and an imported one was approved elsewhere', () => {
  const standard = aChange('CHG-2026-0001', { type: 'standard', template: 'restart' })
  const imported = aChange('CHG-2026-0002', { source: { kind: 'jira' } })
  const ops = someOps({ changes: [standard, imported] })
  expect(changePage(ops, standard).approvals).toMatchObject({ given: [], needed: [], missing: [], open: 0, places: [] })
  expect(changePage(ops, imported).approvals).toBeNull()
})

test('a freeze names the planned changes that it holds for, however their environment is written', () => {
  const changes = [
    aChange('CHG-2026-0001', { window, environment: 'Production' }),
    aChange('CHG-2026-0002', { window, environment: 'staging' }),
    aChange('CHG-2026-0003', { window: { start: '2026-03-01T23:00:00Z', end: '2026-03-02T00:00:00Z' } }),
    aChange('CHG-2026-0004', { window: { start: '2026-03-04T00:00:00Z', end: '2026-03-04T01:00:00Z' } }),
    aChange('CHG-2026-0005', { window, services: ['labels'] }),
    aChange('CHG-2026-0006', { window, status: 'cancelled' }),
  ]
  const quiet = freeze({ environments: ['production'], services: ['booking'] })
  const ops = someOps({ changes, freezes: [quiet] })
  // The windows of the third and the fourth touch it: what is half-open doesn't meet.
  expect(freezePage(ops, quiet).planned.rows.map(({ change }) => change.id)).toEqual(['CHG-2026-0001'])
  const told = changes.map((change) => changePage(ops, change).freezes.map(({ stops }) => stops))
  expect(told).toEqual([[true], [], [], [], [], [false]])
})

test('a freeze that is over stops nothing, though the window reached into it', () => {
  const change = aChange('CHG-2026-0001', { window: { start: '2026-02-25T00:00:00Z', end: '2026-03-10T00:00:00Z' } })
  const over = freeze({ start: '2026-02-26T00:00:00Z', end: '2026-03-01T12:00:00Z' })
  const { freezes } = changePage(someOps({ changes: [change], freezes: [over] }), change)
  expect(freezes.map(({ effect, stops }) => [effect, stops])).toEqual([['It is over.', false]])
})

const posted = (state: string, time = '2026-02-20T09:00:00Z') => ({
  ...maintenanceUpdateSchema.parse({ state, title: 'Work' }),
  file: 'public/x.md',
  body: { markdown: '', line: 1 },
  time: Date.parse(time),
  named: null,
})
const recorded = { change: 'CHG-2026-0001', plan: 'x', approvals: [], file: 'approvals/CHG-2026-0001.json' }

test.each([
  ['a draft', { status: 'draft' }, [posted('scheduled')], [], false],
  ['proposed', { status: 'proposed' }, [posted('scheduled')], [], false],
  ['approved', {}, [posted('scheduled')], [], true],
  ['approved, and its first word comes later', {}, [posted('scheduled', '2026-03-01T12:00:01Z')], [], false],
  ['approved without a word', {}, [], [], false],
  ['rejected', { status: 'rejected' }, [posted('scheduled')], [], false],
  ['rejected, and was approved before', { status: 'rejected' }, [posted('scheduled')], [recorded], true],
  ['rejected, and customers read that', { status: 'rejected' }, [posted('cancelled')], [], true],
])('a change has a public address as far as customers read of it: %s', (_, fields, updates, approvals, isPublic) => {
  const change = { ...aChange('CHG-2026-0001', fields), updates }
  const ops = someOps({ changes: [change], approvals })
  const { maintenances, site } = publicCatalog(ops.catalog)
  expect(maintenances).toHaveLength(isPublic ? 1 : 0)
  const [known] = maintenances
  expect(changePage(ops, change).public_url).toBe(known ? `${site.url}/incidents/${known.public_id}/` : null)
  expect(calendarEntries(ops).map(({ kind }) => kind)).toEqual([isPublic ? 'maintenance' : 'change'])
})

const ROLLBACK = {
  max_duration: '10m',
  criteria: [{ metric: 'errors', comparator: '>', threshold: 1, action: 'manual' }],
}

test.each([
  ['a draft', { status: 'draft' }, 'A draft: nobody is asked yet'],
  ['a proposal without its approval', { status: 'proposed' }, 'Not yet: 1 approval missing'],
  ['one that is approved and not on record', {}, 'Not yet: 1 approval missing on record'],
  [
    'a running one',
    { status: 'in_progress', window: { start: '2026-03-01T11:00:00Z', end: '2026-03-01T13:00:00Z' } },
    'Running',
  ],
  [
    'one that runs on past its window',
    { status: 'in_progress', window: { start: '2026-03-01T10:00:00Z', end: '2026-03-01T11:00:00Z' } },
    'Overrunning: its window is over',
  ],
  [
    'one that nobody began',
    { window: { start: '2026-03-01T10:00:00Z', end: '2026-03-01T11:00:00Z' } },
    'Missed: its window passed without a start',
  ],
  [
    'one that was rolled back',
    { status: 'rolled_back', outcome: { started: '2026-02-01T10:00:00Z', finished: '2026-02-01T11:00:00Z' } },
    'Rolled back',
  ],
])('the first line of %s says so', (_, fields, words) => {
  const change = aChange('CHG-2026-0001', { window, ...fields })
  const ops = someOps({ changes: [change], services: SERVICES, teams: [team('sending', ['bo', 'cy'])] })
  expect(changePage(ops, change).verdict.words).toBe(words)
})

test('how long a window is over counts from its end, and what runs on past its estimate is at work until now', () => {
  const change = aChange('CHG-2026-0001', {
    status: 'in_progress',
    estimated_duration: '20m',
    window: { start: '2026-03-01T09:00:00Z', end: '2026-03-01T11:00:00Z' },
    outcome: { started: '2026-03-01T09:10:00Z' },
  })
  const { verdict, drawing } = changePage(someOps({ changes: [change], services: SERVICES }), change)
  expect(verdict.since).toBe(Date.parse('2026-03-01T11:00:00Z'))
  expect(drawing?.work).toEqual({
    from: Date.parse('2026-03-01T09:10:00Z'),
    to: Date.parse('2026-03-01T12:00:00Z'),
    done: false,
  })
})

test('what was posted or imported as approved, without a plan, is not said to be ready', () => {
  const { implementer: _, ...announced } = aChange('CHG-2026-0001', {
    source: { kind: 'post' },
    window,
    risk: undefined,
  })
  const ops = someOps({ changes: [announced], services: SERVICES, teams: [team('sending', ['bo', 'cy'])] })
  expect(changePage(ops, announced).verdict.words).toBe(
    'Not yet: its plan, risk and people are to be added, 1 approval missing on record',
  )
})

test('everything that keeps a change from beginning is in its first line, and how long there is', () => {
  const change = aChange('CHG-2026-0001', { window })
  const other = aChange('CHG-2026-0002', { window, implementer: 'bo' })
  const ops = someOps({
    changes: [change, other],
    services: SERVICES,
    teams: [team('sending', ['bo', 'cy'])],
    freezes: [freeze({})],
  })
  const { verdict } = changePage(ops, change)
  expect(verdict.words).toBe(
    'Not yet: 1 approval missing on record, a freeze stops it, it collides with 1 other change',
  )
  expect(verdict.left).toEqual({ what: 'Window opens', at: Date.parse('2026-03-03T01:00:00Z') })
})

test('what is only proposed, or on a tied service, meets a change without stopping it', () => {
  const change = aChange('CHG-2026-0001', { type: 'standard', template: 'restart', window })
  const proposed = aChange('CHG-2026-0002', { status: 'proposed', window, implementer: 'bo' })
  const tied = aChange('CHG-2026-0003', { window, services: ['labels'], implementer: 'cy' })
  const ops = someOps({ changes: [change, proposed, tied], services: SERVICES })
  expect(changePage(ops, change).verdict).toMatchObject({
    tone: 'operational',
    words: 'Approved, and nothing stands in its way',
    notes: ['It meets 2 changes that are only proposed, or on tied services.'],
  })
})

test('an approval has a place that says who gave it, and an empty one who may', () => {
  const change = aChange('CHG-2026-0001', {
    window,
    risk: { blast_radius: 3, rollback_difficulty: 3, complexity: 3, timing: 3 },
    implementer: 'bo',
  })
  const ops = someOps({
    changes: [change],
    services: SERVICES,
    teams: [team('sending', ['bo', 'cy']), team('core', ['di', 'ed'])],
    approvals: [
      {
        file: 'approvals/CHG-2026-0001.json',
        change: 'CHG-2026-0001',
        plan: 'x',
        authors: [],
        approvals: [{ by: 'cy', at: Date.parse('2026-02-27T09:00:00Z') }],
      } as never,
    ],
  })
  expect(
    changePage(ops, change).approvals?.places.map(({ needs, by, who, not }) => [needs, by?.party.ref.id, who, not]),
  ).toEqual([
    ['1 from sending', 'cy', [], null],
    ['1 from another team than sending', undefined, ['di', 'ed'], null],
  ])
})

test('the latest start leaves time for the work and for the way back', () => {
  const change = aChange('CHG-2026-0001', { window, estimated_duration: '20m', rollback: ROLLBACK })
  const { drawing } = changePage(someOps({ changes: [change] }), change)
  expect(drawing?.latest).toEqual({ what: 'start', at: Date.parse('2026-03-03T01:30:00Z') })
  expect(drawing?.back).toEqual({ from: Date.parse('2026-03-03T01:50:00Z'), to: Date.parse('2026-03-03T02:00:00Z') })
  expect(drawing?.short).toBeNull()
})

test('what does not fit its window has no latest start, and says how much is missing', () => {
  const change = aChange('CHG-2026-0001', { window, estimated_duration: '1h', rollback: ROLLBACK })
  const { drawing, verdict } = changePage(someOps({ changes: [change] }), change)
  expect(drawing).toMatchObject({ latest: null, short: 600_000 })
  expect(verdict.notes).toEqual(['Work and the way back take longer than its window.'])
})

test('the stages of a rollout are laid out from the end of the estimate, the first one takes what is left', () => {
  const change = aChange('CHG-2026-0001', {
    window,
    estimated_duration: '50m',
    rollout: [
      { percent: 10, bake: '10m' },
      { percent: 50, bake: '10m' },
      { percent: 100, bake: '20m' },
    ],
  })
  const { drawing } = changePage(someOps({ changes: [change] }), change)
  const start = Date.parse(window.start)
  const minutes = (at: number) => (at - start) / 60_000
  expect(drawing?.stages.map(({ percent, from, to }) => [percent, minutes(from), minutes(to)])).toEqual([
    [10, 0, 20],
    [50, 20, 30],
    [100, 30, 50],
  ])
})

test('a change that is over is drawn as it was, and says nothing that the clock moves', () => {
  const fields = {
    status: 'completed',
    window,
    estimated_duration: '20m',
    rollback: ROLLBACK,
    outcome: { started: '2026-03-03T01:05:00Z', finished: '2026-03-03T01:35:00Z' },
  }
  const change = aChange('CHG-2026-0001', fields)
  const at = (now: string) => changePage(someOps({ changes: [change], now: Date.parse(now) }), change)
  expect(at('2026-03-04T00:00:00Z')).toEqual(at('2026-09-04T00:00:00Z'))
  expect(at('2026-03-04T00:00:00Z')).toMatchObject({
    as_of: null,
    drawing: { work: { from: Date.parse('2026-03-03T01:05:00Z'), done: true }, latest: null, back: null, now: null },
  })
})

test('what is near a change in time stands around it, with what it is', () => {
  const changes = [
    aChange('CHG-2026-0001', { window }),
    aChange('CHG-2026-0002', {
      window: { start: '2026-03-04T01:00:00Z', end: '2026-03-04T02:00:00Z' },
      services: ['labels'],
    }),
    aChange('CHG-2026-0003', {
      window: { start: '2026-03-04T01:00:00Z', end: '2026-03-04T02:00:00Z' },
      services: ['far'],
    }),
    aChange('CHG-2026-0004', { window: { start: '2026-03-20T01:00:00Z', end: '2026-03-20T02:00:00Z' } }),
  ]
  const ops = someOps({
    changes,
    services: SERVICES,
    freezes: [freeze({ start: '2026-03-01T00:00:00Z', end: '2026-03-02T00:00:00Z' })],
  })
  const [first] = changes
  expect(first && changePage(ops, first).nearest?.lanes.map(({ of, what }) => [of.id, what])).toEqual([
    ['quiet', 'hard freeze'],
    ['CHG-2026-0001', null],
    ['CHG-2026-0002', 'change'],
  ])
})

test('the list begins with what runs and what nobody began, then what is next, and says where approvals are missing', () => {
  const on = (day: string) => ({ start: `2026-${day}T11:00:00Z`, end: `2026-${day}T14:00:00Z` })
  const outcome = { started: '2026-02-02T11:00:00Z', finished: '2026-02-02T12:00:00Z' }
  const changes = [
    aChange('CHG-2026-0001', { status: 'completed', window: on('02-02'), outcome }),
    aChange('CHG-2026-0002', { window: on('02-27') }),
    aChange('CHG-2026-0003', { status: 'in_progress', window: on('03-01') }),
    aChange('CHG-2026-0004', { window: on('03-09') }),
    aChange('CHG-2026-0005', { window: on('03-04'), type: 'standard', template: 'restart' }),
    aChange('CHG-2026-0006', { status: 'draft' }),
    aChange('CHG-2026-0007', { window: on('03-05'), source: { kind: 'jira' } }),
  ]
  const ops = someOps({ changes, services: SERVICES, teams: [team('sending', ['bo', 'cy'])] })
  const { groups, lacking } = changeList(ops)
  expect(
    groups.map(({ group, rows }) => [group, rows.map(({ change, lacks }) => [change.id.slice(-1), lacks])]),
  ).toEqual([
    ['running', [['3', 1]]],
    ['left', [['2', 0]]],
    [
      'ahead',
      [
        ['5', 0],
        ['7', 0],
        ['4', 1],
      ],
    ],
    ['draft', [['6', 0]]],
    ['over', [['1', 0]]],
  ])
  expect(lacking).toBe(2)
})

test('the list of ten thousand changes is bounded, and counts them all', () => {
  const day = (i: number) => ({
    start: Date.UTC(2026, 2, 2) + i * 60_000,
    end: Date.UTC(2026, 2, 2) + (i + 1) * 60_000,
  })
  const one = aChange('CHG-2026-0001', { type: 'standard', template: 'restart' })
  const changes = Array.from({ length: 10_000 }, (_, i) => ({
    ...one,
    id: `CHG-2026-${i + 10_000}`,
    window: day(i),
    services: [`s${i}`],
  }))
  const [ahead] = changeList(someOps({ changes })).groups
  expect(ahead).toMatchObject({ group: 'ahead', count: 10_000, more: 9_900 })
  expect(ahead?.rows[0]?.change.id).toBe('CHG-2026-10000')
})

test('a freeze says what it stops and what it lets through, and whom it asks for more', () => {
  const changes = [
    aChange('CHG-2026-0001', { window }),
    aChange('CHG-2026-0002', { window }),
    aChange('CHG-2026-0003', {
      window,
      type: 'emergency',
      emergency: { reason: 'security', authorised_by: 'maud', authorised_at: '2026-03-01T10:00:00Z' },
      review: { due: '2026-03-10' },
    }),
  ]
  const hard = freeze({ exceptions: [{ change: 'CHG-2026-0001', by: 'maud', reason: 'It expires.' }] })
  const page = freezePage(someOps({ changes, freezes: [hard] }), hard)
  expect(page.counts).toEqual({ stops: 1, asks: 0, passes: 2 })
  expect(page.planned.rows.map(({ change, effect, stops }) => [change.id, effect, stops])).toEqual([
    ['CHG-2026-0002', 'Stopped: it needs another window, or an exception', true],
    ['CHG-2026-0001', 'Excepted', false],
    ['CHG-2026-0003', 'An emergency may pass', false],
  ])
  const soft = freeze({ level: 'soft' })
  expect(freezePage(someOps({ changes, freezes: [soft] }), soft).counts).toEqual({ stops: 0, asks: 2, passes: 1 })
})

test('an approval that a tight budget asks for is missing in lists as it is on the page', () => {
  const change = aChange('CHG-2026-0001', {
    window,
    services: ['booking'],
    risk: { blast_radius: 4, rollback_difficulty: 2, complexity: 2, timing: 2 },
  })
  const read = (incidents: Parameters<typeof anIncident>[1][]) => {
    const { catalog } = someOps({
      changes: [change],
      services: SERVICES,
      teams: [team('sending', ['bo', 'cy', 'di', 'eva']), team('core', ['fay'])],
      slos: [anSlo('0.999', '30d')],
      incidents: incidents.map((fields, i) => anIncident(`INC-2026-000${i}`, fields)),
    })
    const ops = opsIndex(catalog, [], { changes: [], incidents: [] }, sloBudgets(catalog, catalog.slos, null))
    const [listed] = changeList(ops).groups.flatMap(({ rows }) => rows)
    return [changePage(ops, change).approvals?.open, listed?.lacks]
  }
  expect(read([])).toEqual([2, 2])
  // 30 of 43 minutes are burned.
  const burned = { started: '2026-02-20T10:00:00Z', resolved: '2026-02-20T10:30:00Z', slo_impact: [{ slo: 's' }] }
  expect(read([burned])).toEqual([3, 3])
})

test('where approvals are missing a change leads to its pull requests, by the forge that the repository lies on', () => {
  const change = aChange('CHG-2026-0001', { window, status: 'proposed' })
  const asked = (repository?: string) => {
    const { catalog } = someOps({ changes: [change], services: SERVICES, teams: [team('sending', ['bo', 'cy'])] })
    const ops = someOps({ ...catalog, site: { ...catalog.site, ...(repository === undefined ? {} : { repository }) } })
    return changePage(ops, change).approvals?.ask
  }
  expect(asked()).toBeNull()
  expect(asked('https://github.com/acme/ops/')).toBe('https://github.com/acme/ops/pulls?q=is%3Apr+CHG-2026-0001')
  expect(asked('https://gitlab.acme.example/ops')).toBe(
    'https://gitlab.acme.example/ops/-/merge_requests?scope=all&state=all&search=CHG-2026-0001',
  )
})
