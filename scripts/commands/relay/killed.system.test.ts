import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openLoop, type Loop, type Moment } from '../../fixtures/loop/loop.ts'
import { EVENKEEL } from '../../fixtures/places.ts'

/* A relay that is killed over a request, and a script that heard no answer and asks again. */

let loop: Loop
let running: { end: () => void } | null = null
beforeAll(async () => {
  loop = await openLoop({ hooks: [], to: [] })
})
afterEach(() => {
  loop.onMoment(() => undefined)
  running?.end()
})
afterAll(() => loop.close())

const KEY = 'a-key-of-this-test-alone'

/** A relay in a process of its own; its address, and how it is killed. */
async function relay(folder: string): Promise<{ address: string; kill: () => void }> {
  const args = [EVENKEEL, 'relay', '--token-env', 'KEY', '--port', '0', '--page', 'p4g3']
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, ...loop.env, KEY },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  running = { end: () => child.kill('SIGKILL') }
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return { address: /http:\S+/.exec(said.toString())?.[0] ?? '', kill: () => child.kill('SIGKILL') }
}

async function post(address: string, name: string) {
  const response = await fetch(`${address}/pages/p4g3/incidents`, {
    method: 'POST',
    headers: { authorization: `OAuth ${KEY}` },
    body: JSON.stringify({ incident: { name, body: `${name}.`, component_ids: ['shop'] } }),
  })
  return { code: response.status, id: ((await response.json()) as { id: string }).id }
}
/** The folders of incidents on the branch that are called so. */
const records = (name: string) =>
  new Set(
    loop
      .inBare('ls-tree', '-r', '--name-only', 'main', 'content/incidents')
      .split('\n')
      .filter((path) => path.includes(`-${name.toLowerCase()}/`))
      .map((path) => path.split('/')[3]),
  )

test.each<[Moment, string]>([
  ['push', 'Before'],
  ['pushed', 'After'],
])(
  'Killed at the moment of its %s and started again, a request that is repeated is one incident, of one id.',
  async (at, name) => {
    const folder = loop.clone()
    const first = await relay(folder)
    loop.onMoment((moment) => {
      if (moment === at) first.kill()
    })
    await expect(post(first.address, name)).rejects.toThrow('fetch failed')
    loop.onMoment(() => undefined)
    if (at === 'pushed') expect(records(name).size).toBe(1)
    const { address } = await relay(folder)
    const [again, oncemore] = [await post(address, name), await post(address, name)]
    expect([again.code, oncemore.code, oncemore.id]).toEqual([201, 201, again.id])
    expect(records(name).size).toBe(1)
    const shown = await fetch(`${address}/pages/p4g3/incidents/${again.id}`, {
      headers: { authorization: `OAuth ${KEY}` },
    })
    expect(await shown.json()).toMatchObject({ id: again.id, name, incident_updates: [{ body: `${name}.` }] })
  },
)
