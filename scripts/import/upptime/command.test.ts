import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { run } from '../../fixtures/in-process.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-import-'))
afterAll(() => rmSync(top, { recursive: true }))

const ISSUE = {
  number: 12,
  title: '🛑 Google is down',
  body: '',
  state: 'CLOSED',
  createdAt: '2026-03-01T10:00:06Z',
  closedAt: '2026-03-01T10:30:09Z',
  labels: [{ name: 'status' }, { name: 'google' }],
  url: 'https://github.com/acme/upptime/issues/12',
  comments: [],
}

/** A clone's folder with some files, and where to import it to. */
function sources(files: Record<string, string>) {
  const folder = mkdtempSync(join(top, 'x-'))
  const [source, content] = [join(folder, 'source'), join(folder, 'content')]
  mkdirSync(source)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(source, name), text)
  return { source, content }
}

test('A list of issues is enough, in the folder, by itself, or named beside it.', async () => {
  const { source, content } = sources({ 'issues.json': JSON.stringify([ISSUE]) })
  const imports = [
    [source],
    [join(source, 'issues.json')],
    [mkdtempSync(join(top, 'empty-')), '--issues', join(source, 'issues.json')],
  ]
  for (const [i, args] of imports.entries()) {
    const target = `${content}-${i}`
    const { code, stdout } = await run('import', 'upptime', ...args, '--content', target)
    expect(code).toBe(0)
    expect(stdout).toContain('Wrote 1 site, 1 team, 1 service, 1 incident, 2 updates.')
  }
  expect((await run('validate', '--content', `${content}-0`)).code).toBe(0)
})

test('A dry run says what would be written, and writes nothing.', async () => {
  const { source, content } = sources({ 'issues.json': JSON.stringify([ISSUE]) })
  const { code, stdout } = await run('import', 'upptime', source, '--content', content, '--dry-run')
  expect(code).toBe(0)
  expect(stdout).toContain('would write incidents/2026/INC-2026-0001-google-is-down  3 files\n')
  expect(existsSync(content)).toBe(false)
})

test('A broken part is named on stderr and ends it with 1; the rest is written.', async () => {
  const broken = `[{"number": "thirteen", "labels": ["status"], "title": "x"},\n${JSON.stringify(ISSUE)}]`
  const { source, content } = sources({ 'issues.json': broken })
  const { code, stderr } = await run('import', 'upptime', source, '--content', content)
  expect(code).toBe(1)
  expect(stderr).toContain('issues.json:1  issue #thirteen: number: Unexpected "thirteen", expected a number.\n')
  expect(readdirSync(join(content, 'incidents/2026'))).toEqual(['INC-2026-0001-google-is-down'])
  expect(readFileSync(join(content, 'teams/imported.yaml'), 'utf8')).toBe('name: Imported\nmembers: []\n')
})

test('A list that seems to be cut off is doubted.', async () => {
  const many = Array.from({ length: 30 }, (_, i) => ({ ...ISSUE, number: i + 1 }))
  const { source, content } = sources({ 'issues.json': JSON.stringify(many) })
  const { stderr } = await run('import', 'upptime', source, '--content', content, '--dry-run')
  expect(stderr).toContain('There are exactly 30 issues in the source')
})

test.each([
  ['# A readme', 'expected JSON'],
  ['{}', 'expected a list of issues'],
  ['[]', ''],
])('Where nothing can be read, nothing is written: %j', async (text, failure) => {
  const { source, content } = sources({ 'issues.json': text })
  const { code, stderr } = await run('import', 'upptime', source, '--content', content)
  expect(code).toBe(1)
  expect(stderr).toContain(failure)
  expect(stderr).toContain('No site and no record could be read')
  expect(existsSync(content)).toBe(false)
})

test('A configuration that can not be read leaves nothing behind.', async () => {
  const { source, content } = sources({ 'issues.json': JSON.stringify([ISSUE]), '.upptimerc.yml': 'owner: [acme\n' })
  const { code, stderr } = await run('import', 'upptime', source, '--content', content)
  expect(code).toBe(1)
  expect(stderr).toMatch(/\.upptimerc\.yml:\d+ {2}Unexpected /)
  expect(stderr).toContain("can't be read; nothing is written.")
  expect(existsSync(content)).toBe(false)
})

test('A folder that is no Upptime is a wrong argument.', async () => {
  const { source, content } = sources({ 'README.md': '# Hello' })
  const { code, stderr } = await run('import', 'upptime', source, '--content', content)
  expect(code).toBe(2)
  expect(stderr).toContain('is no git repository and holds no issues.json')
})
