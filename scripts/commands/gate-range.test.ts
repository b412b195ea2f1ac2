import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { gatePullRequest, gateVerdict, sentence } from '../fixtures/gate-command.ts'
import { plan } from '../fixtures/gate-context.ts'
import { CONTENT, gateRepository, review } from '../fixtures/gate-repository.ts'
import { run } from '../fixtures/in-process.ts'

/* What a pull request is judged against: what it goes into as that is now, wherever the two parted. */

const repository = gateRepository()
afterAll(() => rmSync(repository.top, { recursive: true }))
const parted = repository.commit(CONTENT)
const id = 'CHG-2026-0003'
const head = repository.commit(plan(id), parted)
const gated = (base: string) => gatePullRequest(repository, { base, head, reviews: [review('bo', head)] })
const READY = `Ready to merge: ${id} has the approvals that it needs.`

test('What has landed since counts, and is not taken for an edit of the pull request.', async () => {
  const unrelated = repository.commit(
    { 'teams/ops.yaml': 'name: Ops\nmembers: [di]\n', ...plan('CHG-2026-0007', { status: 'draft' }) },
    parted,
  )
  expect(sentence(await gated(unrelated))).toBe(READY)
})

test('Where something was done that is over there is an environment, and a freeze of production isn’t one of it.', async () => {
  const freeze =
    'title: Sales week\nlevel: hard\nowner: lead\nstart: 2026-11-30T00:00:00Z\nend: 2026-12-07T00:00:00Z\nenvironments: [production]\n'
  const after = (fields: Record<string, string>) =>
    repository.commit(
      {
        'freezes/sales.yaml': freeze,
        ...plan('CHG-2026-0007', {
          environment: 'staging',
          window: '{start: 2026-11-20T02:00:00Z, end: 2026-11-20T04:00:00Z}',
          outcome: '{started: 2026-11-20T02:05:00Z, finished: 2026-11-20T03:00:00Z}',
          ...fields,
        }),
      },
      parted,
    )
  const staged = async (on: string) => {
    const next = repository.commit(plan(id, { environment: 'staging' }), on)
    return gateVerdict(repository, { base: on, head: next, reviews: [review('bo', next)] })
  }
  const rules = async (fields: Record<string, string>) =>
    (await staged(after(fields))).changes.flatMap(({ diagnostics }) => diagnostics.map(({ rule }) => rule))
  expect(await rules({ status: 'completed' })).toEqual([])
  const none = ['change-overlaps-freeze', 'environment-known']
  expect(await rules({ status: 'completed', source: '{kind: jira}' })).toEqual(none)
  expect(await rules({ status: '"completed"', source: '{kind: jira}' })).toEqual(none)
  expect(await rules({ status: 'cancelled' })).toEqual(none)
})

test('A freeze that has landed since stops it.', async () => {
  const freeze = 'title: Sales week\nlevel: hard\nowner: lead\nstart: 2026-11-30T00:00:00Z\nend: 2026-12-07T00:00:00Z\n'
  const frozen = await gated(repository.commit({ 'freezes/sales.yaml': freeze }, parted))
  expect(frozen.code).toBe(1)
  expect(sentence(frozen)).toBe(`Not yet: ${id} lies in the freeze “Sales week”.`)
})

test('A change that was approved meanwhile collides with it; one that is over does not.', async () => {
  const other = { implementer: 'bo', window: '{start: 2026-12-01T03:00:00Z, end: 2026-12-01T05:00:00Z}' }
  const landed = await gated(repository.commit(plan('CHG-2026-0004', other), parted))
  expect(landed.stdout).toContain(
    'Unexpected window that overlaps CHG-2026-0004 on `checkout` from 2026-12-01T03:00:00Z to 2026-12-01T04:00:00Z, expected one change to a service at a time. Start at 2026-12-01T05:00:00Z or later, or move CHG-2026-0004.',
  )
  expect(sentence(landed)).toBe(`Not yet: ${id} collides with CHG-2026-0004.`)
  expect(
    sentence(await gated(repository.commit(plan('CHG-2026-0004', { ...other, status: 'cancelled' }), parted))),
  ).toBe(READY)
})

test('One on a service that it depends on is a warning with the way between the two.', async () => {
  const store = plan('CHG-2026-0004', { services: '[ledger-store]', implementer: 'bo' })
  const ended = await gated(repository.commit(store, parted))
  expect(ended.stdout).toContain('overlaps CHG-2026-0004 along checkout → ledger-store from 2026-12-01T02:00:00Z')
  expect(sentence(ended)).toBe(`Ready to merge: ${id} has the approvals that it needs, with 1 warning to weigh.`)
})

