import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { run } from '../../fixtures/in-process.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-cstate-'))
afterAll(() => rmSync(top, { recursive: true }))

const CONFIG = 'title: Acme\nbaseURL: https://status.acme.example\nparams: {systems: [{name: API}]}\n'
const ISSUE = '---\ntitle: Slow\ndate: 2026-03-01\nresolved: false\nseverity: down\naffected: [API]\n---\nSlow.\n'

async function importing(files: Record<string, string>, ...flags: string[]) {
  const folder = mkdtempSync(join(top, 'x-'))
  const [source, content] = [join(folder, 'source'), join(folder, 'content')]
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(source, path, '..'), { recursive: true })
    if (text.startsWith('→')) symlinkSync(text.slice(1), join(source, path))
    else writeFileSync(join(source, path), text)
  }
  const args = ['import', 'cstate', source, '--content', content, '--now', '2026-11-23T09:00:00Z', ...flags]
  const { code, stdout, stderr } = await run(...args)
  return {
    code,
    stdout,
    stderr: stderr.replaceAll(source, 'SOURCE'),
    written: existsSync(content) ? readdirSync(content).toSorted() : null,
  }
}

test('A site is imported, from `issues/` beside the config as well.', async () => {
  const { code, stdout, written } = await importing({ 'config.yml': CONFIG, 'issues/slow.md': ISSUE })
  expect(stdout).toContain('Wrote 1 site, 1 team, 1 service, 1 incident, 1 update.')
  expect([code, written]).toEqual([0, ['incidents', 'services', 'site.yaml', 'teams']])
})

test('A dry run writes nothing.', async () => {
  const { code, stdout, written } = await importing(
    { 'config.yml': CONFIG, 'content/issues/slow.md': ISSUE },
    '--dry-run',
  )
  expect(stdout).toContain('would write incidents/2026/INC-2026-0001-slow  2 files')
  expect([code, written]).toEqual([0, null])
})

test('A broken issue is named, the rest is written, and it ends with 1.', async () => {
  const bad = ISSUE.replace('2026-03-01', 'soon')
  const { code, stderr, written } = await importing({
    'config.yml': CONFIG,
    'content/issues/bad.md': bad,
    'content/issues/slow.md': ISSUE,
  })
  expect(stderr).toBe(
    'SOURCE/content/issues/bad.md:3  date: Unexpected "soon", expected a time such as 2026-03-01 10:00:00.\n',
  )
  expect([code, written]).toEqual([1, ['incidents', 'services', 'site.yaml', 'teams']])
})

test('A broken config is named, and nothing is written.', async () => {
  const { code, stderr, written } = await importing({ 'config.yml': 'title: "Acme\n', 'content/issues/slow.md': ISSUE })
  expect(stderr).toContain('SOURCE/config.yml:1  Unexpected end of `title: "Acme` within quotes')
  expect(stderr).toContain('nothing is written')
  expect([code, written]).toEqual([1, null])
})

test.each([
  [
    { 'config.toml': 'title = "Acme"\n' },
    'SOURCE/config.toml is TOML, and only YAML is read. Hugo writes it as YAML: run `hugo config --format yaml > config.yml`',
  ],
  [{ 'readme.md': 'Hello' }, 'No cState site in SOURCE, expected its config.yml and content/issues/.'],
  [{}, 'No folder SOURCE.'],
])('What is no site that can be read is refused: %j', async (files, message) => {
  const { code, stderr, written } = await importing(files)
  expect(stderr).toContain(message)
  expect([code, written]).toEqual([2, null])
})

test('Links that lead out of the folder are not followed.', async () => {
  const outside = join(top, 'outside.md')
  writeFileSync(outside, ISSUE)
  const { code, stderr, stdout } = await importing({ 'config.yml': CONFIG, 'content/issues/slow.md': `→${outside}` })
  expect(stderr).toContain('SOURCE/content/issues/slow.md:1  Unexpected link, expected a file.')
  expect(stdout).not.toContain('incident')
  expect(code).toBe(1)
})
