import { execFileSync, spawn } from 'node:child_process'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openClones, type Clones } from '../../fixtures/clones.ts'
import { GOOD } from '../../fixtures/good-content.ts'
import { runIn } from '../../fixtures/in-process.ts'
import { EVENKEEL } from '../../fixtures/places.ts'

/* What is posted reaches the branch: at once with others, over refusals, killed on the way, beside whatever lies there. */

let clones: Clones
beforeEach(async () => {
  clones = await openClones(GOOD)
})
afterEach(() => clones.close())

const OPEN = ['incident', 'open', '--push', '--severity', 'SEV-3', '--component', 'checkout=degraded_performance']
const commits = () => clones.inBare('log', '--reverse', '--format=%an <%ae> %s', 'main').split('\n').slice(1)
const files = (path = 'content/incidents') =>
  clones
    .inBare('ls-tree', '-r', '--name-only', 'main', path)
    .split('\n')
    .filter((name) => !name.includes('INC-2026-0001'))
const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim()

test('Posts from many clones at once all land, each once, and each has an id of its own.', async () => {
  const many = Array.from({ length: 4 }, (_, n) => n + 1)
  const folders = many.map((n) => clones.clone(`clone-${n}`))
  const ended = await Promise.all(
    folders.map((folder, n) =>
      runIn(folder, ...OPEN, '--by', `user-${n}`, '--title', `Trouble ${n}`, '--text', `Word ${n}.`),
    ),
  )
  expect(ended.map(({ code, stderr }) => (code === 0 ? 0 : stderr))).toEqual(ended.map(() => 0))
  expect(commits()).toHaveLength(4)
  for (const line of commits())
    expect(line).toMatch(/^(user-\d+) <\1@users\.noreply\.github\.com> INC-2026-\d{4}: Trouble \d+$/)
  const ids = new Set(files().map((path) => /INC-2026-\d{4}/.exec(path)?.[0]))
  expect(ids.size).toBe(4)
  expect(new Set(commits().map((line) => line.replace(/^.*: /, ''))).size).toBe(4)
  expect(files()).toHaveLength(8)
})

test('A remote may be called otherwise: it is named, and whoever names none is told which there are.', async () => {
  const folder = clones.clone('renamed')
  git(folder, 'remote', 'rename', 'origin', 'upstream')
  const said = [...OPEN, '--by', 'ana', '--title', 'Trouble', '--text', 'Word.']
  const { code, stderr } = await runIn(folder, ...said)
  expect(code).not.toBe(0)
  expect(stderr).toContain('This clone has upstream: name one by --remote.')
  expect((await runIn(folder, ...said, '--remote', '--upload-pack=id')).code).toBe(2)
  expect((await runIn(folder, ...said, '--remote', 'upstream')).code).toBe(0)
  expect(commits()).toHaveLength(1)
})

test('What is proposed after a push pushes, too: at night nobody writes beside the branch and takes customers for told.', async () => {
  const said = ['--internal', '--severity', 'SEV-3', '--service', 'checkout', '--by', 'ana', '--title', 'Trouble']
  const { stdout } = await runIn(clones.clone('quiet'), 'incident', 'open', '--push', ...said, '--text', 'Word.')
  expect(stdout).toContain('customers are told by: npx evenkeel incident update INC-2026-0002 --push --title')
})

test('A push that is refused five times gets there with the sixth; where somebody is always faster it is said, and nothing is there.', async () => {
  const [folder, other] = [clones.clone('a'), clones.clone('b')]
  let times = 0
  clones.onPush(() => {
    times++
    if (times > 5) return undefined
    if (times === 3) return 503
    const head = clones.inBare('commit-tree', 'main^{tree}', '-p', 'main', '-m', `Faster ${times}`)
    clones.inBare('update-ref', 'refs/heads/main', head)
    return undefined
  })
  const { code, stderr } = await runIn(folder, ...OPEN, '--by', 'ana', '--title', 'Slow', '--text', 'Slow.')
  expect([code, stderr]).toEqual([0, expect.stringContaining('Once more: somebody else has pushed to main.\n')])
  expect(times).toBe(6)
  expect(commits().at(-1)).toMatch(/^ana .* INC-2026-0002: Slow$/)
  clones.onPush(() => 403)
  const before = commits()
  const refused = await runIn(other, ...OPEN, '--by', 'bo', '--title', 'Other', '--text', 'Other.')
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/^Nothing is pushed\. [^]*403/)])
  expect(commits()).toEqual(before)
})

