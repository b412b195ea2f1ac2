import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openDesk, pullRequestEvent, runJob, workflowRunEvent, type Desk } from '../../fixtures/fake-github-desk.ts'
import { headOf, inBare, mergePull, openPull, pullOf, submitReview } from '../../fixtures/fake-github-state.ts'
import { startFakeGithub, type FakeGithub } from '../../fixtures/fake-github.ts'
import type { Edits } from '../../fixtures/gate-repository.ts'
import { outage } from '../../fixtures/outage.ts'
import { EVENKEEL } from '../../fixtures/places.ts'
import { CHANGE, CONTENT, PLAN, TEAMS } from '../../fixtures/fake-github-records.ts'

/*
 * The gate as a team meets it: real commands with the environment of Actions, real git over HTTP, a GitHub that
 * remembers and refuses what GitHub's description of its API doesn't allow.
 */

const NOW = ['--now', '2026-11-23T09:00:00Z']
const FREEZE = 'title: Peak trading\nlevel: hard\nowner: lead\nstart: 2026-11-24T00:00:00Z\nend: 2026-11-28T00:00:00Z\n'

let root: string
let github: FakeGithub
let desk: Desk
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'evenkeel-github-'))
  github = await startFakeGithub(root, 'acme/ops')
  github.state.collaborators.push('ana', 'bo', 'cy', 'di', 'lead')
  for (const name of ['ana', 'bo', 'cy']) github.state.accounts.set(`${name}@acme.example`, name)
  const bot = { login: 'github-actions[bot]', installation: true }
  const reads = { contents: 'read', pull_requests: 'read', statuses: 'read' } as const
  const gates = { contents: 'read', pull_requests: 'write', statuses: 'write' } as const
  github.state.tokens.set('gate-token', { ...bot, permissions: gates })
  github.state.tokens.set('app-token', { login: 'acme-gate[bot]', installation: true, permissions: gates })
  github.state.tokens.set('fork-token', { ...bot, permissions: reads })
  github.state.tokens.set('no-statuses', { ...bot, permissions: { ...gates, statuses: 'read' } })
  github.state.tokens.set('publish-token', {
    ...bot,
    permissions: { contents: 'write', pull_requests: 'read', actions: 'write' },
  })
  desk = openDesk(root, github.state.bare, '2026-11-23T08:00:00Z')
  desk.push(CONTENT, 'main')
})
afterEach(() => expect(github.problems).toEqual([]))
afterAll(async () => {
  await github.close()
  rmSync(root, { recursive: true, force: true })
})

/** The gate's job, as it starts for what happened to a pull request. */
const gate = (number: number, action = 'synchronize', name = 'pull_request') =>
  runJob(root, github, ['github', 'gate', ...NOW], {
    token: 'gate-token',
    name,
    event: pullRequestEvent(github, number, action),
  })
const recheck = (program?: string) =>
  runJob(root, github, ['github', 'recheck', ...NOW], { token: 'gate-token', ...(program ? { program } : {}) })
const record = (...flags: string[]) =>
  runJob(root, github, ['approvals', 'record', ...NOW, ...flags], { token: 'publish-token' })

/** What the pull request shows: the newest status of its head, in words. */
const status = (number: number): string => {
  const head = headOf(github.state, pullOf(github.state, number))
  const newest = github.state.statuses.findLast(({ sha, context }) => sha === head && context === 'evenkeel/gate')
  return newest ? `${newest.state}: ${newest.description}` : 'none'
}
const comments = (number: number) => github.state.comments.filter(({ pull }) => pull === number)
const report = (number: number): string =>
  comments(number).find(({ user }) => user === 'github-actions[bot]')?.body ?? ''
const onMain = (path: string): string => inBare(github.state, 'show', `refs/heads/main:${path}`)