test('An incident that opened meanwhile is a warning.', async () => {
  const incident =
    '---\nid: INC-2026-0009\ntitle: Slow\nseverity: SEV-2\nservices: [checkout]\nstarted: 2026-11-23T08:00:00Z\n---\n'
  const { changes, verdict } = await gateVerdict(repository, {
    base: repository.commit({ 'incidents/2026/INC-2026-0009.md': incident }, parted),
    head,
    reviews: [review('bo', head)],
  })
  expect(changes[0]?.diagnostics).toMatchObject([{ severity: 'warning', rule: 'change-during-incident' }])
  expect(verdict).toBe('pass')
})

test('What happened to the same change meanwhile is what it moves from.', async () => {
  const [proposed, approved] = [plan(id, { status: 'proposed' }), plan(id)]
  const before = repository.commit(proposed, parted)
  const ours = repository.commit(approved, before)
  const rejected = repository.commit(plan(id, { status: 'rejected' }), before)
  const ended = await gatePullRequest(repository, { base: rejected, head: ours, reviews: [review('bo', ours)] })
  expect(sentence(ended)).toBe(
    `Not yet: ${id} may not go from rejected to approved and can't be merged with what has landed since.`,
  )
})

test('What is judged is what git makes of both, and not what somebody has looked at.', async () => {
  const [{ [`changes/2026/${id}.md`]: text = '' }] = [plan(id)]
  const file = `changes/2026/${id}.md`
  const before = repository.commit({ [file]: text.replace('status: approved', 'status: proposed') }, parted)
  // Another pull request has changed the plan of the proposal; this one only its status.
  const ours = repository.commit({ [file]: text }, before)
  const landed = repository.commit(
    {
      [file]: text
        .replace('status: approved', 'status: proposed')
        .replace('As we agreed.\n\n## Rollback', 'Skip it.\n\n## Rollback'),
    },
    before,
  )
  const reviews = [review('bo', ours)]
  expect(sentence(await gatePullRequest(repository, { base: before, head: ours, reviews }))).toBe(READY)
  const ended = await gatePullRequest(repository, { base: landed, head: ours, reviews })
  expect(ended.stdout).toContain('bo approved another plan')
  expect(sentence(ended)).toBe(`Not yet: ${id} needs 1 approval from platform.`)
})

test('A folder that was renamed meanwhile takes the file along that a pull request puts into its old place.', async () => {
  const old = 'runbooks/payments/checkout-errors.md'
  const renamed = repository.commit({ [old]: null, 'runbooks/shop/checkout-errors.md': CONTENT[old] ?? null }, parted)
  const ours = repository.commit({ 'runbooks/payments/new.md': CONTENT[old] ?? null }, parted)
  const { diagnostics } = await gateVerdict(repository, { base: renamed, head: ours })
  expect(diagnostics).toContainEqual(
    expect.objectContaining({ rule: 'merge-conflict', file: 'content/runbooks/shop/new.md' }),
  )
})

test.each([
  [
    'a file that both have changed',
    { 'policy.yaml': 'responders: [search]\n' },
    { 'policy.yaml': 'responders: [platform]\n' },
  ],
  [
    'a file that one has deleted',
    { 'teams/search.yaml': null },
    { 'teams/search.yaml': 'name: Find\nmembers: [cy]\n' },
  ],
])('Of %s there is no merge to judge.', async (_, theirs, brought) => {
  const [base, ours] = [repository.commit(theirs, parted), repository.commit(brought, parted)]
  const { verdict, diagnostics } = await gateVerdict(repository, { base, head: ours, reviews: [review('lead', ours)] })
  expect(verdict).toBe('fail')
  expect(diagnostics.filter(({ rule }) => rule === 'merge-conflict')).toMatchObject([
    { file: `content/${Object.keys(brought)[0]}`, severity: 'error' },
  ])
})

test('Branches that have merged each other, and a merge of three, are merged as git does.', async () => {
  const merge = (edits: Record<string, string>, ...parents: string[]) => {
    const made = repository.commit(edits, parents[0])
    return repository.git('commit-tree', `${made}^{tree}`, ...parents.flatMap((one) => ['-p', one]), '-m', 'Merge')
  }
  const team = (name: string, members: string) => ({ [`teams/${name}.yaml`]: `name: ${name}\nmembers: [${members}]\n` })
  const [one, other] = [repository.commit(team('one', 'di'), parted), repository.commit(team('other', 'ed'), parted)]
  const ours = merge({ ...team('other', 'ed'), ...plan(id) }, one, other)
  const theirs = merge(team('one', 'di'), other, one)
  expect(repository.git('merge-base', '--all', ours, theirs).split('\n')).toHaveLength(2)
  const reviewed = (at: string) => ({ head: at, reviews: [review('bo', at)] })
  expect(sentence(await gatePullRequest(repository, { base: theirs, ...reviewed(ours) }))).toBe(READY)
  const third = repository.commit(team('third', 'flo'), parted)
  const octopus = merge({ ...team('other', 'ed'), ...team('third', 'flo'), ...plan(id) }, one, other, third)
  expect(sentence(await gatePullRequest(repository, { base: theirs, ...reviewed(octopus) }))).toBe(
    'Not yet: teams/ needs the approval of 1 lead.',
  )
})

