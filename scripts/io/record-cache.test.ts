import { hash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { GOOD, incident } from '../fixtures/good-content.ts'
import { readTexts } from './catalog-reader.ts'
import { cacheFile, recordCache } from './record-cache.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-cache-'))
  file = join(folder, 'records.v8')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const NOW = Date.parse('2026-11-23T09:00:00Z')
const texts = (changed: Record<string, string> = {}) => new Map(Object.entries({ ...GOOD, ...changed }))
function read(files: Map<string, string>, version = '1') {
  const cache = recordCache(file, version)
  const { catalog, problems } = readTexts({ paths: [...files.keys()], texts: files }, NOW, () => NOW, cache)
  cache.save()
  return { catalog, problems }
}
const plain = (files: Map<string, string>) => {
  const { catalog, problems } = readTexts({ paths: [...files.keys()], texts: files }, NOW, () => NOW)
  return { catalog, problems }
}

test('What was read once is read the same a second time.', () => {
  expect(read(texts())).toEqual(plain(texts()))
  expect(read(texts())).toEqual(plain(texts()))
})

test('An edit counts, and so does the record that is broken by it.', () => {
  read(texts())
  for (const [from, to] of [
    ['SEV-2', 'SEV-1'],
    ['severity: SEV-2', 'severity: huge'],
  ] as const) {
    const edited = texts({ [incident]: (GOOD[incident] ?? '').replace(from, to) })
    expect(edited.get(incident)).toContain(to)
    expect(read(edited)).toEqual(plain(edited))
    expect(read(edited)).toEqual(plain(edited))
  }
})

test('An edited runbook counts as well, with what can still be read of it.', () => {
  const [name = '', text = ''] = Object.entries(GOOD).find(([path]) => path.startsWith('runbooks/')) ?? []
  read(texts())
  for (const edited of [
    text.replace(/^title: .*$/m, 'title: Something else'),
    text.replace(/^team: .*$/m, 'team: [no]'),
  ]) {
    const files = texts({ [name]: edited })
    expect(edited).not.toBe(text)
    expect(read(files)).toEqual(plain(files))
    expect(read(files)).toEqual(plain(files))
  }
})

test('A record that changes its name is known again, and stands under the new one.', () => {
  read(texts())
  const moved = new Map([...texts()].map(([path, text]) => [path.replace('-checkout/', '-till/'), text]))
  expect(read(moved).catalog.incidents.map((one) => one.file)).toEqual(
    plain(moved).catalog.incidents.map((one) => one.file),
  )
})

/** Writes another word of the same length into what is kept, as a version of its own would have. */
function reword(from: string, to: string) {
  const kept = readFileSync(file).subarray(32).toString('latin1')
  expect(kept).toContain(from)
  const other = Buffer.from(kept.replaceAll(from, to), 'latin1')
  writeFileSync(file, Buffer.concat([hash('sha256', other, 'buffer'), other]))
}

test('What another version of the code has kept counts for nothing.', () => {
  read(texts())
  // As if that version had taken the severity for another one.
  reword('SEV-2', 'SEV-9')
  expect(read(texts()).catalog.incidents[0]?.severity).toBe('SEV-9')
  expect(read(texts(), '2')).toEqual(plain(texts()))
})

test('Nor does what another Node has kept, whose letters and zones are others.', () => {
  read(texts())
  reword('SEV-2', 'SEV-9')
  const { node } = process.versions
  reword(node, node.replaceAll(/\d/g, '0'))
  expect(read(texts())).toEqual(plain(texts()))
})

test.each([
  ['cut off', () => writeFileSync(file, readFileSync(file).subarray(0, 100))],
  ['empty', () => writeFileSync(file, '')],
  ['something else', () => writeFileSync(file, '{"records": []}')],
  [
    'spoilt in one word',
    () => writeFileSync(file, readFileSync(file).toString('latin1').replace('SEV-2', 'SEV-3'), 'latin1'),
  ],
])('A cache that is %s is none.', (_, spoil) => {
  read(texts())
  spoil()
  expect(read(texts())).toEqual(plain(texts()))
})

test("A cache that can't be written is a slower next time, and nothing else.", () => {
  mkdirSync(file)
  expect(read(texts())).toEqual(plain(texts()))
})

test('One new record among very many is read anew once more; several are kept.', () => {
  const body = { markdown: '', line: 1 }
  const run = (records: readonly string[]) => {
    const cache = recordCache(file, '1')
    const known = records.filter((text) => cache.recall('incident', text))
    for (const text of records) if (!known.includes(text)) cache.remember('incident', text, { text }, body)
    cache.save()
    return known.length
  }
  const many = Array.from({ length: 1000 }, (_, i) => `record ${i}`)
  expect(run(many)).toBe(0)
  expect(run([...many, 'new'])).toBe(1000)
  expect(run([...many, 'new'])).toBe(1000)
  const more = [...many, ...Array.from({ length: 20 }, (_, i) => `new ${i}`)]
  expect(run(more)).toBe(1000)
  expect(run(more)).toBe(1020)
})

test('It lies among the caches of the user, one a content folder, and never in the repository.', () => {
  const env = { XDG_CACHE_HOME: '/home/ana/.cache' }
  expect(cacheFile('/work/acme/content', env)).toMatch(/^\/home\/ana\/\.cache\/evenkeel\/records-[\da-f]{16}\.v8$/)
  expect(cacheFile('/work/other/content', env)).not.toBe(cacheFile('/work/acme/content', env))
  expect(cacheFile('content', { EVENKEEL_CACHE: '/tmp/x' })).toMatch(/^\/tmp\/x\/records-/)
})
