import { afterAll, beforeAll, expect, test } from 'vitest'
import { previewed } from '../../scripts/fixtures/previewed.ts'

/* What pages say of records that are at odds with what is usual. As of noon on 1 March 2026. */

const INCIDENT = (id: string, fields: string) => `---\nid: ${id}\ntitle: It is slow\nservices: [shop]\n${fields}---\n`
const content = {
  'site.yaml': 'name: Acme\nurl: https://status.acme.example\n',
  'teams/core.yaml': 'name: Core\nmembers: [ana]\n',
  'services/shop.yaml': 'name: Shop\nteam: core\ntier: 2\n',
  'incidents/2025/INC-2025-0001.md': INCIDENT(
    'INC-2025-0001',
    'severity: SEV-3\nstarted: 2025-11-01T10:00:00Z\nresolved: 2025-11-01T11:00:00Z\nsource: {kind: post, id: pager-1}\n',
  ),
  'incidents/2026/INC-2026-0001.md': INCIDENT('INC-2026-0001', 'severity: SEV-9\nstarted: 2026-03-01T10:00:00Z\n'),
  'teams/pay.yaml': 'name: Payments.\nmembers: [bo]\n',
  'services/pay.yaml':
    'name: Payments.\nteam: pay\ntier: 2\ndepends_on: [shop]\npublic: {name: Paying., group: Shop}\n',
  'freezes/week.yaml':
    'title: The week.\nlevel: soft\nowner: ana\nstart: 2026-03-02T00:00:00Z\nend: 2026-03-03T00:00:00Z\nservices: all\n',
  'incidents/2026/INC-2026-0002.md':
    '---\nid: INC-2026-0002\ntitle: Nobody can pay.\nseverity: SEV-2\nservices: []\nstarted: 2026-02-20T10:00:00Z\n---\n',
  'incidents/2026/INC-2026-0003-esc/index.md':
    '---\nid: INC-2026-0003\ntitle: "Pasted \\e[31mred"\nseverity: SEV-4\nservices: [pay]\nstarted: 2026-02-21T10:00:00Z\n---\n## Timeline\n\n- 10:00 \u001B[31mred\u001B[0m \u0007\u009B&#27;\n',
  'incidents/2026/INC-2026-0003-esc/public/20260221T100000Z.md':
    '---\nstate: investigating\ntitle: "Slow \\e[1m"\n---\nWe look \u001B[31minto\u001B[0m it.\u007F\n',
  'alerts/pay.yaml':
    'groups:\n  - name: pay\n    rules:\n      - alert: PayDown\n        expr: up == 0\n        annotations: {summary: "Red \\e[31m and \\x85"}\n' +
    '      - {alert: LostDown, expr: up == 0, annotations: {runbook_url: "https://ops.acme.example/runbooks/box/lost/"}}\n',
  'runbooks/box/index.md': '# Ours\n',
  'runbooks/box/lost.md': '---\ntitle: Lost\nteam: pay\n---\n',
  'runbooks/pay.md':
    '---\ntitle: Nobody can pay.\nservices: [pay]\nteam: pay\nalerts: [PayDown]\nescalation: [{after: 0m, who: pay, how: page}]\n---\n## Summary\n\nA\n\n## Impact\n\nB\n\n## Diagnosis\n\nC\n\n## Mitigation\n\nD\n',
  'changes/2026/CHG-2026-0001.md':
    '---\nid: CHG-2026-0001\ntitle: Renew it\ntype: standard\nstatus: completed\nrequester: core\nenvironment: production\n' +
    'services: [shop]\nwindow: {start: 2026-03-01T08:00:00Z, end: 2026-03-01T09:00:00Z}\n' +
    'outcome: {started: 2026-03-01T08:00:00Z, finished: 2026-03-01T08:30:00Z}\nsource: {kind: jira}\n---\n',
}

let site: Awaited<ReturnType<typeof previewed>>
beforeAll(async () => {
  site = await previewed(content, '2026-03-01T12:00:00Z')
}, 300_000)
afterAll(() => site.close())
const page = async (path: string) => {
  const { status, text } = await site.ask('ops', path)
  expect(status).toBe(200)
  return text
}

test('A figure beside the metrics stands below the time that it is of.', async () => {
  const aside = (await page('/metrics/')).replace(/^[^]*<aside/, '').replaceAll(/<[^>]*>/g, ' ')
  expect(aside).toMatch(/March 2026 so far\s+Change frequency[^]+Since November 2025\s+Incidents\s+3\b/)
})

test('A broken record names the command that every repository has, and what is code stands as code.', async () => {
  const text = await page('/incidents/INC-2026-0001/')
  expect(text).toContain('<code>npx evenkeel validate</code>')
  expect(text).toContain('Did you mean <code>SEV-1</code>?')
})

test('What was posted is not said to be imported.', async () => {
  const text = (await page('/incidents/INC-2025-0001/')).replaceAll(/<[^>]*>|\s+/g, ' ')
  expect(text).toMatch(/Posted as\s+pager-1/)
  expect(text).not.toContain('Imported')
})

test('No sentence ends twice, nor begins with a comma, whatever the titles and names in it end with.', async () => {
  const records = ['/incidents/INC-2026-0002/', '/teams/pay/', '/services/pay/', '/services/shop/', '/runbooks/pay/']
  const lists = ['/', '/handover/', '/incidents/', '/runbooks/', '/calendar/', '/calendar/services/pay/']
  for (const path of [...records, ...lists, '/alerts/PayDown/', '/freezes/week/']) {
    const words = (await page(path))
      .replaceAll(/<(script|style|pre)\b[^]*?<\/\1>/g, '')
      .replaceAll(/<\/?(?:a|span|strong|em|code|var|time|wbr|title)\b[^>]*>/g, '')
      .replaceAll(/<[^>]*>/g, '\n')
    expect(words.match(/[^\n]{0,40}(?:\.[,;:](?=\s|$)|(?<!\.)\.\.(?!\.)|,\s*\.)[^\n]{0,20}/gm), path).toBeNull()
  }
})

test('No page of either site has a character that steers a terminal.', async () => {
  const asked = [
    ...['/', '/incidents/INC-2026-0003/', '/alerts/', '/alerts/PayDown/', '/handover/'].map(
      (path) => ['ops', path] as const,
    ),
    ...['/', '/history/', '/history.atom', '/feed.json'].map((path) => ['status', path] as const),
  ]
  for (const [of, path] of asked) {
    const { text } = await site.ask(of, path)
    expect(text.match(/[^\P{Cc}\t\n\r]/gu), path).toBeNull()
  }
  expect(await page('/incidents/INC-2026-0003/')).toContain('[31mred')
})

test('A rule that leads to a runbook that another one hides has its file on the page of its alert.', async () => {
  const text = (await page('/alerts/LostDown/')).replaceAll(/<[^>]*>/g, '')
  expect(text).toMatch(/Its rule leads to another runbook, \S+\/runbooks\/box\/lost\.md/)
})