describe('A change, from its pull request to its record', () => {
  let pull: number
  beforeAll(() => {
    desk.push({ [CHANGE]: PLAN }, 'cache', { onto: 'main' })
    pull = openPull(github.state, { author: 'ana', branch: 'cache', title: 'Replace the session cache' })
  })

  test('Opened, it is told what is missing, and by whom.', async () => {
    const job = await gate(pull, 'opened')
    expect(job, job.stderr).toMatchObject({ code: 0 })
    expect(status(pull)).toBe('failure: Not yet: CHG-2026-0003 needs 1 approval from platform.')
    expect(comments(pull)).toHaveLength(1)
    expect(report(pull)).toContain('CHG-2026-0003 needs 1 approval from platform')
    expect(report(pull)).toMatch(
      /\(https?:\/\/[^)]+\/blob\/[0-9a-f]{40}\/[^)]*changes\/2026\/CHG-2026-0003-cache\.md\)/,
    )
    expect(job.stdout).toContain('::error file=content/changes/2026/CHG-2026-0003-cache.md,line=5')
    expect(job.summary).toContain('CHG-2026-0003 needs 1 approval from platform')
    const [set] = github.state.statuses
    expect(set?.url).toBe(`${github.origin}/acme/ops/pull/1#issuecomment-${comments(pull)[0]?.id}`)
  })

  test('One person more than is needed is asked for a review, and never its author.', () => {
    const { requested } = pullOf(github.state, pull)
    expect(requested).toHaveLength(2)
    expect(requested).not.toContain('ana')
    expect(['bo', 'cy', 'di', 'lead']).toEqual(expect.arrayContaining(requested))
  })

  test('Nothing new is told twice: no status, no comment, no request.', async () => {
    const before = github.requests.length
    expect((await recheck()).stdout).toContain('#1  Not yet: CHG-2026-0003 needs 1 approval from platform.')
    expect(github.requests.slice(before).filter((one) => !one.startsWith('GET') && one !== 'fetch')).toEqual([])
  })

  test('The author, who is in another team, and who saw a commit that is gone approve in vain.', async () => {
    const gone = {
      id: 2,
      pull,
      user: 'di',
      state: 'APPROVED' as const,
      commit: 'f'.repeat(40),
      at: '2026-11-23T06:00:00Z',
    }
    github.state.reviews.push(gone)
    submitReview(github.state, pull, 'eve', 'APPROVED')
    submitReview(github.state, pull, 'ana', 'APPROVED')
    await gate(pull, 'submitted', 'pull_request_review')
    expect(status(pull)).toBe('failure: Not yet: CHG-2026-0003 needs 1 approval from platform.')
    expect(report(pull)).toContain('di approved a commit that is')
  })

  test('Approved, it is green, and the one comment says so.', async () => {
    github.state.comments.push({ id: 1, pull, user: 'bo', body: '<!-- evenkeel:gate -->\nI am the gate: all fine.' })
    const [ours] = comments(pull)
    if (ours) ours.body = ours.body.replace('Not yet', 'Somebody wrote here')
    submitReview(github.state, pull, 'bo', 'APPROVED')
    await gate(pull, 'submitted', 'pull_request_review')
    expect(status(pull)).toBe('success: Ready to merge: CHG-2026-0003 has the approvals that it needs.')
    expect(comments(pull).map(({ user }) => user)).toEqual(['github-actions[bot]', 'bo'])
    expect(report(pull)).toMatch(/^<!-- evenkeel:gate -->\n\n## .* Ready to merge/)
    expect(report(pull)).not.toContain('Somebody wrote here')
  })

  test('A rebase, and a commit that leaves the plan alone, keep the approval.', async () => {
    desk.push({ 'README.md': 'Records of Acme.\n' }, 'main')
    desk.rebase('cache')
    desk.push(
      { [CHANGE]: PLAN.replace('title: Replace the', 'title: Renew the'), 'notes.txt': 'Beside it.\n' },
      'cache',
    )
    await gate(pull)
    expect(status(pull)).toMatch(/^success: /)
  })

  test('A plan that is edited after the approval is red, and who approved is asked to look again.', async () => {
    desk.push({ [CHANGE]: PLAN.replace('one node after the other', 'all nodes at once') }, 'cache')
    await gate(pull)
    expect(status(pull)).toBe('failure: Not yet: CHG-2026-0003 needs 1 approval from platform.')
    expect(report(pull)).toContain('approved another plan')
    expect(pullOf(github.state, pull).requested).toContain('bo')
    submitReview(github.state, pull, 'bo', 'APPROVED')
    await gate(pull, 'submitted', 'pull_request_review')
    expect(status(pull)).toMatch(/^success: /)
  })

  test('A freeze that lands on main turns it red again.', async () => {
    desk.push({ 'content/freezes/peak.yaml': FREEZE }, 'main')
    // As a process, for it finds out by itself who reads what it prints.
    const job = await recheck(EVENKEEL)
    expect(job.code, job.stderr).toBe(0)
    // Nothing that is said of records is a command to the runner.
    expect(job.stdout).toMatch(/^::stop-commands::([\w-]+)\n#1 {2}Not yet: .*\n::\1::\n/)
    expect(status(pull)).toBe('failure: Not yet: CHG-2026-0003 lies in the freeze “Peak trading”.')
    expect(job.summary).toContain('Peak trading')
    expect(comments(pull)).toHaveLength(2)
    desk.push({ 'content/freezes/peak.yaml': null }, 'main')
  })

  test('In the merge queue it is judged as it will be, with its reviews.', async () => {
    const base = inBare(github.state, 'rev-parse', 'refs/heads/main')
    const head = headOf(github.state, pullOf(github.state, pull))
    const tree = inBare(github.state, 'merge-tree', '--write-tree', base, head)
    const group = inBare(github.state, 'commit-tree', tree, '-p', base, '-p', head, '-m', 'Merge')
    const ref = `refs/heads/gh-readonly-queue/main/pr-${pull}-${base}`
    inBare(github.state, 'update-ref', ref, group)
    const event = { merge_group: { base_sha: base, base_ref: 'refs/heads/main', head_sha: group, head_ref: ref } }
    await runJob(root, github, ['github', 'gate', ...NOW], { token: 'gate-token', name: 'merge_group', event })
    const set = { sha: group, state: 'success', context: 'evenkeel/gate' }
    expect(github.state.statuses.at(-1)).toMatchObject({ ...set, by: 'github-actions[bot]' })
    // With an App the same is told after that run, with its token.
    const after = {
      workflow_run: {
        event: 'merge_group',
        head_branch: ref.slice('refs/heads/'.length),
        head_sha: group,
        head_repository: null,
      },
    }
    await runJob(root, github, ['github', 'gate', ...NOW], {
      token: 'app-token',
      app: 'acme-gate',
      name: 'workflow_run',
      event: after,
    })
    expect(github.state.statuses.at(-1)).toMatchObject({ ...set, by: 'acme-gate[bot]' })
    inBare(github.state, 'update-ref', '-d', ref)
  })

  test('Merged, its approval is recorded by the bot, though somebody else pushes at the same moment.', async () => {
    mergePull(github.state, pull)
    github.before('push', () => desk.push({ 'README.md': 'Pushed in between.\n' }, 'main'))
    const job = await record('--dispatch', 'publish.yml')
    expect(job, job.stderr).toMatchObject({ code: 0 })
    expect(job.stdout).toBe('Recorded approvals/CHG-2026-0003.json: CHG-2026-0003, approved in #1.\n')
    expect(job.stderr).toContain('Somebody else has pushed to main')
    const approved = github.state.reviews.findLast(({ user }) => user === 'bo')?.at
    expect(JSON.parse(onMain('content/approvals/CHG-2026-0003.json'))).toEqual({
      change: 'CHG-2026-0003',
      plan: expect.stringMatching(/^[0-9a-f]{64}$/),
      authors: ['ana'],
      approvals: [{ by: 'bo', at: approved }],
    })
    expect(onMain('README.md')).toBe('Pushed in between.')
    expect(inBare(github.state, 'log', '-1', '--format=%an, %cn: %s', 'refs/heads/main')).toBe(
      'github-actions[bot], github-actions[bot]: Record the approvals of CHG-2026-0003',
    )
    expect(github.state.dispatches).toEqual([{ workflow: 'publish.yml', ref: 'main' }])
  })

  test('Recording once more writes nothing.', async () => {
    const tip = inBare(github.state, 'rev-parse', 'refs/heads/main')
    expect(await record()).toMatchObject({ code: 0, stdout: 'Nothing to record.\n' })
    expect(inBare(github.state, 'rev-parse', 'refs/heads/main')).toBe(tip)
  })
})

