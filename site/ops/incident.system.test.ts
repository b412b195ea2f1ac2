import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { CHROMIUM } from '../../scripts/fixtures/chromium.ts'
import { opsInBrowser, wordsOf } from '../../scripts/fixtures/ops-in-browser.ts'
import { flawsIn } from '../../scripts/fixtures/whole-and-legible.ts'

/*
 * The pages of incidents as a browser shows them: on a phone and on a laptop, with their script and without, of good
 * records and of such as nobody should write.
 */

const NOW = '2026-03-29T10:00:00Z'

const service = (id: string, needs: string[] = []) =>
  `name: Service ${id}\nteam: core\ntier: 2\ndepends_on: [${needs.join(', ')}]\npublic: {name: Public ${id}}\n`
const incident = (id: string, fields: string, body: string) =>
  `---\nid: ${id}\ntitle: Trouble with ${id}\nseverity: SEV-2\n${fields}---\n${body}`

// Each needs the next one; the last one closing the ring would be refused.
const RING = Array.from({ length: 400 }, (_, i) => `s${String(i).padStart(3, '0')}`)

const FILES: Record<string, string> = {
  'site.yaml':
    'name: Acme\nurl: https://status.acme.example\nops_url: https://ops.acme.example\ntime_zone: Europe/Berlin\nrepository: https://github.com/acme/ops\n',
  'teams/core.yaml':
    'name: Core\nmembers: [ana]\npeople: {ana: {phone: "+31 6 0000 0101"}}\nescalation: [{after: 0m, who: ana, how: phone}]\n',
  ...Object.fromEntries(RING.map((id, i) => [`services/${id}.yaml`, service(id, RING.slice(i + 1, i + 2))])),
  'changes/2026/CHG-2026-0001-deep.md':
    '---\nid: CHG-2026-0001\ntitle: Far below\ntype: normal\nstatus: completed\nrequester: core\nimplementer: ana\nenvironment: production\nservices: [s399]\n' +
    'risk: {blast_radius: 1, rollback_difficulty: 1, complexity: 1, timing: 1}\nwindow: {start: 2026-03-28T20:00:00Z, end: 2026-03-28T21:00:00Z}\n' +
    'rollback: {max_duration: 5m, criteria: [{metric: errors, comparator: ">", threshold: 1, action: manual}]}\n' +
    'outcome: {started: 2026-03-28T20:00:00Z, finished: 2026-03-28T20:30:00Z}\n---\n## Implementation plan\n\nDo.\n\n## Verification\n\nLook.\n\n## Rollback plan\n\nBack.\n',
  'incidents/2026/INC-2026-0001-open/index.md': incident(
    'INC-2026-0001',
    'services: [s000]\nstarted: 2026-03-29T00:50:00Z\ndetected: 2026-03-29T00:55:00Z\nroles: {commander: gone}\n' +
      `alerts: [${Array.from({ length: 300 }, (_, i) => `Alert${i}`).join(', ')}]\n`,
    '## Timeline\n\nTimes in Europe/Berlin.\n\n- 01:50 It begins.\n- 02:30 While clocks go forward.\n- 25:00 When nobody has a clock.\n- 03:10 <script>document.title = "run"</script> Seen.\n\nWhat is known is known.\n',
  ),
  'incidents/2026/INC-2026-0001-open/public/20260329T010000Z.md':
    '---\nstate: investigating\ntitle: Slow\ncomponents: {s000: partial_outage}\nnext_update: 2026-03-29T10:20:00Z\n---\nWe are looking.\n',
  'incidents/2026/INC-2026-0002-long/index.md': incident(
    'INC-2026-0002',
    'services: []\nstarted: 2026-03-02T22:00:00Z\nresolved: 2026-03-03T03:00:00Z\nreview: {status: done, held: 2026-03-05T09:00:00Z}\n' +
      'actions: [{title: Look closer, owner: gone, due: 2026-03-10}, {title: Learn, owner: ana}]\n',
    `## Timeline\n\nTimes in Europe/Berlin.\n\n${Array.from({ length: 5000 }, (_, i) => `- ${i < 2500 ? '23:59' : '00:01'} Line ${i}`).join('\n')}\n`,
  ),
  'incidents/2026/INC-2026-0003-sev1/index.md': incident(
    'INC-2026-0003',
    'services: [s001]\nstarted: 2026-02-02T22:00:00Z\nresolved: 2026-02-02T23:00:00Z\n',
    '',
  ).replace('SEV-2', 'SEV-1'),
}

