import { type ChildProcess } from 'node:child_process'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import ICAL from 'ical.js'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startBrowser } from '../../scripts/fixtures/browser.ts'
import { CHROMIUM } from '../../scripts/fixtures/chromium.ts'
import { runEvenkeel, startEvenkeel } from '../../scripts/fixtures/command-line.ts'
import { readAtom, readJsonFeed, readRss } from '../../scripts/fixtures/feed-reader.ts'
import { GOOD } from '../../scripts/fixtures/good-content.ts'

/*
 * Content as strangers write it, and as years leave it behind: what a customer sees of it in a real browser, and what
 * programs read. All of it is as of nine in the morning of 23 November 2026.
 */

type Files = Record<string, string>
const NOW = '2026-11-23T09:00:00Z'

const scratch = mkdtempSync(join(tmpdir(), 'evenkeel-strangers-'))
const servers: ChildProcess[] = []
let browser: Browser
/** Someone who looks at one page after the other, on a phone. */
let reader: Page

interface Built {
  code: number | null
  stderr: string
  /** What `validate` says, and how it ends. */
  verdict: string
  origin: string
  site: string
}

let count = 0
async function built(files: Files, ...flags: string[]): Promise<Built> {
  const folder = join(scratch, String((count += 1)))
  const content = join(folder, 'content')
  for (const [path, text] of Object.entries(files)) {
    const file = join(content, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  const out = join(folder, 'dist')
  const common = ['--content', content, '--now', NOW]
  const { code, stderr } = await runEvenkeel('build', ...common, '--out', out, '--site', 'status', ...flags)
  const judged = await runEvenkeel('validate', ...common)
  let origin = ''
  if (code === 0) {
    const served = await startEvenkeel(/Status page\s+(http:\S+)\/\n/, 'serve', '--out', out, '--port', '0')
    servers.push(served.child)
    origin = served.said[1] ?? ''
  }
  return { code, stderr, verdict: `${judged.code}\n${judged.stdout}`, origin, site: join(out, 'status') }
}

const text = (value: string) => JSON.stringify(value)
const service = (name: string, more = '') =>
  `name: ${name} service\nteam: platform\ntier: 3\npublic:\n  name: ${name}\n${more}`
const fileName = (time: string) => time.replaceAll(/[-:](?=.*Z)/g, '')

/** An incident; each of its updates is its front matter without the braces, and its words. */
function incident(number: number, updates: Record<string, [said: string, words?: string]>, more = ''): Files {
  const id = `INC-2026-${1000 + number}`
  const [started] = Object.keys(updates)
  // Over inside as well where the newest update says so.
  const [end, [newest] = ['']] = Object.entries(updates).at(-1) ?? []
  const over = newest.startsWith('state: resolved') && !more.includes('closed_as') ? `resolved: ${end}\n` : ''
  const files = Object.entries(updates).map(([time, [said, words = 'Words.']]) => [
    `incidents/2026/${id}/public/${fileName(time)}.md`,
    `---\n${said}\n---\n${words}\n`,
  ])
  return {
    [`incidents/2026/${id}/index.md`]: `---\nid: ${id}\ntitle: Internal ${number}\nseverity: SEV-3\nstarted: ${started}\n${over}${more}---\n`,
    ...Object.fromEntries(files),
  }
}

function maintenance(
  number: number,
  status: string,
  [start, end]: [start: string, end: string],
  updates: Record<string, [said: string, words?: string]>,
  more = '',
): Files {
  const id = `CHG-2026-${1000 + number}`
  const files = Object.entries(updates).map(([time, [said, words = 'Words.']]) => [
    `changes/2026/${id}/public/${fileName(time)}.md`,
    `---\n${said}\n---\n${words}\n`,
  ])
  const record = GOOD['changes/2026/CHG-2026-0001-cache.md'] ?? ''
  return {
    [`changes/2026/${id}/index.md`]: record
      .replace('CHG-2026-0001', id)
      .replace(/^status: .*$/m, `status: ${status}`)
      .replace(/^window: .*$/m, `window: {start: ${start}, end: ${end}}`)
      .replace(/^outcome: .*\n/m, more),
    ...Object.fromEntries(files),
  }
}

const TITLES = {
  quoted: `"Double" & 'single' quotes <script>document.title = 'taken over'</script>`,
  cdata: 'It ends ]]> early <![CDATA[ or not -->',
  emoji: 'Vans 🚚 stand still 👩🏽‍💻🇳🇱',
  arabic: 'تعذّر تسجيل الدخول (SSO) منذ 10:00',
  long: 'The doors of the lockers open late '.repeat(12).slice(0, 400).trimEnd(),
  word: 'Donaudampfschifffahrt'.repeat(20).slice(0, 400),
}

const UPDATE = `# A heading of the first rank

| Region | ${Array.from({ length: 12 }, (_, i) => `Depot number ${i}`).join(' | ')} |
| --- | ${Array.from({ length: 12 }, () => '---').join(' | ')} |
| Noord | ${Array.from({ length: 12 }, () => 'delayed').join(' | ')} |

| Second | table |
| --- | --- |
| of the same | update |

![The graph of errors](https://elsewhere.invalid/graph.png)

<iframe src="https://elsewhere.invalid/frame"></iframe>
<script>document.title = 'taken over'</script>
<style>body { display: none }</style>
<img src="x" onerror="document.title = 'taken over'">
<svg onload="document.title = 'taken over'"></svg>
<a href="javascript:document.title = 'taken over'" onclick="document.title = 'taken over'">A raw link</a>

Here is [a good link](https://example.com/help?a=1&b=2).

\`\`\`sh
curl --silent --header 'Accept: application/json' https://status.acme.example/api/v2/summary.json | ${'jq . | '.repeat(20)}less
\`\`\`

Words without a space: ${'https://status.acme.example/'.repeat(12)} and ${TITLES.word}.
`

const COMPANY: Files = {
  'site.yaml': 'name: Acme\nurl: https://status.acme.example\nuptime: {days: 90, partial_weight: 0.3}\n',
  'teams/platform.yaml': GOOD['teams/platform.yaml'] ?? '',
  'services/checkout.yaml': service('Checkout', '  group: Shop\n  position: 1\n'),
}

/** All that is odd and right, and the years after which a component is called something else. */
const STRANGE: Files = {
  ...COMPANY,
  'services/search.yaml': service('Finder', '  group: Finding\n'),
  'services/fax.yaml': service('Fax line', '  group: Shop\n  since: 2020-01-01\n  until: 2026-11-01\n'),
  'services/ledger.yaml': 'name: Ledger service\nteam: platform\ntier: 3\n',
  ...Object.assign(
    {},
    ...Object.values(TITLES).map((title, i) =>
      incident(i, {
        [`2026-11-1${i}T10:00:00Z`]: [
          `state: investigating\ntitle: ${text(title)}\ncomponents: {checkout: degraded_performance}`,
        ],
        [`2026-11-1${i}T10:30:00Z`]: ['state: resolved'],
      }),
    ),
  ),
  ...incident(10, {
    '2026-11-20T10:00:00Z': ['state: investigating\ntitle: Everything in one update', UPDATE],
    '2026-11-20T10:30:00Z': ['state: resolved'],
  }),
  ...incident(11, {
    '2026-10-12T10:00:00Z': [
      'state: investigating\ntitle: Nothing arrives\ncomponents: {search: partial_outage, fax: major_outage, ledger: major_outage}',
    ],
    '2026-10-12T11:00:00Z': ['state: resolved'],
  }),
  ...incident(12, {
    '2026-11-05T10:00:00Z': ['state: investigating\ntitle: Said twice\ncomponents: {checkout: degraded_performance}'],
    '2026-11-05T10:30:00Z': ['state: resolved', 'It works again.'],
    '2026-11-05T11:00:00Z': ['state: resolved', 'It still works.'],
  }),
  ...incident(13, {
    '2026-11-23T07:00:00Z': ['state: investigating\ntitle: It came back\ncomponents: {search: degraded_performance}'],
    '2026-11-23T07:30:00Z': ['state: resolved'],
    '2026-11-23T08:00:00Z': ['state: investigating\ncomponents: {search: partial_outage}', 'It fails again.'],
  }),
  ...incident(14, {
    '2026-11-08T10:00:00Z': ['state: investigating\ntitle: Half as bad\ncomponents: {checkout: major_outage}'],
    '2026-11-08T12:00:00Z': ['state: resolved'],
  }),
  'incidents/2026/INC-2026-1014/public/impact.yaml':
    '- {component: checkout, status: partial_outage, from: 2026-11-08T10:00:00Z, to: 2026-11-08T10:30:00Z}\n',
  ...incident(
    15,
    { '2026-11-23T08:10:00Z': ['state: investigating\ntitle: Reported again\ncomponents: {checkout: major_outage}'] },
    'closed_as: duplicate\nduplicate_of: INC-2026-1013\n',
  ),
  ...incident(16, {
    '2026-11-21T10:00:00Z': ['state: investigating\ntitle: Change your password\npinned: true'],
    '2026-11-21T12:00:00Z': ['state: resolved\npinned: true', 'Please change it all the same.'],
  }),
  ...incident(17, {
    '2026-11-21T13:00:00Z': ['state: investigating\ntitle: Pinned while it lasted\npinned: true'],
    '2026-11-21T14:00:00Z': ['state: resolved'],
  }),
  ...maintenance(
    20,
    'completed',
    ['2026-11-22T02:00:00Z', '2026-11-22T03:00:00Z'],
    {
      '2026-11-10T09:00:00Z': ['state: scheduled\ntitle: Over at once\ncomponents: {checkout: under_maintenance}'],
      '2026-11-22T02:10:00Z': ['state: in_progress'],
      '2026-11-22T02:10:00Z-2': ['state: completed'],
    },
    'outcome: {started: 2026-11-22T02:10:00Z, finished: 2026-11-22T02:10:00Z}\n',
  ),
  ...maintenance(21, 'in_progress', ['2026-11-23T06:00:00Z', '2026-11-23T07:00:00Z'], {
    '2026-11-10T09:00:00Z': [
      'state: scheduled\nauto: false\ntitle: By hand\ncomponents: {checkout: under_maintenance}',
    ],
    '2026-11-23T06:20:00Z': ['state: in_progress'],
  }),
  ...maintenance(22, 'cancelled', ['2026-11-23T08:00:00Z', '2026-11-23T10:00:00Z'], {
    '2026-11-10T09:00:00Z': ['state: scheduled\ntitle: Called off\ncomponents: {search: under_maintenance}'],
    '2026-11-20T09:00:00Z': ['state: cancelled'],
  }),
  ...maintenance(23, 'approved', ['2026-11-25T02:00:00Z', '2026-11-25T03:00:00Z'], {
    '2026-11-20T09:00:00Z': [`state: scheduled\ntitle: ${text(TITLES.word)}\ncomponents: {search: under_maintenance}`],
  }),
}

/** Some weeks before: the components of then, with nothing else said. */
const BEFORE: Files = {
  ...STRANGE,
  'services/search.yaml': service('Search', '  group: Shop\n'),
  'services/fax.yaml': service('Fax line', '  group: Shop\n  since: 2020-01-01\n'),
  'services/ledger.yaml': service('Customer ledger'),
}

const eventSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  resolved_at: z.string().nullable(),
})
const documents = {
  incidents: z.object({ incidents: z.array(eventSchema) }),
  maintenances: z.object({ scheduled_maintenances: z.array(eventSchema) }),
}
const written = ({ site }: Built, path: string) => readFileSync(join(site, path), 'utf8')
const eventsOf = (of: Built) => [
  ...documents.incidents.parse(JSON.parse(written(of, 'api/v2/incidents.json'))).incidents,
  ...documents.maintenances.parse(JSON.parse(written(of, 'api/v2/scheduled-maintenances.json'))).scheduled_maintenances,
]
const pageOf = (of: Built, name: string) => `/incidents/${eventsOf(of).find((event) => event.name === name)?.id}/`
/** Every page that stays, as an address. */
const htmlPages = ({ site }: Built) =>
  globSync('**/*.html', { cwd: site })
    .filter((file) => !readFileSync(join(site, file), 'utf8').includes('http-equiv="refresh"'))
    .map((file) => encodeURI(`/${file.replace(/(^|\/)index\.html$/, '$1')}`))

