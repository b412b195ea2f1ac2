import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { outlineOf } from '#io/markdown'
import { readTexts } from '#io/catalog-reader'
import { planDigest } from '#model/change/plan-digest'
import { sentence } from '../fixtures/gate-command.ts'
import { plan } from '../fixtures/gate-context.ts'
import { CONTENT } from '../fixtures/gate-repository.ts'
import { run } from '../fixtures/in-process.ts'
import { outage } from '../fixtures/outage.ts'

/* "May I start?": `gate CHG-…`, which a pipeline asks right before it begins. The window is two to four in the morning. */

const top = mkdtempSync(join(tmpdir(), 'evenkeel-start-'))
afterAll(() => rmSync(top, { recursive: true }))
const id = 'CHG-2026-0003'
const INSIDE = '2026-12-01T02:10:00Z'

let content: string
let count = 0
beforeEach(() => {
  content = join(top, String(count++), 'content')
  write({ ...CONTENT, ...plan(id) })
})

function write(files: Readonly<Record<string, unknown>>) {
  for (const [path, text] of Object.entries(files)) {
    const full = join(content, path)
    mkdirSync(dirname(full), { recursive: true })
    if (typeof text === 'string') writeFileSync(full, text)
  }
}

const start = (now = INSIDE, ...flags: string[]) => run('gate', id, '--content', content, '--now', now, ...flags)
const says = async (now?: string) => sentence(await start(now))
const GO = `Go: ${id} may begin.`

/** What the bot wrote after the merge of a plan that these people had approved. */
function record(files: Readonly<Record<string, string>>, ...by: string[]) {
  const { catalog } = readTexts({ paths: Object.keys(files), texts: new Map(Object.entries(files)) }, 0, () => 0)
  const [change] = catalog.changes
  if (!change) throw new Error('no change')
  const approvals = by.map((one) => ({ by: one, at: '2026-11-24T08:00:00Z' }))
  const digest = planDigest(change, outlineOf(change.body), new Map())
  write({ [`approvals/${id}.json`]: JSON.stringify({ change: id, plan: digest, approvals }) })
}

test('Inside its window an approved change may begin.', async () => {
  record(plan(id), 'bo')
  expect(await start()).toEqual({
    code: 0,
    stdout: `${id}  pass  medium risk (7 of 16)  Grow the connection pool\n  The one change to checkout in a year failed.\n  The one change here that failed in a year burned 1h 4m of the error budget \`checkout-availability\`; 43m 12s are left.\n\n${GO}\n`,
    stderr: '',
  })
})

test('A window begins at its start, and is over at its end.', async () => {
  record(plan(id), 'bo')
  const outside = `Not now: ${id} is outside its window.`
  expect(await says('2026-12-01T01:59:59Z')).toBe(outside)
  expect(await says('2026-12-01T02:00:00Z')).toBe(GO)
  expect(await says('2026-12-01T03:59:59Z')).toBe(GO)
  expect(await says('2026-12-01T04:00:00Z')).toBe(`Not now: ${id} missed its window.`)
})

test('An emergency may begin without its approval for 24 hours after it was authorised, and no longer.', async () => {
  const emergency = '{reason: imminent, authorised_by: lead, authorised_at: 2026-11-30T03:00:00Z}'
  write(plan(id, { type: 'emergency', emergency, review: '{due: 2026-12-08}' }))
  expect(await says('2026-12-01T02:59:59Z')).toMatch(/^Go: /)
  expect(await says('2026-12-01T03:00:00Z')).toBe(`Not now: ${id} needs 1 approval from anyone in a team.`)
  record(plan(id, { type: 'emergency', emergency, review: '{due: 2026-12-08}' }), 'bo')
  expect(await says('2026-12-01T03:00:00Z')).toBe(GO)
})

const urgent = (emergency: string) =>
  plan(id, { type: 'emergency', emergency: `{reason: imminent, ${emergency}}`, review: '{due: 2026-12-08}' })

