import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { writeNewRecord } from './new-record-folder.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-new-record-folder-'))
afterAll(() => rmSync(top, { recursive: true }))

let root: string
let count = 0
beforeEach(() => {
  root = join(top, String(count++), 'root')
  mkdirSync(root, { recursive: true })
})
const PLACE = 'incidents/2026/INC-2026-0002-slow'
const FILES = { 'index.md': 'a\n', 'public/x.md': 'b\n' }
const year = join('incidents', '2026')
const names = () => readdirSync(join(root, year)).toSorted()

test('A record is written whole, and nothing beside it stays.', () => {
  expect(writeNewRecord(root, PLACE, FILES)).toBe('written')
  expect(names()).toEqual(['INC-2026-0002-slow'])
  expect(readFileSync(join(root, PLACE, 'public/x.md'), 'utf8')).toBe('b\n')
})

test('An id is given once: not to another name, nor to a file of it, nor while somebody is about to take it.', () => {
  writeNewRecord(root, PLACE, FILES)
  expect(writeNewRecord(root, `${year}/INC-2026-0002-other`, FILES)).toBe('taken')
  expect(names()).toEqual(['INC-2026-0002-slow'])
  mkdirSync(join(root, year, '.INC-2026-0003.draft'))
  expect(writeNewRecord(root, `${year}/INC-2026-0003-x`, FILES)).toBe('taken')
})

test('Who was stopped on the way holds an id for ten seconds.', () => {
  const claim = join(root, year, '.INC-2026-0003.draft')
  mkdirSync(claim, { recursive: true })
  utimesSync(claim, new Date(0), new Date(0))
  writeNewRecord(root, `${year}/INC-2026-0003-x`, FILES)
  expect(writeNewRecord(root, `${year}/INC-2026-0003-x`, FILES)).toBe('written')
})

test('What fails on the way leaves nothing behind; a folder that leads out is refused.', () => {
  expect(() => writeNewRecord(root, PLACE, { ...FILES, [`${'x'.repeat(300)}.md`]: '' })).toThrow('ENAMETOOLONG')
  expect(names()).toEqual([])
  mkdirSync(join(root, '../outside'))
  symlinkSync(join(root, '../outside'), join(root, 'changes'))
  expect(writeNewRecord(root, 'changes/2026/CHG-2026-0001-x', FILES)).toBe('outside')
  expect(readdirSync(join(root, '../outside'))).toEqual([])
})
