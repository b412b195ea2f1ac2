import { type ChildProcess } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startBrowser } from '../../scripts/fixtures/browser.ts'
import { CHROMIUM } from '../../scripts/fixtures/chromium.ts'
import { runEvenkeel, startEvenkeel } from '../../scripts/fixtures/command-line.ts'
import { LIGHTHOUSE } from '../../scripts/fixtures/lighthouse.ts'
import { COMPANY } from '../../scripts/fixtures/places.ts'

/** What Lighthouse measures in milliseconds says as much of the machine as of the page: full marks on a quiet one. */
const BY_THE_CLOCK = new Set([
  'first-contentful-paint',
  'largest-contentful-paint',
  'speed-index',
  'total-blocking-time',
])

/*
 * What the public status page promises, held against the sample: it is light, it needs no script and nobody else's
 * server, the keyboard gets everywhere, and it prints.
 */

describe.skipIf(!CHROMIUM)('The status page of the sample', () => {
  let scratch: string
  let site: string
  let origin: string
  let server: ChildProcess
  let browser: Browser
  /** Where the browser can be driven by others. */
  let port: number

  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'evenkeel-promises-'))
    const built = await runEvenkeel('build', '--content', COMPANY, '--out', scratch, '--site', 'status', '--strict')
    expect(built.code, built.stderr).toBe(0)
    site = join(scratch, 'status')
    const served = await startEvenkeel(/Status page\s+(http:\S+)\/\n/, 'serve', '--out', scratch, '--port', '0')
    server = served.child
    origin = served.said[1] ?? ''
    port = await freePort()
    browser = await startBrowser(`--remote-debugging-port=${port}`)
  })
  afterAll(async () => {
    await browser?.close()
    server?.kill()
    rmSync(scratch, { recursive: true, force: true })
  })

  const html = (path: string) => readFileSync(join(site, path, 'index.html'), 'utf8')
  /** Every page in the language of the site that stays. */
  const paths = () =>
    globSync('**/index.html', { cwd: site, exclude: ['de/**', 'fr/**'] })
      .map((file) => `/${file.slice(0, -'index.html'.length)}`)
      .filter((path) => !html(path).includes('http-equiv="refresh"'))
  const incident = () =>
    /href="(\/incidents\/[a-z0-9]{12}\/)"[^>]*><span[^>]*>iDEAL payments fail with some banks/.exec(html('/'))?.[1] ??
    ''

  test('The home page and its style come to 14 kB on the wire at most: they are here in one round trip.', () => {
    const packed = (text: Buffer) => gzipSync(text, { level: 9 }).length
    const page = packed(readFileSync(join(site, 'index.html')))
    const style = packed(readFileSync(join(site, 'style.css')))
    console.info(`Home page ${page} B, style ${style} B, script ${packed(readFileSync(join(site, 'status.js')))} B.`)
    expect(page + style).toBeLessThanOrEqual(14_336)
  })

  test('Without JavaScript the home page is drawn from two requests, and nobody else is asked for anything.', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(origin, { waitUntil: 'networkidle' })
    await context.close()
    expect(asked.filter((url) => url !== `${origin}/icon.svg`)).toEqual([
      `${origin}/`,
      expect.stringMatching(new RegExp(`^${origin}/style\\.css\\?v=[0-9a-f]{8}$`)),
    ])
  })

  test('Every page says the same without JavaScript as with it, times aside.', async () => {
    const wordsWith = async (javaScriptEnabled: boolean) => {
      const context = await browser.newContext({ javaScriptEnabled })
      const page = await context.newPage()
      await page.clock.setFixedTime('2026-11-23T09:00:00Z')
      const words = new Map<string, string>()
      for (const path of paths()) {
        await page.goto(`${origin}${path}`)
        words.set(
          path,
          await page.evaluate(() => {
            for (const time of document.querySelectorAll('main time, main .ago, main [data-utc]')) time.remove()
            return document.querySelector('main')?.innerText.replaceAll(/\s+/g, ' ') ?? ''
          }),
        )
      }
      await context.close()
      return words
    }
    const [plain, scripted] = [await wordsWith(false), await wordsWith(true)]
    expect(plain.size).toBeGreaterThan(30)
    expect([...plain].filter(([path, words]) => words.length < 25 || words !== scripted.get(path))).toEqual([])
  })

  /** What has the focus: its words, and whether the reader sees that it has it. */
  const focused = (page: Page) =>
    page.evaluate(() => {
      const element = document.activeElement
      if (element === null || element === document.body) return null
      const { top, bottom, left, right } = element.getBoundingClientRect()
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return {
        name: element.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '',
        place: [...document.querySelectorAll('*')].indexOf(element),
        seen:
          outlineStyle !== 'none' &&
          parseFloat(outlineWidth) >= 2 &&
          bottom > 0 &&
          right > 0 &&
          top < innerHeight &&
          left < innerWidth,
      }
    })

  test('The tab key goes to the content, then through the navigation, then to every link in order, and one sees where it is.', async () => {
    const page = await browser.newPage({ viewport: { width: 1000, height: 700 } })
    for (const path of ['/', '/components/booking/', incident()]) {
      await page.goto(`${origin}${path}`)
      // What can be seen and clicked, in the order of the page; bars are a picture whose links stand in words, too.
      const expected = await page.evaluate(() =>
        [...document.querySelectorAll('*')].flatMap((element, place) =>
          element.matches('a[href], summary, [tabindex="0"]') && !element.closest('svg') && element.checkVisibility()
            ? place
            : [],
        ),
      )
      const stops: NonNullable<Awaited<ReturnType<typeof focused>>>[] = []
      for (;;) {
        await page.keyboard.press('Tab')
        const stop = await focused(page)
        if (stop === null || stops.length > expected.length) break
        stops.push(stop)
      }
      expect(stops.slice(0, 8).map(({ name }) => name)).toEqual([
        'Skip to content',
        'Godwit Parcels',
        'Status',
        'Maintenance',
        'Uptime',
        'History',
        'Get help',
        'Get updates',
      ])
      expect(stops.map(({ place }) => place)).toEqual(expected)
      expect(stops.filter(({ seen }) => !seen)).toEqual([])
      expect(stops.length).toBeGreaterThan(15)
    }
    await page.close()
  })

  test('Whatever unfolds does so by the keyboard, and the keyboard gets into it.', async () => {
    const page = await browser.newPage()
    await page.goto(origin)
    const ways = page.locator('header details')
    await ways.locator('summary').focus()
    await page.keyboard.press('Enter')
    expect(await ways.getAttribute('open')).not.toBeNull()
    await page.keyboard.press('Tab')
    expect((await focused(page))?.name).toBe('Atom')
    await page.keyboard.press('Escape')
    expect(await ways.getAttribute('open')).toBeNull()
    expect((await focused(page))?.name).toBe('Get updates')
    await page.keyboard.press('Enter')
    await ways.locator('p').last().click()
    expect(await ways.getAttribute('open')).not.toBeNull()
    await page
      .locator('main h1')
      .first()
      .click({ position: { x: 5, y: 5 } })
    expect(await ways.getAttribute('open')).toBeNull()
    const earlier = page.locator('article details', { hasText: /^2 earlier updates/ }).first()
    await earlier.locator('summary').focus()
    await page.keyboard.press('Enter')
    expect(await earlier.locator('li').first().isVisible()).toBe(true)
    const group = page.locator('details.group').first()
    await group.locator('> summary').focus()
    await page.keyboard.press('Space')
    expect(await group.getAttribute('open')).toBeNull()
    await page.close()
  })

  test('On paper there is no navigation and no notice, and the words are black on white.', async () => {
    const page = await browser.newPage()
    for (const path of ['/', incident()]) {
      await page.goto(`${origin}${path}`)
      await page.locator('[data-notice]').evaluateAll((all) => all.forEach((one) => one.removeAttribute('hidden')))
      expect(await page.locator('[data-notice]').first().isVisible()).toBe(true)
      await page.emulateMedia({ media: 'print' })
      const { shown, colours } = await page.evaluate(() => ({
        shown: [...document.querySelectorAll('nav, .skip, [data-notice]')].filter((one) => one.checkVisibility())
          .length,
        colours: ['body', 'h1', '.prose p', 'h2'].map((selector) => {
          const element = document.querySelector(selector)
          return element ? getComputedStyle(element).color : null
        }),
      }))
      expect(shown).toBe(0)
      expect(colours).toEqual(Array.from({ length: 4 }, () => 'rgb(0, 0, 0)'))
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
        'rgb(255, 255, 255)',
      )
      expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-')
      await page.emulateMedia({ media: 'screen' })
    }
    await page.close()
  })

  test.skipIf(!LIGHTHOUSE)('Lighthouse gives home, an incident and the history full marks on a phone.', async () => {
    const lighthouse = await LIGHTHOUSE?.load()
    const failed: string[] = []
    for (const path of ['/', incident(), '/history/']) {
      const run = await lighthouse?.(`${origin.replace('127.0.0.1', 'localhost')}${path}`, {
        port,
        logLevel: 'error',
        onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
      })
      if (!run) throw new Error(`Lighthouse says nothing about ${path}.`)
      const { categories, audits } = run.lhr
      console.info(path, Object.fromEntries(Object.entries(categories).map(([name, { score }]) => [name, score])))
      for (const { auditRefs } of Object.values(categories))
        for (const { id, weight } of auditRefs) {
          const { title, score } = audits[id] ?? {}
          if (weight > 0 && !BY_THE_CLOCK.has(id) && typeof score === 'number' && score < 1)
            failed.push(`${path} ${id}: ${title}`)
        }
    }
    expect(failed).toEqual([])
  })
})

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
