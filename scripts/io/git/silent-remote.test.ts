import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RELAY_KEY as KEY, startRelay } from '../../fixtures/relay-server.ts'
import { originAndClone, type OriginAndClone } from '../../fixtures/origin-and-clone.ts'
import { runGit } from './process.ts'
import { commitAndPush } from './push-record.ts'
import { openRemote } from './remote.ts'
import { openRepository } from './repository.ts'
import { Unreachable } from './unreachable.ts'

/* A connection that is half open, as after a network has changed: ssh says nothing and doesn't end. */

let there: OriginAndClone
/** What ssh does before it reaches the origin, which lies here. */
function overSsh(first: string) {
  const program = join(there.home, '../ssh.sh')
  writeFileSync(program, `#!/bin/sh\n${first}\nfor last; do :; done\nexec sh -c "$last"\n`, { mode: 0o755 })
  const set = (...args: string[]) => execFileSync('git', ['-C', there.home, ...args])
  set('config', 'core.sshCommand', program)
  set('config', 'ssh.variant', 'simple')
  set('remote', 'set-url', 'origin', `host:${join(there.home, '../origin.git')}`)
}
const once = (what: string) => `if [ -e ${there.home}/../first ]; then rm ${there.home}/../first; ${what}; fi`
const arm = () => writeFileSync(join(there.home, '../first'), '')

beforeEach(() => void (there = originAndClone({ 'site.yaml': 'name: Acme\nurl: https://status.acme.example\n' })))
afterEach(() => there.remove())

test('A server that says nothing is waited for no longer than was said, and what waited for it is ended.', async () => {
  const lives = join(there.home, '../lives')
  overSsh(`while :; do echo >> ${lives}; sleep 0.1; done`)
  const size = () => readFileSync(lives).length
  const remote = openRemote(there.home, null, 'origin', 1500)
  await expect(remote.tip('main')).rejects.toThrow(/no answer within 1.5 s/)
  const before = size()
  await setTimeout(1000)
  expect(size()).toBe(before)
  expect(await remote.push('main', '0'.repeat(40))).toEqual({ refused: expect.stringContaining('no answer') })
})

test('A relay goes on where one call was never answered.', async () => {
  const relay = await startRelay(there.home, () => Date.UTC(2026, 2, 1, 10), { patience: 8000 })
  overSsh(once('exec sleep 1000'))
  const post = async (name: string) => {
    const headers = { authorization: `OAuth ${KEY}` }
    const body = JSON.stringify({ incident: { name, body: 'We look.' } })
    return (await fetch(`${relay.address}/v1/pages/p4g3/incidents`, { method: 'POST', headers, body })).status
  }
  arm()
  expect(await Promise.all([post('One'), post('Two')])).toEqual([201, 201])
  relay.close()
})

test('Who comes after one for whom git was away for long hears so at once, until it is back.', async () => {
  const relay = await startRelay(there.home, () => Date.UTC(2026, 2, 1, 10))
  const calls = join(there.home, '../calls')
  const post = async (name: string) => {
    const [headers, body] = [
      { authorization: `OAuth ${KEY}` },
      JSON.stringify({ incident: { name, body: 'We look.' } }),
    ]
    writeFileSync(calls, '')
    const { status } = await fetch(`${relay.address}/v1/pages/p4g3/incidents`, { method: 'POST', headers, body })
    return { status, calls: readFileSync(calls).length }
  }
  overSsh(`echo >> ${calls}; echo 'ssh: connect to host: Connection refused' >&2; exit 255`)
  const first = await post('One')
  expect(first.status).toBe(503)
  expect(first.calls).toBeGreaterThan(3)
  expect([await post('Two'), await post('Three')]).toEqual(
    [1, 1].map((calledOnce) => ({ status: 503, calls: calledOnce })),
  )
  overSsh('')
  expect((await post('Four')).status).toBe(201)
  relay.close()
})

test('Of many who list incidents at once one asks git, be it there or away.', async () => {
  const relay = await startRelay(there.home, () => Date.UTC(2026, 2, 1, 10))
  const calls = join(there.home, '../calls')
  const list = async () => {
    const headers = { authorization: `OAuth ${KEY}` }
    return (await fetch(`${relay.address}/v1/pages/p4g3/incidents`, { headers })).status
  }
  const atOnce = async () => {
    writeFileSync(calls, '')
    const statuses = await Promise.all(Array.from({ length: 20 }, list))
    return { statuses: [...new Set(statuses)], calls: readFileSync(calls).length }
  }
  // What it has seen as it began is no longer fresh.
  await setTimeout(3100)
  overSsh(`echo >> ${calls}; sleep 1; exit 255`)
  expect(await atOnce()).toEqual({ statuses: [503], calls: 1 })
  overSsh(`echo >> ${calls}; sleep 1`)
  expect(await atOnce()).toEqual({ statuses: [200], calls: 1 })
  relay.close()
})

test('Git that somebody ends is no answer, however much it has said.', async () => {
  const ended = runGit(there.home, ['-c', 'alias.half=!echo half; kill -TERM $PPID; sleep 1', 'half'])
  await expect(ended).rejects.toThrow(new Unreachable('git -c was ended by SIGTERM'))
})

test('A push in the middle of which git was ended is done again.', async () => {
  const repository = await openRepository(join(there.home, 'content'))
  if (!repository) throw new Error('There is no repository.')
  const remote = openRemote(there.home, null)
  let pushes = 0
  const ending: typeof remote.push = async (...args) =>
    pushes++ === 0 ? { refused: 'git push was ended by SIGTERM' } : remote.push(...args)
  const person = { name: 'Ana', email: 'ana@acme.example' }
  const files = new Map([['content/README.md', 'Read me.\n']])
  const write = async () => ({ files, message: 'Words', author: person, at: Date.UTC(2026, 2, 1), result: 'written' })
  const pushed = await commitAndPush({ repository, remote: { ...remote, push: ending }, branch: 'main', write })
  expect(pushed).toMatchObject({ result: 'written' })
  expect(there.text('content/README.md')).toBe('Read me.\n')
})
