import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openDesk } from '../../fixtures/fake-github-desk.ts'
import {
  closeIssue,
  comment,
  delivered,
  dispatchRepository,
  editComment,
  editIssue,
  openIssue,
  type Happened,
} from '../../fixtures/fake-github-events.ts'
import { startFakeGithub, type FakeGithub } from '../../fixtures/fake-github.ts'
import { GOOD } from '../../fixtures/good-content.ts'
import { evenkeel } from '../program.ts'

/* Posting as GitHub runs it: an issue, comments, a curl; twice, backwards, and by strangers. */

let root: string
let github: FakeGithub
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'evenkeel-post-'))
  github = await startFakeGithub(root, 'acme/ops')
  const permissions = { contents: 'write', issues: 'write', actions: 'write' } as const
  github.state.tokens.set('token', { login: 'github-actions[bot]', installation: true, permissions })
  github.state.collaborators.push('ana', 'bo')
  const content = Object.entries(GOOD).map(([path, text]) => [`content/${path}`, text])
  openDesk(root, github.state.bare, '2026-11-23T06:00:00Z').push(Object.fromEntries(content), 'main')
})
afterEach(() => expect(github.problems).toEqual([]))
afterAll(async () => {
  await github.close()
  rmSync(root, { recursive: true, force: true })
})

/** As a job does it, in a fresh clone of main; in this process, for there are many. */
async function post({ name, actor, payload }: Happened) {
  const folder = mkdtempSync(join(root, 'job-'))
  execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${github.state.bare}`, join(folder, 'clone')])
  const clone = join(folder, 'clone')
  execFileSync('git', ['-C', clone, 'remote', 'set-url', 'origin', `${github.origin}/acme/ops.git`])
  writeFileSync(join(folder, 'event.json'), JSON.stringify(payload))
  const said = { stdout: '', stderr: '' }
  const code = await evenkeel(['github', 'post', '--dispatch', 'publish.yml', '--now', '2026-11-23T07:00:00Z'], {
    folder: clone,
    env: {
      EVENKEEL_CACHE: join(root, 'cache'),
      EVENKEEL_GITHUB_PAUSES: 'none',
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTOR: actor,
      GITHUB_API_URL: `${github.origin}/api/v3`,
      GITHUB_EVENT_NAME: name,
      GITHUB_EVENT_PATH: join(folder, 'event.json'),
      GITHUB_REPOSITORY: 'acme/ops',
      GITHUB_RUN_ID: '77',
      GITHUB_SERVER_URL: github.origin,
      GITHUB_TOKEN: 'token',
    },
    canAsk: false,
    input: Readable.from([]),
    out: (text) => void (said.stdout += text),
    err: (text) => void (said.stderr += text),
    exitCode: 0,
  })
  return { code, ...said }
}
/** What a bot's token does starts no workflow. */
const happened = (how?: Parameters<typeof delivered>[1]) =>
  delivered(github.state, how).filter(({ actor }) => !actor.endsWith('[bot]'))
const inBare = (...args: string[]) =>
  execFileSync('git', ['-C', github.state.bare, ...args], { encoding: 'utf8' }).trim()
const commits = () => inBare('log', '--reverse', '--format=%an %s', 'main').split('\n').slice(1)
const answers = () => github.state.comments.filter(({ user }) => user === 'github-actions[bot]').map(({ body }) => body)

test('An issue and its comments, delivered twice and backwards, are each one commit by whoever said it, and answered once.', async () => {
  const number = openIssue(github.state, {
    user: 'ana',
    title: 'Cards fail',
    body: '### Components\n\nCheckout: partial outage\n\n### What customers read\n\nSome cards fail.',
    labels: ['incident'],
  })
  comment(github.state, number, 'bo', '/identified We know why.')
  comment(github.state, number, 'mallory', '/resolve All is well!')
  comment(github.state, number, 'bo', '> /resolve\n\nNot yet.')
  comment(github.state, number, 'bo', '/resolve\nnothing=at_all\n\n`````\n@ana $(id)')
  for (const event of happened({ twice: true, backwards: true })) {
    const { code, stderr } = await post(event)
    expect([code, stderr]).toEqual([0, expect.any(String)])
  }
  expect(commits().toSorted()).toEqual([
    'ana INC-2026-0002: Cards fail',
    'bo INC-2026-0002: identified',
    'bo INC-2026-0002: resolved',
  ])
  expect(
    inBare('ls-tree', '-r', '--name-only', 'main', 'content/incidents/2026/INC-2026-0002-cards-fail/public/').split(
      '\n',
    ),
  ).toHaveLength(3)
  // One that says where it is, one for all strangers.
  expect(answers().map((body) => body.split('\n')[1])).toEqual(
    expect.arrayContaining([
      expect.stringMatching(
        /^\*\*INC-2026-0002\*\* is written: \[what customers see\]\(https:\S+\/incidents\/[a-z0-9]{12}\/\)/,
      ),
      'Only people who may write to this repository post incidents and updates by its issues. Nothing was written.',
    ]),
  )
  expect(answers()).toHaveLength(2)
  expect(new Set(github.state.dispatches.map(({ workflow }) => workflow))).toEqual(new Set(['publish.yml']))
}, 240_000)