describe('However it is merged', () => {
  test.each(['squash', 'rebase'] as const)('by %s, the approval is recorded.', async (how) => {
    const id = how === 'squash' ? 'CHG-2026-0011' : 'CHG-2026-0012'
    const [path, day] = [`content/changes/2026/${id}-cache.md`, how === 'squash' ? '26' : '27']
    const plan = PLAN.replace('CHG-2026-0003', id).replaceAll('2026-11-25', `2026-11-${day}`)
    desk.push({ [path]: plan.replace('one node', 'a node') }, how, { onto: 'main' })
    desk.push({ [path]: plan }, how)
    const pull = openPull(github.state, { author: 'ana', branch: how })
    submitReview(github.state, pull, 'cy', 'APPROVED')
    mergePull(github.state, pull, how)
    expect((await record()).stdout).toBe(`Recorded approvals/${id}.json: ${id}, approved in #${pull}.\n`)
    expect(JSON.parse(onMain(`content/approvals/${id}.json`))).toMatchObject({ change: id, approvals: [{ by: 'cy' }] })
  })

  test('merged by force without its approvals, nothing is recorded.', async () => {
    const path = 'content/changes/2026/CHG-2026-0013-cache.md'
    desk.push({ [path]: PLAN.replace('CHG-2026-0003', 'CHG-2026-0013') }, 'forced', { onto: 'main' })
    const pull = openPull(github.state, { author: 'ana', branch: 'forced' })
    mergePull(github.state, pull)
    expect(await record()).toMatchObject({ code: 0, stdout: 'Nothing to record.\n' })
  })

  test('approved afterwards, it is recorded then; a token that may not push is told so.', async () => {
    submitReview(github.state, github.state.pulls.length, 'bo', 'APPROVED')
    const job = await runJob(root, github, ['approvals', 'record', ...NOW], { token: 'fork-token' })
    expect(job).toMatchObject({ code: 1, stderr: expect.stringContaining('Give the job `contents: write`') })
    expect((await record()).stdout).toContain('Recorded approvals/CHG-2026-0013.json')
  })

  test('merged by hand with another plan than was approved, nothing is recorded.', async () => {
    const path = 'content/changes/2026/CHG-2026-0014-cache.md'
    const plan = PLAN.replace('CHG-2026-0003', 'CHG-2026-0014')
    desk.push({ [path]: plan }, 'byhand', { onto: 'main' })
    const pull = openPull(github.state, { author: 'ana', branch: 'byhand' })
    submitReview(github.state, pull, 'bo', 'APPROVED')
    mergePull(github.state, pull)
    const altered = desk.push({ [path]: plan.replace('one node after the other', 'all nodes at once') }, 'altered', {
      onto: 'main',
    })
    const { mergeCommit } = pullOf(github.state, pull)
    const message = `By hand (#${pull})`
    const parents = ['-p', `${mergeCommit}^1`, '-p', `${mergeCommit}^2`]
    const made = inBare(github.state, 'commit-tree', `${altered}^{tree}`, ...parents, '-m', message)
    inBare(github.state, 'update-ref', 'refs/heads/main', made)
    pullOf(github.state, pull).mergeCommit = made
    expect(await record()).toMatchObject({ code: 0, stdout: 'Nothing to record.\n' })
  })
})

