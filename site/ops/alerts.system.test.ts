import { describe, expect, test } from 'vitest'
import { CHROMIUM } from '../../scripts/fixtures/chromium.ts'
import { opsInBrowser } from '../../scripts/fixtures/ops-in-browser.ts'
import { flawsIn, LAPTOP_AND_PHONE } from '../../scripts/fixtures/whole-and-legible.ts'

/*
 * The pages of alerts as whoever is paged finds them: by a name out of a message, spelled in any way, on a phone or a
 * laptop; and of alerts that are called as nobody should call one.
 */

const ODD = ['../x', 'a/b', '.', '%2e', 'index.html', 'a?b#c', `Long${'Name'.repeat(74)}`, 'Ünïcode', '<b>bold</b>']
const HOSTILE = '<script>document.title = "run"</script>{{ $value | humanize }}'

const RULES = `groups:
  - name: shop
    rules:
      - record: error_ratio
        expr: sum by (method) (rate(failed_total[5m])) / sum by (method) (rate(all_total[5m]))
      - alert: ShopFailing
        expr: |
          error_ratio{${'x'.repeat(200)}="1"}
            > 0.05
        for: 3m
        labels: {severity: page, team: core}
        annotations: {summary: "{{ $value | humanizePercentage }} of {{ $labels.method }} fail", runbook_url: "javascript:alert(1)"}
      - {alert: DiskFull, expr: free < 1, labels: {severity: ticket}}
      - {alert: diskFULL, expr: free < 2}
      - {alert: Hostile, expr: up, annotations: {summary: ${JSON.stringify(HOSTILE)}}}
${ODD.map((name) => `      - {alert: ${JSON.stringify(name)}, expr: up == 0}\n`).join('')}`

const FILES: Record<string, string> = {
  'site.yaml':
    'name: Acme\nurl: https://status.acme.example\nops_url: https://ops.acme.example\nprometheus_url: https://prometheus.acme.example\n',
  'teams/core.yaml': 'name: Core\nmembers: [ana]\ncontacts: {phone: "+31 20 555 0100"}\n',
  'services/shop.yaml': 'name: Shop\nteam: core\ntier: 1\n',
  'alerts/shop.yaml': RULES,
  'runbooks/shop.md':
    '---\ntitle: The shop fails\nteam: core\nservices: [shop]\nalerts: [ShopFailing]\naliases: [ShopErrors]\nlast_tested: 2026-03-01\nescalation: [{after: 0m, who: core, how: page}]\n---\n## Summary\n\nIt fails.\n\n## Impact\n\nNobody buys.\n\n## Diagnosis\n\nLook.\n\n## Mitigation\n\nMend.\n',
  'incidents/2026/INC-2026-0001-shop/index.md':
    '---\nid: INC-2026-0001\ntitle: The shop is down\nseverity: SEV-2\nservices: [shop]\nstarted: 2026-03-29T09:00:00Z\nalerts: [SHOPfailing, NobodysAlert]\nroles: {commander: ana}\n---\n',
  'incidents/2024/INC-2024-0007.md':
    '---\nid: INC-2024-0007\ntitle: Long ago\nseverity: SEV-3\nservices: [shop]\nstarted: 2024-03-29T09:00:00Z\nresolved: 2024-03-29T10:00:00Z\n---\n',
}

