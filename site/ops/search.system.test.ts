import { strFromU8, unzipSync } from 'fflate'
import { readFileSync, statSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFinds } from '../../scripts/fixtures/axe.ts'
import { CHROMIUM } from '../../scripts/fixtures/chromium.ts'
import { opsInBrowser } from '../../scripts/fixtures/ops-in-browser.ts'

/*
 * The search, and the page to keep, as a browser shows them: on a site in a folder of its host, by keyboard, on a phone,
 * without a script, and as a file with the network down.
 */

const NOW = '2026-03-29T10:00:00Z'
const MARKUP = '<img src=x onerror="document.title=1">'

const runbook = (title: string, more: string, text = '') =>
  `---\ntitle: ${title}\nservices: [checkout]\nteam: core\nlast_tested: 2026-03-01\n${more}---\n## Summary\n\n${text}\n\n## Impact\n\nSome.\n\n` +
  '## Diagnosis\n\n### 1. Which one?\n\n```sh\nkubectl -n <NAMESPACE> get pods\n```\n\nExpected: all of them.\n\n- None: Mitigation, "Mend it".\n\n' +
  '## Mitigation\n\n### Mend it\n\n```sh\nkubectl rollout restart deploy/checkout\n```\n\n## Verification\n\nAll is well.\n\n## Escalation\n\nCall.\n'

