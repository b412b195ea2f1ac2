import { HtmlValidate } from 'html-validate'
import { type ChildProcess } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFinds } from '../../scripts/fixtures/axe.ts'
import { startBrowser } from '../../scripts/fixtures/browser.ts'
import { CHROMIUM } from '../../scripts/fixtures/chromium.ts'
import { runEvenkeel, startEvenkeel } from '../../scripts/fixtures/command-line.ts'
import { COMPANY } from '../../scripts/fixtures/places.ts'

/*
 * The sample company in every language that there are words in: each kind of page, in a real browser, as a reader of
 * that language and as one who reads with their ears.
 */

const LANGUAGES = ['en', 'de', 'fr', 'es', 'ja', 'ar'] as const
const OTHERS = LANGUAGES.slice(1)
const folderOf = (tag: string) => (tag === 'en' ? '' : `/${tag}`)

/** Sentences of the site's own that nobody but a reader of English is to meet. */
const ENGLISH = [
  'Skip to content',
  'Some services are failing',
  'Everything else works',
  'What is wrong now',
  'Next update',
  'Partial outage',
  'Operational',
  'Under maintenance',
  'Degraded performance',
  'uptime in',
  'days with incidents',
  'days with incidents',
  'A bar is a day',
  'The last two weeks',
  'Nothing else since',
  'Planned for the next 14 days',
  'Maintenance calendar',
  'How the percentage is counted',
  'The result is rounded down',
  'States over time',
  'Get updates',
  'This is sample content',
  'There is news since',
  'No connection',
  'Current status',
  'Resolved',
  'Investigating',
  'Get help',
  'As of',
  'since',
]

