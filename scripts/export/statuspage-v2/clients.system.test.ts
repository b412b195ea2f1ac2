import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { ChildProcess } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { JSDOM } from 'jsdom'
import { XmlDocument } from 'libxml2-wasm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runEvenkeel, startEvenkeel } from '../../fixtures/command-line.ts'
import { GOOD } from '../../fixtures/good-content.ts'
import { COMPANY } from '../../fixtures/places.ts'
import { writeFiles } from '../../fixtures/written.ts'

/*
 * Clients that were written for Statuspage, pointed at a served build: its own widget, and plain requests as monitors
 * and bots send them.
 */

const NOW = '2026-03-01T10:30:00Z'
/** Two components in a group, one of which has a name that no address takes as it is, and one by itself. */
const SERVICES: Record<string, string> = {
  'services/checkout.yaml': 'name: Checkout API\nteam: platform\ntier: 1\npublic: {name: Checkout, group: Shop}\n',
  'services/支払い #1?.yaml': `name: Pay\nteam: platform\ntier: 1\npublic: {name: 'Pay "<b>" & 支払い', group: Shop}\n`,
  'services/ledger-store.yaml': 'name: Ledger store\nteam: platform\ntier: 2\npublic: {name: Ledger}\n',
}
const OUTAGE: Record<string, string> = {
  'incidents/2026/INC-2026-0002-ledger/index.md':
    '---\nid: INC-2026-0002\ntitle: Disk of the ledger is full\nseverity: SEV-1\nservices: [ledger-store]\nstarted: 2026-03-01T10:10:00Z\n---\n## Timeline\n',
  'incidents/2026/INC-2026-0002-ledger/public/20260301T101200Z.md':
    '---\nstate: investigating\ntitle: "Nothing can be \\"booked\\" <now>"\ncomponents: {ledger-store: major_outage, checkout: major_outage, "支払い #1?": major_outage}\n---\nWe are on it.\n',
}

let scratch = ''
const servers: ChildProcess[] = []
/** The origins of three served pages: the sample, one where all is well, and one where nothing works. */
const origins = { sample: '', well: '', down: '' }

async function served(name: string, content: string, ...flags: string[]): Promise<string> {
  const out = join(scratch, `${name}-dist`)
  const { code, stderr } = await runEvenkeel('build', '--content', content, '--out', out, '--site', 'status', ...flags)
  expect(code, stderr.slice(0, 2000)).toBe(0)
  const { child, said } = await startEvenkeel(/Status page\s+(http:\S+)\/\n/, 'serve', '--out', out, '--port', '0')
  servers.push(child)
  return said[1] ?? ''
}

function written(name: string, files: Readonly<Record<string, string>>): string {
  const content = join(scratch, name, 'content')
  writeFiles(content, files)
  return content
}

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'evenkeel-clients-test-'))
  origins.sample = await served('sample', COMPANY)
  const later = { ...GOOD, ...SERVICES }
  origins.well = await served('well', written('well', later), '--now', '2026-03-02T10:00:00Z')
  origins.down = await served('down', written('down', { ...later, ...OUTAGE }), '--now', NOW)
})
afterAll(() => {
  for (const server of servers) server.kill()
  rmSync(scratch, { recursive: true, force: true })
})

/** What the widget of Statuspage shows on a page of somebody else, which asks across origins. */
async function widget(origin: string, appearance: 'basic' | 'badge') {
  const dom = new JSDOM('<!doctype html><body></body>', {
    url: 'https://shop.example/',
    runScripts: 'outside-only',
    pretendToBeVisual: true,
  })
  const { document } = dom.window
  dom.window.eval(readFileSync('node_modules/@statuspage/status-widget/dist/index.js', 'utf8'))
  const element = document.createElement('statuspage-widget')
  for (const [name, value] of Object.entries({ src: origin, appearance, title: 'Our status' }))
    element.setAttribute(name, value)
  document.body.append(element)
  const shown = () => element.shadowRoot?.querySelector('.status-indicator')
  await expect.poll(shown, { timeout: 10_000 }).toBeTruthy()
  const found = {
    text: element.shadowRoot?.querySelector('.status-container')?.textContent.replaceAll(/\s+/g, ' ').trim(),
    indicator: shown()?.className,
    link: element.shadowRoot?.querySelector('a')?.getAttribute('href'),
  }
  dom.window.close()
  return found
}

describe("Statuspage's own widget", () => {
  test.each([
    ['sample', 'minor', 'Minor Service Outage'],
    ['well', 'none', 'All Systems Operational'],
    ['down', 'critical', 'Major System Outage'],
  ] as const)('shows the status of the %s page.', async (page, indicator, description) => {
    const origin = origins[page]
    expect(await widget(origin, 'basic')).toEqual({
      text: description,
      indicator: `status-indicator ${indicator}`,
      link: origin,
    })
    expect(await widget(origin, 'badge')).toMatchObject({ text: `Our status ${description}` })
  })
})

