import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { commitObject } from './commit-object.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-commit-'))
const git = (input: string, env: NodeJS.ProcessEnv, ...args: string[]) =>
  execFileSync('git', ['-C', top, ...args], { encoding: 'utf8', input, env: { ...process.env, ...env }, stdio: 'pipe' })
git('', {}, 'init', '--quiet')
afterAll(() => rmSync(top, { recursive: true }))
const EMPTY = git('', {}, 'mktree').trim()

test.each([
  ['Ana', 'ana@acme.example'],
  ["  'Ana <the first>', ", '<ana@acme.example>'],
  ['Ana\nauthor Bo <bo@acme.example>', 'a\n@acme.example'],
  ['Zoë "Z." Åström.', ''],
])('%j <%s> is written as git writes it.', (name, email) => {
  const at = Date.parse('2026-11-23T08:00:00Z')
  const made = commitObject(EMPTY, [], { name, email, message: 'Words\n\nMore', at }, 'sha1')
  const env = Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((role) => [
      [`GIT_${role}_NAME`, name],
      [`GIT_${role}_EMAIL`, email],
      [`GIT_${role}_DATE`, `@${at / 1000} +0000`],
    ]),
  )
  expect(made.oid).toBe(git('Words\n\nMore\n', env, 'commit-tree', '--no-gpg-sign', EMPTY).trim())
})

test('Who has no name makes no commit, and no message ends early.', () => {
  const made = { name: 'Ana', email: 'ana@acme.example', message: 'Words', at: 0 }
  expect(() => commitObject(EMPTY, [], { ...made, name: ' <.> ' }, 'sha1')).toThrow('git keeps no name')
  expect(() => commitObject(EMPTY, [], { ...made, message: 'a\0b' }, 'sha1')).toThrow('NUL')
})