test('An emergency that no lead has authorised, of the teams as they are, may not begin.', async () => {
  for (const by of ['mallory', 'ana']) {
    write(urgent(`authorised_by: ${by}, authorised_at: 2026-12-01T02:00:00Z`))
    const { stdout, code } = await start()
    expect(stdout).toContain(`error  emergency-authorised\n  Unexpected authorisation by ${by}, expected one by lead.`)
    expect(code).toBe(1)
  }
  write(urgent('authorised_by: lead, authorised_at: 2026-12-01T02:00:00Z'))
  expect(await says()).toMatch(/^Go: /)
  // Who led a team at the merge and no longer does.
  write({ 'teams/platform.yaml': 'name: Platform\nmembers: [ana, bo, lead]\nleads: [bo]\n' })
  expect((await start()).stdout).toContain('Unexpected authorisation by lead, expected one by bo.')
})

test('Where the only lead wrote it, as the recorded approval says, somebody else has authorised it.', async () => {
  const files = urgent('authorised_by: bo, authorised_at: 2026-12-01T02:00:00Z')
  write(files)
  record(files, 'ana')
  expect((await start()).code).toBe(1)
  const path = join(content, `approvals/${id}.json`)
  const recorded = JSON.parse(readFileSync(path, 'utf8')) as object
  writeFileSync(path, JSON.stringify({ ...recorded, authors: ['lead'] }))
  expect(await says()).toBe(GO)
})

test('An emergency is not authorised in time to come, which makes its 24 hours no longer.', async () => {
  write(urgent('authorised_by: lead, authorised_at: 2026-12-01T02:12:00Z'))
  expect(await says()).toMatch(/^Go: /)
  write(urgent('authorised_by: lead, authorised_at: 2026-12-01T02:12:01Z'))
  const { stdout, code } = await start()
  expect(stdout).toContain('Unexpected time 2026-12-01T02:12:01Z, which is still to come')
  expect(stdout).toContain('error  approvals-missing')
  expect(code).toBe(1)
})

test('What fell to somebody else at the merge is not asked for again: who wrote it is recorded.', async () => {
  write({ 'teams/platform.yaml': 'name: Platform\nmembers: [ana]\n' })
  record(plan(id), 'cy')
  expect(await says()).toBe(`Not now: ${id} needs 1 approval from platform.`)
  const path = join(content, `approvals/${id}.json`)
  const recorded = JSON.parse(readFileSync(path, 'utf8')) as object
  writeFileSync(path, JSON.stringify({ ...recorded, authors: ['ana'] }))
  expect(await says()).toBe(GO)
})

test('Before the window it says how long to wait, and fails.', async () => {
  record(plan(id), 'bo')
  const ended = await start('2026-12-01T01:15:00Z')
  expect(ended.stdout).toContain('Wait 45m.')
  expect(ended.code).toBe(1)
})

test('Missed, a change must be approved anew; what has begun is told to come to an end.', async () => {
  record(plan(id), 'bo')
  expect((await start('2026-12-01T05:00:00Z')).stdout).toContain('Give it a new window and have it approved anew.')
  write(plan(id, { status: 'in_progress', outcome: '{started: 2026-12-01T02:05:00Z}' }))
  expect((await start('2026-12-01T05:00:00Z')).stdout).toContain(
    'The window is over: finish, roll back or abort the change',
  )
  expect(await says()).toBe(GO)
})

test('What customers read as begun was not missed, though nobody wrote that down: past its window it overruns.', async () => {
  rmSync(join(content, `changes/2026/${id}.md`))
  const { [`changes/2026/${id}.md`]: text } = plan(id)
  const update = (state: string, fields = '') => `---\nstate: ${state}\n${fields}---\nWe work on payments.\n`
  write({
    [`changes/2026/${id}/index.md`]: text,
    [`changes/2026/${id}/public/20261125T100000Z.md`]: update('scheduled', 'title: Work on payments\n'),
    [`changes/2026/${id}/public/20261201T020700Z.md`]: update('in_progress'),
  })
  const ended = await start('2026-12-01T05:00:00Z')
  expect(sentence(ended)).toBe(`Not now: ${id} overruns its window.`)
  expect(ended.stdout).toContain('The window is over: finish, roll back or abort the change')
  expect(ended.stdout).not.toContain('missed')
  expect(ended.code).toBe(1)
  // Until its end it goes on.
  expect(await says('2026-12-01T03:59:59Z')).toMatch(/^Go: /)
})