async function open({ origin }: Built, path: string): Promise<Page> {
  await reader.goto(`${origin}${path}`)
  return reader
}
/** What stands in the main part of a page, white space aside. */
async function mainOf(of: Built, path: string): Promise<string> {
  const words = await (await open(of, path)).locator('main').innerText()
  return words.replaceAll(/\s+/g, ' ')
}
/** What stands under a heading of the second rank; empty where there is no such heading. */
async function section(of: Built, path: string, heading: string): Promise<string> {
  const page = await open(of, path)
  const found = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { level: 2, name: heading, exact: true }) })
  return (await found.allInnerTexts()).join(' ').replaceAll(/\s+/g, ' ')
}

/** Opens pages on a phone, all that folds unfolded, and says what is not as it should be. */
async function walk({ origin }: Built, paths: readonly string[]): Promise<string[]> {
  const page = await browser.newPage({ viewport: { width: 320, height: 800 } })
  const wrong: string[] = []
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => wrong.push(`${page.url()} asks ${dialog.message()}`)))
  page.on('console', (message) => message.type() === 'error' && wrong.push(`${page.url()} ${message.text()}`))
  page.on('pageerror', ({ message }) => wrong.push(`${page.url()} ${message}`))
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) wrong.push(`${page.url()} fetches ${request.url()}`)
  })
  for (const path of paths) {
    await page.goto(`${origin}${path}`)
    await page.locator('details:not([open])').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')))
    const seen = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      scripts: [...document.querySelectorAll('script')].map((one) => one.getAttribute('src')),
      foreign: [
        ...document.querySelectorAll(
          'iframe, object, embed, form, main img, main style, [onclick], [onerror], [onload]',
        ),
      ],
      links: [...document.querySelectorAll('a[href]')].map((one) => one.getAttribute('href') ?? ''),
      title: document.title,
    }))
    if (seen.wide > 320) wrong.push(`${path} is ${seen.wide} px wide`)
    if (seen.foreign.length > 0) wrong.push(`${path} holds ${seen.foreign.length} elements that it shouldn't`)
    for (const script of seen.scripts)
      if (!/^\/status\.js\?v=[0-9a-f]{8}$/.test(script ?? '')) wrong.push(`${path} has the script ${script}`)
    for (const link of seen.links) if (!/^(https?:\/\/|\/|#|$)/.test(link)) wrong.push(`${path} leads to ${link}`)
    if (seen.title === 'taken over') wrong.push(`${path} was taken over`)
  }
  await page.close()
  return wrong
}

