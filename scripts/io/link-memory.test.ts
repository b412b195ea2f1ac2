import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { linkMemory, linkMemoryFile } from './link-memory.ts'

const at = (time: string) => Date.parse(time)
const MONDAY = at('2026-11-23T09:00:00Z')
const [THERE, GONE] = ['https://a.test/there', 'https://a.test/gone']
let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-links-'))
  file = join(folder, 'links.json')
  const memory = linkMemory(file, MONDAY)
  memory.note(THERE, { state: 'there' })
  memory.note(GONE, { state: 'dead', why: 'it answers 410' })
  memory.note('https://a.test/slow', { state: 'unknown' })
  memory.note('http://10.0.0.1/', { state: 'private' })
  memory.save()
})
afterEach(() => rmSync(folder, { recursive: true }))

const known = (now: number) => [THERE, GONE].map((url) => linkMemory(file, now).recall(url)?.state ?? null)

test.each([
  ['at once', '2026-11-23T09:00:00Z', ['there', 'dead']],
  ['after 23 hours', '2026-11-24T08:00:00Z', ['there', 'dead']],
  ['after a day', '2026-11-24T09:00:00Z', ['there', null]],
  ['after six days', '2026-11-29T09:00:00Z', ['there', null]],
  ['after a week', '2026-11-30T09:00:00Z', [null, null]],
  ['an hour before', '2026-11-23T08:00:00Z', [null, null]],
])('%s it knows what still holds.', (_, now, states) => {
  expect(known(at(now))).toEqual(states)
})

test('What nothing was said of is not remembered, and neither is what no longer holds.', () => {
  expect(linkMemory(file, MONDAY).recall('https://a.test/slow')).toBe(null)
  expect(readFileSync(file, 'utf8')).not.toContain('10.0.0.1')
  linkMemory(file, at('2026-11-25T09:00:00Z')).save()
  expect(readFileSync(file, 'utf8')).not.toContain(GONE)
  expect(readFileSync(file, 'utf8')).toContain(THERE)
})

test.each(['', '{"', '[]', '{"https://a.test/there": {"state": "there", "at": "soon"}}', '{"x": {"state": "odd"}}'])(
  'A file with %j in it is no memory.',
  (text) => {
    writeFileSync(file, text)
    expect(known(MONDAY)).toEqual([null, null])
  },
)

test('It lies among the caches of the user, one a content folder.', () => {
  const env = { EVENKEEL_CACHE: '/tmp/x' }
  expect(linkMemoryFile('/work/acme/content', env)).toMatch(/^\/tmp\/x\/links-[\da-f]{16}\.json$/)
  expect(linkMemoryFile('/work/other/content', env)).not.toBe(linkMemoryFile('/work/acme/content', env))
})
