import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { gatePullRequest, gateVerdict, sentence } from '../fixtures/gate-command.ts'
import { plan } from '../fixtures/gate-context.ts'
import { CONTENT, gateRepository, lowRisk, review, type Edits } from '../fixtures/gate-repository.ts'

/* A pull request can't grant itself anything; what it touches beside changes is approved by path. */

const repository = gateRepository()
afterAll(() => rmSync(repository.top, { recursive: true }))
const base = repository.commit(CONTENT)
const id = 'CHG-2026-0003'

interface Asked {
  author?: string
  /** Who approved it as it is. */
  by?: string[]
  on?: string
}
const asking = (edits: Edits, { author = 'ana', by = [], on = base }: Asked) => {
  const head = repository.commit(edits, on)
  return { base: on, head, author, reviews: by.map((one) => review(one, head)) }
}
const gated = (edits: Edits, asked: Asked = {}) => gatePullRequest(repository, asking(edits, asked))
const says = async (edits: Edits, asked?: Asked) => sentence(await gated(edits, asked))

const team = (leads: string) => ({
  'teams/platform.yaml': `name: Platform\nmembers: [ana, bo, lead]\nleads: [${leads}]\n`,
})

test('Who adds themselves, or those who approve, to the leads needs a lead of before.', async () => {
  const missing = 'Not yet: teams/ needs the approval of 1 lead.'
  expect(await says(team('lead, mallory'), { author: 'mallory', by: ['bo'] })).toBe(missing)
  expect(await says(team('lead, bo'), { by: ['bo'] })).toBe(missing)
  expect(await says(team('lead, bo'), { by: ['lead'] })).toBe(
    'Ready to merge: everything has the approvals that it needs.',
  )
})

test('Who adds a team to be in one is in none yet.', async () => {
  const own = { 'teams/ours.yaml': 'name: Ours\nmembers: [mallory]\nleads: [mallory]\n', ...lowRisk(id) }
  const ended = await gated(own, { by: ['mallory'] })
  expect(ended.stdout).toContain('mallory is in no team, so their review does not count.')
  expect(sentence(ended)).toBe(
    `Not yet: ${id} needs 1 approval from anyone in a team; teams/ needs the approval of 1 lead.`,
  )
})

test('Who loosens the policy is judged by the one before.', async () => {
  const loose = {
    'policy.yaml': 'approvals: {medium: {any: 0}, paths: {lead: [], any: [], responders: []}}\nrisk: {medium: 16}\n',
  }
  expect(await says({ ...loose, ...plan(id) }, { by: ['cy'] })).toBe(
    `Not yet: ${id} needs 1 approval from platform; policy.yaml needs the approval of 1 lead.`,
  )
})

const duringFreeze = plan(id, { window: '{start: 2026-12-20T02:00:00Z, end: 2026-12-20T04:00:00Z}' })
const freeze = 'freezes/2026-year-end.yaml'
const frozen = `Not yet: ${id} lies in the freeze “Year-end freeze”.`
const excepting = `${CONTENT[freeze] as string}exceptions: [{change: ${id}, by: ana, reason: it is mine}]\n`

test('Who excepts their change from a freeze, or removes the freeze, is frozen still.', async () => {
  const excepted = await gated({ [freeze]: excepting, ...duringFreeze }, { by: ['bo', 'lead'] })
  expect(sentence(excepted)).toBe(frozen)
  expect(excepted.stdout).toContain(
    'The exception that this pull request adds counts once it is merged: bring it in by one of its own.',
  )
  expect(await says({ [freeze]: null, ...duringFreeze }, { by: ['bo', 'lead'] })).toBe(frozen)
})

test('An exception that was merged before counts.', async () => {
  const on = repository.commit({ [freeze]: excepting }, base)
  expect(await says(duringFreeze, { by: ['bo'], on })).toBe(`Ready to merge: ${id} has the approvals that it needs.`)
})

const approval = {
  [`approvals/${id}.json`]: `{"change": "${id}", "plan": "x", "approvals": [{"by": "bo", "at": "2026-11-23T08:00:00Z"}]}`,
}

test('Nobody writes approvals in a pull request, whoever opens and approves it.', async () => {
  const ended = await gated({ ...approval, ...plan(id) }, { by: ['bo', 'lead'] })
  expect(sentence(ended)).toBe('Not yet: only the bot may write approvals/.')
  expect(ended.code).toBe(1)
  const on = repository.commit(plan(id), base)
  // The bot pushes: what comes in a pull request is somebody else's, whoever opened it.
  expect(await says(approval, { author: 'github-actions[bot]', by: ['lead'], on })).toBe(
    'Not yet: only the bot may write approvals/.',
  )
  expect(await says({ 'Approvals/x.json': '{}' }, { by: ['lead'], on })).toBe(
    'Not yet: only the bot may write approvals/; 1 error in 1 file.',
  )
})

