import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { expect, test } from 'vitest'
import { CHROMIUM } from './fixtures/chromium.ts'
import { runEvenkeel } from './fixtures/command-line.ts'

/*
 * People copy from the status page into their notes. However much of it they quote, line by line, none of it is a leak,
 * and the next update still gets out.
 */
test.skipIf(!CHROMIUM)('A note that quotes every line of every public page stops no update.', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'evenkeel-quotes-'))
  const content = join(scratch, 'content')
  const out = join(scratch, 'dist')
  const build = () => runEvenkeel('build', '--site', 'status', '--content', content, '--out', out)
  cpSync('content', content, { recursive: true })
  expect((await build()).code).toBe(0)

  const browser = await chromium.launch({ ...(CHROMIUM ? { executablePath: CHROMIUM } : {}), args: ['--no-sandbox'] })
  const page = await browser.newPage({ javaScriptEnabled: false })
  const lines = new Set<string>()
  for (const file of globSync('status/**/*.html', { cwd: out })) {
    await page.setContent(readFileSync(join(out, file), 'utf8'))
    const seen = [await page.locator('body').innerText(), await page.title()]
    for (const line of seen.join('\n').split('\n')) if (line.trim() !== '') lines.add(line.trim())
  }
  await browser.close()
  expect(lines.size).toBeGreaterThan(200)

  const note = join(content, 'incidents/2026/INC-2026-7002-quotes.md')
  const front =
    'id: INC-2026-7002\ntitle: Quotes\nseverity: SEV-4\nstarted: 2026-11-23T08:00:00Z\nresolved: 2026-11-23T08:30:00Z\n'
  mkdirSync(join(content, 'incidents/2026'), { recursive: true })
  writeFileSync(note, `---\n${front}---\n## Timeline\n\n${[...lines].map((line) => `- ${line}`).join('\n')}\n`)
  const { code, stderr } = await build()
  expect(stderr.match(/internal text ".*?"/g) ?? []).toEqual([])
  expect(code).toBe(0)
  rmSync(scratch, { recursive: true, force: true })
})
