import { describe, expect, test } from 'vitest'
import { CHROMIUM } from '../../scripts/fixtures/chromium.ts'
import { opsInBrowser, wordsOf } from '../../scripts/fixtures/ops-in-browser.ts'
import { flawsIn, LAPTOP_AND_PHONE } from '../../scripts/fixtures/whole-and-legible.ts'

/*
 * The pages of changes, of a freeze and of the calendar as a browser shows them, on a phone and on a laptop, light and
 * dark, with scripts and without: of a change that everything keeps from beginning, and of such as nobody should write.
 */

const NOW = '2026-03-29T10:00:00Z'

const change = (id: string, fields: Record<string, string>, body = '') =>
  `---\n${Object.entries({
    id,
    title: `Change ${id}`,
    type: 'normal',
    status: 'approved',
    requester: 'core',
    implementer: 'ana',
    environment: 'production',
    services: '[booking]',
    risk: '{blast_radius: 4, rollback_difficulty: 2, complexity: 3, timing: 2}',
    window: '{start: 2026-04-01T01:00:00Z, end: 2026-04-01T03:00:00Z}',
    estimated_duration: '50m',
    rollback: '{max_duration: 12m, criteria: [{metric: errors, comparator: ">", threshold: 1, action: manual}]}',
    ...fields,
  })
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('')}---\n${body}## Implementation plan\n\nDo.\n\n## Verification\n\nLook.\n\n## Rollback plan\n\nBack.\n`

const FILES: Record<string, string> = {
  'site.yaml':
    'name: Acme\nurl: https://status.acme.example\nops_url: https://ops.acme.example\ntime_zone: Europe/Berlin\n',
  'teams/core.yaml': 'name: Core\nmembers: [ana, bo, cy]\n',
  'teams/shop.yaml': 'name: Shop\nmembers: [di]\n',
  'services/booking.yaml': 'name: Booking\nteam: core\ntier: 1\n',
  'services/labels.yaml': 'name: Labels\nteam: shop\ntier: 2\ndepends_on: [booking]\n',
  'freezes/quiet.yaml':
    'title: Quiet days\nlevel: hard\nowner: di\nservices: all\nstart: 2026-03-31T00:00:00Z\nend: 2026-04-02T00:00:00Z\n',
  'changes/2026/CHG-2026-0001-stopped.md': change(
    'CHG-2026-0001',
    {},
    'It is <script>document.title = "run"</script> old.\n\n',
  ),
  'changes/2026/CHG-2026-0002-collides.md': change('CHG-2026-0002', { implementer: 'bo' }),
  'changes/2026/CHG-2026-0003-missed.md': change('CHG-2026-0003', {
    window: '{start: 2026-03-20T01:00:00Z, end: 2026-03-20T03:00:00Z}',
  }),
  'changes/2026/CHG-2026-0004-running.md': change('CHG-2026-0004', {
    status: 'in_progress',
    services: '[labels]',
    // Over the hour that the clocks skipped.
    window: '{start: 2026-03-29T00:30:00Z, end: 2026-03-29T12:30:00Z}',
    rollout: `[${Array.from({ length: 40 }, (_, i) => `{percent: ${(i + 1) * 2.5}, bake: 10m, success: nothing red}`).join(', ')}]`,
  }),
  'changes/2026/CHG-2026-0005-done.md': change('CHG-2026-0005', {
    status: 'completed',
    title: `${'Averylongtitlewithoutanyblank'.repeat(8)}`,
    window: '{start: 2026-03-02T01:00:00Z, end: 2026-03-02T03:00:00Z}',
    outcome: '{started: 2026-03-02T01:10:00Z, finished: 2026-03-02T01:40:00Z}',
  }),
}
const PAGES = [
  '/changes/',
  '/changes/2026/',
  ...Array.from({ length: 5 }, (_, i) => `/changes/CHG-2026-000${i + 1}/`),
  '/freezes/quiet/',
  '/calendar/',
  '/calendar/2026-04/',
  '/calendar/services/labels/',
]

describe.skipIf(!CHROMIUM)('the pages of changes', () => {
  const { opened, origin } = opsInBrowser(FILES, { now: NOW, flags: ['--site', 'ops', '--strict'] })

  test('the first line says what stands in the way; the time that is left goes by the clock, and is there without a script', async () => {
    const page = '/changes/CHG-2026-0001/'
    await opened(
      page,
      async (shown) => {
        expect(await wordsOf(shown, '.verdict')).toBe(
          'Not yet: 2 approvals missing on record, a freeze stops it, it collides with 1 other change Window opens in 2 d 15 h: 1 Apr 2026, 03:00–05:00 CEST (01:00–03:00 UTC)',
        )
        expect(await wordsOf(shown, '.slots')).toBe(
          'Missing: 1 from core bo or cy; not ana, who carries it out Missing: 1 from another team than core di',
        )
      },
      { javaScriptEnabled: false },
    )
    await opened(
      page,
      async (shown) => {
        expect(await wordsOf(shown, '[data-until]')).toBe('in 12 h')
        expect(await shown.title()).not.toBe('run')
      },
      { at: '2026-03-31T13:00:00Z' },
    )
  })

  test('what is over says how long it took, by no clock', async () => {
    await opened('/changes/CHG-2026-0005/', async (shown) => {
      expect(await wordsOf(shown, '.verdict')).toContain('Completed in 30 min')
      expect(await shown.locator('[data-until], [data-since], script[src*="/incident.js"]').count()).toBe(0)
    })
  })

  test('the list leads to its groups without a script, and is narrowed down with one', async () => {
    await opened(
      '/changes/',
      async (shown) => {
        expect(await wordsOf(shown, 'h1')).toBe(
          'Changes 1 running, 2 ahead, 3 without all approvals, 1 missed or not recorded',
        )
        await shown.getByRole('link', { name: 'Missed, or not recorded' }).click()
        expect(new URL(shown.url()).hash).toBe('#ev:left')
      },
      { javaScriptEnabled: false },
    )
    await opened('/changes/', async (shown) => {
      await shown.getByLabel('Approvals').selectOption({ label: 'Missing' })
      expect(await wordsOf(shown, 'output')).toBe('3 of 5')
      await shown.getByLabel('State').selectOption({ label: 'In progress' })
      expect(await shown.locator('tr[data-is]:visible').allInnerTexts()).toEqual([
        expect.stringContaining('CHG-2026-0004'),
      ])
    })
  })

  test('a freeze and the calendar say what stands in the way', async () => {
    await opened('/freezes/quiet/', async (shown) => {
      expect(await wordsOf(shown, '.verdict')).toContain('To come: stops 2 planned changes')
    })
    await opened('/calendar/', async (shown) => {
      expect(await wordsOf(shown, '.conflicts')).toContain('both work on Booking')
    })
  })

  test('on a laptop and on a phone nothing is cut off, and axe finds nothing', async () => {
    await opened('/', async (shown) => {
      const flaws: string[] = []
      for (const path of PAGES) {
        await shown.goto(`${origin()}${path}`)
        flaws.push(...(await flawsIn(shown, LAPTOP_AND_PHONE)))
      }
      expect(flaws).toEqual([])
    })
  })
})