describe.skipIf(!CHROMIUM)('the pages of incidents', () => {
  const { opened, origin } = opsInBrowser(FILES, { now: NOW, flags: ['--site', 'ops', '--strict'] })

  test('the time that an incident is open, and that customers wait, goes on; without a script it is as of the build', async () => {
    const figures = async (page: Page) => [await wordsOf(page, '.focal'), await wordsOf(page, '[data-due]')]
    const open = '/incidents/INC-2026-0001/'
    expect(await opened(open, figures, { javaScriptEnabled: false })).toEqual(['9 h 10 min', 'in 20 min'])
    await opened(
      open,
      async (page) => {
        expect(await figures(page)).toEqual(['9 h 22 min', 'in 8 min'])
        await page.clock.fastForward('13:00')
        expect(await figures(page)).toEqual(['9 h 35 min', '5 min late'])
      },
      { at: '2026-03-29T10:12:00Z' },
    )
  })

  test.each([
    ['/', '08:59', 'As of'],
    ['/incidents/INC-2026-0001/', '09:59', 'As of'],
    ['/services/s000/', '10:30', 'As of'],
    ['/teams/core/', '10:30', 'As of'],
    ['/', '12:30', '2 h 30 min ago'],
    ['/incidents/INC-2026-0001/', '12:30', '2 h 30 min ago'],
    ['/services/s000/', '12:30', '2 h 30 min ago'],
    ['/teams/core/', '12:30', '2 h 30 min ago'],
    // Nothing goes on there: it says so after a day.
    ['/services/s399/', '12:30', null],
    ['/alerts/', '12:30', null],
    ['/services/s399/', '23:00', null],
  ])('%s tells at %s how old it is: %s', async (path, time, words) => {
    const look = async (page: Page) => {
      const line = page.locator('[data-as-of]')
      expect(await line.isVisible()).toBe(words !== null)
      if (words !== null) expect((await line.innerText()).replaceAll(/\s+/g, ' ')).toContain(words)
      if (words === 'As of') expect(await line.innerText()).not.toContain('ago')
    }
    await opened(path, look, { at: `2026-03-29T${time}:00Z` })
  })

  test('after a day every page that speaks of now says how old it is; without a script it says as of when', async () => {
    const line = (page: Page) => page.locator('[data-as-of]').innerText()
    for (const path of ['/', '/services/s399/', '/services/', '/teams/', '/alerts/', '/runbooks/', '/slos/'])
      expect(await opened(path, line, { at: '2026-03-31T16:00:00Z' }), path).toMatch(
        /As of 29\s+Mar\s+2026.*\d+\s+h ago/s,
      )
    for (const path of ['/services/s399/', '/teams/core/', '/alerts/'])
      expect(
        await opened(path, (page) => page.locator('footer.site').innerText(), { javaScriptEnabled: false }),
      ).toMatch(/As of 29 Mar 2026/)
    const old = await opened('/incidents/INC-2026-0003/', (page) => page.locator('[data-as-of]').count())
    expect(old).toBe(0)
  })

  test('on a phone somebody to call is in reach of a thumb, though who led has left', async () => {
    const look = async (page: Page) => {
      await page.getByRole('navigation', { name: 'In reach' }).getByRole('link', { name: 'Call' }).click()
      const boxes = await page
        .locator('a[href="tel:+31600000101"]')
        .evaluateAll((links) => links.map((link) => link.getBoundingClientRect()).map(({ y, height }) => [y, height]))
      expect(boxes.length).toBeGreaterThan(0)
      for (const [, height] of boxes) expect(height).toBeGreaterThanOrEqual(24)
      expect(boxes[0]?.[0]).toBeLessThan(700)
      expect(boxes[0]?.[0]).toBeGreaterThanOrEqual(0)
    }
    await opened('/incidents/INC-2026-0001/', look, { viewport: { width: 390, height: 844 }, javaScriptEnabled: false })
  })

  test('an update is begun with its time in the name, that of now', async () => {
    const link = (page: Page) => page.getByRole('link', { name: 'Post an update' }).getAttribute('href')
    const names = (href: string | null) => [...new URL(href ?? '').searchParams].map(([, value]) => value)
    const folderOf = 'https://github.com/acme/ops/new/main/content/incidents/2026/INC-2026-0001-open/public'
    const open = '/incidents/INC-2026-0001/'
    const built = await opened(open, link, { javaScriptEnabled: false })
    expect(built?.split('?')[0]).toBe(folderOf)
    expect(names(built)).toEqual([
      '20260329T100000Z.md',
      '---\nstate: investigating\nnext_update: 2026-03-29T10:30:00Z\n---\n\n',
    ])
    const fresh = await opened(open, link, { at: '2026-03-29T10:41:07Z' })
    expect(names(fresh)).toEqual([
      '20260329T104107Z.md',
      '---\nstate: investigating\nnext_update: 2026-03-29T11:12:00Z\n---\n\n',
    ])
  })

  test('a timeline over a change of the clocks, with a time that there is none, is shown as written and says so', async () => {
    await opened('/incidents/INC-2026-0001/', async (page) => {
      const lines = (await page.locator('.timeline > li').allInnerTexts()).map((line) => line.replaceAll(/\s+/g, ' '))
      expect(lines).toHaveLength(5)
      const skipped = lines.find((line) => line.includes('While clocks go forward.'))
      expect(skipped).toMatch(/^29 Mar 2026 03:30 01:30 UTC/)
      expect(skipped).toContain('Written as 02:30. The clocks of Europe/Berlin skipped this time.')
      expect(lines.find((line) => line.includes('25:00'))).toContain('No clock shows this time.')
      expect(lines.find((line) => line.includes('Seen.'))).not.toContain('script')
      expect(await page.title()).not.toBe('run')
      expect(await wordsOf(page, '.timeline .told')).toContain('Customers were told')
      expect(await page.locator('main').innerText()).toContain('What is known is known.')
    })
  })

  test('the change 400 services below is found, with the way there; three hundred alerts are counted', async () => {
    await opened('/incidents/INC-2026-0001/', async (page) => {
      const suspect = await wordsOf(page, '.suspects')
      expect(suspect).toContain('CHG-2026-0001')
      expect(suspect).toContain('4 h 50 min before')
      expect(suspect).toContain('Service s399 ← Service s398 ← Service s397 ← 395 more ← Service s001 ← Service s000')
      expect(await wordsOf(page, 'aside')).toContain('and 280 more alerts')
      expect(await wordsOf(page, 'aside')).toContain('gone in no team any more')
    })
  })

  test('five thousand lines over midnight: the first ones, and the others a click away', async () => {
    await opened('/incidents/INC-2026-0002/', async (page) => {
      expect(await page.locator('.timeline > li').count()).toBe(5000)
      expect(await wordsOf(page, '.timeline + details > summary')).toBe('4,960 more')
      const days = await page.locator('.timeline .day').allTextContents()
      expect(days).toEqual(['2 Mar 2026', '3 Mar 2026'])
    })
  })

  test('the list is narrowed down by severity and by words, and the address brings that along', async () => {
    await opened('/incidents/', async (page) => {
      const shown = () => page.locator('#ev\\:list [data-is]:visible').count()
      expect(await shown()).toBe(3)
      await page.getByLabel('Severity').selectOption('SEV-1')
      expect(await shown()).toBe(1)
      expect(await wordsOf(page, '.filter output')).toBe('1 of 3')
      await page.reload()
      expect(await shown()).toBe(1)
      await page.getByLabel('Severity').selectOption('All')
      await page.getByLabel('Words').fill('inc-2026-0002')
      expect(await shown()).toBe(1)
    })
    await opened(
      '/incidents/',
      async (page) => {
        expect(await page.locator('form').isVisible()).toBe(false)
        expect(await page.locator('#ev\\:list [data-is]:visible').count()).toBe(3)
      },
      { javaScriptEnabled: false },
    )
  })

  test('axe finds nothing on a phone or, in the dark, on a laptop, and no page is wider than that', async () => {
    await opened('/incidents/', async (page) => {
      const flaws: string[] = []
      for (const path of [
        '/incidents/INC-2026-0001/',
        '/incidents/INC-2026-0003/',
        '/incidents/',
        '/incidents/2026/',
        '/actions/',
        '/postmortems/',
      ]) {
        await page.goto(`${origin()}${path}`)
        flaws.push(...(await flawsIn(page, VIEWS)))
      }
      expect(flaws).toEqual([])
    })
  })
})

const VIEWS = [
  [390, 'light'],
  [1280, 'dark'],
] as const
