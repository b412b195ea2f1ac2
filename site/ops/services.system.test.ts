import { statSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { CHROMIUM } from '../../scripts/fixtures/chromium.ts'
import { opsInBrowser } from '../../scripts/fixtures/ops-in-browser.ts'
import { flawsIn, LAPTOP_AND_PHONE } from '../../scripts/fixtures/whole-and-legible.ts'

/*
 * Services and teams as whoever is paged looks them up: how it is, what is around it, whom to call. Among them are what
 * the catalogue should not hold and does: a ring of dependencies, and somebody who left.
 */

const RING = 40

const team = (name: string, more = '') => `name: ${name}\nmembers: [ana]\n${more}`
const service = (name: string, needs: string[], more = '') =>
  `name: ${name}\nteam: core\ntier: 1\ndepends_on: [${needs.join(', ')}]\n${more}`

const FILES: Record<string, string> = {
  'site.yaml':
    'name: Acme\nurl: https://status.acme.example\nops_url: https://ops.acme.example\ntime_zone: Europe/Berlin\n',
  'teams/core.yaml': team(
    'Core',
    'people: {ana: {name: Ana Ruiz, phone: "+34 600 000 000"}}\nescalation: [{after: 0m, who: ana, how: phone}, {after: 15m, who: hugo, how: phone}]\n',
  ),
  'teams/ring.yaml': team('Ring'),
  'services/shop.yaml': service('Shop', ['pay', 'store'], 'public: {name: Shop}\n'),
  'services/pay.yaml': service('Payments', ['store']),
  'services/store.yaml': service('Store', []),
  ...Object.fromEntries(
    Array.from({ length: RING }, (_, i) => [
      `services/r${i}.yaml`,
      service(`Ring ${i}`, [`r${(i + 1) % RING}`]).replace('team: core', 'team: ring'),
    ]),
  ),
  'incidents/2026/INC-2026-0001-shop/index.md':
    '---\nid: INC-2026-0001\ntitle: The shop is slow\nseverity: SEV-2\nservices: [shop]\nstarted: 2026-03-29T09:00:00Z\nroles: {commander: ana}\nactions: [{title: More machines, owner: hugo, due: 2026-03-01, status: open}]\n---\n',
  'incidents/2026/INC-2026-0002-over.md':
    '---\nid: INC-2026-0002\ntitle: It was slow\nseverity: SEV-4\nservices: [store]\nstarted: 2026-02-01T09:00:00Z\nresolved: 2026-02-01T09:30:00Z\n---\n',
  'incidents/2026/INC-2026-0001-shop/public/20260329T091000Z.md':
    '---\nstate: investigating\ntitle: The shop is slow\ncomponents: {shop: degraded_performance}\n---\nWe look into it.\n',
}

describe.skipIf(!CHROMIUM)('the pages of services and teams', () => {
  // The ring is an error of its own, and no reason not to publish.
  const { opened, built, build, origin } = opsInBrowser(FILES, { now: '2026-03-29T10:00:00Z', codes: [0, 1] })
  const wordsOf = async (page: Page) => (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ')
  const inOrder = (words: string, ...order: string[]) => {
    const places = order.map((one) => words.indexOf(one))
    expect(places, words).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  }

  test('Without JavaScript a service says how it is, since when, what it lacks and what it needs, then the rest.', async () => {
    await opened(
      '/services/shop/',
      async (page) => {
        const words = await wordsOf(page)
        inOrder(
          words,
          'Degraded performance',
          '11:10 CEST (09:10 UTC)',
          'The shop is slow',
          'no SLO, no alert, no runbook',
          'Dependencies',
        )
        inOrder(words, 'Incidents', 'Next changes', 'Call')
        expect(await page.getByRole('link', { name: '+34 600 000 000' }).getAttribute('href')).toBe('tel:+34600000000')
        expect(await page.locator('.edges path:not(.end)').count()).toBe(3)
      },
      { javaScriptEnabled: false },
    )
  })

  test('On a phone what needs what is said in words.', async () => {
    await opened(
      '/services/shop/',
      async (page) => {
        expect(await page.locator('.edges').isVisible()).toBe(false)
        expect(await page.locator('.needs').allInnerTexts()).toEqual(['needs Payments, Store', 'needs Store'])
      },
      { viewport: { width: 390, height: 800 } },
    )
  })

  test('A line begins at the box of what needs and ends at the box of what is needed.', async () => {
    await opened('/services/shop/', async (page) => {
      const far = await page.evaluate(() => {
        const boxes = [...document.querySelectorAll('.graph .box')].map((one) => one.getBoundingClientRect())
        return [...document.querySelectorAll('.edges path:not(.end)')].flatMap((path) => {
          if (!(path instanceof SVGPathElement)) return []
          const matrix = path.getScreenCTM()
          return [0, path.getTotalLength()].map((at) => {
            const { x, y } = path.getPointAtLength(at).matrixTransform(matrix ?? undefined)
            const off = boxes.map((box) =>
              Math.max(
                Math.abs(y - (box.top + box.height / 2)),
                Math.min(Math.abs(x - box.left), Math.abs(x - box.right)),
              ),
            )
            return Math.round(Math.min(...off))
          })
        })
      })
      expect(Math.max(...far)).toBeLessThanOrEqual(2)
    })
  })

  test('In a ring of dependencies a service has two on each side, and says that it goes on.', async () => {
    await opened('/services/r10/', async (page) => {
      expect(await page.locator('.graph .box').allInnerTexts()).toEqual([
        expect.stringContaining('Ring 8'),
        expect.stringContaining('Ring 9'),
        expect.stringContaining('Ring 10'),
        expect.stringContaining('Ring 11'),
        expect.stringContaining('Ring 12'),
      ])
      expect(await wordsOf(page)).toContain('Those on the right need 1 more.')
    })
  })

  test('A team says whom to call and what is late, and who left and is still named.', async () => {
    await opened('/teams/core/', async (page) => {
      const words = await wordsOf(page)
      expect(await page.locator('h1').innerText()).toBe('Core')
      inOrder(
        words,
        '1 of 3 in trouble',
        '1 action overdue',
        'Who to call',
        'Ana Ruiz',
        'hugo in no team any more',
        'Services',
      )
      expect(await page.locator('tr', { hasText: 'More machines' }).innerText()).toMatch(
        /hugo\s+in no team any more\s[^]*overdue/,
      )
      inOrder(words, 'In no team any more', 'escalation: Core', 'open action: The shop is slow')
    })
  })

  test('A later build of a day leaves the pages as they are of which nothing goes on; another one says anew as of when it is.', async () => {
    const written = () =>
      ['incidents/INC-2026-0002', 'services/store', 'services/r7'].map(
        (path) => statSync(built(`ops/${path}/index.html`)).mtimeMs,
      )
    const foot = (path: string) =>
      opened(path, async (page) => (await page.locator('footer.site').innerText()).replaceAll(/\s+/g, ' '))
    const before = written()
    expect([0, 1]).toContain((await build('2026-03-29T10:20:00Z')).code)
    expect(written()).toEqual(before)
    expect(await foot('/services/r7/')).toContain('As of 29 Mar 2026.')
    expect(await foot('/services/shop/')).toContain('12:20 CEST')
  })

  test('On a laptop and on a phone nothing is cut, and axe finds nothing.', async () => {
    await opened('/services/', async (page) => {
      const flaws: string[] = []
      for (const path of ['/services/', '/services/shop/', '/services/r10/', '/teams/', '/teams/core/', '/metrics/']) {
        await page.goto(`${origin()}${path}`)
        flaws.push(...(await flawsIn(page, LAPTOP_AND_PHONE)))
      }
      expect(flaws).toEqual([])
    })
  })
})
