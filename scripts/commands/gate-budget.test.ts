import { rmSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { gatePullRequest, gateVerdict, sentence } from '../fixtures/gate-command.ts'
import { plan } from '../fixtures/gate-context.ts'
import { CONTENT, gateRepository, lowRisk, review, type Edits } from '../fixtures/gate-repository.ts'
import { GOOD, slo } from '../fixtures/good-content.ts'
import { outage } from '../fixtures/outage.ts'

/* The SLO of checkout, which depends on the ledger store, may be down for 43m 12s in 30 days. Changes are to that store. */

const repository = gateRepository()
afterAll(() => rmSync(repository.top, { recursive: true }))

const ID = 'CHG-2026-0010'
const FILE = `changes/2026/${ID}.md`
const INCIDENT = 'incidents/2026/INC-2026-0009-outage'
/** 15.7 % more than there was. */
const spent = repository.commit({ ...CONTENT, ...outage('INC-2026-0009', '2026-11-10', 50) })
/** 3m 12s left, 7.4 %. */
const low = repository.commit({ ...CONTENT, ...outage('INC-2026-0009', '2026-11-10', 40) })
/** 13m 12s left, 30.5 %. */
const tight = repository.commit({ ...CONTENT, ...outage('INC-2026-0009', '2026-11-10', 30) })
const ample = repository.commit({ ...CONTENT, ...outage('INC-2026-0009', '2026-11-10', 5) })

interface Asked {
  base?: string
  by?: string[]
  author?: string | string[]
  now?: string
}

async function judge(edits: Edits, { base = spent, by = ['bo'], author, now }: Asked = {}) {
  const head = repository.commit(edits, base)
  const asked = {
    base,
    head,
    reviews: by.map((one) => review(one, head)),
    ...(author && { author }),
    ...(now && { now }),
  }
  return gateVerdict(repository, asked)
}
const said = async (edits: Edits, asked?: Asked) => {
  const { diagnostics, changes } = await judge(edits, asked)
  return [...diagnostics, ...changes.flatMap((one) => one.diagnostics)]
    .filter(({ rule }) => rule === 'error-budget-spent')
    .map(({ severity }) => severity)
}
const verdict = async (edits: Edits, asked?: Asked) => (await judge(edits, asked)).verdict

describe('A budget that is spent', () => {
  test('stops a change to what the service depends on, and says why, whose doing it was, and how it gets through.', async () => {
    const head = repository.commit(lowRisk(ID), spent)
    const ended = await gatePullRequest(repository, { base: spent, head, reviews: [review('bo', head)] })
    expect(ended.code).toBe(1)
    expect(sentence(ended)).toBe(`Not yet: ${ID} has no error budget left.`)
    for (const words of [
      '`checkout-availability` of `checkout` (which depends on `ledger-store`)',
      'spent: 6m 48s more than its 43m 12s over 30d, −15.7 %, mostly by INC-2026-0009 (50m)',
      // A tenth of the budget is back once 11m 7.2s of the outage are 30 days old.
      'from 2026-12-10T10:12:00Z on enough is left',
      '`purpose: reliability`',
      'an emergency',
      '`budget_override: {by: …, reason: …}`',
    ])
      expect(ended.stdout).toContain(words)
  })

  test('is told to programs, exactly.', async () => {
    const { changes } = await judge(lowRisk(ID))
    expect(changes[0]?.budgets).toEqual([
      {
        slo: 'checkout-availability',
        service: 'checkout',
        source: 'incidents',
        tier: 'spent',
        left_share: '-17/108',
        left_percent: '-15.7407',
      },
    ])
  })

  test.each<[string, Edits]>([
    ['for reliability', lowRisk(ID, { purpose: 'reliability' })],
    ['for security', lowRisk(ID, { purpose: 'security' })],
    ['to a service that nothing with an SLO depends on', lowRisk(ID, { services: '[search]' })],
  ])('lets a change pass that is %s.', async (_, edits) => {
    expect(await verdict(edits, { by: ['bo', 'cy'] })).toBe('pass')
  })

  test('lets an emergency pass.', async () => {
    const emergency = lowRisk(ID, {
      type: 'emergency',
      emergency: '{reason: imminent, authorised_by: lead, authorised_at: 2026-11-23T08:00:00Z}',
      window: '{start: 2026-11-23T10:00:00Z, end: 2026-11-23T12:00:00Z}',
      review: '{due: 2026-11-30}',
    })
    expect(await verdict(emergency)).toBe('pass')
  })

  test.each<[string, Edits, string[]]>([
    ['a standard change', { 'changes/2026/CHG-2026-0002-certificate.md': approvedStandard() }, ['error']],
    ['a proposal, which permits nothing yet', lowRisk(ID, { status: 'proposed' }), ['warning']],
    ['a draft', lowRisk(ID, { status: 'draft' }), []],
  ])('says of %s what it is worth.', async (_, edits, severities) => {
    expect(await said(edits)).toEqual(severities)
  })

  test('lets what has begun finish, has it written down that something has begun, and asks nothing of what is over.', async () => {
    const approved = repository.commit(lowRisk(ID), spent)
    const running = lowRisk(ID, { status: 'in_progress', outcome: '{started: 2026-12-01T02:05:00Z}' })
    const now = '2026-12-01T02:30:00Z'
    expect(await said(running, { base: approved, now })).toEqual(['warning'])
    const begun = repository.commit(running, approved)
    const bigger = lowRisk(ID, { status: 'in_progress', outcome: '{started: 2026-12-01T02:05:00Z}', title: 'Grow it' })
    expect(await said(bigger, { base: begun, now })).toEqual([])
    const over = lowRisk(ID, {
      status: 'completed',
      outcome: '{started: 2026-12-01T02:05:00Z, finished: 2026-12-01T02:20:00Z}',
    })
    expect(await said(over, { base: begun, now })).toEqual([])
    // A plan that was changed on the way is no longer what was approved.
    const other = lowRisk(ID, {
      status: 'in_progress',
      outcome: '{started: 2026-12-01T02:05:00Z}',
      environment: 'staging',
    })
    expect(await said(other, { base: approved, now })).toEqual(['error'])
  })

  test('is none any more once what spent it is older than the window.', async () => {
    const late = { window: '{start: 2026-12-20T02:00:00Z, end: 2026-12-20T04:00:00Z}', services: '[ledger-store]' }
    expect(await said(lowRisk(ID, late), { now: '2026-12-10T10:11:00Z' })).toEqual(['error'])
    expect(await said(lowRisk(ID, late), { now: '2026-12-10T10:12:00Z' })).toEqual([])
  })
})

function approvedStandard(): string {
  const text = GOOD['changes/2026/CHG-2026-0002-certificate.md'] ?? ''
  return text.replace(
    'status: proposed',
    'status: approved\nwindow: {start: 2026-12-01T02:00:00Z, end: 2026-12-01T03:00:00Z}',
  )
}

describe('A budget that is low', () => {
  test('lets a standard change pass, and stops a normal one.', async () => {
    expect(await said({ 'changes/2026/CHG-2026-0002-certificate.md': approvedStandard() }, { base: low })).toEqual([])
    expect(await said(lowRisk(ID), { base: low })).toEqual(['error'])
    expect(await verdict(lowRisk(ID, { purpose: 'security' }), { base: low })).toBe('pass')
  })

  test('does not take for standard what no template permits.', async () => {
    const steps = approvedStandard().replace('template:', 'rollout: [{percent: 100}]\ntemplate:')
    expect(await said({ 'changes/2026/CHG-2026-0002-certificate.md': steps }, { base: low })).toEqual(['error'])
  })
})

describe('A budget that is tight', () => {
  const high = plan(ID, {
    services: '[ledger-store]',
    implementer: 'bo',
    risk: '{blast_radius: 3, rollback_difficulty: 3, complexity: 3, timing: 2}',
  })
  test('asks for one approval more, from high risk up.', async () => {
    const needed = async (edits: Edits, base: string) =>
      (await judge(edits, { base, by: [] })).changes[0]?.approvals.needed
    expect(await needed(high, ample)).toBe(2)
    expect(await needed(high, tight)).toBe(3)
    expect(await needed(lowRisk(ID), ample)).toBe(1)
    expect(await needed(lowRisk(ID), tight)).toBe(1)
  })

  test('is the reason that is given for it, and is content once there is one more.', async () => {
    const { changes } = await judge(high, { base: tight, by: ['lead', 'cy'] })
    expect(changes[0]?.approvals.missing).toEqual(['1 from anyone in a team'])
    const head = repository.commit(high, tight)
    const { stdout } = await gatePullRequest(repository, { base: tight, head })
    expect(stdout).toContain('is tight: 13m 12s of 43m 12s left over 30d, 30.5 %')
    expect(await verdict(high, { base: tight, by: ['lead', 'cy', 'dot'] })).toBe('pass')
  })

  test('asks for it as well of what passes where nothing is left.', async () => {
    const mending = { [FILE]: (high[FILE] ?? '').replace('status:', 'purpose: reliability\nstatus:') }
    expect((await judge(mending, { by: [] })).changes[0]?.approvals.needed).toBe(3)
  })
})

describe('The pull request itself gives it nothing back:', () => {
  const target = GOOD[slo] ?? ''
  const index = CONTENT && (outage('INC-2026-0009', '2026-11-10', 50)[`${INCIDENT}/index.md`] as string)
  test.each<[string, Edits]>([
    ['a lower target', { [slo]: target.replace('0.999', '0.9') }],
    ['an SLO that is taken away', { [slo]: null }],
    ['one of another name', { [slo]: target.replace('checkout-availability', 'checkout-works') }],
    ['one of another service', { [slo]: target.replace('service: checkout', 'service: search') }],
    [
      'a service that depends on nothing',
      {
        'services/checkout.yaml': (CONTENT['services/checkout.yaml'] as string).replace(
          'depends_on: [ledger-store]\n',
          '',
        ),
      },
    ],
    [
      'a service that customers no longer know',
      { 'services/checkout.yaml': 'name: Checkout API\nteam: platform\ntier: 1\ndepends_on: [ledger-store]\n' },
    ],
    ['a policy that asks for less', { 'policy.yaml': 'budget: {tight: {below: 0}, low: {below: 0}}\n' }],
    [
      'an incident that cost less',
      {
        [`${INCIDENT}/index.md`]: index.replace(
          'severity:',
          'slo_impact: [{slo: checkout-availability, fraction: 0.01}]\nseverity:',
        ),
      },
    ],
    [
      'an incident that was a false alarm',
      { [`${INCIDENT}/index.md`]: index.replace('severity:', 'closed_as: false_alarm\nseverity:') },
    ],
    ['corrected intervals', { [`${INCIDENT}/public/impact.yaml`]: '[]\n' }],
    [
      'an incident that is taken away',
      Object.fromEntries(Object.keys(outage('INC-2026-0009', '2026-11-10', 50)).map((path) => [path, null])),
    ],
    ['maintenance that was announced after all', announced('CHG-2026-0011')],
    [
      'measurements of nothing bad',
      {
        'measurements/checkout-availability.csv':
          'start,end,good,total\n2026-11-01T00:00:00Z,2026-11-22T00:00:00Z,1000000,1000000\n',
      },
    ],
  ])('%s.', async (_, edits) => {
    expect(await said({ ...lowRisk(ID), ...edits }, { by: ['bo', 'lead', 'cy'] })).toEqual(['error'])
  })

  test('A broken incident that it mends is told of, and so is one that it leaves.', async () => {
    const broken = repository.commit(
      { [`${INCIDENT}/index.md`]: index.replace('severity: SEV-2', 'severity: [') },
      spent,
    )
    expect(await said(lowRisk(ID), { base: broken })).toEqual(['warning', 'error'])
    expect(await said({ ...lowRisk(ID), [`${INCIDENT}/index.md`]: index }, { base: broken })).toEqual([
      'warning',
      'error',
    ])
  })

  test('An SLO that can’t be read stops it, whatever the others say.', async () => {
    const broken = repository.commit({ [slo]: target.replace('target: 0.999', 'target: 1.5') }, ample)
    const { verdict: answer, diagnostics } = await judge(lowRisk(ID), { base: broken })
    expect(answer).toBe('fail')
    expect(diagnostics.map(({ rule }) => rule)).toContain('settings-unreadable')
  })

  test('An SLO that comes with it asks for nothing yet.', async () => {
    const none = repository.commit({ [slo]: null }, spent)
    expect(await verdict({ ...lowRisk(ID), [slo]: target }, { base: none, by: ['lead', 'bo'] })).toBe('pass')
  })
})

test('Maintenance that was announced in time excuses what happened in it.', async () => {
  const excused = repository.commit(announced('CHG-2026-0011'), spent)
  expect(await said(lowRisk(ID), { base: excused })).toEqual([])
})

/** Maintenance on checkout from half past nine to noon of the day of the outage, told a week before. */
function announced(id: string): Edits {
  const folder = `changes/2026/${id}`
  const change = plan(id, {
    status: 'completed',
    window: '{start: 2026-11-10T09:30:00Z, end: 2026-11-10T12:00:00Z}',
    outcome: '{started: 2026-11-10T09:30:00Z, finished: 2026-11-10T12:00:00Z}',
  })[`changes/2026/${id}.md`]
  return {
    [`${folder}/index.md`]: change ?? '',
    [`${folder}/public/20261103T090000Z.md`]:
      '---\nstate: scheduled\ntitle: Database work\ncomponents: {checkout: under_maintenance}\n---\nWe work.\n',
  }
}

test('What was corrected to be of another component costs nothing.', async () => {
  const base = repository.commit(
    {
      'services/shop.yaml': 'name: Shop\nteam: search\ntier: 2\npublic: {name: Shop}\n',
      [`${INCIDENT}/public/impact.yaml`]:
        '- {component: shop, status: major_outage, from: 2026-11-10T10:00:00Z, to: 2026-11-10T10:50:00Z}\n',
    },
    spent,
  )
  const { changes } = await judge(lowRisk(ID), { base })
  expect(changes[0]?.budgets).toMatchObject([{ slo: 'checkout-availability', left_share: '1' }])
})

describe('Maintenance that was over, and told of to nobody,', () => {
  const told = 'changes/2026/CHG-2026-0011/public'
  const work = announced('CHG-2026-0011')[`${told.replace('/public', '')}/index.md`] as string
  const words = announced('CHG-2026-0011')[`${told}/20261103T090000Z.md`] as string
  const before = repository.commit({ 'changes/2026/CHG-2026-0011/index.md': work }, spent)
  const late = repository.commit({ [`${told}/20261109T090000Z.md`]: words }, before)
  const asks = async (edits: Edits, base: string) =>
    (await judge(edits, { base, by: [] })).diagnostics.some(({ rule }) => rule === 'approvals-missing')

  test('is announced afterwards by two people, and not by a responder alone.', async () => {
    expect(await asks({ [`${told}/20261103T090000Z.md`]: words }, before)).toBe(true)
    expect(await verdict({ [`${told}/20261103T090000Z.md`]: words }, { base: before, by: ['bo'] })).toBe('pass')
  })
  test('nor dated back by one.', async () => {
    const earlier = { [`${told}/20261109T090000Z.md`]: null, [`${told}/20261103T090000Z.md`]: words }
    expect(await asks(earlier, late)).toBe(true)
  })
  test('still has its updates from a responder alone.', async () => {
    expect(await asks({ [`${told}/20261110T093000Z.md`]: words }, before)).toBe(false)
    const done = words.replace('scheduled', 'completed').replace('title: Database work\n', '')
    expect(await asks({ [`${told}/20261123T085900Z.md`]: done }, late)).toBe(false)
  })
  test('and was an emergency excuses nothing that came before it was authorised.', async () => {
    const emergency = work
      .replace('type: normal', 'type: emergency')
      .replace(
        'status:',
        'emergency: {reason: imminent, authorised_by: lead, authorised_at: 2026-11-10T08:00:00Z}\nreview: {due: 2026-11-30}\nstatus:',
      )
    const merged = repository.commit(
      { ...announced('CHG-2026-0011'), 'changes/2026/CHG-2026-0011/index.md': emergency },
      spent,
    )
    expect(await said(lowRisk(ID), { base: merged })).toEqual(['error'])
  })
})

test('Where what was measured says that less is left, that counts, in its own words.', async () => {
  const rows = 'start,end,good,total\n2026-11-01T00:00:00Z,2026-11-22T00:00:00Z,998000,1000000\n'
  const measured = repository.commit({ 'measurements/checkout-availability.csv': rows }, ample)
  const { changes } = await judge(lowRisk(ID), { base: measured })
  // Of a million events a thousand may be bad; two thousand were.
  expect(changes[0]?.budgets).toMatchObject([{ source: 'measurements', tier: 'spent', left_share: '-1' }])
  const head = repository.commit(lowRisk(ID), measured)
  const { stdout } = await gatePullRequest(repository, { base: measured, head })
  expect(stdout).toContain('1,000 bad events more than its 1,000 bad events over 30d, −100 % as measured')
  expect(stdout).toContain('nobody can say when')
  // There was an incident, and a measurement doesn't say whose its events were.
  expect(stdout).not.toContain('mostly by')
})

test('Measurements that can’t be read are told of.', async () => {
  const broken = repository.commit({ 'measurements/checkout-availability.csv': 'start;end\n' }, ample)
  expect(await said(lowRisk(ID), { base: broken })).toEqual(['warning'])
})

test('While an incident goes on nobody can say when it will be better.', async () => {
  const open = outage('INC-2026-0009', '2026-11-10', 50)
  const edits = {
    ...open,
    [`${INCIDENT}/public/20261110T105000Z.md`]: null,
    [`${INCIDENT}/index.md`]: (open[`${INCIDENT}/index.md`] as string).replace(/resolved:.*\n/, ''),
  }
  const base = repository.commit({ ...CONTENT, ...edits })
  const head = repository.commit(lowRisk(ID), base)
  const { stdout } = await gatePullRequest(repository, { base, head })
  expect(stdout).toContain('as long as more is being spent nobody can say when')
})

describe('A lead', () => {
  const through = (by: string) => lowRisk(ID, { budget_override: `{by: ${by}, reason: The certificate expires.}` })
  test('lets it through by an approval.', async () => {
    expect(await verdict(through('lead'), { by: ['lead'] })).toBe('pass')
    expect(await verdict(through('Lead'), { by: ['lead'] })).toBe('pass')
  })

  test.each<[string, Edits, Asked, string]>([
    ['who has not approved', through('lead'), { by: ['bo'] }, 'lead approve this plan: then the override counts'],
    ['who is none', through('bo'), { by: ['bo'] }, 'bo leads no team'],
    [
      'whom the pull request makes one',
      { ...through('bo'), 'teams/platform.yaml': 'name: Platform\nmembers: [ana, bo, lead]\nleads: [lead, bo]\n' },
      { by: ['bo', 'lead'] },
      'bo leads no team',
    ],
    ['who opened it', through('lead'), { by: ['bo'], author: 'lead' }, 'lead wrote it'],
    ['who wrote a commit of it', through('lead'), { by: ['bo', 'lead'], author: ['ana', 'lead'] }, 'lead wrote it'],
  ])('%s does not.', async (_, edits, { by = [], author }, words) => {
    const head = repository.commit(edits, spent)
    const asked = { base: spent, head, reviews: by.map((one) => review(one, head)), ...(author && { author }) }
    const { stdout, code } = await gatePullRequest(repository, asked)
    expect(code).toBe(1)
    expect(stdout).toContain(words)
    expect(stdout).toContain(`${ID} has no error budget left`)
  })

  test('is asked anew where the override came after the approval.', async () => {
    const first = repository.commit(lowRisk(ID), spent)
    const head = repository.commit(through('lead'), first)
    const { changes } = await gateVerdict(repository, { base: spent, head, reviews: [review('lead', first)] })
    expect(changes[0]?.approvals.given).toEqual([])
    expect(changes[0]?.verdict).toBe('fail')
  })

  test('lets a standard change through as well, which then needs the approvals of its risk.', async () => {
    const standard = approvedStandard().replace(
      'template:',
      'budget_override: {by: lead, reason: It expires.}\ntemplate:',
    )
    const edits = { 'changes/2026/CHG-2026-0002-certificate.md': standard }
    expect(await verdict(edits, { by: [] })).toBe('fail')
    expect(await verdict(edits, { by: ['lead'] })).toBe('pass')
  })
})