test.each(['draft', 'proposed'])('A change whose status is %s may not.', async (status) => {
  write(plan(id, { status }))
  const ended = await start()
  expect(sentence(ended)).toBe(`Not now: ${id} is ${status}, not approved.`)
  expect(ended.stdout).toContain('Have it approved first, in a pull request that brings it to `approved`.')
  expect(ended.code).toBe(1)
})

test('Nothing is left to begin of what is over.', async () => {
  write(plan(id, { status: 'cancelled' }))
  expect((await start()).stdout).toContain('Nothing is left to begin; for more work write a new change.')
})

const SALES = 'title: Sales\nlevel: hard\nowner: lead\nstart: 2026-12-01T00:00:00Z\nend: 2026-12-02T00:00:00Z\n'

test('A freeze that was declared since stops it, unless it is excepted.', async () => {
  record(plan(id), 'bo')
  write({ 'freezes/sales.yaml': SALES })
  expect(await says()).toBe(`Not now: ${id} lies in the freeze “Sales”.`)
  write({ 'freezes/sales.yaml': `${SALES}exceptions: [{change: ${id}, by: lead, reason: agreed}]\n` })
  expect(await says()).toBe(GO)
})

test('A freeze of production stops nothing in an environment in which something was done before.', async () => {
  const staged = plan(id, { environment: 'staging' })
  record(staged, 'bo')
  write({ ...staged, 'freezes/sales.yaml': `${SALES}environments: [production]\n` })
  expect(await says()).toBe(`Not now: ${id} lies in the freeze “Sales”.`)
  const done = '{started: 2026-11-20T02:05:00Z, finished: 2026-11-20T03:00:00Z}'
  write(plan('CHG-2026-0007', { environment: 'staging', status: 'completed', outcome: done }))
  expect(await says()).toBe(GO)
})

const incident = (services: string, more = '') => ({
  'incidents/2026/INC-2026-0009.md': `---\nid: INC-2026-0009\ntitle: Slow\nseverity: SEV-2\nservices: [${services}]\nstarted: 2026-12-01T01:00:00Z\n${more}---\n`,
})

test('An open incident on its services stops it, one elsewhere or resolved does not.', async () => {
  record(plan(id), 'bo')
  write(incident('checkout'))
  const ended = await start()
  expect(sentence(ended)).toBe(`Not now: ${id} has an open incident on its services.`)
  expect(ended.stdout).toContain('Unexpected open incident INC-2026-0009 (SEV-2) on `checkout`')
  write(incident('search'))
  expect(await says()).toBe(GO)
  write(incident('checkout', 'resolved: 2026-12-01T02:00:00Z\n'))
  expect(await says()).toBe(GO)
  write(incident('checkout', 'resolved: 2026-12-01T12:00:00Z\n'))
  expect(await says()).toBe(`Not now: ${id} has an open incident on its services.`)
})

test('Another change that is at work on its service stops it.', async () => {
  record(plan(id), 'bo')
  write(plan('CHG-2026-0004', { status: 'in_progress', implementer: 'bo', outcome: '{started: 2026-12-01T01:50:00Z}' }))
  expect(await says()).toBe(`Not now: ${id} collides with CHG-2026-0004.`)
})

test('Where nobody records approvals, the merge has asked for them: a warning.', async () => {
  const ended = await start()
  expect(ended.stdout).toContain('warning  approvals-missing')
  expect(ended.code).toBe(0)
})

test('A plan that was edited after the approval that is recorded may not begin.', async () => {
  record(plan(id), 'bo')
  write(plan(id, { rollout: '[{percent: 100}]' }))
  const ended = await start()
  expect(sentence(ended)).toBe(`Not now: ${id} needs 1 approval from platform.`)
  expect(ended.stdout).toContain(`No approval of this plan is recorded in \`approvals/${id}.json\`.`)
  expect(ended.code).toBe(1)
})

test('An outcome, and another title, are no part of the plan.', async () => {
  record(plan(id), 'bo')
  write(plan(id, { title: 'Grow it', status: 'in_progress', outcome: '{started: 2026-12-01T02:05:00Z}' }))
  expect(await says()).toBe(GO)
})

