import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../fixtures/browser.ts'
import { CHROMIUM } from '../fixtures/chromium.ts'
import { runEvenkeel } from '../fixtures/command-line.ts'
import { COMPANY } from '../fixtures/places.ts'

/*
 * People copy from the status page into their notes. However much of it they quote, line by line, none of it is a leak.
 */

const scratch = mkdtempSync(join(tmpdir(), 'evenkeel-quotes-'))
const content = join(scratch, 'content')
const out = join(scratch, 'dist')
const SITE = 'https://status.godwit.example'
beforeAll(async () => {
  cpSync(COMPANY, content, { recursive: true })
  writeFileSync(join(content, 'services/検索 #1?.yaml'), 'name: Search\nteam: core\ntier: 3\npublic: {name: Search}\n')
  const { code } = await runEvenkeel('build', '--site', 'status', '--content', content, '--out', out)
  expect(code).toBe(0)
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** What `verify` calls a leak where an incident's timeline has all these lines. */
async function leaksOf(lines: Iterable<string>): Promise<string[]> {
  const front =
    'id: INC-2026-7002\ntitle: Quotes\nseverity: SEV-4\nstarted: 2026-11-23T08:00:00Z\nresolved: 2026-11-23T08:30:00Z\n'
  writeFileSync(
    join(content, 'incidents/2026/INC-2026-7002-quotes.md'),
    `---\n${front}---\n## Timeline\n\n${[...lines].map((line) => `- ${line}`).join('\n')}\n`,
  )
  const { code, stdout } = await runEvenkeel('verify', out, '--content', content)
  expect(stdout).toContain('searched for')
  const leaks = [...stdout.matchAll(/internal text "(.*)" on the public page/g)].map(([, phrase = '']) => phrase)
  expect(code).toBe(leaks.length === 0 ? 0 : 1)
  return leaks
}

test.skipIf(!CHROMIUM)('A note that quotes every line of every public page is no leak.', async () => {
  const browser = await startBrowser()
  const page = await browser.newPage({ javaScriptEnabled: false })
  const lines = new Set<string>()
  for (const file of globSync('status/**/*.html', { cwd: out })) {
    await page.setContent(readFileSync(join(out, file), 'utf8'))
    const seen = [await page.locator('body').innerText(), await page.title()]
    for (const line of seen.join('\n').split('\n')) if (line.trim() !== '') lines.add(line.trim())
  }
  await browser.close()
  expect(lines.size).toBeGreaterThan(200)
  expect(await leaksOf(lines)).toEqual([])
})

test('A note that names every address of the public site is no leak.', async () => {
  const files = globSync('status/**/*', { cwd: out, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(out, 'status/').length))
  expect(files).toEqual(expect.arrayContaining(['sitemap.xml', 'api/v2/incidents/unresolved.json', '_headers']))
  const lines = files.flatMap((file) => {
    const page = file.replace(/(?<=^|\/)index\.html$/, '')
    const paths = new Set([file, page, page.replace(/\/$/, ''), encodeURI(page)])
    return [...paths, file.slice(file.lastIndexOf('/') + 1)].flatMap((path) => [path, `/${path}`, `${SITE}/${path}`])
  })
  const folders = new Set(
    files.flatMap((file) =>
      file
        .split('/')
        .slice(0, -1)
        .filter((folder) => !folder.includes('%')),
    ),
  )
  const links = files.flatMap((file) =>
    file.endsWith('.html')
      ? [...readFileSync(join(out, 'status', file), 'utf8').matchAll(/(?:href|src)="([^"]+)"/g)].map(
          ([, to = '']) => to,
        )
      : [],
  )
  const wanted = new Set([...lines, ...folders, ...links, `[the search](${SITE}/components/)`].filter(Boolean))
  expect(await leaksOf(wanted)).toEqual([])
})

test('A note that says what any page says to browsers, programs and robots is no leak.', async () => {
  const feedId = 'tag:status.godwit.example,2005:/history'
  expect(readFileSync(join(out, 'status/history.atom'), 'utf8')).toContain(feedId)
  const names = files('**/*.html').flatMap((html) =>
    [...html.matchAll(/\s(?:class|rel|role|type|id|property|hreflang|viewBox|aria-\w+by)="([^"{}]+)"/g)].flatMap(
      ([, value = '']) => value.split(/\s+/),
    ),
  )
  const robots = readFileSync(join(out, 'status/robots.txt'), 'utf8').split('\n')
  const headers = readFileSync(join(out, 'status/_headers'), 'utf8').split('\n')
  const phrases = [
    feedId,
    'x-default',
    'og:description',
    'width=device-width, initial-scale=1',
    'glyph-operational',
    '#glyph-under_maintenance',
    'style.css?v=',
    'http://www.sitemaps.org/schemas/sitemap/0.9',
  ]
  const lines = [...phrases, ...names, ...robots, ...headers].map((line) => line.trim()).filter(Boolean)
  expect(await leaksOf(new Set(lines))).toEqual([])
})

const files = (pattern: string) =>
  globSync(`status/${pattern}`, { cwd: out }).map((file) => readFileSync(join(out, file), 'utf8'))
