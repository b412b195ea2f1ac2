import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openDesk, pullRequestEvent, runJob, workflowRunEvent, type Desk } from '../../fixtures/fake-github-desk.ts'
import { CHANGE, CONTENT, PLAN } from '../../fixtures/fake-github-records.ts'
import { headOf, inBare, openPull, pullOf, submitReview } from '../../fixtures/fake-github-state.ts'
import { startFakeGithub, type FakeGithub } from '../../fixtures/fake-github.ts'

/* Who wrote a pull request, whose status it is, and what an hour's requests are spent on. */

const NOW = ['--now', '2026-11-23T09:00:00Z']
/** Within what git and Octokit take for a time, and never soon. */
const RESET = Date.parse('2037-01-01T10:42:00Z') / 1000

let root: string
let github: FakeGithub
let desk: Desk
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'evenkeel-limits-'))
  github = await startFakeGithub(root, 'acme/ops')
  const permissions = { contents: 'read', pull_requests: 'write', statuses: 'write' } as const
  github.state.tokens.set('workflow', { login: 'github-actions[bot]', installation: true, permissions })
  github.state.tokens.set('app', { login: 'acme-gate[bot]', installation: true, permissions })
  for (const name of ['ana', 'bo', 'cy']) github.state.accounts.set(`${name}@acme.example`, name)
  desk = openDesk(root, github.state.bare, '2026-11-23T08:00:00Z')
  desk.push(CONTENT, 'main')
})
afterEach(() => {
  github.state.limit = null
  expect(github.problems).toEqual([])
})
afterAll(async () => {
  await github.close()
  rmSync(root, { recursive: true, force: true })
})

const gate = (number: number) =>
  runJob(root, github, ['github', 'gate', ...NOW], {
    token: 'workflow',
    name: 'pull_request',
    event: pullRequestEvent(github, number, 'edited'),
  })
const newest = (number: number) => {
  const head = headOf(github.state, pullOf(github.state, number))
  const set = github.state.statuses.findLast(({ sha }) => sha === head)
  return set ? `${set.state}: ${set.description}` : 'none'
}

describe("Who wrote a bot's pull request", () => {
  let pull: number
  beforeAll(() => {
    desk.push({ [CHANGE]: PLAN.replace('implementer: ana', 'implementer: di') }, 'bot', { onto: 'main', by: 'Bo' })
    pull = openPull(github.state, { author: 'renovate', branch: 'bot' })
    submitReview(github.state, pull, 'bo', 'APPROVED')
  })

  test('The review of who wrote its commits counts for nothing.', async () => {
    const job = await gate(pull)
    expect(job.code, job.stderr).toBe(0)
    expect(newest(pull)).toBe('failure: Not yet: CHG-2026-0003 needs 1 approval from platform.')
  })

  test('Who only brought its branch up to date may approve it: that merge is of nobody.', async () => {
    const behind = headOf(github.state, pullOf(github.state, pull))
    desk.push({ 'README.md': 'Moved on.\n' }, 'main')
    const tree = inBare(github.state, 'merge-tree', '--write-tree', behind, 'refs/heads/main')
    const cy = ['-c', 'user.name=Cy', '-c', 'user.email=cy@acme.example']
    const merge = inBare(github.state, ...cy, 'commit-tree', tree, '-p', behind, '-p', 'refs/heads/main', '-m', 'Merge')
    inBare(github.state, 'update-ref', 'refs/heads/bot', merge)
    submitReview(github.state, pull, 'cy', 'APPROVED')
    await gate(pull)
    expect(newest(pull)).toMatch(/^success: /)
  })

  test('A commit whose address is of no account is named, for it may be a reviewer’s.', async () => {
    desk.push({ 'notes.txt': 'Beside it.\n' }, 'bot', { by: 'Nemo' })
    desk.push({ 'notes.txt': 'Above it.\n' }, 'bot', { by: `Odysseus ${'of many names '.repeat(40)}` })
    const job = await gate(pull)
    expect(job.stdout).toContain('No account on GitHub has the address that commits of "Nemo", "Odysseus of many')
    const body = github.state.comments.find((one) => one.pull === pull)?.body
    expect(body).toContain('Nemo')
    expect(body).toContain("isn't known for it: look who it was.")
    expect(newest(pull)).toMatch(/^success: /)
    pullOf(github.state, pull).open = false
  })
})