test('A record without anybody in it approves nothing.', async () => {
  record(plan(id))
  expect(await says()).toBe(`Not now: ${id} needs 1 approval from platform.`)
})

test('An emergency begins without a window, in a freeze, and during the incident that it answers.', async () => {
  write({ 'freezes/sales.yaml': SALES, ...incident('checkout') })
  const emergency = {
    type: 'emergency',
    window: null,
    outcome: '{started: 2026-12-01T02:05:00Z}',
    status: 'in_progress',
    emergency: '{reason: outage, incident: INC-2026-0009, authorised_by: lead, authorised_at: 2026-12-01T02:00:00Z}',
    review: '{due: 2026-12-08}',
  }
  write(plan(id, emergency))
  expect(await start()).toMatchObject({ code: 0 })
})

test('A standard change needs no record of an approval.', async () => {
  write(
    plan(id, {
      type: 'standard',
      template: 'rotate-certificate',
      risk: '{blast_radius: 1, rollback_difficulty: 1, complexity: 1, timing: 1}',
    }),
  )
  expect(await says()).toBe(GO)
})

test('Another one that began before and has not ended stops it, however long its own window is over.', async () => {
  record(plan(id), 'bo')
  const other = plan('CHG-2026-0004', {
    status: 'in_progress',
    implementer: 'bo',
    window: '{start: 2026-12-01T00:00:00Z, end: 2026-12-01T01:00:00Z}',
    outcome: '{started: 2026-12-01T00:05:00Z}',
  })
  write(other)
  const { stdout, code } = await start()
  expect(stdout).toContain('Unexpected window that overlaps CHG-2026-0004 on `checkout`')
  expect(stdout).toContain('Start once CHG-2026-0004 has ended and its record says so, or move this one.')
  expect(code).toBe(1)
})

test.each(['policy.yaml/x', 'policy.yaml/README.md', 'policy.yaml/.x', 'teams/others.yaml/x', 'site.yaml/.x'])(
  'Settings in whose place a folder stands stop it: %s.',
  async (path) => {
    record(plan(id), 'bo')
    rmSync(join(content, path.replace(/\/[^/]*$/, '')), { force: true })
    write({ [path]: '' })
    const { stdout, code } = await start()
    expect(stdout).toContain(`content/${path}:1:1  error  settings-unreadable`)
    expect(code).toBe(1)
  },
)

test('What is wrong with its record stops it; what is wrong elsewhere does not.', async () => {
  record(plan(id), 'bo')
  write({ 'runbooks/broken.md': 'no front matter\n', 'changes/2026/CHG-2026-0099.md': 'nothing\n' })
  expect(await says()).toBe(GO.replace('.', ', with 1 warning to weigh.'))
  write(plan(id, { rollout: '[{percent: 10}]' }))
  expect(await says()).toMatch(/^Not now: .* has 1 error in its record/)
  write({ [`changes/2026/${id}.md`]: `---\nid: ${id}\ntitle: [\n---\n` })
  expect(await start()).toMatchObject({ code: 1 })
})

test('An id that two changes have may not begin, whichever of them is meant.', async () => {
  record(plan(id), 'bo')
  const { [`changes/2026/${id}.md`]: text } = plan(id, { services: '[search]' })
  for (const other of ['-a', '-z']) {
    write({ [`changes/2026/${id}${other}.md`]: text })
    const ended = await start()
    expect(ended.stdout).toContain('duplicate-id')
    expect(ended.code).toBe(1)
    rmSync(join(content, `changes/2026/${id}${other}.md`))
  }
})

test('For programs it prints the same object as for a pull request.', async () => {
  record(plan(id), 'bo')
  const { stdout } = await start(INSIDE, '--format', 'json')
  expect(JSON.parse(stdout)).toMatchObject({
    verdict: 'pass',
    diagnostics: [],
    changes: [{ id, verdict: 'pass', approvals: { needed: 1, given: ['bo'], missing: [] }, diagnostics: [] }],
    published: null,
  })
})

