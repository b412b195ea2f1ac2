import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { writeTogether } from './write-together.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-together-'))
afterAll(() => rmSync(top, { recursive: true }))

let root: string
let count = 0
beforeEach(() => {
  root = join(top, String(count++), 'root')
  mkdirSync(root, { recursive: true })
  writeFileSync(join(root, 'index.md'), '\uFEFFa\r\nb\r\n')
})
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const all = () => readdirSync(root, { recursive: true }).toSorted()

const index = { path: 'index.md', was: 'a\nb\n', text: 'a\nc\n' }
const fresh = { path: 'public/x.md', was: null, text: 'new\n' }

test('A new file and an old one are written, the old one with its mark and its ends of lines; nothing else stays.', () => {
  expect(writeTogether(root, [index, fresh])).toBe('written')
  expect([read('index.md'), read('public/x.md')]).toEqual(['\uFEFFa\r\nc\r\n', 'new\n'])
  expect(all()).toEqual(['index.md', 'public', 'public/x.md'])
})

test('Where one has changed meanwhile, none is written, and no folder is made.', () => {
  expect(writeTogether(root, [fresh, { ...index, was: 'a\nother\n' }])).toBe('differs')
  expect(all()).toEqual(['index.md'])
})

test('A new file replaces none that is there.', () => {
  writeFileSync(join(root, 'taken.md'), 'theirs')
  expect(writeTogether(root, [index, { ...fresh, path: 'taken.md' }])).toBe('differs')
  expect([read('index.md'), read('taken.md')]).toEqual(['\uFEFFa\r\nb\r\n', 'theirs'])
})

test('What was written before one that fails is taken back.', () => {
  // As if somebody had posted in the moment between the look and the writing.
  expect(writeTogether(root, [fresh, index, fresh])).toBe('differs')
  expect(all()).toEqual(['index.md'])
  expect(() => writeTogether(root, [fresh, index, { ...fresh, path: `${'x'.repeat(300)}.md` }])).toThrow('ENAMETOOLONG')
  expect(all()).toEqual(['index.md'])
  expect(read('index.md')).toBe('\uFEFFa\r\nb\r\n')
})

test('A file may go when others have come in its place.', () => {
  expect(
    writeTogether(root, [
      { ...index, text: null },
      { ...fresh, path: 'record/index.md' },
    ]),
  ).toBe('written')
  expect(all()).toEqual(['record', 'record/index.md'])
})

test('Nothing is written outside of the folder.', () => {
  mkdirSync(join(root, '../outside'))
  symlinkSync(join(root, '../outside'), join(root, 'out'))
  expect(writeTogether(root, [fresh, { ...fresh, path: 'out/x.md' }])).toBe('outside')
  expect(writeTogether(root, [{ ...fresh, path: '../x.md' }])).toBe('outside')
  expect(all()).toEqual(['index.md', 'out'])
})

test('Of two who write one file at once the second waits, ten seconds for one who was stopped on the way.', () => {
  const lock = join(root, '.index.md.draft')
  writeFileSync(lock, '')
  expect(writeTogether(root, [fresh, index])).toBe('differs')
  expect(all()).toEqual(['.index.md.draft', 'index.md'])
  utimesSync(lock, new Date(0), new Date(0))
  expect(writeTogether(root, [fresh, index])).toBe('written')
  expect(all()).toEqual(['index.md', 'public', 'public/x.md'])
})

test('What is taken back leaves what others have put there meanwhile.', () => {
  mkdirSync(join(root, 'public'))
  writeFileSync(join(root, 'public/theirs.md'), 'theirs')
  expect(() => writeTogether(root, [fresh, { ...fresh, path: `public/${'x'.repeat(300)}.md` }])).toThrow('ENAMETOOLONG')
  expect(all()).toEqual(['index.md', 'public', 'public/theirs.md'])
})
