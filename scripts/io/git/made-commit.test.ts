import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { madeCommit, type Made } from './made-commit.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-made-'))
const git = (...args: string[]) => execFileSync('git', ['-C', top, ...args], { encoding: 'utf8', stdio: 'pipe' })
const FIRST: Made = { name: 'Ana', email: 'ana@acme.example', message: 'Words\n\nMore', at: 1_795_424_400_000 }
beforeAll(() => void git('init', '--quiet'))
afterAll(() => rmSync(top, { recursive: true }))
const made = (parent: string | null, files: Record<string, string | null>, as: Partial<Made> = {}) =>
  madeCommit(top, parent, new Map(Object.entries(files)), { ...FIRST, ...as })
const filesOf = (commit: string) =>
  Object.fromEntries(
    git('ls-tree', '-rz', '--name-only', commit)
      .split('\0')
      .filter((name) => name !== '')
      .map((name) => [name, git('cat-file', 'blob', `${commit}:${name}`)]),
  )

test('A commit has what was there, with some files as given and others gone; nothing else in the repository is touched.', async () => {
  const first = await made(null, { 'a/one.md': 'One', 'a/b/two.md': '', 'c.md': 'Zoë\r\n' })
  const second = await made(first, { 'a/b/two.md': null, 'c.md': null, 'c.md/in a folder': 'In', 'a/none.md': null })
  expect(filesOf(second)).toEqual({ 'a/one.md': 'One', 'c.md/in a folder': 'In' })
  const third = await made(second, { a: 'A file now' })
  expect(filesOf(third)).toEqual({ a: 'A file now', 'c.md/in a folder': 'In' })
  expect(git('rev-list', third).trim().split('\n')).toEqual([third, second, first])
  expect(git('show', '--no-patch', '--format=%an <%ae> %aI|%cn <%ce>|%B', third).trim()).toBe(
    'Ana <ana@acme.example> 2026-11-23T09:00:00+00:00|Ana <ana@acme.example>|Words\n\nMore',
  )
  expect(git('for-each-ref')).toBe('')
  expect(git('status', '--porcelain')).toBe('')
})

test('Whatever names, texts and messages hold: what is read again is what was given, and git finds no fault.', async () => {
  const piece = fc
    .string({ unit: fc.constantFrom(...'ab "\\\n\t:*?é😀\'#-~'), minLength: 1, maxLength: 5 })
    .filter((name) => !/^\.+$/.test(name))
  const path = fc.array(piece, { minLength: 1, maxLength: 2 }).map((parts) => parts.join('/'))
  const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\0', '"', 'done', 'é', '\u2028'), maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(path, text, text, async (name, content, words) => {
      const message = words.replaceAll('\0', '')
      const commit = await made(
        null,
        { [name]: content },
        { message, committer: { name: words, email: words + 'x' } },
      ).catch((error: unknown) => (/^[<>\s\0]*$/.test(words) ? null : Promise.reject(error)))
      if (commit === null) return
      expect(filesOf(commit)).toEqual({ [name]: content })
      expect(git('cat-file', 'commit', commit).split('\n\n').slice(1).join('\n\n')).toBe(`${message}\n`)
    }),
    { numRuns: 20 },
  )
  execFileSync('git', ['-C', top, 'fsck', '--strict', '--no-dangling'], { stdio: 'pipe' })
})

test('Nobody becomes somebody else by a name, and no message ends early.', async () => {
  const commit = await made(
    null,
    { a: '' },
    { name: ' <Ana>\nauthor Bo <bo@acme.example> ', email: '<a\n@acme.example>' },
  )
  expect(git('show', '--no-patch', '--format=%an|%ae|%cn', commit).trim()).toBe(
    'Anaauthor Bo bo@acme.example|a@acme.example|Anaauthor Bo bo@acme.example',
  )
  await expect(made(null, { a: '' }, { name: ' <> ' })).rejects.toThrow('git keeps no name')
  await expect(made(null, { a: '' }, { message: 'a\0b' })).rejects.toThrow('NUL')
})

test.each(['../a', '.git/config', 'a/.GIT/hooks/x', 'a//b', '', 'a\0b', './a'])(
  'A path that no work tree could have, %j, makes nothing.',
  async (path) => {
    await expect(made(null, { [path]: '' })).rejects.toThrow('git keeps no file')
  },
)

test('What git lacks is said in its words.', async () => {
  await expect(made('f'.repeat(40), { a: '' })).rejects.toThrow(/git fast-import failed: .*f{40}/)
})

test('A repository of longer hashes has its commits, too.', async () => {
  const other = join(top, 'longer')
  execFileSync('git', ['init', '--quiet', '--object-format=sha256', other], { stdio: 'pipe' })
  const first = await madeCommit(other, null, new Map([['a', 'A']]), FIRST)
  const second = await madeCommit(other, first, new Map([['b', 'B']]), FIRST)
  expect(second).toHaveLength(64)
  expect(execFileSync('git', ['-C', other, 'ls-tree', '--name-only', second], { encoding: 'utf8' })).toBe('a\nb\n')
})

test('What is made again and again makes no pack each.', async () => {
  await made(null, { a: 'Another' })
  expect(readdirSync(join(top, '.git/objects/pack'))).toEqual([])
})