describe('A fork', () => {
  const path = 'content/changes/2026/CHG-2026-0020-cache.md'
  let pull: number
  beforeAll(() => {
    const number = github.state.pulls.length + 1
    desk.push({ [path]: PLAN.replace('CHG-2026-0003', 'CHG-2026-0020') }, `refs/pull/${number}/head`, { onto: 'main' })
    pull = openPull(github.state, { author: 'mallory', branch: 'patch-1', from: 'mallory/ops' })
  })

  test('is judged with a token that only reads: its job tells the verdict in its log and leaves the rest.', async () => {
    const job = await runJob(root, github, ['github', 'gate', ...NOW], {
      token: 'fork-token',
      name: 'pull_request',
      event: pullRequestEvent(github, pull, 'opened'),
    })
    expect(job, job.stderr).toMatchObject({ code: 0 })
    expect(job.stdout).toContain('The token of this run only reads')
    expect(job.summary).toContain('CHG-2026-0020')
    expect([status(pull), comments(pull)]).toEqual(['none', []])
  })

  test('The workflow that runs afterwards judges it anew and tells it.', async () => {
    const event = workflowRunEvent(github, pull)
    const job = await runJob(root, github, ['github', 'gate', ...NOW], {
      token: 'gate-token',
      name: 'workflow_run',
      event,
    })
    expect(job, job.stderr).toMatchObject({ code: 0 })
    expect(status(pull)).toMatch(/^failure: Not yet: CHG-2026-0020 needs 1 approval from platform/)
    expect(comments(pull)).toHaveLength(1)
  })

  test('A run whose pull request was closed in the meantime says so.', async () => {
    const event = workflowRunEvent(github, pull)
    pullOf(github.state, pull).open = false
    const job = await runJob(root, github, ['github', 'gate', ...NOW], {
      token: 'gate-token',
      name: 'workflow_run',
      event,
    })
    expect(job).toMatchObject({ code: 0, stdout: expect.stringContaining('no longer open') })
  })
})

