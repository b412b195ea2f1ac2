import {
  cpSync,
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
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { assess } from './assessment.ts'
import { firstUpdate, GOOD, incident } from './fixtures/good-content.ts'

/*
 * Each tree is laid over the good content on disk; `expected.txt` says what is found then, in order. Where anything
 * is, something unrelated is wrong as well, and must be reported all the same.
 */

const trees = join(import.meta.dirname, 'fixtures/trees')
const top = mkdtempSync(join(tmpdir(), 'evenkeel-trees-'))
afterAll(() => rmSync(top, { recursive: true }))

const BYSTANDER = { 'teams/bystander.yaml': 'name: Bystanders\nmembers: [cy]\ncolour: blue\n' }
const BYSTANDER_FOUND = 'schema teams/bystander.yaml:3'

function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>) {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

/** Writes the good content, lets the case spoil it, and lists what is found. */
function found(name: string, spoil: (folder: string) => void): string[] {
  const folder = join(top, name, 'content')
  write(folder, GOOD)
  spoil(folder)
  const { diagnostics } = assess(folder, Date.parse('2026-11-23T09:00:00Z'), () => NaN)
  return diagnostics.map(({ rule, file, line }) => `${rule} ${file.replace(/^content\//, '')}:${line}`)
}

test.each(readdirSync(trees))('The findings in %s are those that its list expects.', (name) => {
  const expected = readFileSync(join(trees, name, 'expected.txt'), 'utf8')
    .split('\n')
    .filter(Boolean)
  const findings = found(name, (folder) => {
    if (expected.length > 0) write(folder, BYSTANDER)
    cpSync(join(trees, name, 'content'), folder, { recursive: true })
  })
  expect(findings).toEqual(expected)
  if (!name.startsWith('accepted-')) expect(findings).toContain(BYSTANDER_FOUND)
})

test('Front matter in JavaScript is never run.', () => {
  const trace = join(top, 'pwned')
  process.env['EVENKEEL_PWNED'] = trace
  found('js-once-more', (folder) => cpSync(join(trees, 'js-front-matter/content'), folder, { recursive: true }))
  delete process.env['EVENKEEL_PWNED']
  expect(existsSync(trace) || existsSync('evenkeel-pwned')).toBe(false)
})

// What git would mangle, or what is big, is made here.

test('A file of 2 MiB is refused and the rest is read.', () => {
  const large = { 'runbooks/large.md': '---\ntitle: Large\n---\n'.padEnd(2 * 1024 * 1024, 'x') }
  expect(found('large', (folder) => write(folder, { ...large, ...BYSTANDER }))).toEqual([
    'file-readable runbooks/large.md:1',
    BYSTANDER_FOUND,
  ])
})

test('A file in Latin-1 is refused at the line of its first such byte.', () => {
  const latin = Buffer.from('name: Zahlungen\nteam: platform\ntier: 2\ndescription: für alle\n', 'latin1')
  expect(found('latin', (folder) => write(folder, { 'services/pay.yaml': latin, ...BYSTANDER }))).toEqual([
    'file-readable services/pay.yaml:4',
    BYSTANDER_FOUND,
  ])
})

test('A `site.yaml` and a corrected impact that cannot be read are reported once; the outage stays.', () => {
  const impact = firstUpdate.replace(/[^/]+$/, 'impact.yaml')
  const latin = Buffer.from('# für\n', 'latin1')
  const spoil = (folder: string) => write(folder, { 'site.yaml': latin, [impact]: latin })
  expect(found('unreadable', spoil)).toEqual([`file-readable ${impact}:1`, 'file-readable site.yaml:1'])
  const { catalog } = assess(join(top, 'unreadable/content'), 0, () => NaN)
  expect(catalog.incidents[0]?.impact).toBeNull()
})

test('Links that leave the content folder, lead nowhere or lead to a folder are refused.', () => {
  const findings = found('links', (folder) => {
    write(join(folder, '..'), { 'secrets.yaml': 'name: Secret\nteam: platform\ntier: 1\n' })
    symlinkSync('../../secrets.yaml', join(folder, 'services/outside.yaml'))
    symlinkSync('nowhere.yaml', join(folder, 'services/nowhere.yaml'))
    symlinkSync('..', join(folder, 'runbooks/loop'))
    symlinkSync('checkout.yaml', join(folder, 'services/shop.yaml'))
    write(folder, BYSTANDER)
  })
  expect(findings).toEqual([
    'file-readable runbooks/loop:1',
    'file-readable services/nowhere.yaml:1',
    'file-readable services/outside.yaml:1',
    BYSTANDER_FOUND,
  ])
})

test('Windows line ends and a byte order mark are accepted, and lines are counted the same.', () => {
  const windows = (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`
  const good = Object.fromEntries(Object.entries(GOOD).map(([path, text]) => [path, windows(text)]))
  expect(found('windows', (folder) => write(folder, good))).toEqual([])
  const bad = windows(GOOD[incident]?.replace('SEV-2', 'SEV-9') ?? '')
  expect(found('windows-bad', (folder) => write(folder, { ...good, [incident]: bad }))).toEqual([
    `schema ${incident}:4`,
  ])
})

test('A folder that is named like a file, and a hidden one, are no records.', () => {
  const files = { 'services/shop.yaml/notes.yaml': 'x', '.obsidian/app.json': '{', 'runbooks/.draft.md': 'x' }
  expect(found('folders', (folder) => write(folder, files))).toEqual(['unknown-file services/shop.yaml/notes.yaml:1'])
})

test('A merge that was committed half-way is one finding, where it begins.', () => {
  const text = 'name: A\n<<<<<<< HEAD\nteam: platform\n=======\nteam: core\n>>>>>>> other\ntier: 1\n'
  expect(found('conflict', (folder) => write(folder, { 'services/a.yaml': text }))).toEqual([
    'file-readable services/a.yaml:2',
  ])
})

test('A name with a line break in it is not read, and reported on one line.', () => {
  const name = 'services/a\n::error::b.yaml'
  expect(found('line-break', (folder) => write(folder, { [name]: 'name: [\n' }))).toEqual([`unknown-file ${name}:1`])
})

/** What could exhaust time or memory; each must be told in a few seconds. */
test.each<[string, string, string, string]>([
  ['brackets that never close', 'services/x.yaml', `a: ${'['.repeat(500_000)}`, 'yaml-syntax services/x.yaml:1'],
  [
    'a list that holds itself',
    'services/x.yaml',
    'name: X\nteam: platform\ntier: 1\nlabels: &a [*a]\n',
    'schema services/x.yaml:4',
  ],
  [
    '20,000 unknown keys',
    'services/x.yaml',
    `name: X\nteam: platform\ntier: 1\n${keys(20_000)}`,
    'schema services/x.yaml:4',
  ],
  ['one key 50,000 times', 'services/x.yaml', 'name: X\n'.repeat(50_000), 'yaml-syntax services/x.yaml:2'],
  ['20,000 documents', 'slos/x.yaml', '---\na: 1\n'.repeat(20_000), 'slo-schema slos/x.yaml:2'],
  [
    '150,000 blank labels',
    'services/x.yaml',
    `name: X\nteam: platform\ntier: 1\nlabels: [${'"",'.repeat(150_000)}]\n`,
    'schema services/x.yaml:4',
  ],
  [
    '20,000 wrong rows',
    'measurements/checkout-availability.csv',
    `start,end,good,total\n${'x,y,1,1\n'.repeat(20_000)}`,
    'schema measurements/checkout-availability.csv:2',
  ],
  [
    'keys named like those of every object',
    'services/x.yaml',
    'name: X\nteam: platform\ntier: 1\n__proto__: {tier: 2}\nconstructor: 1\n',
    'schema services/x.yaml:4',
  ],
  [
    '10,000 nested quotes',
    firstUpdate,
    `---\nstate: resolved\ntitle: T\n---\n${'>'.repeat(10_000)} deep\n`,
    `file-readable ${firstUpdate}:5`,
  ],
  [
    'a name as long as its file',
    firstUpdate,
    `---\nstate: resolved\ntitle: T\n---\n${'a-'.repeat(300_000)}\nINC-2026-0001`,
    `public-text ${firstUpdate}:6`,
  ],
])('With %s there is a finding and an end.', { timeout: 15_000 }, (name, path, text, expected) => {
  expect(found(name, (folder) => write(folder, { [path]: text }))).toContain(expected)
})

function keys(count: number) {
  return Array.from({ length: count }, (_, i) => `k${i}: 1\n`).join('')
}
