import { execFileSync } from 'node:child_process'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { GOOD } from '../../fixtures/good-content.ts'
import { runWithInputAnd } from '../../fixtures/in-process.ts'
import { originAndClone, type OriginAndClone } from '../../fixtures/origin-and-clone.ts'
import { RELAY_KEY, startRelay } from '../../fixtures/relay-server.ts'

/* What a review has taken out of the branch stays out, though whatever has posted it does so again. */

let there: OriginAndClone
beforeEach(() => void (there = originAndClone(GOOD)))
afterEach(() => there.remove())

const apply = async (input: object, now: string, env: NodeJS.ProcessEnv = {}) => {
  const flags = ['--content', `${there.home}/content`, '--now', now, '--by', 'ana', '--format', 'json']
  const { code, stdout } = await runWithInputAnd(env, JSON.stringify(input), 'incident', 'apply', '-', ...flags)
  return { code, ...(JSON.parse(stdout) as { id?: string | null; written?: boolean; error?: string }) }
}
const records = () => there.paths().filter((path) => path.includes('/incidents/') && !path.includes('INC-2026-0001'))

/** Somebody merges a pull request that takes files out. */
function removed(...paths: string[]) {
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', there.home, '-c', 'user.name=Bo', '-c', 'user.email=bo@acme.example', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim()
  git('pull', '-q', '--ff-only')
  git('rm', '-rq', ...paths)
  git('commit', '-qm', 'Not for customers')
  git('push', '-q', 'origin', `${git('commit-tree', 'HEAD^{tree}', '-p', 'HEAD^', '-p', 'HEAD', '-m', 'Merge')}:main`)
}

const OPEN = { incident: { name: 'Slow', status: 'investigating', body: 'Slow.', component_ids: ['checkout'] } }
const MORE = {
  incident_id: 'pager-1',
  idempotency_key: 'pager-1-2',
  incident: { status: 'identified', body: 'Bo did it.' },
}
const SAYS = /^It was posted before, and taken out by [0-9a-f]{12} \(Bo, \S+Z\): a repetition doesn't bring it back\./

test('An update that was taken out is not brought back by a run that is done again; said anew, it is there.', async () => {
  await apply({ ...OPEN, idempotency_key: 'pager-1' }, '2026-11-23T09:00:00Z')
  expect(await apply(MORE, '2026-11-23T09:05:00Z')).toMatchObject({ code: 0, written: true })
  const before = records()
  const file = before.find((path) => path.endsWith('090500Z.md')) ?? ''
  removed(file)
  const again = await apply(MORE, '2026-11-24T09:05:00Z', { GITHUB_RUN_ATTEMPT: '2' })
  expect(again).toMatchObject({ code: 1, error: expect.stringMatching(SAYS) })
  expect(records()).toEqual(before.filter((path) => path !== file))
  expect(await apply({ ...MORE, idempotency_key: 'pager-1-3' }, '2026-11-24T09:06:00Z')).toMatchObject({
    written: true,
  })
})

test('Nor is an incident, whose folder is gone; one of a key that begins like it is another one.', async () => {
  await apply({ ...OPEN, idempotency_key: 'pager-1' }, '2026-11-23T09:00:00Z')
  removed(...records())
  expect(await apply({ ...OPEN, idempotency_key: 'pager-1' }, '2026-11-23T12:00:00Z')).toMatchObject({
    code: 1,
    error: expect.stringMatching(SAYS),
  })
  expect(records()).toEqual([])
  expect(await apply({ ...OPEN, idempotency_key: 'pager' }, '2026-11-23T12:00:00Z')).toMatchObject({ written: true })
})

test('The incident of alerts that still fire neither, without a word that they be sent again.', async () => {
  const alerts = [
    { status: 'firing', labels: { alertname: 'Slow' }, annotations: {}, startsAt: '2026-11-23T08:50:00Z' },
  ]
  const message = { version: '4', groupKey: '{}', status: 'firing', commonAnnotations: {}, alerts }
  await apply(message, '2026-11-23T09:00:00Z')
  removed(...records())
  expect(await apply(message, '2026-11-23T13:00:00Z')).toMatchObject({ code: 0, written: false })
  expect(records()).toEqual([])
  const anew = { ...message, alerts: alerts.map((one) => ({ ...one, startsAt: '2026-11-24T08:50:00Z' })) }
  expect(await apply(anew, '2026-11-24T09:00:00Z')).toMatchObject({ written: true })
})

test('A script that asks a relay again by its key is told so.', async () => {
  const relay = await startRelay(there.home, () => Date.UTC(2026, 10, 23, 9))
  const post = () =>
    fetch(`${relay.address}/v1/pages/p4g3/incidents`, {
      method: 'POST',
      headers: { authorization: `OAuth ${RELAY_KEY}`, 'idempotency-key': 'k' },
      body: JSON.stringify(OPEN),
    })
  expect((await post()).status).toBe(201)
  relay.close()
  removed(...records())
  // Another one, which remembers nothing.
  const other = await startRelay(there.home, () => Date.UTC(2026, 10, 23, 12))
  const answered = await fetch(`${other.address}/v1/pages/p4g3/incidents`, {
    method: 'POST',
    headers: { authorization: `OAuth ${RELAY_KEY}`, 'idempotency-key': 'k' },
    body: JSON.stringify(OPEN),
  })
  expect([answered.status, await answered.json()]).toEqual([422, { error: [expect.stringMatching(SAYS)] }])
  other.close()
  expect(records()).toEqual([])
})

test('One that was given another number is there, and is gone on with.', async () => {
  await apply({ ...OPEN, idempotency_key: 'pager-1' }, '2026-11-23T09:00:00Z')
  await apply(MORE, '2026-11-23T09:05:00Z')
  const texts = Object.fromEntries(
    records().map((path) => [
      path.replace('content/', '').replace('0002', '0012'),
      there.text(path).replace('0002', '0012'),
    ]),
  )
  removed(...records())
  there.pushed(texts)
  expect(await apply(MORE, '2026-11-23T10:00:00Z')).toMatchObject({ code: 0, id: 'INC-2026-0012', written: false })
})