describe.skipIf(!CHROMIUM)('The status page in six languages', () => {
  let scratch: string
  let site: string
  let origin: string
  let server: ChildProcess
  let browser: Browser
  /** Where the incident is whose newest update is in French, and where a maintenance. */
  let incident: string
  let maintenance: string

  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'evenkeel-languages-'))
    const content = join(scratch, 'content')
    cpSync(COMPANY, content, { recursive: true })
    const settings = join(content, 'site.yaml')
    writeFileSync(
      settings,
      `${readFileSync(settings, 'utf8').replace(/^locales:.*\n/m, '')}locales: [${LANGUAGES.join(', ')}]\n`,
    )
    writeFileSync(
      join(content, 'incidents/2026/INC-2026-0012-ideal-payments/public/20261123T085800Z.md'),
      '---\nstate: identified\nlang: fr\nnext_update: 2026-11-23T09:25:00Z\n---\n\nLes paiements Bancontact fonctionnent.\n',
    )
    const out = join(scratch, 'dist')
    const built = await runEvenkeel('build', '--content', content, '--out', out, '--site', 'status', '--strict')
    expect(built.code, built.stderr).toBe(0)
    site = join(out, 'status')
    const events: { id: string; name: string }[] = ['incidents', 'scheduled-maintenances'].flatMap((list) => {
      const document = JSON.parse(readFileSync(join(site, `api/v2/${list}.json`), 'utf8'))
      return document.incidents ?? document.scheduled_maintenances
    })
    const pageOf = (name: string) => `/incidents/${events.find((event) => event.name === name)?.id}/`
    incident = pageOf('iDEAL payments fail with some banks')
    maintenance = pageOf('Locker map gets new maps')
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

  /** One of each kind. */
  const pages = () => [
    '/',
    '/history/',
    '/history/2026-11/',
    '/maintenance/',
    '/uptime/',
    '/components/booking/',
    incident,
    maintenance,
  ]
  const html = (path: string) => readFileSync(join(site, path, 'index.html'), 'utf8')
  const allPages = () =>
    globSync('**/index.html', { cwd: site }).map((file) => `/${file.slice(0, -'index.html'.length)}`)

  test('Every page of a language says which it is, and how it runs.', () => {
    const wrong = allPages().filter((path) => {
      const tag = OTHERS.find((one) => path.startsWith(`/${one}/`)) ?? 'en'
      return !new RegExp(`<html lang="${tag}" dir="${tag === 'ar' ? 'rtl' : 'ltr'}"`).test(html(path))
    })
    expect(wrong).toEqual([])
    for (const tag of LANGUAGES)
      for (const page of pages()) expect(existsSync(join(site, folderOf(tag), page, 'index.html')), page).toBe(true)
    expect(allPages().length % LANGUAGES.length).toBe(0)
  })

  test('Every page names itself in all languages, each of those names it back, and English is for everyone else.', () => {
    const wrong: string[] = []
    let listed = 0
    for (const path of allPages()) {
      const text = html(path)
      const plain = OTHERS.reduce((left, tag) => (left.startsWith(`/${tag}/`) ? left.slice(3) : left), path)
      const links = [...text.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g)].map(
        ([, tag, href]) => `${tag} ${href}`,
      )
      const [, canonical] = /<link rel="canonical" href="([^"]+)">/.exec(text) ?? []
      if (/<meta name="robots" content="noindex">/.test(text)) {
        if (links.length > 0) wrong.push(`${path} is not to be found, and says where else it is`)
        continue
      }
      listed += 1
      const home = 'https://status.godwit.example'
      // The same list on every page: so each of them names the others back.
      const expected = [
        ...LANGUAGES.map((tag) => `${tag} ${home}${folderOf(tag)}${plain}`),
        `x-default ${home}${plain}`,
      ]
      if (links.join() !== expected.join()) wrong.push(`${path} → ${links.join()}`)
      if (canonical !== `${home}${path}`) wrong.push(`${path} says that it is ${canonical}`)
    }
    expect(wrong).toEqual([])
    expect(listed).toBeGreaterThan(150)
  })

  test('The sitemap has every page in every language.', () => {
    const addresses = [...readFileSync(join(site, 'sitemap.xml'), 'utf8').matchAll(/<loc>([^<]+)<\/loc>/g)].map(
      ([, address = '']) => new URL(address).pathname,
    )
    expect(addresses).toEqual(
      expect.arrayContaining(LANGUAGES.flatMap((tag) => pages().map((page) => `${folderOf(tag)}${page}`))),
    )
  })

  test('Feeds, calendar, badges and data lie at the root alone, and every page leads to them.', () => {
    const files = OTHERS.flatMap((tag) => globSync(`${tag}/**/*.*`, { cwd: site }))
    expect(files.filter((file) => !file.endsWith('/index.html'))).toEqual([])
    for (const tag of LANGUAGES)
      for (const page of pages()) {
        const found = [
          ...html(`${folderOf(tag)}${page}`).matchAll(/<link rel="alternate"[^>]*type="[^"]+"[^>]*>/g),
        ].map(([link]) => /href="([^"]+)"/.exec(link)?.[1])
        expect(found).toEqual(expect.arrayContaining(['/history.atom', '/history.rss', '/feed.json', '/calendar.ics']))
      }
  })

  test('A reader changes the language and stays on the same page.', async () => {
    const page = await browser.newPage()
    for (const path of pages()) {
      await page.goto(`${origin}/de${path}`)
      const switcher = page.getByRole('navigation', { name: 'Sprache' })
      expect(await switcher.getByRole('link').allInnerTexts()).toEqual([
        'English',
        'Deutsch',
        'français',
        'español',
        '日本語',
        'العربية',
      ])
      expect(await switcher.getByRole('link', { name: 'Deutsch' }).getAttribute('aria-current')).toBe('true')
      await switcher.getByRole('link', { name: 'العربية' }).click()
      expect(new URL(page.url()).pathname).toBe(`/ar${path}`)
      await page.locator('footer').getByRole('link', { name: 'English' }).click()
      expect(new URL(page.url()).pathname).toBe(path)
    }
    await page.close()
  })

  test('On a phone the pages are on one line in every language, and the last of them can be reached.', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
    const page = await context.newPage()
    for (const tag of LANGUAGES) {
      await page.goto(`${origin}${folderOf(tag)}/`)
      const links = page.locator('.top nav a')
      const tops = await links.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top))
      expect(new Set(tops).size, tag).toBe(1)
      // As a finger does.
      await page.mouse.move(180, Number(tops[0]) + 5)
      await page.mouse.wheel(1000, 0)
      const isSeen = () =>
        links.last().evaluate((one) => {
          const { left, right } = one.getBoundingClientRect()
          return left >= 0 && right <= innerWidth
        })
      await expect.poll(isSeen, { message: tag }).toBe(true)
    }
    await context.close()
  })

  test("A record's own text says what language it is in where that isn't the page's.", async () => {
    const page = await browser.newPage()
    const langOf = (text: string) =>
      page
        .locator('main')
        .getByText(text, { exact: true })
        .first()
        .evaluate((element) => element.closest('[lang]')?.getAttribute('lang'))
    for (const tag of LANGUAGES) {
      await page.goto(`${origin}${folderOf(tag)}${incident}`)
      expect(await langOf('iDEAL payments fail with some banks')).toBe('en')
      expect(await langOf('Les paiements Bancontact fonctionnent.')).toBe('fr')
      await page.goto(`${origin}${folderOf(tag)}/components/booking/`)
      expect(await langOf('Booking a parcel on the web and in the app')).toBe('en')
      await page.goto(`${origin}${folderOf(tag)}/`)
      expect(await langOf('Les paiements Bancontact fonctionnent.')).toBe('fr')
    }
    // Nothing is said twice: on an English page only the French text says what it is.
    await page.goto(`${origin}${incident}`)
    expect(await page.locator('main [lang]').allInnerTexts()).toEqual(['Les paiements Bancontact fonctionnent.'])
    await page.close()
  })

  test('The HTML of every kind of page is valid in every language.', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:standard'],
      rules: {
        'long-title': 'off',
        'no-trailing-whitespace': 'off',
        'doctype-style': 'off',
        'void-style': 'off',
        'attribute-boolean-style': 'off',
        'attribute-empty-style': 'off',
      },
    })
    const wrong: string[] = []
    for (const tag of LANGUAGES)
      for (const page of pages()) {
        const report = await validator.validateFile(join(site, folderOf(tag), page, 'index.html'))
        for (const { messages } of report.results)
          for (const { ruleId, message, line } of messages)
            wrong.push(`${folderOf(tag)}${page}:${line} ${ruleId} ${message}`)
      }
    expect(wrong).toEqual([])
  })

  /** What there is to one kind of page after the other, each opened once for all who ask: its own words, and its flaws. */
  const visits = new Map<string, ReturnType<typeof visit>>()
  const visited = (tag: (typeof LANGUAGES)[number]) => {
    const made = visits.get(tag) ?? visit(tag)
    visits.set(tag, made)
    return made
  }
  async function visit(tag: (typeof LANGUAGES)[number]) {
    const words = new Map<string, string[]>()
    const [wide, wrong]: [string[], string[]] = [[], []]
    // A screen of 1280 × 1024 at 400 % is one of 320 px, each of which is four.
    const context = await browser.newContext({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 })
    const page = await context.newPage()
    for (const path of [...pages(), '/embed/']) {
      await page.emulateMedia({ colorScheme: 'light' })
      await page.goto(`${origin}${folderOf(tag)}${path}`)
      if (path !== '/embed/') words.set(path, await page.evaluate(ownWords))
      wide.push(...(await tooWide(page)).map((what) => `${path} ${what}`))
      await page.locator('details:not([open])').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')))
      wide.push(...(await tooWide(page)).map((what) => `${path}, unfolded: ${what}`))
      const found = await axeFinds(page, tag === 'en' ? TARGETS : { ...TARGETS, ...COLOURLESS })
      wrong.push(...found.map((what) => `${path} ${what}`))
      if (tag !== 'en') continue
      await page.emulateMedia({ colorScheme: 'dark' })
      const dark = await axeFinds(page, { only: ['color-contrast'] })
      wrong.push(...dark.map((what) => `${path} in the dark: ${what}`))
    }
    await context.close()
    return { words, wide, wrong }
  }

  test.each(LANGUAGES)(
    '%s: At four times the size no kind of page is wider than the screen, nor when all is unfolded.',
    async (tag) => expect((await visited(tag)).wide).toEqual([]),
  )

  test.each(LANGUAGES)('%s: axe finds nothing on any kind of page, all unfolded.', async (tag) =>
    expect((await visited(tag)).wrong).toEqual([]),
  )

  test.each(OTHERS)(
    '%s: No word of the site itself is left in English, on the page or for those who hear it.',
    async (tag) => {
      const { words } = await visited(tag)
      for (const [path, texts] of words) expect(texts.length, path).toBeGreaterThan(20)
      const left = [...words].flatMap(([path, texts]) =>
        PHRASES.flatMap((phrase) => texts.filter((text) => phrase.test(text)).map((text) => `${path}: ${text.trim()}`)),
      )
      expect(left).toEqual([])
    },
  )

  test('The list of English words is worth something: the English pages say all of them.', async () => {
    const english = [...(await visited('en')).words.values()].flat()
    expect(ENGLISH.filter((phrase) => !english.some((text) => text.includes(phrase)))).toEqual([])
  })
})

