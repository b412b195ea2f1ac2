import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { GOOD } from '../fixtures/good-content.ts'
import { run } from '../fixtures/in-process.ts'
import { diskFault } from './disk-fault.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-disk-'))
afterAll(() => rmSync(top, { recursive: true }))

const said = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return diskFault(error)
  }
  return 'nothing'
}
const fault = (code: string, path: string) =>
  diskFault(Object.assign(new Error(code), { code, path, syscall: 'open', errno: -1 }))

test('What a disk says is one sentence with the path; a draft stands for its folder.', () => {
  writeFileSync(join(top, 'file'), '')
  expect(said(() => mkdirSync(join(top, 'file/x'), { recursive: true }))).toBe(
    `${join(top, 'file/x')}: a file is in a folder's place (ENOTDIR).`,
  )
  expect(said(() => readFileSync(top))).toBe(null)
  expect(said(() => closeSync(openSync(join(top, 'x'.repeat(300)), 'w')))).toMatch(
    /the name is too long \(ENAMETOOLONG\)\.$/,
  )
  expect(fault('EACCES', '/r/runbooks/.x.md.12.draft')).toBe('/r/runbooks: no permission (EACCES).')
  expect(fault('ENOSPC', '/r/dist/ops.new-1-2')).toBe('/r/dist: the disk is full (ENOSPC).')
})

test('What is a bug of ours, or of another kind, is none of the disk.', () => {
  expect(diskFault(new TypeError('x is not a function'))).toBe(null)
  expect(fault('ENOENT', '/gone')).toBe(null)
  expect(fault('constructor', '/x')).toBe(null)
  expect(diskFault(spawnSync('/tmp').error)).toBe(null)
  expect(diskFault(Object.assign(new Error('x'), { code: 'EACCES', syscall: 'connect', address: '::1' }))).toBe(null)
})

test('A command that cannot write says so in a sentence, ends with 1, and leaves nothing.', async () => {
  const content = join(top, 'content')
  for (const [path, text] of Object.entries(GOOD)) {
    mkdirSync(join(content, path, '..'), { recursive: true })
    writeFileSync(join(content, path), text)
  }
  rmSync(join(content, 'freezes'), { recursive: true })
  writeFileSync(join(content, 'freezes'), 'x')
  const told = ['--title', 'Peak', '--level', 'soft', '--owner', 'ana', '--reason', 'Sale']
  const when = ['--window', '2026-12-01T00:00:00Z/2d', '--now', '2026-11-23T09:00:00Z']
  const { code, stdout, stderr } = await run('new', 'freeze', '--content', content, ...told, ...when)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toBe(`${join(content, 'freezes')}: a file is in a folder's place (EEXIST).\n`)
})
