import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { whereabouts } from './whereabouts.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-whereabouts-'))
afterAll(() => rmSync(top, { recursive: true }))
beforeEach(() => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
  vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1')
  vi.stubEnv('GIT_CEILING_DIRECTORIES', top)
})
afterEach(() => vi.unstubAllEnvs())

const git = (folder: string, ...args: string[]) => execFileSync('git', ['-C', folder, ...args], { stdio: 'pipe' })
function repository(name: string): string {
  const folder = join(top, name)
  mkdirSync(join(folder, 'below/it'), { recursive: true })
  git(folder, 'init', '--quiet', '--initial-branch=trunk')
  return folder
}
const commit = (folder: string) =>
  git(folder, '-c', 'user.name=Ana', '-c', 'user.email=a@acme.example', 'commit', '--quiet', '--allow-empty', '-m', 'x')

test('Outside of any repository nothing is known.', async () => {
  const folder = join(top, 'plain')
  mkdirSync(folder)
  expect(await whereabouts(folder)).toEqual({ below: null, remote: null, branch: null, handle: null })
})

test('In a new one the branch that is to be born is.', async () => {
  const folder = repository('new')
  git(folder, 'remote', 'add', 'origin', 'git@github.com:acme/ops.git')
  git(folder, 'config', 'user.email', '123+ana@users.noreply.github.com')
  expect(await whereabouts(folder)).toEqual({
    below: '',
    remote: 'git@github.com:acme/ops.git',
    branch: 'trunk',
    handle: 'ana',
  })
  expect((await whereabouts(join(folder, 'below/it'))).below).toBe('below/it')
})

test('On a branch of somebody’s own it is still the one that all start from.', async () => {
  const folder = repository('feature')
  commit(folder)
  git(folder, 'branch', '-m', 'main')
  git(folder, 'switch', '--quiet', '-c', 'set-up')
  expect((await whereabouts(folder)).branch).toBe('main')
  git(folder, 'update-ref', 'refs/remotes/origin/develop', 'HEAD')
  git(folder, 'symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/develop')
  expect((await whereabouts(folder)).branch).toBe('develop')
})

test('An ordinary mail address is no handle; the configuration may name one.', async () => {
  const folder = repository('mail')
  git(folder, 'config', 'user.email', 'root@acme.example')
  expect((await whereabouts(folder)).handle).toBeNull()
  git(folder, 'config', 'github.user', 'bo')
  expect((await whereabouts(folder)).handle).toBe('bo')
})

test('Without git nothing is known, and nothing breaks.', async () => {
  vi.stubEnv('PATH', '/nonexistent')
  expect(await whereabouts(top)).toEqual({ below: null, remote: null, branch: null, handle: null })
})
