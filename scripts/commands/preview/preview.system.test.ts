import { type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFinds } from '../../fixtures/axe.ts'
import { startBrowser } from '../../fixtures/browser.ts'
import { CHROMIUM } from '../../fixtures/chromium.ts'
import { runEvenkeel, startEvenkeel } from '../../fixtures/command-line.ts'
import { COMPANY } from '../../fixtures/places.ts'

/* Somebody writes, and has the page beside the editor: the sample company in a real browser. */

const INCIDENT = 'incidents/2026/INC-2026-0012-ideal-payments'

/** On a machine that has other things to do. */
const PATIENCE = { timeout: 20_000 }

describe.skipIf(!CHROMIUM)('preview in a browser', () => {
  let scratch: string
  let content: string
  let server: ChildProcess
  let browser: Browser
  const origins = { status: '', ops: '' }

  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'evenkeel-preview-'))
    content = join(scratch, 'content')
    cpSync(COMPANY, content, { recursive: true })
    edit(`${INCIDENT}/index.md`, (text) => text.replace(/^roles:/m, 'roless:'))
    edit(`${INCIDENT}/public/20261123T110000Z.md`, () => '---\nstate: monitoring\n---\nMost banks work again.\n')
    const started = await startEvenkeel(
      /Status page +(\S+)\/\nOps site +(\S+)\/\n/,
      'preview',
      '--content',
      content,
      '--port',
      '0',
    )
    server = started.child
    const [, status = '', ops = ''] = started.said
    Object.assign(origins, { status, ops })
    browser = await startBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    server?.kill()
    rmSync(scratch, { recursive: true, force: true })
  })

  /** Writes as many editors do: beside the file, then in its place. */
  function edit(path: string, change: (text: string) => string) {
    const file = join(content, path)
    const old = path.includes('110000Z') ? '' : readFileSync(file, 'utf8')
    writeFileSync(`${file}~`, change(old))
    renameSync(`${file}~`, file)
  }

  async function open(url: string, options: BrowserContextOptions = {}): Promise<{ page: Page; errors: string[] }> {
    const page = await (await browser.newContext(options)).newPage()
    const errors: string[] = []
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(url)
    return { page, errors }
  }

  test('What is written is on the page a moment later, and what was wrong with it is gone.', async () => {
    const { page, errors } = await open(`${origins.ops}/incidents/INC-2026-0012/`)
    const block = page.getByRole('complementary', { name: 'Preview' })
    await expect.poll(() => block.textContent(), PATIENCE).toContain('Unexpected key roless')
    // As far as it can be read it is there.
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('iDEAL payments fail')
    edit(`${INCIDENT}/index.md`, (text) =>
      text.replace(/^roless:/m, 'roles:').replace(/^title: .*$/m, 'title: A new name'),
    )
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent(), PATIENCE).toContain('A new name')
    expect(await block.textContent()).not.toContain('error')
    edit(`${INCIDENT}/index.md`, (text) => text.replace(/^roles:/m, 'roless:'))
    await expect.poll(() => block.textContent(), PATIENCE).toContain('Unexpected key roless')
    expect(errors).toEqual([])
    await page.context().close()
  })

  test.each([
    { colorScheme: 'light', width: 1280 },
    { colorScheme: 'dark', width: 320 },
  ] as const)(
    'A page with findings can be read by everyone: $colorScheme, $width px wide.',
    async ({ colorScheme, width }) => {
      const options = { colorScheme, viewport: { width, height: 800 } }
      for (const url of [`${origins.status}/`, `${origins.ops}/`, `${origins.ops}/incidents/INC-2026-0012/`]) {
        const { page, errors } = await open(url, options)
        const findings = page.locator('#evenkeel-preview .ek-findings')
        if (!(await findings.evaluate((details: HTMLDetailsElement) => details.open))) {
          await findings.locator('summary').focus()
          await page.keyboard.press('Enter')
        }
        await expect.poll(() => findings.getByText('Unexpected key').isVisible(), PATIENCE).toBe(true)
        expect(await axeFinds(page), url).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth), url).toBe(width)
        expect(errors, url).toEqual([])
        await page.context().close()
      }
    },
  )

  test('Another moment is chosen without a script, in one tab alone.', async () => {
    const context = { javaScriptEnabled: false }
    const { page } = await open(`${origins.status}/`, context)
    const other = await page.context().newPage()
    await page.getByLabel('As of', { exact: true }).fill('2026-11-23T12:30')
    await page.getByRole('button', { name: 'Show' }).click()
    expect(new URL(page.url()).pathname).toBe('/-/as-of/2026-11-23T11:30:00Z/')
    expect(await page.locator('main').textContent()).toContain('Most banks work again.')
    await page.getByRole('link', { name: 'History', exact: true }).first().click()
    expect(page.url()).toContain('/-/as-of/2026-11-23T11:30:00Z/history/')
    await other.goto(`${origins.status}/`)
    expect(await other.locator('main').textContent()).not.toContain('Most banks work again.')
    await page.getByRole('link', { name: 'Back to now' }).click()
    expect(new URL(page.url()).pathname).toBe('/history/')
    await page.context().close()
  })

  test('A port that is taken ends it with 2, and Ctrl+C with 0; the page says that it has stopped.', async () => {
    const { port } = new URL(origins.status)
    const { code, stderr } = await runEvenkeel('preview', '--content', content, '--port', port)
    expect(code).toBe(2)
    expect(stderr).toContain(`Port ${port} is taken. Name another one with --port N.`)
    const { page } = await open(`${origins.status}/`)
    server.kill('SIGINT')
    const [ended] = await once(server, 'exit')
    expect(ended).toBe(0)
    await expect
      .poll(() => page.getByRole('status').getByText('The preview has stopped.').isVisible(), PATIENCE)
      .toBe(true)
    await page.context().close()
  })
})