const PHRASES = ENGLISH.map((phrase) => new RegExp(`(^|\\W)${phrase}(\\W|$)`))

/** How far what is pressed lies from the next: WCAG 2.2 asks for it, and axe where it is told to. */
const TARGETS = { and: ['target-size'] }

/** Colours are the same in every language, and what lies behind a word as well: they are looked at once. */
const COLOURLESS = { but: ['color-contrast'] }

/** What is wider than the screen, if the page as a whole is. */
const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const root = document.documentElement
    if (root.scrollWidth <= window.innerWidth) return []
    const out = [...document.body.querySelectorAll('*')].filter((element) => {
      const { left, right } = element.getBoundingClientRect()
      return left < 0 || right > window.innerWidth
    })
    const culprit = out.at(-1)
    return [`is ${root.scrollWidth} px wide: ${culprit?.outerHTML.slice(0, 160)}`]
  })

/** Texts and labels of a page that are in the page's language, the hidden ones too. */
function ownWords(): string[] {
  const mine = (element: Element | null) => element?.closest('[lang]') === document.documentElement
  const texts: string[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode())
    if (mine(walker.currentNode.parentElement) && walker.currentNode.nodeValue?.trim())
      texts.push(walker.currentNode.nodeValue)
  for (const element of document.body.querySelectorAll('[aria-label], [title], [alt]'))
    for (const name of ['aria-label', 'title', 'alt'])
      if (mine(element) && element.getAttribute(name)) texts.push(element.getAttribute(name) ?? '')
  return texts
}
