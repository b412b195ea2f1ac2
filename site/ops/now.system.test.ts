import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { CHROMIUM } from '../../scripts/fixtures/chromium.ts'
import { opsInBrowser, wordsOf } from '../../scripts/fixtures/ops-in-browser.ts'
import { flawsIn, LAPTOP_AND_PHONE } from '../../scripts/fixtures/whole-and-legible.ts'

/* The first page and the handover as a browser shows them, of a bad day on which everything goes on at once. */

const NOW = '2026-03-29T10:00:00Z'

const LONG = 'Payments_that_nobody_can_pronounce_'.repeat(4)
const change = (n: number, fields: string) =>
  `---\nid: CHG-2026-${1000 + n}\ntitle: Change ${n}${n === 0 ? ` ${LONG}` : ''}\ntype: normal\nrequester: core\nimplementer: ana\nenvironment: production\nservices: [s${n % 12}]\n` +
  `risk: {blast_radius: 3, rollback_difficulty: 3, complexity: 2, timing: 2}\n${fields}rollback: {max_duration: 5m, criteria: [{metric: errors, comparator: ">", threshold: 1, action: manual}]}\n---\n` +
  '## Implementation plan\n\nDo.\n\n## Verification\n\nLook.\n\n## Rollback plan\n\nBack.\n'
const incident = (n: number) =>
  `---\nid: INC-2026-${1000 + n}\ntitle: Trouble ${n}\nseverity: SEV-2\nservices: [${Array.from({ length: 12 }, (_, i) => `s${i}`).join(', ')}]\nstarted: 2026-03-29T0${n % 9}:50:00Z\nroles: {commander: ana}\nlinks: {thread: "https://chat.acme.example/${n}"}\n---\n## Timeline\n`
const of = <T>(count: number, make: (n: number) => [string, T]) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => make(n)))

const FILES: Record<string, string> = {
  'site.yaml':
    'name: Acme\nurl: https://status.acme.example\nops_url: https://ops.acme.example\ntime_zone: Europe/Berlin\n',
  'teams/core.yaml':
    'name: Core\nmembers: [ana, bo, cy]\nleads: [bo]\ncontacts: {page: "https://pager.acme.example/core"}\nescalation: [{after: 0m, who: core, how: page}, {after: 9m, who: bo, how: phone}]\n',
  'teams/other.yaml': 'name: Other\nmembers: [di]\n',
  ...of(12, (n) => [
    `services/s${n}.yaml`,
    `name: Service ${n}\nteam: core\ntier: ${n < 2 ? 1 : 3}\npublic: {name: Public ${n}}\n`,
  ]),
  ...of(60, (n) => [`incidents/2026/INC-2026-${1000 + n}/index.md`, incident(n)]),
  'incidents/2026/INC-2026-1000/public/20260329T010000Z.md':
    '---\nstate: investigating\ntitle: Slow\ncomponents: {s0: partial_outage}\nnext_update: 2026-03-29T10:20:00Z\n---\nWe are looking.\n',
  ...of(300, (n) => [
    `changes/2026/CHG-2026-${1000 + n}.md`,
    change(
      n,
      n < 40
        ? `status: in_progress\nwindow: {start: 2026-03-29T08:00:00Z, end: 2026-03-29T11:00:00Z}\n`
        : `status: proposed\nwindow: {start: 2026-03-30T08:00:00Z, end: 2026-03-30T11:00:00Z}\n`,
    ),
  ]),
  'freezes/easter.yaml':
    'title: Easter\nlevel: hard\nowner: bo\nreason: Peak\nservices: all\nstart: 2026-04-01T10:00:00Z\nend: 2026-04-06T10:00:00Z\n',
}

describe.skipIf(!CHROMIUM)('the first page and the handover', () => {
  const { opened, built } = opsInBrowser(FILES, { now: NOW, flags: ['--site', 'ops', '--strict'] })

  test('the sentence counts all, and what is elapsed goes on; without a script it is as of the build', async () => {
    const said = async (page: Page) => [await wordsOf(page, 'h1'), await wordsOf(page, '.going [data-due]')]
    expect(await opened('/', said, { javaScriptEnabled: false })).toEqual([
      '60 incidents open, 40 changes running, hard freeze in 3 d',
      'in 20 min',
    ])
    await opened(
      '/',
      async (page) => {
        expect(await said(page)).toEqual([
          '60 incidents open, 40 changes running, hard freeze in 2 d 23 h',
          'in 10 min',
        ])
        await page.clock.fastForward('15:00')
        expect(await wordsOf(page, '.going [data-due]')).toBe('5 min late')
      },
      { at: '2026-03-29T10:10:00Z' },
    )
  })

  test('however much goes on, few are shown and the others counted; the page is small on the way', async () => {
    await opened('/', async (page) => {
      expect(await page.locator('.going').count()).toBe(24)
      expect(await page.locator('main').innerText()).toMatch(/And 48 more/)
      // 300 changes lack approvals, and 28 incidents were touched six hours ago or earlier.
      expect(await wordsOf(page, 'h2:has-text("What needs you")')).toBe('What needs you 328')
      expect(await wordsOf(page, 'aside')).toMatch(/Core pager\.acme\.example\/core then bo/)
      expect(await wordsOf(page, 'aside')).toContain('Service 0 tier 1, no SLO')
    })
    expect(gzipSync(readFileSync(built('ops/index.html'))).length).toBeLessThan(20_000)
  })

  test('the handover is copied with one click, and says the same as the page; without a script its text is there', async () => {
    await opened(
      '/handover/',
      async (page) => {
        await page.getByRole('button', { name: 'Copy as text' }).click()
        await page.getByRole('button', { name: 'Copied' }).waitFor()
        const copied = await page.evaluate(() => navigator.clipboard.readText())
        expect(copied).toMatch(/^Handover, Acme: 28 Mar 2026, 11:00 to 29 Mar 2026, 12:00\n/)
        expect(copied).toContain('\nOpen incidents (60)\n')
        expect(copied).toContain('\nChanges running (40)\n')
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    )
    await opened(
      '/handover/',
      async (page) => {
        expect(await page.getByRole('button', { name: 'Copy as text' }).isVisible()).toBe(false)
        await page.getByText('In one text').click()
        expect(await wordsOf(page, 'pre')).toContain('Open incidents (60)')
      },
      { javaScriptEnabled: false },
    )
  })

  test.each(['/', '/handover/'])('%s is whole and legible on a laptop, a phone, and a small one', async (path) => {
    await opened(path, async (page) => {
      expect(await flawsIn(page, [...LAPTOP_AND_PHONE, [320, 'light']])).toEqual([])
    })
  })
})