test('What is wrong is answered where it was asked, in a block that nothing in it ends, and nothing is written.', async () => {
  const before = commits()
  const number = openIssue(github.state, {
    user: 'ana',
    title: 'Broken',
    body: '### Components\n\n```@bo``` $(id): in flames\n\n### What customers read\n\nX.',
    labels: ['incident'],
  })
  const [opening] = happened()
  const { code, stdout } = await post(opening as Happened)
  expect(code).toBe(1)
  expect(stdout).toContain('among the components, expected such as')
  expect(answers().at(-1)).toMatch(
    /^<!-- evenkeel:post problem issue -->\nNothing was written:\n\n````text\nUnexpected .*```@bo```/,
  )
  expect(commits()).toEqual(before)
  // Corrected, it is taken along with a comment; of a comment that is wrong the edit is.
  editIssue(github.state, number, '### Components\n\nCheckout: partial outage\n\n### What customers read\n\nX.')
  const said = comment(github.state, number, 'ana', '/update nothing=major_outage Y.')
  editComment(github.state, said, 'ana', '/update checkout=major_outage Y.')
  const [wrong, right] = happened()
  const started = github.state.dispatches.length
  expect((await post(wrong as Happened)).code).toBe(1)
  // What it has opened all the same is published.
  expect(github.state.dispatches).toHaveLength(started + 1)
  expect(answers().at(-1)).toContain('Edit the comment, or write another one.')
  expect((await post(right as Happened)).code).toBe(0)
  expect(commits().slice(-2)).toEqual([expect.stringMatching(/Broken$/), expect.stringMatching(/investigating$/)])
  const here = github.state.comments.filter(({ pull }) => pull === number)
  expect(here.filter(({ body }) => body.includes('Nothing was written:'))).toEqual([])
  comment(github.state, number, 'ana', '/resolve Over.')
  for (const event of happened()) await post(event)
}, 240_000)

test('A curl with a body of Statuspage is written once, whatever its texts are.', async () => {
  const incident = {
    name: '$(touch /tmp/x) `id`',
    status: 'investigating',
    body: '-n\n::set-output name=x::y',
    component_ids: ['checkout'],
  }
  dispatchRepository(github.state, 'incident', { incident, idempotency_key: 'pager-7' }, 'ana')
  for (const event of happened({ twice: true })) expect((await post(event)).code).toBe(0)
  expect(commits().filter((line) => line.includes('touch'))).toEqual([
    expect.stringMatching(/^ana INC-2026-\d{4}: \$\(touch \/tmp\/x\) `id`$/),
  ])
}, 240_000)

test('An edited comment corrects its words; who closes the issue while it goes on is told once how it ends.', async () => {
  const number = openIssue(github.state, { user: 'ana', title: 'Slow', body: 'Slow.', labels: ['incident'] })
  const said = comment(github.state, number, 'bo', '/identified It is the cashe.')
  editComment(github.state, said, 'ana', '/identified It is the cache.')
  closeIssue(github.state, number, 'ana')
  // GitHub tells of the edit before it tells of the comment.
  const [opening, first, second, closing] = happened()
  for (const event of [opening, second, first, closing, closing]) expect((await post(event as Happened)).code).toBe(0)
  expect(inBare('grep', '-h', 'It is the c', 'main')).toBe('It is the cache.')
  expect(answers().filter((body) => body.includes("closing the issue doesn't end it"))).toHaveLength(1)
  comment(github.state, number, 'ana', '/resolve Over.')
  closeIssue(github.state, number, 'ana')
  const before = answers().length
  for (const event of happened()) expect((await post(event)).code).toBe(0)
  expect(answers()).toHaveLength(before)
}, 240_000)
