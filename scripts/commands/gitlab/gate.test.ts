import { rmSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fakeGitlab, type FakeMergeRequest } from '../../fixtures/fake-gitlab.ts'
import { MONDAY } from '../../fixtures/gate-command.ts'
import { plan } from '../../fixtures/gate-context.ts'
import { CONTENT, gateRepository } from '../../fixtures/gate-repository.ts'
import { runWithEnv } from '../../fixtures/in-process.ts'

const id = 'CHG-2026-0003'
const repository = gateRepository()
const base = repository.commit(CONTENT)
const first = repository.commit(
  plan(id, { risk: '{blast_radius: 1, rollback_difficulty: 1, complexity: 1, timing: 1}' }),
  base,
)
const head = repository.commit(plan(id), first)
repository.git('update-ref', 'refs/heads/main', base)
repository.git('remote', 'add', 'origin', repository.top)

/** Opened by ana with a first plan at 8 o'clock, and another one an hour later; bo has approved that. */
const merge = (): FakeMergeRequest => ({
  author: 'ana',
  sha: head,
  target: 'main',
  approvals: [{ by: 'bo', at: '2026-11-23T08:30:00.000Z' }],
  versions: [
    { commit: first, at: '2026-11-23T07:00:00.000Z' },
    { commit: head, at: '2026-11-23T08:00:00.000Z' },
  ],
  commits: [
    { sha: head, author: 'ana', name: 'Ana' },
    { sha: first, author: 'ana', name: 'Ana' },
  ],
})
let gitlab: Awaited<ReturnType<typeof fakeGitlab>>
beforeAll(async () => void (gitlab = await fakeGitlab(merge())))
beforeEach(() => {
  for (const key of ['status', 'page', 'cut', 'state', 'objectors'] as const) delete gitlab.merge[key]
  Object.assign(gitlab.merge, merge())
})
afterAll(async () => {
  await gitlab.close()
  rmSync(repository.top, { recursive: true })
})

/** Judges it in a pipeline of its newest commit. */
const judge = (env: NodeJS.ProcessEnv = {}) =>
  runWithEnv(
    { ...gitlab.env, CI_COMMIT_SHA: head, ...env },
    'gitlab',
    'gate',
    '--content',
    repository.content,
    '--now',
    MONDAY,
  )
const lastLine = (text: string) => text.trim().split('\n').at(-1)
const MISSING = `Not yet: ${id} needs 1 approval from platform.`

test('A merge request with the approvals that it needs is let through, in as many pages as GitLab likes.', async () => {
  gitlab.merge.page = 1
  const { code, stdout, stderr } = await judge()
  expect({ code, last: lastLine(stdout), stderr }).toEqual({
    code: 0,
    last: `Ready to merge: ${id} has the approvals that it needs.`,
    stderr: '',
  })
})

test.each<[string, Partial<FakeMergeRequest>]>([
  ['nobody has approved', { approvals: [] }],
  ['the approval is of the plan before', { approvals: [{ by: 'bo', at: '2026-11-23T07:30:00Z' }] }],
  ['whoever opened it approves', { approvals: [{ by: 'ana', at: '2026-11-23T08:30:00Z' }] }],
  ['whoever approves wrote a commit of it', { commits: [{ sha: head, author: 'Bo', name: 'Bo' }] }],
  ['somebody of no team approves', { approvals: [{ by: 'mallory', at: '2026-11-23T08:30:00Z' }] }],
])('It is not where %s.', async (_, wrong) => {
  Object.assign(gitlab.merge, wrong)
  const { code, stdout } = await judge()
  expect({ code, last: lastLine(stdout) }).toEqual({ code: 1, last: MISSING })
})

test('Who has approved and then asks for changes has not approved.', async () => {
  gitlab.merge.objectors = ['bo']
  const { code, stdout } = await judge()
  expect(code, stdout).toBe(1)
})

test.each([false, true])(
  'Of more than a hundred reviewers the last one is asked, too; a header away: %s.',
  async (cut) => {
    const strangers = Array.from({ length: 150 }, (_, n) => `stranger-${n}`)
    Object.assign(gitlab.merge, { objectors: [...strangers, 'lead'], cut })
    const { code, stdout } = await judge()
    expect(code, stdout).toBe(1)
  },
)

test('An approval in the seconds after a push counts for nothing, and says so.', async () => {
  gitlab.merge.approvals = [{ by: 'bo', at: '2026-11-23T08:00:03Z' }]
  const { code, stdout, stderr } = await judge()
  expect({ code, last: lastLine(stdout) }).toEqual({ code: 1, last: MISSING })
  expect(stderr).toMatch(/^bo approved within seconds of a push.* taken back and given again\.\n$/)
})

test('Of a commit that bears nobody’s address it says whose name is on it.', async () => {
  gitlab.merge.commits = [{ sha: head, author: null, name: 'A "bot"' }]
  expect((await judge()).stderr).toMatch(/^No account on GitLab has the address that commits of "A \\"bot\\"" bear\./)
})

test.each<[string, () => void, NodeJS.ProcessEnv, RegExp]>([
  [
    'a GitLab that names no times',
    () => (gitlab.merge.approvals = [{ by: 'bo' }]),
    {},
    /doesn't say when an approval was given/,
  ],
  ['a wrong token', () => {}, { EVENKEEL_GITLAB_TOKEN: 'other' }, /^GitLab answers 401 for .* The token is wrong/],
  ['no token', () => {}, { EVENKEEL_GITLAB_TOKEN: '' }, /^Put a project access token, .* into EVENKEEL_GITLAB_TOKEN\./],
  ['a GitLab that is down', () => (gitlab.merge.status = 502), {}, /^GitLab answers 502/],
  ['a redirect', () => (gitlab.merge.status = 302), {}, /^GitLab answers 302|can't be asked/],
  ['no address', () => {}, { CI_API_V4_URL: 'http://127.0.0.1:1/api/v4' }, /can't be asked/],
  [
    'a branch that the token can’t see',
    () => (gitlab.merge.commits = []),
    {},
    /^GitLab doesn't list the commits of !7/,
  ],
  ['an older commit’s pipeline', () => {}, { CI_COMMIT_SHA: first }, /^!7 has moved on to [0-9a-f]{8}/],
  ['one that is merged', () => (gitlab.merge.state = 'merged'), {}, /^!7 isn't open\./],
  ['no merge request', () => {}, { CI_MERGE_REQUEST_IID: '' }, /^There is no merge request in CI_MERGE_REQUEST_IID\./],
  [
    'a branch that is gone',
    () => (gitlab.merge.target = 'gone'),
    {},
    /^The branch gone that !7 goes into isn't there\./,
  ],
])('With %s nothing is let through, in words.', async (_, spoil, env, words) => {
  spoil()
  const { code, stdout, stderr } = await judge(env)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(words)
})

test('With merged results the commit of the branch is what is judged.', async () => {
  const env = { CI_COMMIT_SHA: base, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: head }
  expect((await judge(env)).code).toBe(0)
})