describe('What the gate lets through, and what never', () => {
  const update = 'content/incidents/2026/INC-2026-0001-checkout/public/20260301T112000Z.md'

  test("A responder's update of an incident is green at once, without a review.", async () => {
    desk.push(
      { [update]: '---\nstate: monitoring\ncomponents: {checkout: operational}\n---\nWe keep watching.\n' },
      'update',
      { onto: 'main' },
    )
    const pull = openPull(github.state, { author: 'cy', branch: 'update' })
    await gate(pull, 'opened')
    expect(status(pull)).toBe('success: Ready to merge: nothing in it needs an approval.')
    expect(pullOf(github.state, pull).requested).toEqual([])
    expect(report(pull)).toContain('We keep watching.')
    pullOf(github.state, pull).open = false
  })

  test('A pull request that writes its own approvals fails, whoever approves it.', async () => {
    const forged = {
      change: 'CHG-2026-0003',
      plan: 'a'.repeat(64),
      approvals: [{ by: 'lead', at: '2026-11-23T08:00:00Z' }],
    }
    desk.push({ 'content/approvals/CHG-2026-0003.json': JSON.stringify(forged) }, 'forged', { onto: 'main' })
    const pull = openPull(github.state, { author: 'ana', branch: 'forged' })
    submitReview(github.state, pull, 'lead', 'APPROVED')
    await gate(pull, 'opened')
    expect(status(pull)).toBe('failure: Not yet: only the bot may write approvals/.')
    pullOf(github.state, pull).open = false
  })

  test('One that touches no record is green without a comment.', async () => {
    desk.push({ Makefile: 'all:\n' }, 'code', { onto: 'main' })
    const pull = openPull(github.state, { author: 'ana', branch: 'code' })
    await gate(pull, 'opened')
    expect(status(pull)).toBe('success: Ready to merge: nothing in it needs an approval.')
    expect(comments(pull)).toEqual([])
    pullOf(github.state, pull).open = false
  })

  test('Two pull requests of one commit are both red: the approvals of one must not let the other in.', async () => {
    desk.push({ [update]: '---\nstate: monitoring\n---\nWe keep watching.\n' }, 'mine', { onto: 'main' })
    inBare(github.state, 'branch', 'yours', 'mine')
    const pulls = ['cy', 'mallory'].map((author, i) =>
      openPull(github.state, { author, branch: ['mine', 'yours'][i] ?? '' }),
    )
    const [mine = 0, yours = 0] = pulls
    await recheck()
    const why = `pull requests #${mine} and #${yours} have the same commit as their head; close all but one.`
    expect(status(mine)).toBe(`failure: Not yet: ${why}`)
    for (const pull of pulls) expect(report(pull)).toContain('have the same commit as their head')
    const set = github.state.statuses.length
    await gate(mine, 'edited')
    expect(github.state.statuses).toHaveLength(set)
    for (const pull of pulls) pullOf(github.state, pull).open = false
  })

  test('One into another branch gets no status: its author may have made that branch.', async () => {
    inBare(github.state, 'branch', 'elsewhere', 'main')
    desk.push({ [CHANGE]: PLAN.replace('15m', '20m') }, 'stacked', { onto: 'main' })
    const pull = openPull(github.state, { author: 'ana', branch: 'stacked', base: 'elsewhere' })
    const job = await gate(pull, 'opened')
    expect(job).toMatchObject({ code: 0, stdout: expect.stringContaining('goes into elsewhere') })
    expect(status(pull)).toBe('none')
    pullOf(github.state, pull).open = false
  })
})

