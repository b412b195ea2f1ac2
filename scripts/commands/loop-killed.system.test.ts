import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ANSWERS } from '../fixtures/loop/answers.ts'
import { adds, notifies, openLoop, opens, type Loop, type Moment } from '../fixtures/loop/loop.ts'
import { deadlyGit, start } from '../fixtures/loop/mortal.ts'
import { unpackedPackage } from '../fixtures/unpacked-package.ts'

/* Whoever posts or tells is killed at every step in turn, and run again: nothing is lost, and no more than one message is told twice. */

const LEDGER = 'refs/evenkeel/delivered'
let loop: Loop
let program = ''
const folders = mkdtempSync(join(tmpdir(), 'evenkeel-killed-'))
const words = ['Word zero.']
beforeAll(async () => {
  program = await unpackedPackage(folders)
  loop = await openLoop({ hooks: ['well'], to: [] })
  await loop.run(loop.clone(), ...opens('10:00', 'Word zero.'))
  expect(await loop.run(loop.clone(), ...notifies('10:01'))).toMatchObject({ code: 0 })
})
afterEach(() => loop.onMoment(() => undefined))
afterAll(() => {
  loop.close()
  rmSync(folders, { recursive: true })
})

test('A post whose process is killed as it starts git, the first time, the second, and so on, is there once in the end.', async () => {
  const git = deadlyGit()
  const folder = loop.clone()
  let n = 0
  for (let code: number | null = null; code === null;)
    code = await start(program, { loop, folder, env: git.killsAt((n += 1)) }, adds('11:00', 'Word one.')).ended
  git.remove()
  words.push('Word one.')
  expect(n).toBeGreaterThan(3)
  expect(loop.lost(words, { without: ['well'] })).toEqual([])
  expect((await loop.run(folder, ...adds('11:01', 'Word one.'))).stdout).toContain('nothing is changed')
})

test('Whoever tells is killed at every moment that anybody sees, and run again: all is told, and once more at most what was sent and not yet written down.', async () => {
  const ledger = loop.inBare('rev-parse', LEDGER)
  const heard = Object.entries(loop.heard).map(([name, list]) => [name, list.length] as const)
  const moments: Moment[] = []
  for (let n = 1; ; n++) {
    loop.inBare('update-ref', LEDGER, ledger)
    for (const [name, count] of heard) loop.heard[name]?.splice(count)
    const { child, ended } = start(program, { loop, folder: loop.clone() }, notifies('11:02'))
    let count = 0
    loop.onMoment((moment) => {
      // A push that is under way goes through without whoever has started it.
      if (moment === 'pushed' || (count += 1) !== n) return
      moments.push(moment)
      child.kill('SIGKILL')
    })
    if ((await ended) !== null) break
    loop.onMoment(() => undefined)
    const sent = heard.some(([name, before]) => (loop.heard[name]?.length ?? 0) > before)
    expect((await loop.run(loop.clone(), ...notifies('11:03'))).code).toBe(0)
    expect({ moments, lost: loop.lost(words, { repeats: sent ? 1 : 0 }) }).toEqual({ moments, lost: [] })
  }
  // The claim, what is sent, what was taken, and the end.
  expect(moments).toEqual(['push', 'asked', 'answered', 'push', 'push'])
  expect(loop.lost(words)).toEqual([])
})

test('Whoever tells is killed while another run waits for the ledger: that one tells everybody what is left.', async () => {
  words.push('Word two.')
  await loop.run(loop.clone(), ...adds('12:00', 'Word two.'))
  const asked = Promise.withResolvers<void>()
  loop.onMoment((moment) => void (moment === 'asked' && asked.resolve()))
  // It sends, and hears no answer.
  loop.answers('well', ANSWERS.hangs)
  const { child, ended } = start(program, { loop, folder: loop.clone() }, notifies('12:01'))
  await asked.promise
  const other = loop.run(loop.clone(), ...notifies('12:02'))
  // By then it has looked at the ledger.
  await sleep(5000)
  loop.answers('well', ANSWERS.takes)
  child.kill('SIGKILL')
  expect(await ended).toBeNull()
  expect(await other).toMatchObject({ code: 0, stderr: expect.stringContaining('Another run is sending now') })
  expect(loop.lost(words)).toEqual([])
})