beforeAll(async () => {
  if (!CHROMIUM) return
  browser = await startBrowser()
  reader = await browser.newPage({ viewport: { width: 320, height: 800 }, timezoneId: 'UTC' })
  await reader.clock.setFixedTime(NOW)
})
afterAll(async () => {
  await browser?.close()
  for (const server of servers) server.kill()
  rmSync(scratch, { recursive: true, force: true })
})

/** Three hundred components in twenty groups, one of them with a name that never ends, another one in trouble. */
const MANY: Files = {
  ...COMPANY,
  ...Object.fromEntries(
    Array.from({ length: 300 }, (_, i) => {
      const name = i === 299 ? 'Rindfleischetikettierung'.repeat(8) : `Region ${Math.floor(i / 15)} depot ${i}`
      return [`services/depot-${i}.yaml`, service(name, `  group: Region ${Math.floor(i / 15)}\n  position: ${i}\n`)]
    }),
  ),
  'services/checkout.yaml': 'name: Checkout\nteam: platform\ntier: 3\n',
  ...incident(1, {
    '2026-11-23T08:00:00Z': ['state: investigating\ntitle: One depot is closed\ncomponents: {depot-107: major_outage}'],
  }),
}
/** Nothing that could be in trouble, and something that is. */
const BARE: Files = {
  ...COMPANY,
  ...incident(1, { '2026-11-23T08:00:00Z': [`state: investigating\ntitle: ${text(TITLES.word)}`, 'We look into it.'] }),
}
const EMPTY: Files = {
  'site.yaml': COMPANY['site.yaml'] ?? '',
  'teams/platform.yaml': COMPANY['teams/platform.yaml'] ?? '',
}
/** What is wrong, beside what isn't. */
const WRONG: Files = {
  ...COMPANY,
  ...incident(1, {
    '2026-11-23T08:00:00Z': [
      'state: investigating\ntitle: Slow parcels\ncomponents: {checkout: degraded_performance}',
      'It is slow.',
    ],
    '2026-11-23T08:30:00Z': ['state: identified', 'Click [here](javascript:alert(1)) for help.'],
    '2026-11-23T08:40:00Z': ['state: monitoring', 'It recovers.'],
  }),
  ...maintenance(2, 'approved', ['2026-11-24T02:00:00Z', '2026-11-24T02:00:00Z'], {
    '2026-11-20T09:00:00Z': ['state: scheduled\ntitle: No time at all\ncomponents: {checkout: under_maintenance}'],
  }),
}

