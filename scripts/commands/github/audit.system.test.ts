import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { FRESH, stale } from '../../fixtures/audit-context.ts'
import { openDesk, runJob, type Desk } from '../../fixtures/fake-github-desk.ts'
import { startFakeGithub, type FakeGithub } from '../../fixtures/fake-github.ts'
import { runbook } from '../../fixtures/good-content.ts'

/* The nightly audit as GitHub runs it: one issue, whatever happens to it. */

let root: string
let github: FakeGithub
let desk: Desk
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'evenkeel-audit-issue-'))
  github = await startFakeGithub(root, 'acme/ops')
  const bot = { login: 'github-actions[bot]', installation: true }
  github.state.tokens.set('audit-token', { ...bot, permissions: { contents: 'read', issues: 'write' } })
  github.state.tokens.set('reads', { ...bot, permissions: { contents: 'read', issues: 'read' } })
  desk = openDesk(root, github.state.bare, '2026-11-23T08:00:00Z')
  desk.push(inContent(FRESH), 'main')
})
afterEach(() => expect(github.problems).toEqual([]))
afterAll(async () => {
  await github.close()
  rmSync(root, { recursive: true, force: true })
})

const inContent = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`content/${path}`, text]))
const UNTESTED = inContent(stale(runbook, 'last_tested: 2026-11-01\n', ''))
const TESTED = inContent({ [runbook]: FRESH[runbook] ?? '' })

const audit = (now = '2026-11-23T09:00:00Z', token = 'audit-token', ...flags: string[]) =>
  runJob(root, github, ['github', 'audit', '--now', now, ...flags], { token })
const issues = () => github.state.issues.map(({ number, state, title }) => `#${number} ${state} ${title}`)
/** What was written since the last look. */
const writes = () => github.requests.splice(0).filter((one) => !one.startsWith('GET'))

test('One issue follows what is stale through its whole life.', async () => {
  // Somebody else's that looks like it is left alone.
  github.state.issues.push({
    number: 400,
    user: 'mallory',
    title: 'Mine',
    body: '<!-- evenkeel-audit --> mine',
    state: 'open',
  })
  expect(await audit()).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing is stale') })
  expect(writes()).toEqual([])

  desk.push(UNTESTED, 'main')
  const opened = await audit()
  expect([opened.code, opened.stdout]).toEqual([0, expect.stringContaining('opened')])
  expect(issues()).toEqual(['#400 open Mine', '#501 open Audit: 1 thing waits for somebody'])
  const { body } = github.state.issues[1] ?? { body: '' }
  expect(body).toContain('Runbook to be tested: it never was')
  expect(body).toContain(`/acme/ops/blob/HEAD/content/${runbook}#L`)
  expect(opened.summary).toContain('it never was')

  writes()
  const again = await audit('2026-11-25T09:00:00Z')
  expect(again.stdout).toContain('left as it is')
  expect(writes()).toEqual([])

  desk.push(TESTED, 'main')
  expect((await audit()).stdout).toContain('#501 closed')
  expect(issues()[1]).toBe('#501 closed Audit: 1 thing waits for somebody')

  desk.push(UNTESTED, 'main')
  expect((await audit()).stdout).toContain('#501 reopened')
  expect(issues()).toHaveLength(2)
})

test('Of two that were opened at once one stays.', async () => {
  const [first] = github.state.issues.filter(({ number }) => number === 501)
  if (first) github.state.issues.push({ ...first, number: 502, state: 'open' })
  await audit()
  expect(github.state.issues.map(({ number, state }) => `${number} ${state}`)).toEqual([
    '400 open',
    '501 closed',
    '502 open',
  ])
})

test('A token that only reads is told what it lacks; a dry run asks nothing of GitHub.', async () => {
  desk.push(TESTED, 'main')
  const { code, stderr } = await audit(undefined, 'reads')
  expect([code, stderr]).toEqual([1, expect.stringContaining('issues: write')])
  github.requests.splice(0)
  desk.push(UNTESTED, 'main')
  expect((await audit(undefined, 'audit-token', '--dry-run')).stdout).toContain('1 thing waits')
  expect(github.requests).toEqual([])
})