test('No attribute, setting or program of a repository takes part in the merge, and nothing is left in it.', async () => {
  const hostile = gateRepository()
  try {
    const start = hostile.commit(CONTENT)
    const into = hostile.commit({ 'policy.yaml': 'responders: [search]\n' }, start)
    const brought = hostile.commit(
      { 'policy.yaml': 'responders: [platform]\n', '../.gitattributes': '*.yaml merge=union\n' },
      start,
    )
    hostile.git('config', 'merge.ours.driver', `touch ${join(hostile.top, 'ran')}`)
    hostile.git('config', 'merge.default', 'ours')
    writeFileSync(join(hostile.top, '.gitattributes'), '* merge=ours\n')
    const objects = hostile.git('count-objects')
    const { diagnostics } = await gateVerdict(hostile, {
      base: into,
      head: brought,
      reviews: [review('lead', brought)],
    })
    expect(diagnostics.map(({ rule }) => rule)).toContain('merge-conflict')
    expect(existsSync(join(hostile.top, 'ran'))).toBe(false)
    expect(hostile.git('count-objects')).toBe(objects)
  } finally {
    rmSync(hostile.top, { recursive: true })
  }
})

test('Without a commit in common there is nothing to judge.', async () => {
  const stranger = repository.commit({ ...CONTENT, 'README.md': 'Begun anew.\n' })
  const ended = await gatePullRequest(repository, { base: stranger, head })
  expect(ended).toEqual({
    code: 2,
    stdout: '',
    stderr: `${stranger} and ${head} have no commit in common. Name another --base.\n`,
  })
})

test('A shallow clone is refused, with what to do about it.', async () => {
  repository.git('update-ref', 'refs/heads/feature', head)
  repository.git(
    'update-ref',
    'refs/heads/base',
    repository.commit({ 'teams/ops.yaml': 'name: Ops\nmembers: [di]\n' }, parted),
  )
  const top = join(repository.top, 'clone')
  const clone = (...branches: string[]) => {
    rmSync(top, { recursive: true, force: true })
    mkdirSync(top)
    const git = (...args: string[]) => execFileSync('git', ['-C', top, ...args], { stdio: 'pipe' })
    git('init', '--quiet')
    git('fetch', '--quiet', '--depth=1', `file://${repository.top}`, ...branches.map((one) => `${one}:${one}`))
    mkdirSync(join(top, 'content'))
    return ['gate', '--content', join(top, 'content'), '--base', 'base', '--head', 'feature']
  }
  const HOW = 'The clone is shallow: run `git fetch --unshallow` (`fetch-depth: 0`).\n'
  expect(await run(...clone('feature'))).toEqual({
    code: 2,
    stdout: '',
    stderr: `No commit base in this repository. Fetch it first. ${HOW}`,
  })
  expect(await run(...clone('feature', 'base'))).toEqual({
    code: 2,
    stdout: '',
    stderr: `base and feature have no commit in common. ${HOW}`,
  })
})

test('A name that a tag and a branch share is refused: git would take the tag, which anybody may have pushed.', async () => {
  repository.git('update-ref', 'refs/remotes/origin/main', parted)
  expect(sentence(await gated('origin/main'))).toBe(READY)
  repository.git('tag', 'origin/main', head)
  for (const base of ['origin/main', 'origin/main~0']) {
    const { code, stdout, stderr } = await gated(base)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(
      `${base} may be refs/remotes/origin/main or refs/tags/origin/main, which differ. Name the one that is meant in full.`,
    )
  }
  expect(sentence(await gated('refs/remotes/origin/main'))).toBe(READY)
  repository.git('tag', '--force', 'origin/main', parted)
  expect(sentence(await gated('origin/main'))).toBe(READY)
})

test('What is judged is what is there, and not what a ref of replacements puts in its place.', async () => {
  const draft = repository.commit(plan(id, { status: 'draft' }), parted)
  const file = `content/changes/2026/${id}.md`
  repository.git(
    'replace',
    repository.git('rev-parse', `${head}:${file}`),
    repository.git('rev-parse', `${draft}:${file}`),
  )
  const unseen = await gatePullRequest(repository, { base: parted, head })
  repository.git('replace', '--delete', repository.git('rev-parse', `${head}:${file}`))
  expect(sentence(unseen)).toBe(`Not yet: ${id} needs 1 approval from platform.`)
})