/** A request as a monitor sends it, from the page of somebody else. */
async function get(url: string) {
  const response = await fetch(url, { headers: { origin: 'https://shop.example' } })
  expect(response.status, url).toBe(200)
  expect(response.headers.get('access-control-allow-origin'), url).toBe('*')
  return response
}
// oxlint-disable-next-line typescript/no-explicit-any -- a client that knows no types
const json = async (origin: string, path: string): Promise<any> => (await get(`${origin}/api/v2/${path}.json`)).json()

describe('A client that follows the documents', () => {
  test('finds all eight, which agree with each other.', async () => {
    const { sample } = origins
    const summary = await json(sample, 'summary')
    const [status, components, incidents, unresolved, maintenances, upcoming, active] = await Promise.all(
      [
        'status',
        'components',
        'incidents',
        'incidents/unresolved',
        'scheduled-maintenances',
        'scheduled-maintenances/upcoming',
        'scheduled-maintenances/active',
      ].map((path) => json(sample, path)),
    )
    for (const one of [status, components, incidents, unresolved, maintenances, upcoming, active])
      expect(one.page).toEqual(summary.page)
    expect(status.status).toEqual(summary.status)
    expect(components.components).toEqual(summary.components)
    expect(unresolved.incidents).toEqual(summary.incidents)
    expect(incidents.incidents).toEqual(expect.arrayContaining(summary.incidents))
    expect([...active.scheduled_maintenances, ...upcoming.scheduled_maintenances]).toEqual(
      summary.scheduled_maintenances,
    )
    expect(maintenances.scheduled_maintenances).toEqual(expect.arrayContaining(summary.scheduled_maintenances))
    expect(summary.incidents.map(({ name }: { name: string }) => name)).toEqual([
      'iDEAL payments fail with some banks',
      'Text messages to Belgian numbers arrive late',
    ])
  })

  test('comes from an incident to a page of its own.', async () => {
    const { incidents } = await json(origins.sample, 'incidents')
    for (const { shortlink, name } of incidents) {
      const page = await fetch(new URL(new URL(shortlink).pathname, origins.sample))
      expect([page.status, name, await page.text()]).toEqual([200, name, expect.stringContaining(name)])
    }
  })

  test('reads a title with quotes and tags as it was written.', async () => {
    const { incidents, components } = await json(origins.down, 'summary')
    expect(incidents).toMatchObject([
      { name: 'Nothing can be "booked" <now>', status: 'investigating', impact: 'critical' },
      { name: 'Card payments delayed', impact: 'minor' },
    ])
    expect(components.map(({ name, group }: { name: string; group: boolean }) => [name, group])).toEqual([
      ['Shop', true],
      ['Checkout', false],
      ['Pay "<b>" & 支払い', false],
      ['Ledger', false],
    ])
  })
})

describe('A README that shows a badge', () => {
  const titleOf = async (url: string) => {
    const response = await get(url)
    expect(response.headers.get('content-type')).toMatch(/^image\/svg\+xml/)
    const document = XmlDocument.fromString(await response.text())
    const title = document.get('/svg:svg/svg:title', { svg: 'http://www.w3.org/2000/svg' })?.content
    document.dispose()
    return title
  }

  test('says how the page is, and as of when.', async () => {
    expect(await titleOf(`${origins.well}/badge.svg`)).toBe(
      'Acme: All systems operational. As of 2 March 2026 at 10:00 UTC',
    )
    expect(await titleOf(`${origins.down}/badge.svg`)).toBe(
      'Acme: All services are down. As of 1 March 2026 at 10:30 UTC',
    )
  })

  test('says how one component is, whatever its name is made of.', async () => {
    expect(await titleOf(`${origins.down}/badges/checkout.svg`)).toBe(
      'Checkout: Major outage. As of 1 March 2026 at 10:30 UTC',
    )
    // A file's name holds `%23` and `%3F` for what would end an address.
    expect(await titleOf(`${origins.down}/badges/${encodeURIComponent('支払い %231%3F')}.svg`)).toBe(
      'Pay "<b>" & 支払い: Major outage. As of 1 March 2026 at 10:30 UTC',
    )
  })
})

test('Whoever reports on uptime finds the percentages with their seconds.', async () => {
  const document = await (await get(`${origins.down}/api/uptime.json`)).json()
  // 89 whole days and ten and a half hours, of which 18 minutes were a major outage from 10:12 on; the incident of the
  // good content began at 10:06 as a partial outage of checkout.
  const total = 89 * 86_400 + 10.5 * 3600
  expect(document).toMatchObject({
    window: { days: 90, to: '2026-03-01T10:30:00.000Z' },
    partial_weight: 0.3,
    groups: [{ name: 'Shop', uptime: '99.98' }],
  })
  expect(document.components).toMatchObject([
    { id: 'checkout', group: 'Shop', seconds: { total, major_outage: 1080, partial_outage: 360, weighted_down: 1188 } },
    { id: '支払い #1?', group: 'Shop', seconds: { total, major_outage: 1080, partial_outage: 0, weighted_down: 1080 } },
    { id: 'ledger-store', group: null, uptime: '99.98', seconds: { total, weighted_down: 1080 } },
  ])
})
