import type { BrowserContextOptions } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { CHROMIUM } from '../../../scripts/fixtures/chromium.ts'
import { at, incident, scriptedSite, summary } from '../client/fixtures/scripted-site.ts'
import { bundle } from '../../engine/client-scripts.ts'

/*
 * The element in a real browser, under the strictest policy that it promises to work under, on pages written by hand: what it does
 * depends on nothing but the documents that stand here.
 */

describe.skipIf(!CHROMIUM)('The element', () => {
  const site = scriptedSite('/embed.js', () => bundle('site/status/embed/element.ts'))
  const { open, minutes, quietMinutes, settled, look } = site

  const elsewhere = () => site.origin.replace('127.0.0.1', 'localhost')
  /** A page of another origin, whose policy lets in the status page's script and data, and nothing inline. */
  async function host(element: string, options: BrowserContextOptions = {}, script = `${site.origin}/embed.js`) {
    site.policy = `default-src 'none'; script-src ${site.origin}; connect-src ${site.origin}; img-src data:`
    await open(
      `<!doctype html><html lang="en"><head><title>Shop</title><link rel="icon" href="data:,">
      <script src="${script}" defer></script></head><body><h1>Shop</h1>${element}</body></html>`,
      at('09:00:00'),
      options,
      elsewhere(),
    )
    await site.page.clock.runFor(1)
  }
  const link = () => site.page.locator('evenkeel-status a')
  const heard = async (count: number) => {
    await expect.poll(() => site.asked).toBe(count)
    await site.page.waitForLoadState('networkidle')
    await settled()
  }

  test('is nothing when all is well, and still nothing after a look that failed.', async () => {
    await host(`<evenkeel-status src="${site.origin}"></evenkeel-status>`)
    await heard(1)
    expect(await link().count()).toBe(0)
    expect((await site.page.locator('evenkeel-status').boundingBox())?.height ?? 0).toBe(0)
    site.answer = 500
    await minutes(2)
    site.answer = '<p>no'
    await minutes(2)
    expect(await link().count()).toBe(0)
  })

  test('shows a banner that leads to the status page while something is wrong, found within two minutes.', async () => {
    await host('<evenkeel-status></evenkeel-status>')
    await heard(1)
    site.answer = summary({
      status: { indicator: 'major', description: 'Partial System Outage' },
      incidents: [incident('Payments are delayed')],
    })
    await quietMinutes(1)
    await minutes(1)
    await link().waitFor()
    expect(await link().textContent()).toBe('Payments are delayed')
    expect(await link().getAttribute('href')).toBe(`${site.origin}/`)
    expect(await site.page.getByRole('status').textContent()).toBe('Payments are delayed')
    site.answer = summary()
    await minutes(2)
    await expect.poll(() => link().count()).toBe(0)
  })

  test('says the same only once to those who hear it.', async () => {
    site.answer = summary({ incidents: [incident('Down')] })
    await host(`<evenkeel-status src="${site.origin}"></evenkeel-status>`)
    await link().waitFor()
    await settled()
    const first = await site.page.locator('evenkeel-status p').evaluateHandle((line) => line)
    await minutes(2)
    await minutes(2)
    expect(await first.evaluate((line) => line.isConnected)).toBe(true)
  })

  test('has forgotten what a page that it showed before still has to say.', async () => {
    const { promise, resolve } = Promise.withResolvers<object>()
    site.answer = promise
    await host(`<evenkeel-status src="${site.origin}"></evenkeel-status>`)
    await expect.poll(() => site.asked).toBe(1)
    site.answer = summary()
    await site.page.evaluate(
      (src) => document.querySelector('evenkeel-status')?.setAttribute('src', src),
      `${site.origin}/other/`,
    )
    await site.page.clock.runFor(1)
    await expect.poll(() => site.asked).toBe(2)
    const answered = site.page.waitForEvent('requestfinished')
    resolve(summary({ incidents: [incident('Down')] }))
    await answered
    await settled()
    expect(await link().count()).toBe(0)
  })

  test('can be themed by its parts and properties, and follows the dark scheme.', async () => {
    site.answer = summary({ status: { indicator: 'major', description: 'Partial System Outage' } })
    await host(`<evenkeel-status src="${site.origin}"></evenkeel-status>`, { colorScheme: 'dark' })
    await link().waitFor()
    const background = () =>
      site.page.locator('evenkeel-status p').evaluate((line) => getComputedStyle(line).backgroundColor)
    expect(await background()).toBe('rgb(38, 40, 46)')
    await site.page.emulateMedia({ colorScheme: 'light' })
    expect(await background()).toBe('rgb(244, 244, 246)')
    await site.page.evaluate(() => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(
        'evenkeel-status{--evenkeel-background:rgb(1,2,3)}evenkeel-status::part(major){font-weight:700}',
      )
      document.adoptedStyleSheets = [sheet]
    })
    expect(await background()).toBe('rgb(1, 2, 3)')
    expect(await site.page.locator('evenkeel-status p').evaluate((line) => getComputedStyle(line).fontWeight)).toBe(
      '700',
    )
    expect(await site.page.locator('evenkeel-status p').getAttribute('lang')).toBe('en')
  })

  test.each([
    ['markup', '<img src=x onerror="document.title=1"><script>document.title=2</script>'],
    ['400 characters without a blank', 'x'.repeat(400)],
    ['right to left', 'تعذر الدفع ببعض البنوك (iDEAL)'],
  ])('keeps a name of %s text, within its page.', async (kind, name) => {
    site.answer = summary({ incidents: [incident(name)] })
    await host(`<evenkeel-status src="${site.origin}"></evenkeel-status>`, { viewport: { width: 320, height: 600 } })
    await link().waitFor()
    expect(await link().textContent()).toBe(name)
    expect(await site.page.title()).toBe('Shop')
    expect(await site.page.locator('evenkeel-status img, evenkeel-status script').count()).toBe(0)
    expect(await site.page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    const direction = await site.page.locator('evenkeel-status p').evaluate((line) => getComputedStyle(line).direction)
    expect(direction).toBe(kind === 'right to left' ? 'rtl' : 'ltr')
  })

  test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'http://['])(
    'opens nothing but web pages: %s',
    async (src) => {
      site.answer = summary({ incidents: [incident('Down')] })
      await host(`<evenkeel-status src="${src}"></evenkeel-status>`)
      await quietMinutes(10)
      expect(await link().count()).toBe(0)
    },
  )

  test('finds a status page that lives in a folder by its own script, and one that is named with a slash.', async () => {
    site.answer = summary({ incidents: [incident('Down')] })
    await host('<evenkeel-status></evenkeel-status>', {}, `${site.origin}/below/embed.js?v=1`)
    await link().waitFor()
    expect(await link().getAttribute('href')).toBe(`${site.origin}/below/`)
    await site.page.evaluate(
      (src) => document.querySelector('evenkeel-status')?.setAttribute('src', src),
      `${site.origin}/other/#now`,
    )
    await site.page.clock.runFor(1)
    await expect.poll(() => link().getAttribute('href')).toBe(`${site.origin}/other/`)
  })

  test('looks as often as its host wants, but not more than twice a minute.', async () => {
    await host(`<evenkeel-status src="${site.origin}" refresh="1"></evenkeel-status>`)
    await heard(1)
    await site.page.clock.runFor(29_000)
    expect(site.asked).toBe(1)
    await site.page.clock.runFor(2000)
    await heard(2)
    await site.page.evaluate(() => document.querySelector('evenkeel-status')?.setAttribute('refresh', 'Infinity'))
    await site.page.clock.runFor(1)
    await heard(3)
    await quietMinutes(59)
  })

  test('looks at nothing while nobody sees it, or once it is taken away.', async () => {
    await host(`<evenkeel-status src="${site.origin}"></evenkeel-status>`)
    await heard(1)
    await look(true)
    await quietMinutes(10)
    await look(false)
    await site.page.clock.runFor(1)
    await heard(2)
    await site.page.evaluate(() => document.querySelector('evenkeel-status')?.remove())
    await look(false)
    await quietMinutes(10)
    expect(site.asked).toBe(2)
  })

  test('is defined once, however often its script is on a page.', async () => {
    site.answer = summary({ incidents: [incident('Down')] })
    await host(`<evenkeel-status></evenkeel-status><script src="${site.origin}/embed.js"></script>`)
    await link().waitFor()
    expect(await link().count()).toBe(1)
  })
})