describe('When something goes wrong', () => {
  let pull: number
  beforeAll(() => {
    desk.push(
      {
        'content/changes/2026/CHG-2026-0030-cache.md': PLAN.replace('CHG-2026-0003', 'CHG-2026-0030').replaceAll(
          '2026-11-25',
          '2026-11-29',
        ),
      },
      'trouble',
      { onto: 'main' },
    )
    pull = openPull(github.state, { author: 'ana', branch: 'trouble' })
  })

  test('A review that comes while the gate is judging is not lost.', async () => {
    github.before('POST /repos/{owner}/{repo}/statuses/{sha}', () => submitReview(github.state, pull, 'di', 'APPROVED'))
    await gate(pull, 'opened')
    expect(status(pull)).toMatch(/^success: /)
    expect(comments(pull)).toHaveLength(1)
  })

  test('Of two comments that two runs left, one stays.', async () => {
    const [first] = comments(pull)
    github.state.comments.push({ id: 5000, pull, user: 'github-actions[bot]', body: `${first?.body}` })
    submitReview(github.state, pull, 'di', 'CHANGES_REQUESTED')
    await gate(pull, 'submitted', 'pull_request_review')
    expect(comments(pull).map(({ id }) => id)).toEqual([first?.id])
    expect(status(pull)).toMatch(/^failure: /)
  })

  test("Who can't be asked for a review keeps nobody else from being asked.", async () => {
    github.state.collaborators.splice(0, Infinity, 'lead')
    desk.push({ 'content/teams/core.yaml': 'name: Core\nmembers: [ana]\n' }, 'team', { onto: 'main' })
    const other = openPull(github.state, { author: 'ana', branch: 'team' })
    desk.push(
      { 'content/teams/platform.yaml': `${TEAMS['teams/platform.yaml'].replace('[lead]', '[di, lead]')}` },
      'main',
    )
    const job = await gate(other, 'opened')
    expect(job, job.stderr).toMatchObject({ code: 0 })
    expect(status(other)).toBe('failure: Not yet: teams/ needs the approval of 1 lead.')
    expect(pullOf(github.state, other).requested).toEqual(['lead'])
    pullOf(github.state, other).open = false
  })

  test('A permission that the token lacks is named.', async () => {
    submitReview(github.state, pull, 'di', 'APPROVED')
    const event = pullRequestEvent(github, pull, 'synchronize')
    const job = await runJob(root, github, ['github', 'gate', ...NOW], {
      token: 'no-statuses',
      name: 'pull_request',
      event,
    })
    expect(job).toMatchObject({ code: 1, stderr: expect.stringContaining('give the job `statuses: write`') })
  })

  test('A server that is down for a moment is asked again.', async () => {
    github.fail(1)
    await gate(pull)
    expect(status(pull)).toMatch(/^success: /)
  })

  test('What cannot be judged loses its green status.', async () => {
    const orphan = inBare(
      github.state,
      'commit-tree',
      `${headOf(github.state, pullOf(github.state, pull))}^{tree}`,
      '-m',
      'Alone',
    )
    inBare(github.state, 'update-ref', 'refs/heads/trouble', orphan)
    expect((await recheck()).code).toBe(1)
    expect(status(pull)).toMatch(/^error: It can't be judged\. .*no commit in common/)
  })
})

describe('A change that waits for an error budget', () => {
  const file = 'content/changes/2026/CHG-2026-0040-pool.md'
  const other = PLAN.replace('CHG-2026-0003', 'CHG-2026-0040').replaceAll('2026-11-25T', '2026-12-02T')
  let pull: number
  beforeAll(() => {
    desk.push(inContent(outage('INC-2026-0009', '2026-11-10', 50)), 'main')
    desk.push({ [file]: other }, 'pool', { onto: 'main' })
    pull = openPull(github.state, { author: 'ana', branch: 'pool' })
    submitReview(github.state, pull, 'bo', 'APPROVED')
  })

  test('is told what was spent, by which incident, and how it gets through.', async () => {
    await gate(pull, 'opened')
    expect(status(pull)).toBe('failure: Not yet: CHG-2026-0040 has no error budget left.')
    expect(report(pull)).toContain('**Error budget: spent.** ✗')
    expect(report(pull)).toContain('6m 48s more than its 43m 12s over 30d, −15.7 %, mostly by INC-2026-0009 (50m)')
    expect(report(pull)).toContain('Wait: from 2026-12-10T10:12:00Z on enough is left')
  })

  test('is green once a lead whom it names has approved it.', async () => {
    desk.push(
      { [file]: other.replace('rollback:', 'budget_override: {by: lead, reason: It expires.}\nrollback:') },
      'pool',
    )
    submitReview(github.state, pull, 'bo', 'APPROVED')
    await gate(pull)
    expect(status(pull)).toMatch(/^failure: /)
    expect(report(pull)).toContain('Have lead approve this plan')
    submitReview(github.state, pull, 'lead', 'APPROVED')
    await gate(pull, 'submitted', 'pull_request_review')
    expect(status(pull)).toBe('success: Ready to merge: CHG-2026-0040 has the approvals that it needs.')
    expect(report(pull)).toContain('lead lets it through: It expires.')
  })
})

const inContent = (edits: Edits): Record<string, string> =>
  Object.fromEntries(
    Object.entries(edits).flatMap(([path, text]) => (typeof text === 'string' ? [[`content/${path}`, text]] : [])),
  )
