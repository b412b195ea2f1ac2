import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { createdDates } from './repository.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-created-'))
afterAll(() => rmSync(top, { recursive: true }))

let repository: string
let count = 0
beforeEach(() => {
  repository = join(top, String(count++))
  mkdirSync(join(repository, 'ops/changes'), { recursive: true })
  git('init', '--quiet', '--initial-branch', 'main')
})

const USER = ['-c', 'user.name=Ana', '-c', 'user.email=ana@acme.example', '-c', 'commit.gpgsign=false']
function git(...args: string[]) {
  execFileSync('git', ['-C', repository, ...USER, ...args], { stdio: 'pipe' })
}
/** Commits everything; the committer's clock says something else, as after a rebase. */
function commit(author: string) {
  git('add', '--all')
  execFileSync('git', ['-C', repository, ...USER, 'commit', '--quiet', '--allow-empty', '--message', 'x'], {
    env: { ...process.env, GIT_AUTHOR_DATE: author, GIT_COMMITTER_DATE: '2030-01-01T00:00:00Z' },
  })
}
function write(path: string, text = 'text') {
  mkdirSync(dirname(join(repository, path)), { recursive: true })
  writeFileSync(join(repository, path), text)
}
const created = async (folder = 'ops/changes') => {
  const dates = await createdDates(join(repository, folder))
  return dates && Object.fromEntries([...dates].map(([name, at]) => [name, new Date(at).toISOString().slice(0, 10)]))
}

test('Each file has the date of the commit that first brought it, gone ones too, by names of any kind.', async () => {
  write('ops/changes/2026/a "ü"\n.md')
  write('elsewhere.md')
  commit('2026-01-01T12:00:00Z')
  write('ops/changes/2026/a "ü"\n.md', 'edited')
  write('ops/changes/2026/b.md')
  commit('2026-01-02T12:00:00Z')
  renameSync(join(repository, 'ops/changes/2026/b.md'), join(repository, 'ops/changes/2026/c.md'))
  commit('2026-01-03T12:00:00Z')
  expect(await created()).toEqual({
    '2026/a "ü"\n.md': '2026-01-01',
    '2026/b.md': '2026-01-02',
    '2026/c.md': '2026-01-03',
  })
})

test('A file of a branch keeps the date that it has there.', async () => {
  commit('2026-01-01T12:00:00Z')
  git('checkout', '--quiet', '-b', 'branch')
  write('ops/changes/a.md')
  commit('2026-01-02T12:00:00Z')
  git('checkout', '--quiet', 'main')
  write('ops/changes/b.md')
  commit('2026-01-03T12:00:00Z')
  git('merge', '--quiet', '--no-ff', '--message', 'merge', 'branch')
  expect(await created()).toEqual({ 'a.md': '2026-01-02', 'b.md': '2026-01-03' })
})

test('A shallow clone, a folder outside of git and an empty repository know nothing.', async () => {
  write('ops/changes/a.md')
  expect(await created()).toBeNull()
  commit('2026-01-01T12:00:00Z')
  commit('2026-01-02T12:00:00Z')
  const clone = join(top, 'clone')
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${repository}`, clone], { stdio: 'pipe' })
  expect(await createdDates(join(clone, 'ops/changes'))).toBeNull()
  mkdirSync(join(top, 'plain'))
  expect(await createdDates(join(top, 'plain'))).toBeNull()
  expect(await createdDates(join(top, 'nowhere'))).toBeNull()
})