test.each([
  ['that can’t be read', '{'],
  ['of another change', JSON.stringify({ change: 'CHG-2026-0009', plan: 'x', approvals: [] })],
])('A recorded approval %s is no permission.', async (_, text) => {
  expect(await says()).toMatch(/^Go: /)
  write({ [`approvals/${id}.json`]: text })
  expect(await says()).toBe(`Not now: ${id} needs 1 approval from platform.`)
})

test('An incident that can’t be read is named.', async () => {
  record(plan(id), 'bo')
  for (const slip of ['severity: [', 'severity: SEV-9', 'services: 7']) {
    const text = ['---', 'id: INC-2026-0009', 'title: Slow', 'started: 2026-12-01T01:00:00Z', slip, '---', ''].join(
      '\n',
    )
    write({ 'incidents/2026/INC-2026-0009-slow.md': text })
    const { stdout } = await start()
    expect(stdout).toContain('incidents/2026/INC-2026-0009-slow.md:1:1  warning  change-during-incident')
    expect(stdout).toContain("Unexpected record of INC-2026-0009, of which can't be read")
  }
})

test.each([
  'incidents/INC-2026-0009-slow.md',
  'incidents/INC-2026-0009/index.md',
  'incidents/2026/q4/INC-2026-0009.md',
  'incident/2026/INC-2026-0009.md',
  'incidents/2026/INC-2026-0009.markdown',
])('An incident that lies elsewhere than in the folder of its year is named: %s.', async (path) => {
  record(plan(id), 'bo')
  const [text = ''] = Object.values(incident('checkout'))
  write({ [path]: text })
  const { stdout, code } = await start()
  expect(stdout).toContain(`content/${path}:1:1  warning  change-during-incident`)
  expect(stdout).toContain("Unexpected record of INC-2026-0009, of which can't be read")
  expect(code).toBe(0)
})

test('A change that lies elsewhere than in the folder of its year is named.', async () => {
  record(plan(id), 'bo')
  const [text = ''] = Object.values(plan('CHG-2026-0004'))
  write({ 'changes/CHG-2026-0004.md': text })
  expect((await start()).stdout).toContain('content/changes/CHG-2026-0004.md:1:1  warning  change-overlaps-change')
})

test('What else lies beside the incidents is no incident.', async () => {
  record(plan(id), 'bo')
  write({ 'incidents/notes.md': 'x', 'incidents/INC-2026-0009/log.txt': 'x', 'incidents/20261201T010000Z.md': 'x' })
  expect(await says()).toBe(GO)
})

const LOST = outage('INC-2026-0009', '2026-11-10', 50)

test('Where an error budget is spent it says no, but to what mends that, and to what has begun.', async () => {
  write(LOST)
  expect(await says()).toBe(`Not now: ${id} has no error budget left.`)
  write(plan(id, { purpose: 'reliability' }))
  expect(await says()).toBe(GO.replace('.', ', with 1 warning to weigh.'))
  write(plan(id, { status: 'in_progress', outcome: '{started: 2026-12-01T02:05:00Z}' }))
  expect(await says()).toContain('Go:')
})

test('An override counts by the recorded approval of the lead whom it names.', async () => {
  const through = plan(id, { budget_override: '{by: lead, reason: It expires.}' })
  write({ ...LOST, ...through })
  expect(await says()).toContain('has no error budget left')
  record(through, 'bo')
  expect(await says()).toContain('has no error budget left')
  record(through, 'bo', 'lead')
  expect(await says()).toBe(GO)
  // What was approved before the override was another plan.
  record(plan(id), 'bo', 'lead')
  expect(await says()).toContain('has no error budget left')
})

test('Where an error budget became tight since, one recorded approval is too few from high risk up.', async () => {
  write(outage('INC-2026-0009', '2026-11-10', 30))
  const high = plan(id, { risk: '{blast_radius: 3, rollback_difficulty: 3, complexity: 3, timing: 2}' })
  write(high)
  record(high, 'bo', 'cy')
  expect(await says()).toBe(`Not now: ${id} needs 1 approval from anyone in a team.`)
  record(high, 'bo', 'cy', 'dot')
  expect(await says()).toBe(GO)
})
