import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openOneFileRef } from './one-file-ref.ts'
import { openRepository } from './repository.ts'

let scratch = ''
const git = (folder: string, ...args: string[]) =>
  execFileSync('git', args, { cwd: join(scratch, folder), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
const open = async (folder: string) => {
  const repository = await openRepository(join(scratch, folder))
  if (!repository) throw new Error(`${folder} is no repository`)
  return openOneFileRef(repository, { ref: 'refs/evenkeel/delivered', file: 'ledger.json', access: null })
}

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'evenkeel-ref-test-'))
  execFileSync('git', ['init', '--quiet', '--bare', join(scratch, 'origin.git')])
  for (const name of ['one', 'two'])
    execFileSync('git', ['clone', '--quiet', join(scratch, 'origin.git'), join(scratch, name)], { stdio: 'ignore' })
  execFileSync('git', ['init', '--quiet', join(scratch, 'alone')])
})
afterEach(() => rmSync(scratch, { recursive: true, force: true }))

test.each(['one', 'alone'])('What was written is read again, and only on top of what was read: %s.', async (folder) => {
  const ref = await open(folder)
  expect(await ref.tip()).toBeNull()
  const first = await ref.write('first', null)
  if (typeof first === 'string' || 'refused' in first) throw new Error('not written')
  expect(await ref.tip()).toBe(first.commit)
  expect(await ref.read(first.commit)).toBe('first')
  expect(await ref.write('as if nothing were there', null)).toBe('lost')
  const second = await ref.write('second', first.commit)
  if (typeof second === 'string' || 'refused' in second) throw new Error('not written')
  expect(await ref.write('late', first.commit)).toBe('lost')
  expect(await ref.read((await ref.tip()) ?? '')).toBe('second')
})

test('Of two clones the slower one loses, and reads what the other has written.', async () => {
  const [one, two] = [await open('one'), await open('two')]
  const [a, b] = await Promise.all([one.write('a', null), two.write('b', null)])
  expect([a, b].filter((written) => written === 'lost').length).toBe(1)
  const tip = (await two.tip()) ?? ''
  expect(['a', 'b']).toContain(await two.read(tip))
  expect(await one.read(tip)).toBe(await two.read(tip))
})

test('A ref without the file, or of something else, holds no text; a remote that refuses says why.', async () => {
  const ref = await open('one')
  git('one', '-c', 'user.name=a', '-c', 'user.email=a@b.example', 'commit', '--quiet', '--allow-empty', '-m', 'x')
  git('one', 'push', '--quiet', 'origin', 'HEAD:refs/evenkeel/delivered')
  expect(await ref.read((await ref.tip()) ?? '')).toBeNull()
  git('origin.git', 'config', 'receive.denyDeletes', 'true')
  git('origin.git', 'config', 'transfer.hideRefs', 'refs/evenkeel')
  expect(await ref.write('x', null)).toHaveProperty('refused')
})