test('Where the remote is gone, that and that nothing is pushed is said, to programs as JSON.', async () => {
  const folder = clones.clone('a')
  git(folder, 'remote', 'set-url', 'origin', join(folder, 'gone.git'))
  const said = await runIn(folder, ...OPEN, '--by', 'ana', '--title', 'Slow', '--text', 'Slow.')
  expect([said.code, said.stderr]).toEqual([
    1,
    expect.stringMatching(/^Nothing is pushed\. The remote `origin` can't be asked\./),
  ])
  writeFileSync(join(folder, 'body.json'), JSON.stringify({ incident: { name: 'Slow', body: 'Slow.' } }))
  const applied = await runIn(folder, 'incident', 'apply', 'body.json', '--by', 'ana', '--format', 'json')
  expect(applied.code).toBe(1)
  expect(JSON.parse(applied.stdout)).toMatchObject({ error: expect.stringMatching(/^Nothing is pushed\. The remote/) })
})

test('A server that takes a push, dies over the answer and stays away: that nobody knows is said, and run again it is there once.', async () => {
  const [folder, bare] = [clones.clone('a'), clones.inBare('rev-parse', '--absolute-git-dir')]
  git(folder, 'remote', 'set-url', 'origin', bare)
  const hook = join(bare, 'hooks/post-receive')
  writeFileSync(hook, '#!/bin/sh\nmv "$PWD" "$PWD.away"\nkill -9 $PPID\n', { mode: 0o755 })
  const args = [...OPEN, '--by', 'ana', '--title', 'Slow', '--text', 'Slow.']
  const { code, stderr } = await runIn(folder, ...args)
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/^Once more: [^]*\nIt was sent, and no answer says whether/),
  ])
  expect(stderr).not.toContain('Nothing is pushed')
  renameSync(`${bare}.away`, bare)
  rmSync(hook)
  expect((await runIn(folder, ...args)).stdout).toContain('nothing is changed')
  expect(commits()).toHaveLength(1)
})

test('What else lies in a clone, staged or not, is neither pushed nor touched, and the clone follows.', async () => {
  const folder = clones.clone('a')
  writeFileSync(join(folder, 'staged.txt'), 'staged')
  git(folder, 'add', 'staged.txt')
  writeFileSync(join(folder, 'content/site.yaml'), 'name: Broken\n')
  writeFileSync(join(folder, 'untracked.txt'), 'untracked')
  const status = git(folder, 'status', '--short')
  const { code } = await runIn(folder, ...OPEN, '--by', 'ana', '--title', 'Slow [skip ci]', '--text', 'Slow.')
  expect(code).toBe(0)
  expect(git(folder, 'status', '--short')).toBe(status)
  expect(git(folder, 'rev-parse', 'HEAD')).toBe(clones.inBare('rev-parse', 'main'))
  expect(clones.inBare('diff', '--name-only', 'main~1', 'main').split('\n')).toHaveLength(2)
  expect(commits()).toEqual(['ana <ana@users.noreply.github.com> INC-2026-0002: Slow (skip ci)'])
  expect(readFileSync(join(folder, 'content/site.yaml'), 'utf8')).toBe('name: Broken\n')
})

test('From a branch of somebody’s own, with commits of theirs, it goes to the branch that others see, and theirs stays theirs.', async () => {
  const folder = clones.clone('a')
  git(folder, 'checkout', '--quiet', '-b', 'mine')
  writeFileSync(join(folder, 'mine.txt'), 'mine')
  git(folder, 'add', '.')
  git(folder, '-c', 'user.name=A', '-c', 'user.email=a@b.c', 'commit', '--quiet', '-m', 'Mine')
  const mine = git(folder, 'rev-parse', 'HEAD')
  expect((await runIn(folder, ...OPEN, '--by', 'ana', '--title', 'Slow', '--text', 'Slow.')).code).toBe(0)
  expect(git(folder, 'rev-parse', 'HEAD')).toBe(mine)
  expect(clones.inBare('ls-tree', '--name-only', 'main').split('\n')).toEqual(['content'])
})

test.each(['\nana', '-rf', 'a b', 'ana <x@y.z>', '../ana', ''])(
  '%j is the handle of nobody: it is refused, and nothing is pushed.',
  async (by) => {
    const { code, stderr } = await runIn(clones.clone('a'), ...OPEN, `--by=${by}`, '--title', 'Slow', '--text', 'Slow.')
    expect(code).toBe(2)
    expect(stderr).toMatch(/handle|by/)
    expect(commits()).toEqual([])
  },
)

test('Killed at any moment nothing is there or all is, and run again it is there once.', async () => {
  const folder = clones.clone('a')
  const args = [...OPEN, '--by', 'ana', '--title', 'Slow', '--text', 'Slow.']
  for (const moment of ['before', 'after'] as const) {
    const child = spawn(process.execPath, [EVENKEEL, ...args], { cwd: folder, stdio: 'ignore' })
    const gone = new Promise((done) => child.on('close', done))
    clones.onPush(() => {
      if (moment === 'before') child.kill('SIGKILL')
      else setTimeout(() => child.kill('SIGKILL'), 0)
      return undefined
    })
    await gone
    expect([0, 1]).toContain(commits().length)
  }
  clones.onPush(() => undefined)
  const again = await runIn(folder, ...args)
  expect(again.code).toBe(0)
  const once = await runIn(folder, ...args)
  expect([once.code, once.stdout]).toEqual([0, 'INC-2026-0002 has been opened already; nothing is changed.\n'])
  expect(commits()).toEqual(['ana <ana@users.noreply.github.com> INC-2026-0002: Slow'])
  expect(files()).toHaveLength(2)
})
