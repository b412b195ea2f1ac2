import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openDesk, runJob, type AsJob } from '../fixtures/fake-github-desk.ts'
import { comment, delivered, openIssue, type Happened } from '../fixtures/fake-github-events.ts'
import { inBare } from '../fixtures/fake-github-state.ts'
import { startFakeGithub, type FakeGithub } from '../fixtures/fake-github.ts'
import { lost } from '../fixtures/loop/nothing-lost.ts'
import { receiver, type Receiver } from '../fixtures/receiver.ts'
import { unpackedPackage } from '../fixtures/unpacked-package.ts'

/*
 * GitHub on a bad day: events come twice, backwards and at once, a token may not, jobs are killed. In the end every update is
 * in git once, was answered once where it was asked, and was told to everybody.
 */

let root = ''
let program = ''
let github: FakeGithub
let hook: Receiver
const words: string[] = []
const ALL = { contents: 'write', issues: 'write', actions: 'write' } as const

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'evenkeel-loop-github-'))
  program = await unpackedPackage(join(root, 'tool'))
  github = await startFakeGithub(root, 'acme/ops')
  hook = await receiver()
  github.state.collaborators.push('ana', 'bo')
  const site =
    'name: Acme\nurl: https://status.acme.example\nnotify: [{kind: webhook, url_env: HOOK_URL, allow_private: true}]\n'
  openDesk(root, github.state.bare, '2026-11-23T06:00:00Z').push(
    {
      'content/site.yaml': site,
      'content/teams/core.yaml': 'name: Core\nmembers: [ana, bo]\n',
      'content/services/shop.yaml':
        'name: Shop internals\nteam: core\ntier: 1\npublic: {name: Shop, since: 2026-01-01}\n',
    },
    'main',
  )
  grant(ALL)
  expect(await notify()).toMatchObject({ code: 0 })
})
afterEach(() => expect(github.problems).toEqual([]))
afterAll(async () => {
  hook.close()
  await github.close()
  rmSync(root, { recursive: true, force: true })
})

const grant = (permissions: { contents?: 'read' | 'write'; issues?: 'write'; actions?: 'write' }) =>
  github.state.tokens.set('token', { login: 'github-actions[bot]', installation: true, permissions })
const job = (args: string[], more: Partial<AsJob> = {}) =>
  runJob(root, github, [...args, '--now', '2026-11-23T07:00:00Z'], { token: 'token', program, ...more })
const notify = () => job(['notify'], { env: { HOOK_URL: hook.url } })
const post = ({ name, actor, payload }: Happened, more: Partial<AsJob> = {}) =>
  job(['github', 'post', '--dispatch', 'publish.yml'], { name, actor, event: payload, ...more })
/** What a bot's token does starts no workflow. */
const happened = (how?: Parameters<typeof delivered>[1]) =>
  delivered(github.state, how).filter(({ actor }) => !actor.endsWith('[bot]'))
const answers = () => github.state.comments.filter(({ user }) => user === 'github-actions[bot]').map(({ body }) => body)
const heard = () =>
  hook.received.flatMap(({ headers, body: { incident } }) =>
    incident ? [{ id: String(headers['webhook-id']), text: incident.incident_updates[0].body, confirmed: true }] : [],
  )
const wrong = (channels = {}) => lost({ words, inBare: (...args) => inBare(github.state, ...args), channels })

test('An issue and its comments, each delivered twice, backwards and all at once, are there once, and answered once.', async () => {
  const number = openIssue(github.state, {
    user: 'ana',
    title: 'Orders fail',
    body: '### Components\n\nshop: partial outage\n\n### What customers read\n\nWord zero.',
    labels: ['incident'],
  })
  const [opened] = happened()
  const first = await Promise.all([post(opened as Happened), post(opened as Happened)])
  expect(first.map(({ code }) => code)).toEqual([0, 0])
  expect((await notify()).code).toBe(0)
  comment(github.state, number, 'ana', '/identified Word one.')
  comment(github.state, number, 'bo', '/update Word two.')
  words.push('Word zero.', 'Word one.', 'Word two.')
  const jobs = await Promise.all(happened({ twice: true, backwards: true }).map((event) => post(event)))
  expect(jobs.map(({ code }) => code)).toEqual([0, 0, 0, 0])
  expect(answers()).toEqual([expect.stringContaining('**INC-2026-0001** is written: [what customers see]')])
  expect((await notify()).code).toBe(0)
  expect(wrong({ hook: heard() })).toEqual([])
})

test('A token that may not is told of in words, where it was asked too; once it may, the same job does it.', async () => {
  comment(github.state, 500, 'bo', '/update Word three.')
  const [event] = happened() as [Happened]
  grant({ ...ALL, contents: 'read' })
  const refused = await post(event)
  expect([refused.code, refused.stdout]).toEqual([1, expect.stringContaining('give the job `contents: write`')])
  expect(answers().at(-1)).toContain('Nothing was written:\n\n```text\nNothing is pushed. The token may not push')
  words.push('Word three.')
  const published = github.state.dispatches.length
  grant({ contents: 'write', issues: 'write' })
  const unpublished = await post(event)
  expect([unpublished.code, unpublished.stderr]).toEqual([1, expect.stringContaining('give the job `actions: write`')])
  expect(wrong()).toEqual([])
  grant(ALL)
  expect((await post(event)).code).toBe(0)
  expect(github.state.dispatches).toHaveLength(published + 1)
  expect(answers().join()).not.toContain('Nothing was written')
  grant({ contents: 'read' })
  const untold = await notify()
  expect([untold.code, untold.stderr]).toEqual([
    1,
    expect.stringContaining('so nothing was sent: The token may not push'),
  ])
  expect(untold.summary).toContain('nobody was sent anything: The token may not push')
  grant(ALL)
  expect((await notify()).code).toBe(0)
  expect(wrong({ hook: heard() })).toEqual([])
})

test('A job that is killed at each request that changes anything, and run again each time, is done once in the end.', async () => {
  const { id: said } = comment(github.state, 500, 'bo', '/resolve Word four.')
  words.push('Word four.')
  const [event] = happened() as [Happened]
  const { requests } = github
  const arrived = requests.push.bind(requests)
  const before = github.state.dispatches.length
  const died: string[] = []
  const started: AsJob['started'] = (child) =>
    (requests.push = (name = '') => {
      if ((name === 'push' || name.startsWith('POST ')) && !died.includes(name)) {
        died.push(name)
        child.kill('SIGKILL')
      }
      return arrived(name)
    })
  let last = await post(event, { started })
  for (let n = 2; last.code === null; n++) last = await post(event, { started, env: { GITHUB_RUN_ATTEMPT: String(n) } })
  requests.push = arrived
  expect(last).toMatchObject({ code: 0, stderr: '' })
  expect(died.map((name) => name.replace(/^.*\//, ''))).toEqual(['push', 'dispatches', 'reactions'])
  expect(github.state.dispatches.length).toBeGreaterThan(before)
  expect((await notify()).code).toBe(0)
  expect(wrong({ hook: heard() })).toEqual([])
  expect(github.state.reactions.filter((one) => one.comment === said)).toMatchObject([{ content: '+1' }])
})