test('Of more commits than GitHub lists of a pull request the last one counts, too.', async () => {
  desk.push({ [CHANGE]: PLAN.replace('implementer: ana', 'implementer: di') }, 'many', { onto: 'main' })
  const start = inBare(github.state, 'rev-parse', 'refs/heads/many')
  const commits = Array.from({ length: 250 }, (_, i) => {
    const who = i === 249 ? 'Bo <bo@acme.example>' : 'Ana <ana@acme.example>'
    return `commit refs/heads/many\ncommitter ${who} 1795420800 +0000\ndata 1\nx\n${i === 0 ? `from ${start}\n` : ''}\n`
  })
  execFileSync('git', ['-C', github.state.bare, 'fast-import', '--quiet'], { input: commits.join('') })
  const pull = openPull(github.state, { author: 'ana', branch: 'many' })
  submitReview(github.state, pull, 'bo', 'APPROVED')
  await gate(pull)
  expect(newest(pull)).toBe('failure: Not yet: CHG-2026-0003 needs 1 approval from platform.')
  pullOf(github.state, pull).open = false
})

describe('The status of an App', () => {
  test('stands beside the same words of somebody else, for only its own counts where it is required.', async () => {
    desk.push({ Makefile: 'all:\n' }, 'app', { onto: 'main' })
    const pull = openPull(github.state, { author: 'ana', branch: 'app' })
    await gate(pull)
    const event = workflowRunEvent(github, pull)
    const job = () =>
      runJob(root, github, ['github', 'gate', ...NOW], { token: 'app', app: 'acme-gate', name: 'workflow_run', event })
    expect(await job()).toMatchObject({ code: 0 })
    await job()
    const head = headOf(github.state, pullOf(github.state, pull))
    expect(github.state.statuses.filter(({ sha }) => sha === head).map(({ by }) => by)).toEqual([
      'github-actions[bot]',
      'acme-gate[bot]',
    ])
    pullOf(github.state, pull).open = false
  })

  test('A run that was no pull request’s tells nothing: anybody may push a workflow of that name.', async () => {
    const event = workflowRunEvent(github, 1, 'push')
    const job = await runJob(root, github, ['github', 'gate', ...NOW], { token: 'app', name: 'workflow_run', event })
    expect(job).toMatchObject({ code: 2, stderr: expect.stringContaining('Unexpected run of "push"') })
  })
})

describe('When the hour’s requests run out', () => {
  const pulls: number[] = []
  beforeAll(() => {
    for (const branch of ['one', 'two', 'three']) {
      desk.push({ [`${branch}.txt`]: 'Text.\n' }, branch, { onto: 'main' })
      pulls.push(openPull(github.state, { author: 'ana', branch }))
    }
  })

  test('the status says so, and until when, and the job doesn’t wait for it.', async () => {
    const [pull = 0] = pulls
    github.state.limit = { total: 1000, left: 22, reset: RESET }
    const job = await gate(pull)
    const until = "GitHub's limit of requests is used up until 2037-01-01T10:42:00Z. Run it again then."
    expect(newest(pull)).toBe(`error: ${until}`)
    expect(job).toMatchObject({ code: 1, stderr: expect.stringContaining(until) })
    expect(job.summary).toContain('2037-01-01T10:42:00Z')
  })

  test('with nothing left the job alone says it.', async () => {
    const [, pull = 0] = pulls
    github.state.limit = { total: 1000, left: 0, reset: RESET }
    const job = await gate(pull)
    expect(newest(pull)).toBe('none')
    expect(job).toMatchObject({ code: 1, stderr: expect.stringContaining('used up until 2037-01-01T10:42:00Z') })
  })

  test('A recheck keeps to its number of requests, and begins with the oldest verdict.', async () => {
    const [one = 0, two = 0, three = 0] = pulls
    const memory = join(root, 'memory.json')
    writeFileSync(memory, JSON.stringify({ [one]: '2026-11-23T08:30:00Z', [three]: '2026-11-23T08:00:00Z' }))
    github.state.limit = { total: 1000, left: 1000, reset: RESET }
    const flags = ['--requests', '16', '--memory', memory]
    const job = await runJob(root, github, ['github', 'recheck', ...NOW, ...flags], { token: 'workflow' })
    expect(job, job.stderr).toMatchObject({ code: 0 })
    expect(job.stdout).toContain(`#${two}  Ready to merge`)
    expect(job.stdout).toContain(`Left to the next run: #${three} #${one}.`)
    expect(1000 - github.state.limit.left).toBeLessThanOrEqual(16)
    expect(JSON.parse(readFileSync(memory, 'utf8'))).toEqual({
      [one]: '2026-11-23T08:30:00Z',
      [two]: '2026-11-23T09:00:00Z',
      [three]: '2026-11-23T08:00:00Z',
    })
  })

  test('It leaves a part of the hour to what happens meanwhile.', async () => {
    github.state.limit = { total: 1000, left: 250, reset: RESET }
    const job = await runJob(root, github, ['github', 'recheck', ...NOW], { token: 'workflow' })
    expect(job).toMatchObject({ code: 0 })
    expect(job.stdout).toContain(`Left to the next run: ${pulls.map((number) => `#${number}`).join(' ')}.`)
  })
})
