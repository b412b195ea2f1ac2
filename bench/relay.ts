import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { withOrigin } from './origin.ts'

const EVENKEEL = join(import.meta.dirname, '../scripts/evenkeel.ts')
/** Little room, in MB: what is held then is what is needed, and what is left behind after each post ends the relay. */
const HEAP = ['--max-old-space-size=256', '--max-semi-space-size=8']
const KEY = 'a key that only this run knows'.replaceAll(' ', '-')

export interface Posted {
  /** Milliseconds of each answer, without what git took at the remote. */
  own: number[]
  /** With it. */
  whole: number[]
  /** Megabytes that the relay held after each fifty. */
  memory: number[]
  /** Milliseconds of CPU of each, of the relay and of every git that it started. */
  cpu: number
}

/** Posts incidents and updates one after the other to a relay in front of some content. */
export const posting = (files: ReadonlyMap<string, string>, posts: number): Promise<Posted> =>
  withOrigin(files, ({ clone }) => postingFrom(clone('home'), posts))

async function postingFrom(home: string, posts: number): Promise<Posted> {
  const relay = spawn(
    process.execPath,
    [...HEAP, EVENKEEL, 'relay', '--token-env', 'KEY', '--port', '0', '--page', 'bench'],
    {
      cwd: home,
      env: { ...process.env, KEY },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let log = ''
  relay.stderr.on('data', (part: Buffer) => (log += part.toString()))
  try {
    const [said] = (await once(relay.stdout, 'data')) as [Buffer]
    const incidents = `${/http:\S+/.exec(said.toString())?.[0] ?? ''}/pages/bench/incidents`
    const result: Posted = { own: [], whole: [], memory: [], cpu: 0 }
    const before = cpuOf(relay.pid)
    let id = ''
    for (let n = 0; n < posts; n++) {
      const isNew = n % 4 === 0
      const began = performance.now()
      const answer = await fetch(isNew ? incidents : `${incidents}/${id}`, {
        method: isNew ? 'POST' : 'PATCH',
        headers: { authorization: `OAuth ${KEY}` },
        body: JSON.stringify({
          incident: isNew
            ? { name: `Trouble ${n}`, body: 'We look.' }
            : { body: `Word ${n}.`, ...(n % 4 === 3 ? { status: 'resolved' } : {}) },
        }),
      })
      const body = (await answer.json()) as { id: string }
      if (answer.status !== (isNew ? 201 : 200)) throw new Error(`${answer.status} ${JSON.stringify(body)}\n${log}`)
      const took = performance.now() - began
      // The line comes after the answer.
      while ([...log.matchAll(/git \d+ ms/g)].length <= n) await once(relay.stderr, 'data')
      const remote = Number([...log.matchAll(/git (\d+) ms/g)].at(-1)?.[1] ?? 0)
      result.whole.push(took)
      result.own.push(took - remote)
      id = body.id
      if (n % 50 === 49)
        result.memory.push(
          Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${relay.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
        )
    }
    result.cpu = (cpuOf(relay.pid) - before) / posts
    return result
  } finally {
    relay.kill()
    await once(relay, 'exit')
  }
}

/** Of a process and of those that it has started and that have ended, in milliseconds: proc(5), fields 14 to 17, hundredths. */
const cpuOf = (pid: number | undefined): number =>
  readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
    .slice(11, 15)
    .reduce((sum, ticks) => sum + Number(ticks) * 10, 0)

/** Such that so large a share of them takes no longer. */
export const percentile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? 0