describe.skipIf(!CHROMIUM)('Whatever strangers write, and whatever becomes of a component', () => {
  let before: Built
  let site: Built
  beforeAll(async () => {
    before = await built(BEFORE, '--strict')
    site = await built(STRANGE, '--strict')
  })

  const feeds = () => [
    readAtom(written(site, 'history.atom')),
    readRss(written(site, 'history.rss')),
    readJsonFeed(written(site, 'feed.json')),
  ]

  test('is in order, but for what a duplicate alone says, and the name of a service that is not published any more.', () => {
    expect([before.code, site.code], site.stderr).toEqual([0, 0])
    // The duplicate says of `checkout` what its original doesn't: nothing of it is shown.
    expect(before.verdict).toMatch(/^0\n[^]*incident-components[^]*\n0 errors, 1 warning in/)
    expect(site.verdict).toMatch(/^0\n/)
    expect(site.verdict).toContain('Unexpected component `ledger`, expected a service with a `public:` block.')
    expect(site.verdict).toContain('0 errors, 2 warnings in')
  })

  test('A title is letter by letter the same on its page, in the API, and in every feed.', async () => {
    const titles = feeds().map(({ entries }) => entries.map(({ title }) => title))
    for (const title of Object.values(TITLES)) {
      const page = await open(site, pageOf(site, title))
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title)
      expect(await page.title()).toBe(`${title} · Acme status`)
      for (const list of titles) expect(list).toContain(title)
    }
    const lines = written(site, 'calendar.ics').split('\r\n')
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
    const calendar = new ICAL.Component(ICAL.parse(written(site, 'calendar.ics')))
    expect(calendar.getAllSubcomponents('vevent').map((event) => event.getFirstPropertyValue('summary'))).toContain(
      TITLES.word,
    )
  })

  test('An update keeps its table, its heading and its code; a picture is a link; nothing in it is a frame or runs.', async () => {
    const page = await open(site, pageOf(site, 'Everything in one update'))
    const updates = page.locator('.updates')
    expect(
      await updates.getByRole('heading', { name: 'A heading of the first rank' }).evaluate((one) => one.tagName),
    ).toBe('H3')
    expect(await updates.getByRole('columnheader', { name: 'Depot number 11' }).count()).toBe(1)
    expect(await updates.locator('pre').innerText()).toMatch(/^curl --silent .* less\s*$/)
    expect(await updates.getByRole('link', { name: 'The graph of errors' }).getAttribute('href')).toBe(
      'https://elsewhere.invalid/graph.png',
    )
    expect(await updates.getByRole('link', { name: 'a good link' }).getAttribute('href')).toBe(
      'https://example.com/help?a=1&b=2',
    )
    expect(
      await updates.getByText('A raw link').evaluateAll((all) => all.map((one) => one.getAttributeNames())),
    ).toEqual([expect.not.arrayContaining(['href', 'onclick'])])
    // What is too wide scrolls by itself, with the keyboard too.
    const wide = updates.getByRole('group', { name: 'Table' }).first()
    expect(await wide.evaluate((one) => one.scrollWidth > one.clientWidth)).toBe(true)
    await wide.focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => wide.evaluate((one) => one.scrollLeft)).toBeGreaterThan(0)
    for (const { entries } of feeds()) {
      const { html } = entries.find(({ title }) => title === 'Everything in one update') ?? { html: '' }
      expect(html).toContain('A heading of the first rank')
      expect(html).not.toMatch(/<(iframe|script|svg|style|img)|onclick|onerror|javascript:/)
    }
  })

  test('No page runs anything but the script of the site, shows a frame, fetches from elsewhere, or is wider than a phone.', async () => {
    const pages = htmlPages(site)
    expect(pages.length).toBeGreaterThan(25)
    expect(await walk(site, pages)).toEqual([])
  })

  test('A component is renamed and moved to another group: its address stays, and its old incident calls it as it is called now.', async () => {
    expect(await mainOf(before, '/components/search/')).toMatch(/^Search .* Shop /)
    expect(await mainOf(site, '/components/search/')).toMatch(/^Finder .* Finding /)
    const old = pageOf(before, 'Nothing arrives')
    expect(pageOf(site, 'Nothing arrives')).toBe(old)
    expect(await mainOf(before, old)).toContain('Affects Search')
    expect(await mainOf(site, old)).toContain('Affects Finder')
    expect(await section(site, '/', 'Components')).toMatch(/Finding .*Finder Partial outage/)
    expect(written(site, 'badges/search.svg')).toContain('Finder')
  })

  test('A component is retired: it is gone from the list, its page and its old incident remain.', async () => {
    expect(await section(before, '/', 'Components')).toContain('Fax line')
    for (const path of ['/', '/uptime/']) expect(await mainOf(site, path)).not.toContain('Fax line')
    const page = await mainOf(site, '/components/fax/')
    expect(page).toMatch(/^Fax line Retired on 1 Nov /)
    expect(page).toContain('Mon 12 Oct Major outage 1 hour Nothing arrives')
    // 26 August to 31 October are 67 days, 5,788,800 s; an hour of them counts in full.
    expect(page).toContain('1 − 3,600 s ÷ 5,788,800 s = 99.93%')
    expect(await mainOf(site, pageOf(site, 'Nothing arrives'))).toContain('Fax line Major outage')
  })

  test('A component is not published any more: nothing of it remains, its old incident does.', async () => {
    expect(await mainOf(before, pageOf(before, 'Nothing arrives'))).toContain('Customer ledger')
    expect(existsSync(join(before.site, 'badges/ledger.svg'))).toBe(true)
    const files = globSync('**/*', { cwd: site.site }).filter((file) => statSync(join(site.site, file)).isFile())
    expect(files.filter((file) => file.includes('ledger'))).toEqual([])
    expect(files.filter((file) => /ledger/i.test(readFileSync(join(site.site, file), 'utf8')))).toEqual([])
    expect(await mainOf(site, pageOf(site, 'Nothing arrives'))).toContain('Affects Finder, Fax line')
  })

  test('An incident that is said to be resolved twice was over the first time.', async () => {
    const page = await mainOf(site, pageOf(site, 'Said twice'))
    expect(page).toContain('Resolved 5 November 2026 at 10:30 UTC Lasted 30 minutes')
    expect(page).toContain('It still works.')
    expect(eventsOf(site).find(({ name }) => name === 'Said twice')?.resolved_at).toBe('2026-11-05T10:30:00.000Z')
  })

  test('An incident that is reopened is open again, with a gap in which all was well.', async () => {
    const page = await mainOf(site, pageOf(site, 'It came back'))
    expect(page).toMatch(/^It came back Investigating /)
    expect(page).toContain(
      'Finder Degraded performance 23 Nov, 07:00 UTC 23 Nov, 07:30 UTC Finder Partial outage 23 Nov, 08:00 UTC still so',
    )
    expect(page).not.toContain('Lasted')
    expect(await section(site, '/', 'What is wrong now')).toMatch(/It came back .* It fails again\./)
    expect(await mainOf(site, '/')).toMatch(
      /^Some services are failing Last update 23 Nov, \d\d:\d\d UTC .*It came back Partial outage Finder since 23 Nov, 08:00 UTC .*Under maintenance Checkout since 23 Nov, 06:20 UTC/,
    )
  })

  test('An incident that was corrected counts as it was corrected, and says so.', async () => {
    const page = await mainOf(site, pageOf(site, 'Half as bad'))
    expect(page).toContain('These times were corrected afterwards.')
    expect(page).toContain('Partial outage 8 Nov, 10:00 UTC 8 Nov, 10:30 UTC')
    expect(page).not.toContain('Major outage')
    // Half an hour of a partial outage, by 0.3.
    expect(await section(site, '/components/checkout/', 'How the percentage is counted')).toContain(
      'Half as bad 1,800 0.3 540',
    )
  })

  test('A duplicate leads to the one that it repeats, has no state of its own, and is not to be found by itself.', async () => {
    const original = pageOf(site, 'It came back')
    const html = readFileSync(join(site.site, pageOf(site, 'Reported again'), 'index.html'), 'utf8')
    expect(html).toContain(`<meta http-equiv="refresh" content="0; url=${original}">`)
    expect(html).toContain('<meta name="robots" content="noindex">')
    expect(html).toContain(`<link rel="canonical" href="https://status.acme.example${original}">`)
    expect(written(site, 'sitemap.xml')).not.toContain(pageOf(site, 'Reported again'))
    const page = await open(site, '/history/2026-11/')
    const entry = page.getByRole('article').filter({ hasText: 'Reported again' })
    expect(await entry.innerText()).toContain('This is the same problem as another one.')
    expect(await entry.innerText()).not.toContain('Investigating')
    await entry.getByRole('link').click()
    await page.waitForURL(`${site.origin}${original}`)
    expect(await section(site, '/', 'What is wrong now')).not.toContain('Reported again')
    // 90 days up to nine o'clock: of its outage nothing counts beside the corrected half hour.
    expect(await mainOf(site, '/components/checkout/')).toContain('1 − 540 s ÷ 7,722,000 s = 99.99%')
  })

  test('A notice stays on top after its incident is over where its last word is pinned, and only there.', async () => {
    const notices = await section(site, '/', 'Please note')
    expect(notices).toContain('Change your password Resolved 21 Nov, 12:00 UTC')
    expect(notices).toContain('Please change it all the same.')
    expect(notices).not.toContain('Pinned while it lasted')
  })

  test('Maintenance that began and ended in one moment is over, and cost nobody anything.', async () => {
    expect(await section(site, '/maintenance/', 'Past maintenance')).toContain(
      'Over at once Sun 22 Nov Checkout Maintenance Completed',
    )
    const page = await mainOf(site, pageOf(site, 'Over at once'))
    expect(page).toMatch(/^Over at once Maintenance Completed /)
    expect(page).not.toContain('Under maintenance')
  })

  test('Maintenance that is begun and ended by hand takes longer than planned until someone says that it is over.', async () => {
    expect(await section(site, '/', 'Maintenance in progress')).toMatch(
      /By hand .*State Taking longer than planned .*Affects Checkout/,
    )
    expect(await mainOf(site, pageOf(site, 'By hand'))).toMatch(
      /^By hand Maintenance Taking longer than planned .* Began 23 November 2026 at 06:20 UTC/,
    )
    expect(eventsOf(site).find(({ name }) => name === 'By hand')).toMatchObject({
      status: 'in_progress',
      resolved_at: null,
    })
  })

  test('Maintenance that was called off is said to be, and puts nothing under maintenance in its time.', async () => {
    expect(await mainOf(site, pageOf(site, 'Called off'))).toMatch(/^Called off Maintenance Cancelled /)
    expect(await section(site, '/maintenance/', 'Past maintenance')).toMatch(
      /Called off \w{3} \d+ Nov \w+ Maintenance Cancelled/,
    )
    expect(await section(site, '/', 'Components')).toContain('Finder Partial outage')
    expect(await section(site, '/maintenance/', 'Planned maintenance')).not.toContain('Called off')
  })
})

