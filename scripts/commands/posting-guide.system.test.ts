import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openDesk } from '../fixtures/fake-github-desk.ts'
import { comment, delivered, openIssue } from '../fixtures/fake-github-events.ts'
import { startFakeGithub, type FakeGithub } from '../fixtures/fake-github.ts'
import { runInWith } from '../fixtures/in-process.ts'
import { EVENKEEL, PROJECT } from '../fixtures/places.ts'

/* Somebody who hasn't seen it posts by docs/posting.md alone: each of its commands as it is written, but for GitHub's address. */

const GUIDE = readFileSync(join(PROJECT, 'docs/posting.md'), 'utf8')
/** The commands of a section, and what it has otherwise in a block: comments. */
const blocks = (section: string, language: string): string[] => {
  const part = GUIDE.split(/^## /m).find((one) => one.startsWith(`${section}\n`)) ?? ''
  return [...part.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, text = '']) => text)
}

let root: string
let home: string
let github: FakeGithub
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'evenkeel-guide-'))
  github = await startFakeGithub(root, 'acme/ops')
  github.state.clock = Math.floor(Date.now() / 1000) * 1000 - 600_000
  github.state.collaborators.push('ana')
  const permissions = { contents: 'write', issues: 'write', actions: 'write' } as const
  github.state.tokens.set('job', { login: 'github-actions[bot]', installation: true, permissions })
  github.state.tokens.set('anas', { login: 'ana', installation: false, permissions: { contents: 'write' } })
  openDesk(root, github.state.bare, '2026-01-01T00:00:00Z').push(
    {
      'content/site.yaml': 'name: Acme\nurl: https://status.acme.example\n',
      'content/teams/core.yaml': 'name: Core\nmembers: [ana]\n',
      'content/services/checkout.yaml': 'name: Checkout API\nteam: core\ntier: 1\npublic: {name: Checkout}\n',
    },
    'main',
  )
  home = join(root, 'home')
  execFileSync('git', ['clone', '--quiet', github.state.bare, home])
  for (const [key, value] of [
    ['user.name', 'Ana'],
    ['user.email', 'ana@acme.example'],
  ] as const)
    execFileSync('git', ['-C', home, 'config', key, value])
  mkdirSync(join(root, 'bin'))
  writeFileSync(join(root, 'bin/npx'), `#!/bin/sh\nshift\nexec "${process.execPath}" "${EVENKEEL}" "$@"\n`, {
    mode: 0o755,
  })
})
afterEach(() => expect(github.problems).toEqual([]))
afterAll(async () => {
  await github.close()
  rmSync(root, { recursive: true, force: true })
})

/** Types a block of the guide, as it stands there, into a terminal in the clone. */
async function typed(block: string): Promise<string> {
  const line = block.replaceAll('https://api.github.com', `${github.origin}/api/v3`)
  const env = {
    PATH: `${join(root, 'bin')}:${process.env['PATH']}`,
    HOME: root,
    GITHUB_TOKEN: 'anas',
    EVENKEEL_CACHE: join(root, 'cache'),
  }
  const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', line], { cwd: home, env })
  return stdout
}
/** What a workflow makes of what has happened. */
async function worked() {
  for (const [n, event] of delivered(github.state).entries()) {
    if (event.actor.endsWith('[bot]')) continue
    const file = join(root, 'event.json')
    writeFileSync(file, JSON.stringify(event.payload))
    const env = {
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTOR: event.actor,
      GITHUB_API_URL: `${github.origin}/api/v3`,
      EVENKEEL_GITHUB_PAUSES: 'none',
      GITHUB_EVENT_NAME: event.name,
      GITHUB_EVENT_PATH: file,
      GITHUB_REPOSITORY: 'acme/ops',
      GITHUB_RUN_ID: `${github.state.clock}${n}`,
      GITHUB_SERVER_URL: github.origin,
      GITHUB_STEP_SUMMARY: join(root, 'summary.md'),
      GITHUB_TOKEN: 'job',
    }
    const { code, stdout, stderr } = await runInWith(env, home, 'github', 'post', '--dispatch', 'publish.yml')
    expect([code, stdout + stderr]).toEqual([0, expect.any(String)])
  }
}
const inBare = (...args: string[]) => execFileSync('git', ['-C', github.state.bare, ...args], { encoding: 'utf8' })
/** The newest commits, newest first. */
const subjects = (count: number) => inBare('log', `-${count}`, '--format=%s', 'main').trim().split('\n')

test('By a form: an issue, and the comments that the guide shows.', async () => {
  const number = openIssue(github.state, {
    user: 'ana',
    title: 'Card payments fail',
    body: '### State\n\nInvestigating\n\n### Severity\n\nSEV-2\n\n### Components\n\nCheckout: partial outage\n\n### What customers read\n\nWe are looking into it.',
    labels: ['incident'],
  })
  const comments = blocks('By a form', '')
  expect(comments).toHaveLength(2)
  for (const said of [...comments, '/resolve All works again.']) comment(github.state, number, 'ana', said)
  await worked()
  expect(subjects(4).map((one) => one.replace(/^INC-\d+-\d+: /, ''))).toEqual([
    'resolved',
    'identified',
    'identified',
    'Card payments fail',
  ])
  expect(github.state.comments.filter(({ user }) => user.endsWith('[bot]'))).toHaveLength(1)
}, 240_000)

test('By one curl, and by those that go on with its key, or change a component.', async () => {
  const curls = blocks('By one curl', 'sh')
  expect(curls).toHaveLength(3)
  for (const curl of curls) {
    await typed(curl)
    await worked()
  }
  expect(subjects(3)).toEqual([
    expect.stringMatching(/^INC-\d{4}-0003: Checkout: degraded performance$/),
    expect.stringMatching(/^INC-\d{4}-0002: resolved$/),
    expect.stringMatching(/^INC-\d{4}-0002: Elevated error rates$/),
  ])
  const [, , component = ''] = curls
  await typed(component.replace('degraded_performance', 'operational'))
  await worked()
}, 240_000)

test('By a command: each as it is written, with nothing else open.', async () => {
  const [three = '', applied = ''] = blocks('By command', 'sh')
  await typed(three)
  expect(subjects(3)).toEqual([
    expect.stringMatching(/^INC-\d{4}-0004: resolved$/),
    expect.stringMatching(/^INC-\d{4}-0004: identified$/),
    expect.stringMatching(/^INC-\d{4}-0004: Card payments fail$/),
  ])
  expect(await typed(applied)).toMatch(/INC-\d{4}-0005 {2}[a-z0-9]{12} {2}https:\/\/status\.acme\.example\/incidents\//)
}, 240_000)

test('By an alert: what Alertmanager sends, in a file, by the pipe of the guide.', async () => {
  const alert = {
    status: 'firing',
    labels: { alertname: 'CheckoutDown' },
    annotations: {},
    startsAt: new Date().toISOString(),
  }
  const message = { version: '4', groupKey: '{}:{}', status: 'firing', commonAnnotations: {}, alerts: [alert] }
  writeFileSync(join(home, 'message.json'), JSON.stringify(message))
  const [pipe = ''] = blocks('By an alert', 'sh')
  await typed(pipe)
  await worked()
  expect(subjects(1)).toEqual([expect.stringMatching(/^INC-\d{4}-0006: CheckoutDown$/)])
}, 240_000)
