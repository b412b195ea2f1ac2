import { type ChildProcess } from 'node:child_process'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import ICAL from 'ical.js'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
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
const service = (name: string, more = '') => `name: ${name} service\nteam: platform\ntier: 3\npublic:\n  name: ${name}\n${more}`
const fileName = (time: string) => time.replaceAll(/[-:](?=.*Z)/g, '')

/** An incident; each of its updates is its front matter without the braces, and its words. */
function incident(number: number, updates: Record<string, [said: string, words?: string]>, more = ''): Files {
  const id = `INC-2026-${1000 + number}`
  const [started] = Object.keys(updates)
  const files = Object.entries(updates).map(([time, [said, words = 'Words.']]) => [
    `incidents/2026/${id}/public/${fileName(time)}.md`,
    `---\n${said}\n---\n${words}\n`,
  ])
  return {
    [`incidents/2026/${id}/index.md`]: `---\nid: ${id}\ntitle: Internal ${number}\nseverity: SEV-3\nstarted: ${started}\n${more}---\n`,
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
        [`2026-11-1${i}T10:00:00Z`]: [`state: investigating\ntitle: ${text(title)}\ncomponents: {checkout: degraded_performance}`],
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
    '2026-11-10T09:00:00Z': ['state: scheduled\nauto: false\ntitle: By hand\ncomponents: {checkout: under_maintenance}'],
    '2026-11-23T06:20:00Z': ['state: in_progress'],
  }),
  ...maintenance(22, 'cancelled', ['2026-11-23T08:00:00Z', '2026-11-23T10:00:00Z'], {
    '2026-11-10T09:00:00Z': ['state: scheduled\ntitle: Called off\ncomponents: {search: under_maintenance}'],
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

const eventSchema = z.object({ id: z.string(), name: z.string(), status: z.string(), resolved_at: z.string().nullable() })
const documents = {
  incidents: z.object({ incidents: z.array(eventSchema) }),
  'scheduled-maintenances': z.object({ scheduled_maintenances: z.array(eventSchema) }),
}
const read = (site: string, file: string): unknown => JSON.parse(readFileSync(join(site, file), 'utf8'))
const eventsOf = ({ site }: Built) => [
  ...documents.incidents.parse(read(site, 'api/v2/incidents.json')).incidents,
  ...documents['scheduled-maintenances'].parse(read(site, 'api/v2/scheduled-maintenances.json')).scheduled_maintenances,
]
const pageOf = (of: Built, name: string) => `/incidents/${eventsOf(of).find((event) => event.name === name)?.id}/`
/** Every page that stays, as an address. */
const htmlPages = ({ site }: Built) =>
  globSync('**/*.html', { cwd: site })
    .filter((file) => !readFileSync(join(site, file), 'utf8').includes('http-equiv="refresh"'))
    .map((file) => encodeURI(`/${file.replace(/(^|\/)index\.html$/, '$1')}`))

async function open({ origin }: Built, path: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 320, height: 800 }, timezoneId: 'UTC' })
  await page.goto(`${origin}${path}`)
  return page
}
/** What stands in the main part of a page, white space aside. */
async function mainOf(of: Built, path: string): Promise<string> {
  const page = await open(of, path)
  const words = await page.locator('main').innerText()
  await page.close()
  return words.replaceAll(/\s+/g, ' ')
}
/** What stands under a heading of the second rank; empty where there is no such heading. */
async function section(of: Built, path: string, heading: string): Promise<string> {
  const page = await open(of, path)
  const found = page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: heading, exact: true }) })
  const words = (await found.count()) === 0 ? '' : await found.innerText()
  await page.close()
  return words.replaceAll(/\s+/g, ' ')
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
      foreign: [...document.querySelectorAll('iframe, object, embed, form, main img, main style, [onclick], [onerror], [onload]')],
      links: [...document.querySelectorAll('a[href]')].map((one) => one.getAttribute('href') ?? ''),
      title: document.title,
    }))
    if (seen.wide > 320) wrong.push(`${path} is ${seen.wide} px wide`)
    if (seen.foreign.length > 0) wrong.push(`${path} holds ${seen.foreign.length} elements that it shouldn't`)
    for (const script of seen.scripts)
      if (!/^\/status\.js\?v=[0-9a-f]{8}$/.test(script ?? '')) wrong.push(`${path} has the script ${script}`)
    for (const link of seen.links)
      if (!/^(https?:\/\/|\/|#|$)/.test(link)) wrong.push(`${path} leads to ${link}`)
    if (seen.title === 'taken over') wrong.push(`${path} was taken over`)
  }
  await page.close()
  return wrong
}

beforeAll(async () => {
  if (!CHROMIUM) return
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
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
const EMPTY: Files = { 'site.yaml': COMPANY['site.yaml'] ?? '', 'teams/platform.yaml': COMPANY['teams/platform.yaml'] ?? '' }
/** What is wrong, beside what isn't. */
const WRONG: Files = {
  ...COMPANY,
  ...incident(1, {
    '2026-11-23T08:00:00Z': ['state: investigating\ntitle: Slow parcels\ncomponents: {checkout: degraded_performance}', 'It is slow.'],
    '2026-11-23T08:30:00Z': ['state: identified', 'Click [here](javascript:alert(1)) for help.'],
    '2026-11-23T08:40:00Z': ['state: monitoring', 'It recovers.'],
  }),
  ...maintenance(2, 'approved', ['2026-11-24T02:00:00Z', '2026-11-24T02:00:00Z'], {
    '2026-11-20T09:00:00Z': ['state: scheduled\ntitle: No time at all\ncomponents: {checkout: under_maintenance}'],
  }),
}

describe.skipIf(!CHROMIUM)('Whatever strangers write', () => {
  test('x', async () => {
    const { cpSync } = await import('node:fs')
    for (const [name, files, ...flags] of [['strange', STRANGE, '--strict'],['before', BEFORE, '--strict'],['many', MANY, '--strict'],['bare', BARE, '--strict'],['empty', EMPTY, '--strict'],['wrong', WRONG], ['wrongs', WRONG, '--strict']] as const) {
      const site = await built(files, ...flags)
      console.log(name, site.code, site.stderr, site.verdict, site.site)
      if (site.code !== 0) continue
      console.log(await walk(site, name === 'many' ? ['/', '/uptime/', '/components/depot-299/', '/components/depot-107/'] : htmlPages(site)))
      rmSync('/tmp/checks/'+name, {recursive: true, force: true})
      cpSync(site.site, '/tmp/checks/'+name+'/status', { recursive: true })
    }
  })
})