const drawing = (lines: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">${'<path d="M0 0L40 30"/>'.repeat(lines)}</svg>`

const FILES: Record<string, string> = {
  'site.yaml':
    'name: Acme\nurl: https://status.acme.example\nops_url: https://acme.example/ops\ntime_zone: Europe/Berlin\n',
  'teams/core.yaml':
    'name: Core\nmembers: [ana, bo]\nleads: [bo]\ncontacts: {page: "https://pager.acme.example/core"}\npeople: {ana: {name: Ana Ruiz, phone: "+34 600 000 000"}}\n' +
    'escalation: [{after: 0m, who: core, how: page}, {after: 15m, who: ana, how: phone}]\n',
  'services/checkout.yaml': 'name: Checkout API\nteam: core\ntier: 1\npublic: {name: Checkout}\n',
  'runbooks/pay/payment-failures.md': runbook(
    'Too many payments fail',
    'alerts: [PaymentFailuresHigh]\naliases: [PaymentsErrors]\nplaceholders: {NAMESPACE: shop}\n',
    `It is Zürich. See [the queue](queue.md) and [what happened](../../incidents/2026/INC-2026-0001/index.md). ${MARKUP}`,
  ),
  'runbooks/pay/queue.md': runbook(
    `'${MARKUP} stands'`,
    'alerts: [QueueStalled]\n',
    'It stands. ![How it flows](flow.svg) ![Each pipe](pipes.svg)',
  ),
  'runbooks/pay/flow.svg': drawing(1),
  'runbooks/pay/pipes.svg': drawing(5000),
  'incidents/2026/INC-2026-0001/index.md':
    '---\nid: INC-2026-0001\ntitle: Cards are declined\nseverity: SEV-2\nservices: [checkout]\nstarted: 2026-03-29T09:00:00Z\nalerts: [PaymentFailuresHigh]\nroles: {commander: ana}\n---\nThe queue of cards.\n',
  ...Object.fromEntries(
    Array.from({ length: 8 }, (_, i) => [
      `incidents/202${i < 4 ? 5 : 3}/INC-202${i < 4 ? 5 : 3}-000${i}/index.md`,
      `---\nid: INC-202${i < 4 ? 5 : 3}-000${i}\ntitle: Rosebud ${i}\nseverity: SEV-3\nservices: [checkout]\nstarted: 202${i < 4 ? 5 : 3}-03-01T09:00:00Z\nresolved: 202${i < 4 ? 5 : 3}-03-01T10:00:00Z\n---\nOver.\n`,
    ]),
  ),
}

describe.skipIf(!CHROMIUM)('everything can be found', () => {
  const {
    context: newContext,
    origin,
    built,
  } = opsInBrowser(FILES, {
    now: NOW,
    flags: ['--site', 'ops', '--strict', '--bundle'],
  })

  /** Opens a page, with what it asked for and what went wrong on it. */
  async function opened<T>(
    address: string,
    look: (page: Page, asked: string[], wrong: string[]) => Promise<T>,
    options: BrowserContextOptions = {},
  ): Promise<T> {
    const context = await newContext(options)
    const page = await context.newPage()
    const [asked, wrong]: [string[], string[]] = [[], []]
    page.on('request', (request) => asked.push(request.url()))
    page.on('pageerror', (error) => wrong.push(error.message))
    page.on('console', (said) => said.type() === 'error' && wrong.push(said.text()))
    await page.goto(new URL(address, origin()).href)
    try {
      return await look(page, asked, wrong)
    } finally {
      await context.close()
    }
  }
  const home = '/ops/'
  const kept = () => pathToFileURL(built('ops/print/index.html')).href
  /** What the search says it found: of the dialog, or of the page to keep. How old a page is, is said elsewhere. */
  const status = (page: Page) => page.locator('dialog [role=status], form.find output')
  const option = (page: Page) => page.locator('[role=option][aria-selected=true]')
  const groups = (page: Page) => page.locator('[role=listbox] [role=group] > p').allInnerTexts()
  async function typed(page: Page, words: string) {
    await page.getByRole('combobox').fill(words)
    await expect.poll(() => status(page).innerText()).not.toMatch(/…|^$/)
  }

  test('A page asks for no index before somebody searches.', async () => {
    await opened(home, async (page, asked) => {
      await page.waitForLoadState('networkidle')
      expect(asked.filter((one) => /search\/|dialog/.test(one))).toEqual([])
      await page.keyboard.press('/')
      await expect.poll(() => asked.some((one) => one.endsWith('/ops/search/names.json'))).toBe(true)
    })
  })

  test('By keys alone: an alert is found by its words, and Enter opens its page.', async () => {
    await opened(home, async (page, _, wrong) => {
      await page.keyboard.press('/')
      await typed(page, 'payment failures')
      await expect.poll(async () => (await groups(page)).slice(0, 2)).toEqual(['Alerts', 'Runbooks'])
      expect(await option(page).innerText()).toContain('PaymentFailuresHigh')
      expect(await option(page).innerText()).toContain('Open incident')
      await page.keyboard.press('ArrowDown')
      expect(await option(page).innerText()).toContain('PaymentsErrors')
      await page.keyboard.press('ArrowDown')
      expect(await option(page).innerText()).toMatch(/Too many payments fail[^]*Tested[^]*Core/)
      const active = await page.getByRole('combobox').getAttribute('aria-activedescendant')
      expect(await option(page).getAttribute('id')).toBe(active)
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/ops/alerts/PaymentFailuresHigh/')
      expect(wrong).toEqual([])
    })
  })

  test('The very name of an alert has the alert first, then its open incident and its runbook.', async () => {
    await opened(home, async (page) => {
      await page.getByRole('link', { name: 'Search' }).click()
      await typed(page, 'paymentfailureshigh')
      const first = page.getByRole('group', { name: '“paymentfailureshigh”' }).getByRole('option')
      // The list is made anew as parts of the index come in.
      await expect
        .poll(async () => (await first.allInnerTexts()).map((text) => text.split('\n')[0]))
        .toEqual(['PaymentFailuresHigh', 'Too many payments fail', 'Cards are declined'])
    })
  })

  test.each(['[FIRING:1] PaymentFailuresHigh', 'alertname=PaymentFailuresHigh', 'PaymentFailuresHigh (pod-x warning)'])(
    'What a pager sends, “%s”, has its alert chosen, and so has the page to keep.',
    async (words) => {
      await opened(home, async (page) => {
        await page.keyboard.press('/')
        await typed(page, words)
        await expect.poll(() => option(page).innerText()).toMatch(/^PaymentFailuresHigh/)
      })
      await opened(kept(), async (page) => {
        await page.locator('form.find input').fill(words)
        await expect
          .poll(() => page.locator('article.prose:not([hidden])').first().innerText())
          .toContain('Too many payments fail')
      })
    },
  )

  test.each([
    ['inc-2026-0001', 'Cards are declined'],
    ['INC-2026-1', 'Cards are declined'],
    ['+34600000000', 'Ana Ruiz'],
    ['checkout', 'Checkout API'],
    ['paymnet', 'PaymentFailuresHigh'],
    ['zurich', 'Too many payments fail'],
    ['rollout restart', 'Too many payments fail'],
    ['kubernetes cards failed', 'Too many payments fail'],
    ['stalled zebra', 'without “zebra”'],
    ['PaymentFailurseHigh', 'like “PaymentFailuresHigh”'],
  ])('“%s” finds %s.', async (words, title) => {
    await opened(home, async (page) => {
      await page.keyboard.press('/')
      await typed(page, words)
      await expect.poll(() => page.locator('[role=listbox]').innerText()).toContain(title)
    })
  })

  test('Texts of records stay text, in a result as in what was typed.', async () => {
    await opened(home, async (page, _, wrong) => {
      await page.keyboard.press('/')
      await typed(page, 'QueueStalled')
      await expect.poll(() => page.locator('[role=listbox]').innerText()).toContain(`${MARKUP} stands`)
      await typed(page, MARKUP)
      expect(await page.locator('dialog img').count()).toBe(0)
      expect(await page.title()).not.toBe('1')
      expect(wrong).toEqual([])
    })
  })

  const HOSTILE = [
    '"><script>document.title="run"</script>',
    '.*+?^${}()|[]\\',
    '(((((((((((a+)+)+)+$',
    'x'.repeat(10_000),
    'שלום\u202eעולם',
    'a\ud800',
    '\udfff\ud800',
    '__proto__',
    'constructor',
    'toString hasOwnProperty',
    '%00%zz&q=1#',
    '\u0000\u0007\u200b',
  ]

  test('Whatever is typed is words: in the box, in a link to the search, and on the page to keep; nothing runs, nothing breaks.', async () => {
    const quiet = (words: string) => /^(Nothing found|\d+ (results?|runbooks?))/.test(words) || words === ''
    for (const address of [home, kept()])
      await opened(address, async (page, _, wrong) => {
        const title = await page.title()
        await page.keyboard.press('/')
        const field = page.locator('dialog input, form.find input').first()
        for (const words of HOSTILE) {
          await field.evaluate((input: HTMLInputElement | SVGElement, value) => {
            if (!(input instanceof HTMLInputElement)) return
            input.value = value
            input.dispatchEvent(new Event('input'))
          }, words)
          await expect.poll(() => status(page).innerText(), { timeout: 20_000 }).not.toMatch(/…/)
          expect(quiet(await status(page).innerText()), words.slice(0, 40)).toBe(true)
          expect(await page.locator('dialog script, output script, dialog img').count()).toBe(0)
        }
        expect([await page.title(), wrong]).toEqual([title, []])
      })
    for (const words of HOSTILE.slice(0, 5))
      await opened(`/ops/search/#q=${encodeURIComponent(words)}`, async (page, _, wrong) => {
        const said = () => status(page).innerText()
        await expect.poll(said, { timeout: 20_000 }).toMatch(/^Nothing found/)
        expect(await page.title()).not.toBe('run')
        expect(wrong).toEqual([])
      })
  })

  test('Years gone by are searched where somebody asks for them; more than a few of a kind, too.', async () => {
    await opened(home, async (page, asked) => {
      await page.keyboard.press('/')
      await typed(page, 'rosebud')
      expect(await status(page).innerText()).toBe('4 results')
      expect(asked.some((one) => one.includes('2023'))).toBe(false)
      await page.getByRole('option', { name: 'Search older incidents and changes too' }).click()
      await expect.poll(() => status(page).innerText()).toBe('8 results')
      await page.getByRole('option', { name: 'Show all 8 Incidents' }).click()
      expect(await page.getByRole('option').count()).toBe(8)
    })
  })

  test('Escape closes it, and whoever types elsewhere keeps the slash.', async () => {
    await opened('/ops/incidents/', async (page) => {
      await page.getByRole('link', { name: 'Search' }).focus()
      await page.keyboard.press('Enter')
      await expect.poll(() => page.getByRole('dialog').isVisible()).toBe(true)
      await page.getByRole('combobox', { name: 'Search' }).press('/')
      expect(await page.getByRole('combobox', { name: 'Search' }).inputValue()).toBe('/')
      await page.keyboard.press('Escape')
      expect(await page.locator('dialog').isVisible()).toBe(false)
      expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Search')
    })
  })

  test.each([
    [1280, 'light'],
    [390, 'dark'],
  ] as const)('At %i px nothing is in the way of anybody, nor cut off (%s).', async (width, colorScheme) => {
    const options = { viewport: { width, height: 800 }, colorScheme }
    const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    await opened(
      home,
      async (page) => {
        await page.keyboard.press('/')
        expect(await axeFinds(page)).toEqual([])
        await typed(page, 'payment')
        expect(await axeFinds(page)).toEqual([])
        expect(await overflow(page)).toBeLessThanOrEqual(0)
      },
      options,
    )
    await opened(
      '/ops/search/',
      async (page) => {
        expect(await axeFinds(page)).toEqual([])
        expect(await overflow(page)).toBeLessThanOrEqual(0)
      },
      options,
    )
  })

  test('Without a script the button leads to a page that lists everything.', async () => {
    await opened(
      home,
      async (page) => {
        await page.getByRole('link', { name: 'Search' }).click()
        await page.waitForURL('**/ops/search/')
        for (const name of ['PaymentFailuresHigh', 'Too many payments fail', 'Cards are declined', 'Checkout API'])
          expect(await page.getByRole('main').getByRole('link', { name, exact: true }).count(), name).toBe(1)
        await page.getByRole('link', { name: 'PaymentFailuresHigh', exact: true }).click()
        await page.waitForURL('**/ops/alerts/PaymentFailuresHigh/')
      },
      { javaScriptEnabled: false },
    )
  })

  test('A link brings along what to look for.', async () => {
    await opened('/ops/search/#q=queuestalled', async (page) => {
      await expect.poll(() => page.locator('[role=listbox]').innerText()).toContain('QueueStalled')
    })
  })

  test('The page to keep needs nothing but its file: it asks for nothing, and can be searched.', async () => {
    await opened(
      kept(),
      async (page, asked, wrong) => {
        await page.keyboard.press('/')
        await page.keyboard.type('payment failures')
        expect(await status(page).innerText()).toBe('1 runbook')
        expect(await page.locator('article.prose:visible h2').allInnerTexts()).toEqual(['Too many payments fail'])
        await page.getByRole('searchbox').fill('ana ruiz')
        expect(await page.getByRole('link', { name: '+34 600 000 000' }).first().getAttribute('href')).toBe(
          'tel:+34600000000',
        )
        expect(await status(page).innerText()).toBe('1 team')
        const top = async (place: string) => (await page.locator(place).first().boundingBox())?.y ?? NaN
        await page.getByRole('searchbox').fill('k8s volume full')
        expect(await status(page).innerText()).toBe('Nothing found.')
        expect(await page.getByRole('link', { name: '+34 600 000 000' }).first().isVisible()).toBe(true)
        expect(await page.getByRole('link', { name: 'Whom to call' }).isVisible()).toBe(true)
        await page.getByRole('searchbox').fill('rollout restart')
        expect(await status(page).innerText()).toBe('2 runbooks')
        expect(await top('article.prose')).toBeLessThan(await top('article.team'))
        await page.getByRole('searchbox').fill('ana ruiz')
        await page.keyboard.press('Enter')
        expect(await top('article.team')).toBeLessThan(360)
        await page.getByRole('searchbox').fill('')
        expect(await top('article.team')).toBeLessThan(await top('article.prose'))
        expect(asked).toEqual([kept()])
        expect(wrong).toEqual([])
      },
      { offline: true },
    )
  })

  test('On the page to keep each id is there once, each link within it leads somewhere, and others lead to the site.', async () => {
    await opened(
      kept(),
      async (page) => {
        const { ids, within, others } = await page.evaluate(() => ({
          ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
          within: [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href')?.slice(1)),
          others: [...document.querySelectorAll('a[href]:not([href^="#"])')].map((link) => link.getAttribute('href')),
        }))
        expect(ids.length).toBe(new Set(ids).size)
        expect(within.filter((id) => id === undefined || !ids.includes(id))).toEqual([])
        expect(within).toContain('runbook/pay%2Fqueue')
        expect(new Set(others)).toEqual(
          new Set([
            'https://pager.acme.example/core',
            'tel:+34600000000',
            'https://acme.example/ops/incidents/INC-2026-0001/',
            'https://acme.example/ops/pictures/runbooks/pay/pipes.svg',
          ]),
        )
        // A small picture is in the file, and one that is none isn't; a large one is named.
        const widths = await page
          .locator('img')
          .evaluateAll((all) => all.map((one) => (one instanceof HTMLImageElement ? one.naturalWidth : 0)))
        expect(widths).toEqual([40])
        expect(await page.getByText('1 picture is left out').innerText()).toContain('runbooks/pay/pipes.svg')
        expect(await page.title()).not.toBe('1')
        expect(await axeFinds(page)).toEqual([])
      },
      { offline: true, viewport: { width: 390, height: 800 } },
    )
  })

  test('Of a runbook that a link on the page to keep leads to, its title is marked alone.', async () => {
    await opened(`${kept()}#runbook/pay%2Fqueue`, async (page) => {
      const marked = await page
        .locator('article.prose :is(h2, h3, h4)')
        .evaluateAll((all) =>
          all.filter((one) => getComputedStyle(one).textDecorationLine === 'underline').map((one) => one.textContent),
        )
      expect(marked).toEqual([`${MARKUP} stands`])
    })
  })

  test('Without a script the page to keep is whole.', async () => {
    await opened(
      kept(),
      async (page) => {
        expect(await page.locator('article.prose').count()).toBe(2)
        expect(await page.getByRole('searchbox').count()).toBe(0)
        expect(
          await page.getByRole('navigation').getByRole('link', { name: 'Too many payments fail' }).isVisible(),
        ).toBe(true)
      },
      { javaScriptEnabled: false, offline: true },
    )
    expect(statSync(built('ops/print/index.html')).size).toBeLessThan(100_000)
  })

  test('A bundle is that page, named by its moment.', () => {
    const files = unzipSync(readFileSync(built('ops-print.zip')))
    expect(Object.keys(files)).toEqual(['ops-print-20260329T100000Z.html'])
    const page = readFileSync(built('ops/print/index.html'), 'utf8')
    expect(Object.values(files).map((bytes) => strFromU8(bytes))).toEqual([page])
  })

  test('Records are served as data, each with the address of its page.', async () => {
    const answer = await fetch(`${origin()}/ops/api/records.json`)
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
    const text = await answer.text()
    const { as_of, runbooks, incidents } = JSON.parse(text)
    expect(as_of).toBe(NOW)
    expect(runbooks).toMatchObject([{ address: '/ops/runbooks/pay/payment-failures/' }, { id: 'pay/queue' }])
    expect(incidents).toHaveLength(9)
    for (const { address } of [...runbooks, ...incidents])
      expect((await fetch(`${origin()}${address}`)).status).toBe(200)
    // A record a line.
    expect(text.split('\n').filter((line) => line.startsWith('{"id":"INC-'))).toHaveLength(9)
  })
})