const certificate = lowRisk(id, {
  type: 'standard',
  services: '[checkout]',
  template: 'rotate-certificate',
  rollback: null,
})
const LOOSE =
  '---\ntitle: Anything\nmax_risk: critical\nservices: []\nrisk: {blast_radius: 4, rollback_difficulty: 4, complexity: 4, timing: 4}\n---\n## Implementation plan\n\nDo it.\n'

test('A standard change needs nobody, within the template that was there before.', async () => {
  expect(await says(certificate, { author: 'mallory' })).toBe(
    `Ready to merge: ${id} is a standard change and needs no approval.`,
  )
})

test('Who loosens a template is measured by the one before.', async () => {
  const risky = plan(id, { type: 'standard', template: 'rotate-certificate' })
  const { diagnostics, verdict } = await gateVerdict(
    repository,
    asking({ 'change-templates/rotate-certificate.md': LOOSE, ...risky }, { by: ['lead'] }),
  )
  expect(verdict).toBe('fail')
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'Unexpected risk level medium (the scores add up to 7), expected at most low as in its template.',
    'Unexpected blast_radius of 2, expected at most 1 as in its template.',
    'Unexpected rollback_difficulty of 2, expected at most 1 as in its template.',
    'Unexpected complexity of 2, expected at most 1 as in its template.',
  ])
})

test('Who brings a template of their own is told to have that merged first.', async () => {
  const own = { 'change-templates/anything.md': LOOSE, ...lowRisk(id, { type: 'standard', template: 'anything' }) }
  const ended = await gated(own, { by: ['lead'] })
  expect(ended.stdout).toContain(
    'Unexpected template `anything` of the same pull request, expected one that was merged before.',
  )
  expect(ended.code).toBe(1)
})

test('A `source` is no way round the approvals, nor round a template.', async () => {
  const source = { source: '{kind: statuspage}' }
  expect(await says(plan(id, source))).toBe(`Not yet: ${id} needs 1 approval from platform.`)
  expect(await says(plan(id, { ...source, type: 'standard' }))).toBe(
    `Not yet: ${id} needs 1 approval from platform and has 2 errors in its record.`,
  )
})

const folder = 'incidents/2026/INC-2026-0002-search'
const INCIDENT = {
  [`${folder}/index.md`]:
    '---\nid: INC-2026-0002\ntitle: Search is slow\nseverity: SEV-3\nservices: [search]\nstarted: 2026-11-23T08:00:00Z\n---\n## Timeline\n\nNow.\n',
  [`${folder}/public/20261123T080500Z.md`]:
    '---\nstate: investigating\ntitle: Search is slow\ncomponents: {checkout: degraded_performance}\n---\nWe are looking.\n',
}

test('An incident and its updates need nobody, when a responder writes them.', async () => {
  const ended = await gated(INCIDENT, { author: 'dot' })
  expect(ended.code).toBe(0)
  expect(sentence(ended)).toBe('Ready to merge: nothing in it needs an approval.')
})

test('From an outsider they need one review by somebody in a team.', async () => {
  expect(await says(INCIDENT, { author: 'mallory', by: ['eve'] })).toBe(
    'Not yet: incidents/ needs 1 approval from anyone in a team.',
  )
  expect(await says(INCIDENT, { author: 'mallory', by: ['cy'] })).toBe(
    'Ready to merge: everything has the approvals that it needs.',
  )
})

test('Where the policy names the responders, others are outsiders.', async () => {
  const on = repository.commit({ 'policy.yaml': 'responders: [search]\n' }, base)
  expect(await says(INCIDENT, { author: 'dot', on })).toBe('Ready to merge: nothing in it needs an approval.')
  expect(await says(INCIDENT, { author: 'bo', on })).toBe('Not yet: incidents/ needs 1 approval from anyone in a team.')
})

test('A review of other files counts as long as those files stay as they were.', async () => {
  const runbook = 'runbooks/payments/checkout-errors.md'
  const text = CONTENT[runbook] as string
  const first = repository.commit({ [runbook]: text.replace('Restart them.', 'Restart them slowly.') }, base)
  const other = repository.commit(
    { 'events/sale.yaml': 'title: Sale\nstart: 2026-12-05T00:00:00Z\nend: 2026-12-06T00:00:00Z\n' },
    first,
  )
  const changed = repository.commit({ [runbook]: text.replace('Restart them.', 'Delete them.') }, other)
  const files = async (head: string) =>
    sentence(await gatePullRequest(repository, { base, head, reviews: [review('bo', first)] }))
  expect(await files(other)).toBe('Not yet: events/ needs 1 approval from anyone in a team.')
  expect(await files(changed)).toBe(
    'Not yet: events/ needs 1 approval from anyone in a team; runbooks/ needs 1 approval from anyone in a team.',
  )
})

test('What customers will see of an update is in the report.', async () => {
  const { stdout } = await gatePullRequest(repository, {
    ...asking(INCIDENT, { author: 'dot' }),
    flags: ['--format', 'markdown'],
  })
  expect(stdout).toContain('| Checkout | operational | **degraded performance** |')
  expect(stdout).toContain('> We are looking.')
})
