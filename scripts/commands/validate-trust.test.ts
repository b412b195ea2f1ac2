import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { GOOD } from '../fixtures/good-content.ts'
import { EVENKEEL } from '../fixtures/places.ts'
import { writeFiles } from '../fixtures/written.ts'

/* Whom git trusts, and what it may run, while content is read at a commit: with the environment of a user, not of a test. */

const top = mkdtempSync(join(tmpdir(), 'evenkeel-trust-'))
afterAll(() => rmSync(top, { recursive: true }))

let repository: string
let home: string
let count = 0
beforeEach(() => {
  repository = join(top, String(count), 'ops')
  home = join(top, String(count++), 'home')
  write(home, { '.gitconfig': '[user]\n  name = Ana\n  email = ana@acme.example\n' })
  write(join(repository, 'content'), { ...GOOD, ...BROKEN })
  git('init', '--quiet')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'Records')
  write(join(repository, 'content'), { 'services/new.yaml': BROKEN['services/broken.yaml'] })
})

const BROKEN = { 'services/broken.yaml': 'name: Broken\nteam: platform\ntier: 9\n' }

function write(folder: string, files: Readonly<Record<string, string>>) {
  writeFiles(folder, files)
}

/** The environment of a user whose home is a folder of ours, whatever started these tests. */
const own = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: home,
  GIT_CONFIG_NOSYSTEM: '1',
  ...more,
})
const git = (...args: string[]) =>
  execFileSync('git', ['-C', repository, ...args], { env: own(), encoding: 'utf8', stdio: 'pipe' })

function evenkeel(env: NodeJS.ProcessEnv, command: string, ...flags: string[]) {
  const args = [EVENKEEL, command, '--content', join(repository, 'content'), '--now', '2026-11-23T09:00:00Z', ...flags]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: top, env, encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** What `--since` has to find: the new file, and not the old one. */
const NEWS = {
  status: 1,
  stdout:
    'content/services/new.yaml:3:7  error  schema\n  Unexpected number 9, expected at most 4.\n\n1 error, 0 warnings in 16 files\n',
  stderr:
    "Elsewhere, and no reason to wait: 1 error that this doesn't bring, in content/services/broken.yaml. `validate` tells all.\n",
}

test.runIf(process.getuid?.() === 0)(
  "In somebody else's repository, that the user's configuration calls safe, validate and gate read what was.",
  () => {
    execFileSync('chown', ['-R', '12345', repository])
    const distrusted = evenkeel(own(), 'validate', '--since', 'HEAD')
    expect(distrusted.stderr).toMatch(
      /--since needs git, but .* is in no repository that git trusts.*safe\.directory \S+\/ops\n$/,
    )
    expect(distrusted.stderr).not.toMatch(/\n\s+at /)
    expect(distrusted.status).toBe(2)

    execFileSync('git', ['config', '--global', 'safe.directory', repository], { env: own() })
    expect(evenkeel(own(), 'validate', '--since', 'HEAD')).toEqual(NEWS)
    const judged = evenkeel(own(), 'gate', '--base', 'HEAD', '--format', 'json')
    expect(judged.stderr).toBe('')
    expect(JSON.parse(judged.stdout)).toMatchObject({ verdict: 'pass' })
  },
  // Four commands, each started anew.
  60_000,
)

test('Started by a hook of another repository, it reads the one that holds the content.', () => {
  const other = join(top, 'other')
  execFileSync('git', ['init', '--quiet', other], { env: own(), stdio: 'pipe' })
  const hook = {
    GIT_DIR: join(other, '.git'),
    GIT_WORK_TREE: other,
    GIT_INDEX_FILE: join(other, '.git/index'),
    GIT_OBJECT_DIRECTORY: join(other, '.git/objects'),
  }
  expect(evenkeel(own(hook), 'validate', '--since', 'HEAD')).toEqual(NEWS)
})

test('No program that the repository names is run: no filter, no hook, no watcher.', () => {
  const ran = join(top, 'ran')
  const program = join(repository, '.git/hooks/post-index-change')
  writeFileSync(program, `#!/bin/sh\ntouch ${ran}\ncat\n`, { mode: 0o755 })
  git('config', 'core.fsmonitor', program)
  git('config', 'filter.own.smudge', program)
  write(repository, { '.git/info/attributes': '* filter=own\n' })
  expect(evenkeel(own(), 'validate', '--since', 'HEAD')).toEqual(NEWS)
  expect(existsSync(ran)).toBe(false)
})

test.each([
  ['validate', '--since'],
  ['gate', '--base'],
])('Where git is missing, %s says so, and nothing else of the repository.', (command, flag) => {
  const without = evenkeel({ ...own(), PATH: home }, command, flag, 'main')
  expect(without.stderr).toMatch(/ needs git, and there is no `git` in the PATH\. Install it/)
  expect([without.status, without.stdout]).toEqual([2, ''])
})