describe.skipIf(!CHROMIUM)('the pages of alerts', () => {
  const { opened, origin } = opsInBrowser(FILES, { now: '2026-03-29T10:00:00Z' })

  test('What goes on and what to do come first, then the rule word for word, with a way to Prometheus.', async () => {
    await opened('/alerts/shopfailing/', async (page) => {
      const words = (await page.locator('main .body').innerText()).replaceAll(/\s+/g, ' ')
      const order = ['ShopFailing', 'The shop is down', 'The shop fails', 'error_ratio{', 'sum by (method)', '3m']
      const places = order.map((one) => words.indexOf(one))
      expect(places).not.toContain(-1)
      expect(places).toEqual(places.toSorted((a, b) => a - b))
      expect(words).toContain('value in per cent of method fail')
      const link = await page.getByRole('link', { name: 'Open in Prometheus' }).getAttribute('href')
      const url = new URL(link ?? '')
      expect(url.origin).toBe('https://prometheus.acme.example')
      expect(url.searchParams.get('g0.expr')).toBe(`error_ratio{${'x'.repeat(200)}="1"}\n  > 0.05`)
      expect(await page.locator('a[href^="javascript:"]').count()).toBe(0)
      await page.getByRole('link', { name: 'The shop fails' }).click()
      expect(new URL(page.url()).pathname).toBe('/runbooks/shop/')
    })
  })

  test.each(['/alerts/ShopFailing/', '/alerts/shopfailing/', '/alerts/SHOPfailing/', '/alerts/ShopErrors/'])(
    '%s has a page without JavaScript.',
    async (path) => {
      await opened(path, async (page) => expect(await page.locator('main').innerText()).toContain('The shop fails'), {
        javaScriptEnabled: false,
      })
    },
  )

  test('A name that was spelled in another way is looked up; one that nobody has is offered those like it.', async () => {
    await opened('/alerts/SHOPFailinG/', async (page) => {
      await page.waitForURL(`${origin()}/alerts/ShopFailing/`)
      expect(await page.locator('h1').innerText()).toBe('ShopFailing')
    })
    await opened('/alerts/ShopFail/', async (page) => {
      await page.getByRole('link', { name: 'shopfailing' }).click()
      expect(await page.locator('h1').innerText()).toBe('ShopFailing')
    })
    await opened('/alerts/__proto__/', async (page) => {
      await page.getByRole('heading', { name: 'No alert “__proto__”' }).waitFor()
      await page.getByRole('link', { name: 'Search for “__proto__”' }).waitFor()
    })
  })

  test.each([
    ['/runbooks/SHOP/', '/runbooks/shop/', 'The shop fails'],
    ['/runbooks/shoperrors/', '/runbooks/shop/', 'The shop fails'],
    ['/services/Shop/', '/services/shop/', 'Shop'],
    ['/incidents/inc-2026-0001/', '/incidents/INC-2026-0001/', 'The shop is down'],
    ['/incidents/Inc-2024-0007/', '/incidents/INC-2024-0007/', 'Long ago'],
  ])('%s leads to %s, as what is called so.', async (path, to, title) => {
    await opened(path, async (page) => {
      await page.waitForURL(`${origin()}${to}`)
      expect(await page.locator('h1').innerText()).toBe(title)
    })
  })

  test('Of an alert that no rule and no runbook has, the open incident that names it is offered.', async () => {
    await opened('/alerts/NobodysAlert/', async (page) => {
      await page.getByRole('heading', { name: 'No alert “NobodysAlert”' }).waitFor()
      await page.getByRole('link', { name: 'The shop is down' }).click()
      expect(new URL(page.url()).pathname).toBe('/incidents/INC-2026-0001/')
    })
  })

  test('On a phone whom to call is within two screens, and in reach of a thumb.', async () => {
    for (const path of ['/alerts/shopfailing/', '/alerts/DiskFull/'])
      await opened(
        path,
        async (page) => {
          const call = page.getByRole('heading', { name: 'Call' })
          expect((await call.boundingBox())?.y).toBeLessThan(2 * 844)
          const dock = page.getByRole('navigation', { name: 'In reach' })
          expect((await dock.boundingBox())?.y).toBeLessThan(844)
          await dock.getByRole('link', { name: 'Call' }).click()
          expect((await call.boundingBox())?.y).toBeGreaterThanOrEqual(8)
          expect(await page.locator('.calls a[href^="tel:"]').first().isVisible()).toBe(true)
        },
        { viewport: { width: 390, height: 844 }, javaScriptEnabled: false },
      )
  })

  test('Without JavaScript the page that stands where none is leads to the search, and to the list.', async () => {
    await opened(
      '/alerts/SHOPFailinG/',
      async (page) => {
        expect(await page.getByRole('main').getByRole('link', { name: 'search' }).getAttribute('href')).toBe('/search/')
        await page.getByRole('link', { name: 'alerts', exact: true }).click()
        await page.getByRole('link', { name: 'ShopFailing', exact: true }).click()
        expect(await page.locator('h1').innerText()).toBe('ShopFailing')
      },
      { javaScriptEnabled: false },
    )
  })

  test('Every alert of the list has its page, whatever it is called; names that differ by case share one.', async () => {
    await opened('/alerts/', async (page) => {
      const links = await page
        .locator('main th a')
        .evaluateAll((all) => all.map((one) => [one.textContent.trim(), one.getAttribute('href')] as const))
      expect(links.map(([name]) => name)).toEqual(expect.arrayContaining(['ShopFailing', 'DiskFull', ...ODD]))
      expect(links.map(([name]) => name)).not.toContain('diskFULL')
      for (const [name, href] of links) {
        expect((await page.goto(`${origin()}${href}`))?.status(), name).toBe(200)
        expect(await page.locator('h1').innerText()).toBe(name)
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280)
        expect(new URL(page.url()).pathname).toMatch(/^\/alerts\//)
      }
      await page.goto(`${origin()}/alerts/diskfull/`)
      expect(await page.locator('main').innerText()).toContain('diskFULL')
    })
  })

  test('What a rule says is text, and nothing of it runs.', async () => {
    await opened('/alerts/Hostile/', async (page) => {
      expect(await page.title()).toContain('Alert Hostile')
      expect(await page.locator('main').innerText()).toContain('<script>document.title = "run"</script>value')
    })
  })

  test.each(['/alerts/', '/alerts/shopfailing/', '/alerts/hostile/', '/nowhere/'])(
    '%s: nothing is cut on a laptop or a phone, and axe finds nothing.',
    async (path) => {
      await opened(path, async (page) => expect(await flawsIn(page, LAPTOP_AND_PHONE)).toEqual([]))
    },
  )
})
