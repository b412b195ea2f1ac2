import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { CHROMIUM } from '../../scripts/fixtures/chromium.ts'
import { opsInBrowser } from '../../scripts/fixtures/ops-in-browser.ts'

const runbook = (title: string, body: string) =>
  `---\ntitle: ${title}\nservices: [shop]\nteam: core\n---\n\n## Summary\n\n${body}\n\n## Impact\n\nIt.\n\n## Diagnosis\n\n1. Look.\n\n   Expected: fine.\n\n## Mitigation\n\n1. Do.\n\n## Verification\n\nLook.\n\n## Escalation\n\nCall.\n`

const FILES: Record<string, string> = {
  'site.yaml': 'name: Acme\nurl: https://status.acme.example\nops_url: https://ops.acme.example\ntime_zone: Etc/UTC\n',
  'teams/core.yaml': 'name: Core\nmembers: [ana]\nleads: [ana]\n',
  'teams/mail.yaml':
    'name: Mail\nmembers: [mira]\nleads: [mira]\npeople: {mira: {name: Mira Holm, phone: "+46 70 000 0001"}}\n',
  'services/shop.yaml': 'name: Shop\nteam: core\ntier: 2\n',
  'runbooks/one.md': runbook('One', 'Ask mira, who knows it.'),
  'runbooks/two.md': runbook('Two', 'It is slow.'),
  'alerts/a.yaml':
    'groups:\n  - name: a\n    rules:\n      - {alert: MailStuck, expr: up == 0, labels: {team: mail}}\n      - {alert: OfNobody, expr: up == 0}\n',
}

describe.skipIf(!CHROMIUM)('the page to keep', () => {
  const { context, built } = opsInBrowser(FILES, { now: '2026-03-29T10:00:00Z', flags: ['--site', 'ops'] })

  /** What is said of it, and the first article that stands there, once something was typed. */
  const found = async (page: Page, typed: string) => {
    await page.getByRole('searchbox').fill(typed)
    return {
      told: await page.locator('output').innerText(),
      first: await page.locator('main article:visible h2, main article:visible h3').first().textContent(),
    }
  }

  test('who is paged by an alert without a runbook finds whose it is, and who looks for a person finds their number first', async () => {
    const opened = await context({ offline: true })
    try {
      const page = await opened.newPage()
      await page.goto(pathToFileURL(built('ops/print/index.html')).href)
      expect(await found(page, 'MailStuck')).toEqual({ told: '1 team', first: 'Mail' })
      expect(await found(page, '[FIRING:1] OfNobody')).toEqual({
        told: '1 team',
        first: 'Alerts of no team, without a runbook',
      })
      expect(await found(page, 'mira')).toEqual({ told: '1 runbook, 1 team', first: 'Mail' })
      expect(await found(page, 'slow')).toEqual({ told: '1 runbook', first: 'Two' })
    } finally {
      await opened.close()
    }
  })
})