describe.skipIf(!CHROMIUM)('Content at its edges', () => {
  test('An open incident without components is what the page says first, however long its name; never that all is well.', async () => {
    const site = await built(BARE, '--strict')
    expect(site.code, site.stderr).toBe(0)
    expect(site.verdict).toMatch(/^0\n0 errors, 0 warnings/)
    expect(await mainOf(site, '/')).toMatch(
      new RegExp(`^${TITLES.word} Last update .* since .* No component is affected at the moment\\. What is wrong now`),
    )
    for (const path of ['/', '/404.html', '/embed/']) {
      const page = await mainOf(site, path)
      expect(page).toContain(TITLES.word)
      expect(page).not.toContain('All systems operational')
    }
    expect(await walk(site, htmlPages(site))).toEqual([])
  })

  test('A page without any component works, and says that it has none.', async () => {
    const site = await built(EMPTY, '--strict')
    expect(site.code, site.stderr).toBe(0)
    expect(await mainOf(site, '/')).toMatch(
      /^All systems operational As of 23 Nov, 09:00 UTC Components This page has no components yet\./,
    )
    expect(await mainOf(site, '/uptime/')).toContain('This page has no components yet.')
    expect(await mainOf(site, '/history/')).toContain('Nothing has happened yet.')
    expect(JSON.parse(written(site, 'api/v2/components.json'))).toMatchObject({ components: [] })
    expect(readAtom(written(site, 'history.atom')).entries).toEqual([])
    expect(await walk(site, htmlPages(site))).toEqual([])
  })

  test('With 300 components in 20 groups the groups are folded but for the one with trouble, and the page is light on the wire.', async () => {
    const site = await built(MANY, '--strict')
    expect(site.code, site.stderr).toBe(0)
    const page = await open(site, '/')
    const groups = page.locator('details.group')
    expect(await groups.count()).toBe(20)
    expect(await groups.locator('li').count()).toBe(300)
    expect(await page.locator('details.group[open] h3').allInnerTexts()).toEqual(['Region 7'])
    expect(await page.locator('details.group[open] li').count()).toBe(15)
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Some services are down')
    await groups.nth(3).locator('> summary').click()
    await page.getByRole('link', { name: 'Region 3 depot 45', exact: true }).click()
    expect(new URL(page.url()).pathname).toBe('/components/depot-45/')
    const html = readFileSync(join(site.site, 'index.html'))
    expect(html.length).toBeLessThan(100_000)
    expect(readFileSync(join(site.site, 'uptime/index.html')).length).toBeLessThan(100_000)
    expect(gzipSync(html, { level: 9 }).length).toBeLessThan(10_000)
    expect(await walk(site, ['/', '/uptime/', '/components/depot-107/', '/components/depot-299/'])).toEqual([])
  })

  test('What is wrong is named and left out, the rest of its incident gets out; --strict builds nothing.', async () => {
    const site = await built(WRONG)
    expect(site.code).toBe(0)
    for (const said of [site.stderr, site.verdict]) {
      expect(said).toMatch(/CHG-2026-1002\/index\.md:\d+:\d+ {2}error {2}change-window-order/)
      expect(said).toMatch(/INC-2026-1001\/public\/20261123T083000Z\.md:4:7 {2}error {2}link-exists/)
      expect(said).toContain('Unexpected link to `javascript:alert(1)`')
    }
    expect(site.verdict).toMatch(/^1\n/)
    const page = await mainOf(site, pageOf(site, 'Slow parcels'))
    expect(page).toContain('It recovers.')
    expect(page).toContain('It is slow.')
    // The words of the link stay; it leads nowhere.
    expect(page).toContain('Click here for help.')
    expect(written(site, `${pageOf(site, 'Slow parcels').slice(1)}index.html`)).not.toContain('javascript:')
    // A window without an end after its start is nobody's to guess: customers see the announcement.
    expect(await section(site, '/', 'Planned for the next 14 days')).toContain(
      'No time at all 24 Nov, 02:00 UTC Checkout Planned',
    )
    expect(await walk(site, htmlPages(site))).toEqual([])
    const strict = await built(WRONG, '--strict')
    expect(strict.code).toBe(1)
    expect(strict.stderr).toContain('Nothing was built: --strict wants every record in order.')
    expect(existsSync(strict.site)).toBe(false)
  })
})
