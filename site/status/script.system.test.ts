import { beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM } from '../../scripts/fixtures/chromium.ts'
import { at, incident, later, NOW, scriptedSite, summary } from './client/fixtures/scripted-site.ts'
import { stateKey } from './client/state-key.ts'
import { bundle, CLIENT_SCRIPTS } from '../engine/client-scripts.ts'

/*
 * The script in a real browser, under the strictest policy that it promises to work under, on pages written by hand: what it does
 * depends on nothing but the attributes and documents that stand here.
 */

describe.skipIf(!CHROMIUM)('The script of a page', () => {
  const code = bundle(CLIENT_SCRIPTS.page)
  const site = scriptedSite('/status.js', () => code)
  const { open, minutes, quietMinutes, settled, look, visible, text } = site

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
    site.policy = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:"
  })

  const MOMENTS = `<time id="short" datetime="2026-11-23T08:12:00Z" data-form="short">23 Nov, 08:12 UTC</time>
    <time id="other" datetime="2025-12-31T23:30:00Z" data-form="short">31 Dec 2025, 23:30 UTC</time>
    <time id="long" datetime="2026-11-23T09:12:00+01:00" data-form="long">…</time>
    <time id="clock" datetime="2026-11-23T08:12:00Z" data-form="clock">08:12 UTC</time>
    <time id="plain" datetime="2026-11-23T08:12:00Z">as it was</time>`

  test.each([
    [
      'Europe/Berlin',
      '23 Nov, 09:12\u00A0CET',
      '1 Jan, 00:30\u00A0CET',
      '23 November 2026 at 09:12\u00A0CET',
      '09:12\u00A0CET',
    ],
    [
      'UTC',
      '23 Nov, 08:12\u00A0UTC',
      '31 Dec 2025, 23:30\u00A0UTC',
      '23 November 2026 at 08:12\u00A0UTC',
      '08:12\u00A0UTC',
    ],
    [
      'Asia/Kolkata',
      '23 Nov, 13:42\u00A0GMT+5:30',
      '1 Jan, 05:00\u00A0GMT+5:30',
      '23 November 2026 at 13:42\u00A0GMT+5:30',
      '13:42\u00A0GMT+5:30',
    ],
  ])('says moments in the time of %s, and in UTC on asking.', async (timezoneId, short, other, long, clock) => {
    await open(frame(MOMENTS), at('09:05:00'), { timezoneId })
    expect([await text('#short'), await text('#long'), await text('#clock')]).toEqual([short, long, clock])
    expect(await text('#other')).toBe(other)
    expect(await site.page.locator('#short').getAttribute('title')).toBe('2026-11-23 08:12 UTC')
    expect(await text('#plain')).toBe('as it was')
  })

  test('says moments as the language of the page does.', async () => {
    await open(frame(MOMENTS).replace('data-locale="en-GB"', 'data-locale="de"'), at('09:05:00'), { locale: 'ja-JP' })
    expect(await text('#long')).toBe('23. November 2026 um 09:12\u00A0MEZ')
  })

  test('says how long ago it was, and goes on saying so.', async () => {
    await open(
      frame('<span id="ago" data-ago="2026-11-23T08:48:00Z" hidden></span><i data-ago="never" hidden>?</i>'),
      at('09:00:00'),
    )
    expect([await text('#ago'), await visible('#ago'), await visible('i')]).toEqual(['12 minutes ago', true, false])
    await site.page.clock.runFor(60_000)
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
    await site.page.clock.runFor(29_000)
    expect(await stages()).toEqual(['before'])
    await site.page.clock.runFor(1000)
    expect(await stages()).toEqual(['during'])
    await site.page.clock.runFor(30 * 60_000)
    expect(await stages()).toEqual(['after'])
    expect(site.asked).toBe(0)
  })

  test('sees at once what time it is when someone comes back to the page.', async () => {
    await open(frame(MAINTENANCE), at('09:29:30'))
    await look(true)
    // Timers sleep while a computer does.
    await site.page.clock.setSystemTime(at('10:30:00'))
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
    await site.page.clock.runFor(31 * 60_000)
    expect([await stages(), await text('#ago')]).toEqual([['during'], '43 minutes ago'])
  })

  test('says that there is something newer, and only then.', async () => {
    await open(frame(''), at('09:01:00'))
    expect(site.asked).toBe(0)
    await minutes(1)
    expect(await notices()).toEqual([])
    site.answer = later('09:03:00', { incidents: [incident('Payments are delayed')] })
    await minutes(1)
    await expect.poll(notices).toEqual(['newer'])
  })

  test('moves "as of" on when the same is published again, and takes no older copy for news.', async () => {
    await open(
      frame(`<time data-asof datetime="${NOW}" data-form="long">23 November 2026 at 10:00 CET</time>`),
      at('09:59:00'),
    )
    site.answer = later('10:00:00')
    await minutes(1)
    await expect.poll(() => text('time')).toBe('23 November 2026 at 11:00\u00A0CET')
    expect(await site.page.locator('time').getAttribute('datetime')).toBe('2026-11-23T10:00:00.000Z')
    site.answer = later('09:30:00', { components: [] })
    await minutes(1)
    expect(await notices()).toEqual([])
  })

  test('warns of a page that is more than a day old, until the same is published again.', async () => {
    await open(frame(''), new Date('2026-11-24T08:59:30Z'))
    expect(await notices()).toEqual([])
    await minutes(1)
    await site.page.clock.runFor(1000)
    await expect.poll(notices).toEqual(['stale'])
    site.answer = summary({ page: { updated_at: '2026-11-24T09:00:00.000Z' } })
    await minutes(1)
    await expect.poll(notices).toEqual([])
  })

  test.each([
    ['an error', 503],
    ['a page to sign in', '<!doctype html><title>Welcome to the hotel</title>'],
    ['another document', '{"message": "hello"}'],
  ])('owns up when it hears %s twice in a row, asks less often, and is glad when it is over.', async (_, failure) => {
    await open(frame(''), at('09:00:00'))
    site.answer = failure
    await minutes(1)
    expect(await notices()).toEqual([])
    await quietMinutes(1)
    await minutes(1)
    await expect.poll(notices).toEqual(['offline'])
    site.answer = summary()
    await quietMinutes(3)
    await minutes(1)
    await expect.poll(notices).toEqual([])
    await minutes(1)
  })

  test('tries at once when the network is back.', async () => {
    await open(frame(''), at('09:00:00'))
    await site.page.context().setOffline(true)
    const failed = site.page.waitForEvent('requestfailed')
    await site.page.clock.runFor(60_000)
    await failed
    await settled()
    await site.page.clock.runFor(120_000)
    await expect.poll(notices).toEqual(['offline'])
    expect(site.asked).toBe(0)
    await site.page.context().setOffline(false)
    await expect.poll(notices).toEqual([])
    expect(site.asked).toBe(1)
  })

  test('asks nothing while nobody looks, and at once when someone does again.', async () => {
    await open(frame(''), at('09:00:00'))
    await minutes(1)
    await look(true)
    await quietMinutes(30)
    site.answer = later('09:20:00', { components: [] })
    await look(false)
    await expect.poll(notices).toEqual(['newer'])
    expect(site.asked).toBe(2)
    await settled()
    await look(true)
    await look(false)
    await settled()
    expect(site.asked).toBe(2)
    await minutes(1)
  })

  test('asks at once on a page that the browser kept.', async () => {
    site.html = frame('')
    // By a clock of its own: a stopped one has no word of where the page came from.
    site.page = await (await site.browser.newContext()).newPage()
    await site.page.goto(site.origin)
    await site.page.goto(`${site.origin}/another/`)
    await settled()
    expect(site.asked).toBe(0)
    await site.page.goBack()
    await expect.poll(() => site.asked).toBe(1)
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
    expect(await site.page.locator('time').allTextContents()).toEqual(expect.arrayContaining(['bare', 'odd']))
    expect([await stages(), await visible('b')]).toEqual([['during'], true])
    await site.page.clock.runFor(5 * 60_000)
    expect(site.asked).toBe(0)
  })
})
