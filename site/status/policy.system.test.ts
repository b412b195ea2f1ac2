import { type ChildProcess } from 'node:child_process'
import { createServer } from 'node:http'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { startBrowser } from '../../scripts/fixtures/browser.ts'
import { CHROMIUM } from '../../scripts/fixtures/chromium.ts'
import { runEvenkeel, startEvenkeel } from '../../scripts/fixtures/command-line.ts'
import { COMPANY } from '../../scripts/fixtures/places.ts'

/*
 * Every page in a real browser, under the headers that it is deployed with: nothing of the site's own may be refused,
 * and what comes from elsewhere must be.
 */

describe.skipIf(!CHROMIUM)('Under the content security policy', () => {
  let scratch: string
  let site: string
  let origin: string
  let server: ChildProcess
  let browser: Browser

  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'evenkeel-policy-'))
    const content = join(scratch, 'content')
    cpSync(COMPANY, content, { recursive: true })
    const settings = join(content, 'site.yaml')
    writeFileSync(
      settings,
      readFileSync(settings, 'utf8')
        .replace(/^brand: .*$/m, 'brand: {color: "#0a6a70", logo: mark.svg}')
        .replace(/^locales: .*$/m, 'locales: [en, de]'),
    )
    // A style of its own, as drawing programs write them.
    const mark = '<rect width="40" height="20" style="fill:#0a6a70"/>'
    writeFileSync(
      join(content, 'mark.svg'),
      `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">${mark}</svg>`,
    )
    const out = join(scratch, 'dist')
    const built = await runEvenkeel('build', '--content', content, '--out', out, '--site', 'status')
    expect(built.code, built.stderr).toBe(0)
    site = join(out, 'status')
    const served = await startEvenkeel(/Status page\s+(http:\S+)\/\n/, 'serve', '--out', out, '--port', '0')
    server = served.child
    origin = served.said[1] ?? ''
    browser = await startBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    server?.kill()
    rmSync(scratch, { recursive: true, force: true })
  })

  const paths = () =>
    globSync('**/*.html', { cwd: site }).map((file) => encodeURI(`/${file.replace(/(^|\/)index\.html$/, '$1')}`))

  test('every page has its style, its script and its pictures, and the browser refuses nothing.', async () => {
    const page = await browser.newPage()
    const wrong: string[] = []
    page.on('console', (message) => message.type() === 'error' && wrong.push(`${page.url()} ${message.text()}`))
    page.on('pageerror', (error) => wrong.push(`${page.url()} ${error.message}`))
    page.on('requestfailed', (request) => {
      // The icon is still on its way when the next page is asked for.
      if (request.failure()?.errorText !== 'net::ERR_ABORTED')
        wrong.push(`${page.url()} could not load ${request.url()}`)
    })
    await page.exposeFunction('refused', (what: string) => wrong.push(what))
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, documentURI }) => {
        Reflect.get(window, 'refused')(`${documentURI} ${violatedDirective} ${blockedURI}`)
      })
    })
    for (const path of paths()) {
      const loaded: string[] = []
      const note = (response: { url: () => string; ok: () => boolean }) => {
        if (response.ok()) loaded.push(new URL(response.url()).pathname)
      }
      page.on('response', note)
      const html = readFileSync(join(site, decodeURI(path), path.endsWith('/') ? 'index.html' : ''), 'utf8')
      const answer = await page.goto(`${origin}${path}`)
      if (/<meta http-equiv="refresh"/.test(html)) {
        page.off('response', note)
        continue
      }
      if (!answer?.headers()['content-security-policy']?.startsWith("default-src 'none'"))
        wrong.push(`${path} came without a policy`)
      const { rules, width, broken } = await page.evaluate(() => ({
        rules: [...document.styleSheets].reduce((sum, sheet) => sum + sheet.cssRules.length, 0),
        width: [...document.images].find(({ src }) => src.endsWith('/logo.svg'))?.naturalWidth ?? null,
        broken: [...document.images].filter(({ complete, naturalWidth }) => !complete || naturalWidth === 0).length,
      }))
      if (rules < 20) wrong.push(`${path} has a style of ${rules} rules`)
      if (broken > 0) wrong.push(`${path} has pictures that don't show`)
      if (html.includes('logo.svg') && width !== 40) wrong.push(`${path} shows a logo ${width} px wide`)
      for (const [, script = ''] of html.matchAll(/<script[^>]*\ssrc="([^"?]+)/g))
        if (!loaded.includes(script)) wrong.push(`${path} did not load ${script}`)
      page.off('response', note)
    }
    await page.close()
    expect(wrong).toEqual([])
    expect(paths().length).toBeGreaterThan(30)
  })

  test('what comes from elsewhere or stands in the page itself is refused: scripts, styles, pictures, data.', async () => {
    const page = await browser.newPage()
    await page.goto(origin)
    const refused = await page.evaluate(async () => {
      const seen: string[] = []
      document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective))
      const script = document.createElement('script')
      script.textContent = 'document.title = "taken over"'
      const style = document.createElement('style')
      style.textContent = 'body { display: none }'
      const picture = new Image()
      picture.src = 'https://elsewhere.invalid/pixel.png'
      document.body.append(script, style, picture)
      await fetch('https://elsewhere.invalid/').catch(() => null)
      // Told of one after the other, in their own time.
      for (let tenth = 0; tenth < 200 && new Set(seen).size < 4; tenth += 1)
        await new Promise((done) => setTimeout(done, 100))
      return seen
    })
    expect(refused).toEqual(expect.arrayContaining(['script-src-elem', 'style-src-elem', 'img-src', 'connect-src']))
    expect(await page.title()).not.toBe('taken over')
    await page.close()
  })

  /** A page of another site; one that a test makes up would be kept from everything on this machine. */
  async function elsewhere(html: string): Promise<Page> {
    const other = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(html)
    })
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
    onTestFinished(() => void other.close())
    const address = other.address()
    const page = await browser.newPage()
    onTestFinished(() => page.close())
    await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`)
    return page
  }

  test('another site can frame what is meant for it, and no other page.', async () => {
    const page = await elsewhere(
      ['/embed/', '/de/embed/', '/', '/de/', '/history/']
        .map((path) => `<iframe src="${origin}${path}"></iframe>`)
        .join(''),
    )
    const shown = await Promise.all(
      page
        .frames()
        .slice(1)
        .map((frame) => frame.evaluate(() => document.querySelector('main') !== null).catch(() => false)),
    )
    expect(shown).toEqual([true, true, false, false, false])
  })

  test('a page of another site can read the data, and show the badge.', async () => {
    const page = await elsewhere('<p>Their own.</p>')
    const { statuses, width } = await page.evaluate(async (from) => {
      const answers = ['/api/v2/summary.json', '/history.atom', '/feed.json', '/calendar.ics', '/embed.js'].map(
        async (path) => (await fetch(`${from}${path}`)).status,
      )
      const badge = new Image()
      badge.src = `${from}/badge.svg`
      await badge.decode()
      return { statuses: await Promise.all(answers), width: badge.naturalWidth }
    }, origin)
    expect(statuses).toEqual([200, 200, 200, 200, 200])
    expect(width).toBeGreaterThan(20)
  })
})
