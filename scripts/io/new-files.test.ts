import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { placeOf, writeNewFiles, writeNewFolder } from './new-files.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-new-files-'))
afterAll(() => rmSync(top, { recursive: true }))

let root: string
let count = 0
beforeEach(() => {
  root = join(top, String(count++), 'root')
  mkdirSync(join(root, 'docs'), { recursive: true })
  writeFileSync(join(root, 'readme.md'), 'theirs')
  mkdirSync(join(root, '../outside'))
})

test('A place is free, or taken by whatever has that name, in capitals or not.', () => {
  expect(placeOf(root, 'package.json')).toBe('free')
  expect(placeOf(root, 'docs/a/b.md')).toBe('free')
  expect(placeOf(root, 'README.md')).toBe('taken')
  expect(placeOf(root, 'docs')).toBe('taken')
  expect(placeOf(root, 'docs/readme.md')).toBe('free')
})

test('A file or a link on the way blocks it where it leads nowhere or out of the folder.', () => {
  symlinkSync(join(root, '../outside'), join(root, 'out'))
  symlinkSync(join(root, 'nowhere'), join(root, 'dead'))
  symlinkSync(join(root, 'docs'), join(root, 'in'))
  symlinkSync(join(root, '../outside/x'), join(root, 'x'))
  expect(placeOf(root, 'out/a.md')).toBe('blocked')
  expect(placeOf(root, 'dead/a.md')).toBe('blocked')
  expect(placeOf(root, 'in/a.md')).toBe('free')
  expect(placeOf(root, 'x')).toBe('blocked')
  expect(placeOf(root, 'readme.md/a')).toBe('blocked')
})

test('Files are written with their folders, and nothing is left beside them.', () => {
  writeNewFiles(root, { 'a.txt': 'A', '.github/b.txt': 'B' })
  expect(readFileSync(join(root, '.github/b.txt'), 'utf8')).toBe('B')
  expect(readdirSync(root).toSorted()).toEqual(['.github', 'a.txt', 'docs', 'readme.md'])
  expect(() => writeNewFiles(root, { 'readme.md': 'ours' })).toThrow('readme.md')
  expect(readFileSync(join(root, 'readme.md'), 'utf8')).toBe('theirs')
})

test('A folder comes whole or not at all.', () => {
  writeNewFolder(root, 'content', { 'site.yaml': 'a', 'teams/b.yaml': 'b' })
  expect(readdirSync(join(root, 'content'), { recursive: true }).toSorted()).toEqual([
    'site.yaml',
    'teams',
    'teams/b.yaml',
  ])
  expect(() => writeNewFolder(root, 'other', { a: '1', 'a/b': '2' })).toThrow('a was written by somebody else')
  expect(existsSync(join(root, 'other'))).toBe(false)
  expect(readdirSync(root).toSorted()).toEqual(['content', 'docs', 'readme.md'])
})
