import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openIssue } from '../fixtures/fake-github-events.ts'
import { startFakeGithub, type FakeGithub } from '../fixtures/fake-github.ts'
import { openGithub } from './github.ts'

/* Two jobs of one event run side by side, and each sees what the other one has done so far. */

let root = ''
let fake: FakeGithub
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'evenkeel-comments-'))
  fake = await startFakeGithub(root, 'acme/ops')
  fake.state.tokens.set('token', {
    login: 'github-actions[bot]',
    installation: true,
    permissions: { contents: 'read', issues: 'write' },
  })
})
afterAll(async () => {
  await fake.close()
  rmSync(root, { recursive: true, force: true })
})

const opened = () =>
  openGithub({ api: `${fake.origin}/api/v3`, repository: 'acme/ops', token: 'token', app: null, pauses: false })
const bodies = () => fake.state.comments.map(({ body }) => body)

test('Of three who write the same comment at once none fails, and one comment stays.', async () => {
  const issue = openIssue(fake.state, { user: 'ana', title: 'Orders fail', body: '', labels: [] })
  const clients = await Promise.all(Array.from({ length: 3 }, opened))
  await Promise.all(
    clients.map((github) => github.writeComment(issue, '<!-- told -->', '<!-- told -->\nIt is written.')),
  )
  expect(bodies()).toEqual(['<!-- told -->\nIt is written.'])
  await Promise.all(
    clients.map((github, n) => github.writeComment(issue, '<!-- told -->', `<!-- told -->\nAnew, ${n}.`)),
  )
  expect(bodies()).toEqual([expect.stringMatching(/^<!-- told -->\nAnew, \d\.$/)])
  await Promise.all(clients.map((github) => github.dropComment(issue, '<!-- told -->')))
  expect(bodies()).toEqual([])
})
