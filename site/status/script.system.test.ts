import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { CHROMIUM } from '../../scripts/fixtures/chromium.ts'
import { stateKey, type Summary } from './client/state-key.ts'
import { bundle, clientScript } from './script.ts'

/*
 * The two scripts in a real browser, each under the strictest policy that it promises to work under, on pages written by
 * hand: what they do depends on nothing but the attributes and documents that are named here.
 */

const NOW = '2026-11-23T09:00:00.000Z'
const at = (time: string) => new Date(`2026-11-23T${time}Z`)

type Api = Summary & {
  incidents: { id: string; updated_at: string; name: string; status: string; impact: string }[]
}
const summary = (change: Partial<Api> = {}): Api => ({
  page: { updated_at: NOW },
  status: { indicator: 'none', description: 'All Systems Operational' },
  components: [{ id: 'checkout', status: 'operational' }],
  incidents: [],
  scheduled_maintenances: [],
  ...change,
})
const incident = (name: string) => ({ id: 'x', updated_at: NOW, name, status: 'investigating', impact: 'major' })
const later = (time: string, change: Partial<Api> = {}) =>
  summary({ page: { updated_at: at(time).toISOString() }, ...change })

describe.skipIf(!CHROMIUM)('in a browser', () => {
  let server: Server
  let origin: string
  let browser: Browser
  let html = ''
  let policy = ''
  /** What the API says next: a document, the text of one, or the number of an error. */
  let answer: object | string | number = summary()
  let asked = 0
  let page: Page
  let wrong: string[] = []

  beforeAll(async () => {
    const element = await bundle('site/status/embed/element.ts')
    server = createServer(({ url = '/' }, response) => {
      const { pathname } = new URL(url, 'http://here')
      const send = (status: number, type: string, body: string) =>
        response
          .writeHead(status, {
            'content-type': `${type}; charset=utf-8`,
            'content-security-policy': policy,
            'cache-control': 'no-store',
            'access-control-allow-origin': '*',
          })
          .end(body)
      if (pathname === '/status.js') return send(200, 'text/javascript', clientScript.text)
      if (pathname === '/embed.js' || pathname === '/below/embed.js') return send(200, 'text/javascript', element)
      if (!pathname.endsWith('/api/v2/summary.json')) return send(200, 'text/html', html)
      asked++
      if (typeof answer === 'number') return send(answer, 'text/html', 'Sorry')
      return send(200, 'application/json', typeof answer === 'string' ? answer : JSON.stringify(answer))
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const address = server.address()
    origin = `http://127.0.0.1:${isPort(address) ? address.port : 0}`
    browser = await chromium.launch({
      ...(CHROMIUM ? { executablePath: CHROMIUM } : {}),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
  })
  afterAll(async () => {
    await browser?.close()
    server?.close()
  })
  beforeEach(() => {
    answer = summary()
    asked = 0
    wrong = []
  })
  afterEach(async () => {
    await page?.context().close()
    expect(wrong).toEqual([])
  })

  const isPort = (address: AddressInfo | string | null): address is AddressInfo =>
    typeof address === 'object' && address !== null

  /** Opens a page by a reader's clock, which stands still until it is moved. */
  async function open(text: string, time: Date, options: BrowserContextOptions = {}, where = origin) {
    html = text
    const context = await browser.newContext({ timezoneId: 'Europe/Berlin', ...options })
    page = await context.newPage()
    page.on('pageerror', ({ message }) => wrong.push(message))
    page.on('console', (message) => /Content Security/.test(message.text()) && wrong.push(message.text()))
    await page.clock.install({ time: new Date(time.getTime() - 60_000) })
    await page.clock.pauseAt(time)
    await page.goto(where)
  }
  const visible = (selector: string) => page.locator(selector).isVisible()
  const text = (selector: string) => page.locator(selector).first().textContent()
  /** Lets minutes pass, and the one answer that is asked for in them arrive. */
  async function minutes(count: number) {
    const before = asked
    const answered = page.waitForEvent('requestfinished')
    await page.clock.runFor(count * 60_000)
    await answered
    await settled()
    expect(asked).toBe(before + 1)
  }
  /** Lets minutes pass in which nothing is asked. */
  async function quietMinutes(count: number) {
    const before = asked
    await page.clock.runFor(count * 60_000)
    await settled()
    expect(asked).toBe(before)
  }
  /** What has arrived is read, too: a message of the page's own comes after it. */
  const settled = () =>
    page.evaluate(async () => {
      for (let turn = 0; turn < 20; turn++)
        await new Promise((done) => {
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener('message', done)
          port1.start()
          port2.postMessage(turn)
        })
    })
  const look = (hidden: boolean) =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { value, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, hidden)

  describe('The script of a page', () => {
    const NOTICES = ['newer', 'stale', 'offline'].map((name) => `<p data-notice="${name}" hidden>${name}</p>`).join('')
    const frame = (body: string, attributes = '') => `<!doctype html>
      <html lang="en" data-now="${NOW}" data-locale="en-GB" data-summary="/api/v2/summary.json"
        data-state="${stateKey(summary())}" ${attributes}>
      <head><meta charset="utf-8"><title>Acme</title><link rel="icon" href="data:,">
      <script src="/status.js" defer></script></head>
      <body>${body}<div aria-live="polite">${NOTICES}</div></body></html>`
    const notices = async () => {
      const names = ['newer', 'stale', 'offline']
      const seen = await Promise.all(names.map((name) => visible(`[data-notice=${name}]`)))
      return names.filter((_, i) => seen[i])
    }

    beforeAll(() => {
      policy = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:"
    })

    const MOMENTS = `<time id="short" datetime="2026-11-23T08:12:00Z" data-form="short">23 Nov, 08:12 UTC</time>
      <time id="other" datetime="2025-12-31T23:30:00Z" data-form="short">31 Dec 2025, 23:30 UTC</time>
      <time id="long" datetime="2026-11-23T09:12:00+01:00" data-form="long">…</time>
      <time id="clock" datetime="2026-11-23T08:12:00Z" data-form="clock">08:12 UTC</time>
      <time id="plain" datetime="2026-11-23T08:12:00Z">as it was</time>`

    test.each([
      ['Europe/Berlin', '23 Nov, 09:12 CET', '1 Jan, 00:30 CET', '23 November 2026 at 09:12 CET', '09:12 CET'],
      ['UTC', '23 Nov, 08:12 UTC', '31 Dec 2025, 23:30 UTC', '23 November 2026 at 08:12 UTC', '08:12 UTC'],
      [
        'Asia/Kolkata',
        '23 Nov, 13:42 GMT+5:30',
        '1 Jan, 05:00 GMT+5:30',
        '23 November 2026 at 13:42 GMT+5:30',
        '13:42 GMT+5:30',
      ],
    ])('says moments in the time of %s, and in UTC on asking.', async (timezoneId, short, other, long, clock) => {
      await open(frame(MOMENTS), at('09:05:00'), { timezoneId })
      expect([await text('#short'), await text('#long'), await text('#clock')]).toEqual([short, long, clock])
      expect(await text('#other')).toBe(other)
      expect(await page.locator('#short').getAttribute('title')).toBe('2026-11-23 08:12 UTC')
      expect(await text('#plain')).toBe('as it was')
    })

    test('says moments as the language of the page does.', async () => {
      await open(frame(MOMENTS).replace('data-locale="en-GB"', 'data-locale="de"'), at('09:05:00'), { locale: 'ja-JP' })
      expect(await text('#long')).toBe('23. November 2026 um 09:12 MEZ')
    })

    test('says how long ago it was, and goes on saying so.', async () => {
      await open(
        frame('<span id="ago" data-ago="2026-11-23T08:48:00Z" hidden></span><i data-ago="never" hidden>?</i>'),
        at('09:00:00'),
      )
      expect([await text('#ago'), await visible('#ago'), await visible('i')]).toEqual(['12 minutes ago', true, false])
      await page.clock.runFor(60_000)
      expect(await text('#ago')).toBe('13 minutes ago')
    })

    const MAINTENANCE = `
      <p id="before" data-until="2026-11-23T09:30:00Z">Planned</p>
      <p id="during" data-from="2026-11-23T09:30:00Z" data-until="2026-11-23T10:00:00Z" hidden>In progress</p>
      <p id="after" data-from="2026-11-23T10:00:00Z" hidden>Over</p>
      <p id="odd" data-from="soon" hidden>Odd</p>`
    const stages = async () => {
      const names = ['before', 'during', 'after', 'odd']
      const seen = await Promise.all(names.map((name) => visible(`#${name}`)))
      return names.filter((_, i) => seen[i])
    }

    test('begins and ends maintenance by the clock, to the second, without a request for it.', async () => {
      await open(frame(MAINTENANCE).replace('data-summary', 'data-none'), at('09:29:30'))
      expect(await stages()).toEqual(['before'])
      await page.clock.runFor(29_000)
      expect(await stages()).toEqual(['before'])
      await page.clock.runFor(1000)
      expect(await stages()).toEqual(['during'])
      await page.clock.runFor(30 * 60_000)
      expect(await stages()).toEqual(['after'])
      expect(asked).toBe(0)
    })

    test('sees at once what time it is when someone comes back to the page.', async () => {
      await open(frame(MAINTENANCE), at('09:29:30'))
      await look(true)
      // Timers sleep while a computer does.
      await page.clock.setSystemTime(at('10:30:00'))
      expect(await stages()).toEqual(['before'])
      await look(false)
      expect(await stages()).toEqual(['after'])
    })

    test('lives in the time of the story on a page of sample content.', async () => {
      await open(
        frame(`${MAINTENANCE}<span id="ago" data-ago="2026-11-23T08:48:00Z" hidden></span>`, 'data-sample'),
        new Date('2031-05-06T07:08:00Z'),
      )
      expect([await stages(), await text('#ago'), await notices()]).toEqual([['before'], '12 minutes ago', []])
      await page.clock.runFor(31 * 60_000)
      expect([await stages(), await text('#ago')]).toEqual([['during'], '43 minutes ago'])
    })

    test('says that there is something newer, and only then.', async () => {
      await open(frame(''), at('09:01:00'))
      expect(asked).toBe(0)
      await minutes(1)
      expect(await notices()).toEqual([])
      answer = later('09:03:00', { incidents: [incident('Payments are delayed')] })
      await minutes(1)
      await expect.poll(notices).toEqual(['newer'])
    })

    test('moves "as of" on when the same is published again, and takes no older copy for news.', async () => {
      await open(
        frame(`<time data-asof datetime="${NOW}" data-form="long">23 November 2026 at 10:00 CET</time>`),
        at('09:59:00'),
      )
      answer = later('10:00:00')
      await minutes(1)
      await expect.poll(() => text('time')).toBe('23 November 2026 at 11:00 CET')
      expect(await page.locator('time').getAttribute('datetime')).toBe('2026-11-23T10:00:00.000Z')
      answer = later('09:30:00', { components: [] })
      await minutes(1)
      expect(await notices()).toEqual([])
    })

    test('warns of a page that is more than a day old, until the same is published again.', async () => {
      await open(frame(''), new Date('2026-11-24T08:59:30Z'))
      expect(await notices()).toEqual([])
      await minutes(1)
      await page.clock.runFor(1000)
      await expect.poll(notices).toEqual(['stale'])
      answer = summary({ page: { updated_at: '2026-11-24T09:00:00.000Z' } })
      await minutes(1)
      await expect.poll(notices).toEqual([])
    })

    test.each([
      ['an error', 503],
      ['a page to sign in', '<!doctype html><title>Welcome to the hotel</title>'],
      ['another document', '{"message": "hello"}'],
    ])('owns up when it hears %s twice in a row, asks less often, and is glad when it is over.', async (_, failure) => {
      await open(frame(''), at('09:00:00'))
      answer = failure
      await minutes(1)
      expect(await notices()).toEqual([])
      await quietMinutes(1)
      await minutes(1)
      await expect.poll(notices).toEqual(['offline'])
      answer = summary()
      await quietMinutes(3)
      await minutes(1)
      await expect.poll(notices).toEqual([])
      await minutes(1)
    })

    test('tries at once when the network is back.', async () => {
      await open(frame(''), at('09:00:00'))
      await page.context().setOffline(true)
      const failed = page.waitForEvent('requestfailed')
      await page.clock.runFor(60_000)
      await failed
      await settled()
      await page.clock.runFor(120_000)
      await expect.poll(notices).toEqual(['offline'])
      expect(asked).toBe(0)
      await page.context().setOffline(false)
      await expect.poll(notices).toEqual([])
      expect(asked).toBe(1)
    })

    test('asks nothing while nobody looks, and at once when someone does again.', async () => {
      await open(frame(''), at('09:00:00'))
      await minutes(1)
      await look(true)
      await quietMinutes(30)
      answer = later('09:20:00', { components: [] })
      await look(false)
      await expect.poll(notices).toEqual(['newer'])
      expect(asked).toBe(2)
      await settled()
      await look(true)
      await look(false)
      await settled()
      expect(asked).toBe(2)
      await minutes(1)
    })

    test('asks at once on a page that the browser kept.', async () => {
      html = frame('')
      // By a clock of its own: a stopped one has no word of where the page came from.
      page = await (await browser.newContext()).newPage()
      await page.goto(origin)
      await page.goto(`${origin}/another/`)
      await settled()
      expect(asked).toBe(0)
      await page.goBack()
      await expect.poll(() => asked).toBe(1)
    })

    test.each([
      ['no attribute at all', '<html>'],
      [
        'odd ones',
        '<html lang="???" data-now="now" data-locale="no such tag" data-summary="https://[" data-state="" data-sample>',
      ],
    ])('does no harm with %s.', async (_, root) => {
      const body = `${MOMENTS}${MAINTENANCE}<time data-form="short">bare</time><time datetime="x" data-form="long">odd</time><b data-from>?</b><span data-ago hidden></span>`
      await open(frame(body).replace(/<html[^>]*>/, root), at('09:45:00'))
      expect(await page.locator('time').allTextContents()).toEqual(expect.arrayContaining(['bare', 'odd']))
      expect([await stages(), await visible('b')]).toEqual([['during'], true])
      await page.clock.runFor(5 * 60_000)
      expect(asked).toBe(0)
    })
  })

  describe('The element', () => {
    const elsewhere = () => origin.replace('127.0.0.1', 'localhost')
    /** A page of another origin, whose policy lets in the status page's script and data, and nothing inline. */
    async function host(element: string, options: BrowserContextOptions = {}, script = `${origin}/embed.js`) {
      policy = `default-src 'none'; script-src ${origin}; connect-src ${origin}; img-src data:`
      await open(
        `<!doctype html><html lang="en"><head><title>Shop</title><link rel="icon" href="data:,">
        <script src="${script}" defer></script></head><body><h1>Shop</h1>${element}</body></html>`,
        at('09:00:00'),
        options,
        elsewhere(),
      )
      await page.clock.runFor(1)
    }
    const link = () => page.locator('evenkeel-status a')
    const heard = async (count: number) => {
      await expect.poll(() => asked).toBe(count)
      await page.waitForLoadState('networkidle')
      await settled()
    }

    test('is nothing when all is well, and still nothing after a look that failed.', async () => {
      await host(`<evenkeel-status src="${origin}"></evenkeel-status>`)
      await heard(1)
      expect(await link().count()).toBe(0)
      expect((await page.locator('evenkeel-status').boundingBox())?.height ?? 0).toBe(0)
      answer = 500
      await minutes(2)
      answer = '<p>no'
      await minutes(2)
      expect(await link().count()).toBe(0)
    })

    test('shows a banner that leads to the status page while something is wrong, found within two minutes.', async () => {
      await host('<evenkeel-status></evenkeel-status>')
      await heard(1)
      answer = summary({
        status: { indicator: 'major', description: 'Partial System Outage' },
        incidents: [incident('Payments are delayed')],
      })
      await quietMinutes(1)
      await minutes(1)
      await link().waitFor()
      expect(await link().textContent()).toBe('Payments are delayed')
      expect(await link().getAttribute('href')).toBe(`${origin}/`)
      expect(await page.getByRole('status').textContent()).toBe('Payments are delayed')
      answer = summary()
      await minutes(2)
      await expect.poll(() => link().count()).toBe(0)
    })

    test('can be themed by its parts and properties, and follows the dark scheme.', async () => {
      answer = summary({ status: { indicator: 'major', description: 'Partial System Outage' } })
      await host(`<evenkeel-status src="${origin}"></evenkeel-status>`, { colorScheme: 'dark' })
      await link().waitFor()
      const background = () =>
        page.locator('evenkeel-status p').evaluate((line) => getComputedStyle(line).backgroundColor)
      expect(await background()).toBe('rgb(38, 40, 46)')
      await page.emulateMedia({ colorScheme: 'light' })
      expect(await background()).toBe('rgb(244, 244, 246)')
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(
          'evenkeel-status{--evenkeel-background:rgb(1,2,3)}evenkeel-status::part(major){font-weight:700}',
        )
        document.adoptedStyleSheets = [sheet]
      })
      expect(await background()).toBe('rgb(1, 2, 3)')
      expect(await page.locator('evenkeel-status p').evaluate((line) => getComputedStyle(line).fontWeight)).toBe('700')
      expect(await page.locator('evenkeel-status p').getAttribute('lang')).toBe('en')
    })

    test.each([
      ['markup', '<img src=x onerror="document.title=1"><script>document.title=2</script>'],
      ['400 characters without a blank', 'x'.repeat(400)],
      ['right to left', 'تعذر الدفع ببعض البنوك (iDEAL)'],
    ])('keeps a name of %s text, within its page.', async (kind, name) => {
      answer = summary({ incidents: [incident(name)] })
      await host(`<evenkeel-status src="${origin}"></evenkeel-status>`, { viewport: { width: 320, height: 600 } })
      await link().waitFor()
      expect(await link().textContent()).toBe(name)
      expect(await page.title()).toBe('Shop')
      expect(await page.locator('evenkeel-status img, evenkeel-status script').count()).toBe(0)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
      const direction = await page.locator('evenkeel-status p').evaluate((line) => getComputedStyle(line).direction)
      expect(direction).toBe(kind === 'right to left' ? 'rtl' : 'ltr')
    })

    test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'http://['])(
      'opens nothing but web pages: %s',
      async (src) => {
        answer = summary({ incidents: [incident('Down')] })
        await host(`<evenkeel-status src="${src}"></evenkeel-status>`)
        await quietMinutes(10)
        expect(await link().count()).toBe(0)
      },
    )

    test('finds a status page that lives in a folder by its own script, and one that is named with a slash.', async () => {
      answer = summary({ incidents: [incident('Down')] })
      await host('<evenkeel-status></evenkeel-status>', {}, `${origin}/below/embed.js?v=1`)
      await link().waitFor()
      expect(await link().getAttribute('href')).toBe(`${origin}/below/`)
      await page.evaluate(
        (src) => document.querySelector('evenkeel-status')?.setAttribute('src', src),
        `${origin}/other/#now`,
      )
      await page.clock.runFor(1)
      await expect.poll(() => link().getAttribute('href')).toBe(`${origin}/other/`)
    })

    test('looks as often as its host wants, but not more than twice a minute.', async () => {
      await host(`<evenkeel-status src="${origin}" refresh="1"></evenkeel-status>`)
      await heard(1)
      await page.clock.runFor(29_000)
      expect(asked).toBe(1)
      await page.clock.runFor(2000)
      await heard(2)
      await page.evaluate(() => document.querySelector('evenkeel-status')?.setAttribute('refresh', 'Infinity'))
      await page.clock.runFor(1)
      await heard(3)
      await quietMinutes(59)
    })

    test('looks at nothing while nobody sees it, or once it is taken away.', async () => {
      await host(`<evenkeel-status src="${origin}"></evenkeel-status>`)
      await heard(1)
      await look(true)
      await quietMinutes(10)
      await look(false)
      await page.clock.runFor(1)
      await heard(2)
      await page.evaluate(() => document.querySelector('evenkeel-status')?.remove())
      await look(false)
      await quietMinutes(10)
    })

    test('is defined once, however often its script is on a page.', async () => {
      answer = summary({ incidents: [incident('Down')] })
      await host(`<evenkeel-status></evenkeel-status><script src="${origin}/embed.js"></script>`)
      await link().waitFor()
    })
  })
})
