import { spawn } from 'node:child_process'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { adds, notifies, openLoop, opens, type Loop } from '../fixtures/loop/loop.ts'
import { EVENKEEL } from '../fixtures/places.ts'

let loop: Loop
beforeEach(async () => {
  loop = await openLoop({ hooks: ['well'], to: ['ana@acme.example'] })
})
afterEach(() => loop.close())

test('On a disk that is full nothing is pushed, posted or sent, and once there is room all is done.', async () => {
  /** No file may be longer than so many kibibytes: to whoever writes one, the disk is full. */
  const full = async (kibibytes: number, args: readonly string[]): Promise<number | null> => {
    const command = 'ulimit -f "$1"; shift; exec "$@"'
    const child = spawn('bash', ['-c', command, 'bash', String(kibibytes), process.execPath, EVENKEEL, ...args], {
      cwd: loop.clone(),
      env: { ...process.env, ...loop.env, NODE_COMPILE_CACHE: '' },
      stdio: 'ignore',
    })
    return new Promise((done) => child.on('close', done))
  }
  await loop.run(loop.clone(), ...opens('10:00', 'Word zero.'))
  await loop.run(loop.clone(), ...notifies('10:01'))
  const count = Object.values(loop.heard).flat().length
  expect(await full(0, adds('11:00', 'No room.'))).not.toBe(0)
  await loop.run(loop.clone(), ...adds('11:00', 'No room.'))
  expect(await full(0, notifies('11:01'))).not.toBe(0)
  expect(Object.values(loop.heard).flat()).toHaveLength(count)
  expect((await loop.run(loop.clone(), ...notifies('11:01'))).code).toBe(0)
  expect(loop.lost(['Word zero.', 'No room.'])).toEqual([])
}, 240_000)
