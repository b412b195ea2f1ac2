import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readContent } from '#io/catalog-reader'
import { listFiles } from '#io/content-files'
import { readCstate } from '#io/peers/cstate'
import { recordText, rewriteRecord, writeRecord } from '#io/record-writer'
import { publicCatalog } from '#model/publish/public'
import { statusPage } from '#model/status/page'
import { assess } from '#assess/content'
import { planCstate } from './plan.ts'
import { readSite } from './format.ts'
import { planReport } from '../report.ts'

const NOW = '2026-11-23T09:00:00Z'
let [source, content] = ['', '']
beforeEach(() => {
  source = mkdtempSync(join(tmpdir(), 'evenkeel-cstate-'))
  content = mkdtempSync(join(tmpdir(), 'evenkeel-cstate-'))
})
afterEach(() => {
  rmSync(source, { recursive: true, force: true })
  rmSync(content, { recursive: true, force: true })
})

const CONFIG = `title: Acme Status
baseURL: https://status.acme.example/
params:
  categories:
    - name: Shop
    - name: Uncategorized
      untitled: true
  systems:
    - {name: Website, category: Uncategorized, link: https://www.acme.example}
    - {name: API, category: Shop, description: Orders and payments}
    - {name: Media Proxy, category: Shop}
`

function put(path: string, text: string) {
  mkdirSync(dirname(join(source, path)), { recursive: true })
  writeFileSync(join(source, path), text)
}
const putIssue = (fields: string, body: string, name = 'slow') =>
  put(`content/issues/${name}.md`, `---\ntitle: API is slow\nsection: issue\n${fields}\n---\n\n${body}\n`)

/** Imports the folder as the command does, and hands back what it would print. */
function importFolder(config = CONFIG, now = NOW): string {
  put('config.yml', config)
  const found = readCstate(source)
  if ('missing' in found || !found.config) throw new Error(JSON.stringify(found))
  const { site, problems } = readSite(found.config, found.issues)
  if (!site) throw new Error(JSON.stringify(problems))
  const at = Date.parse(now)
  const plan = planCstate(
    site,
    readContent(content, at, () => at),
    at,
  )
  for (const { path, data, body } of plan.files)
    expect(writeRecord(content, path, recordText(data, body))).toBe('written')
  for (const { path, was, text } of plan.edits) expect(rewriteRecord(content, path, was, text)).toBe('written')
  const bad = [...found.failures, ...problems].map(
    ({ file, line, message }) => `${file.replace(`${source}/`, '')}:${line}  ${message}\n`,
  )
  return bad.join('') + planReport(plan, new Set(), false)
}
const read = (path: string) => readFileSync(join(content, path), 'utf8')
const files = () => listFiles(content).paths
const stamps = () => files().map((path) => [path, statSync(join(content, path)).mtimeMs, read(path)])
const errors = () =>
  assess(content, Date.parse(NOW), () => 0)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ file, message }) => `${file} ${message}`)
const page = (now = NOW) => statusPage(publicCatalog(assess(content, Date.parse(now), () => Date.parse(now)).catalog))
/** Each update of the one incident: its time, its state and its text. */
const told = () =>
  page().incidents[0]?.updates.map(({ time, state, markdown }) => [
    new Date(time).toISOString().slice(11, 19),
    state,
    markdown.trim(),
  ])
const outages = () =>
  page().incidents[0]?.spans.flatMap(({ component, status, from, to }) =>
    status === 'operational' ? [] : [[component, status, time(from), time(to)]],
  )
const time = (at: number) => (Number.isFinite(at) ? new Date(at).toISOString().replace('.000Z', 'Z') : null)

const FOLDER = 'incidents/2026/INC-2026-0001-api-is-slow'
const OVER = `date: 2026-03-01 10:00:00
resolved: true
resolvedWhen: 2026-03-01 11:10:00
severity: disrupted
affected: [API, Media Proxy]`
const STORY = `*Resolved* - It works again. {{< track "2026-03-01 11:10:00" >}}

*Monitoring* - A fix is in place. {{< track "2026-03-01 10:40:00" >}}

*Investigating* - We are looking into it. {{< track "2026-03-01 10:00:00" >}}`

describe('an issue', () => {
  test('becomes an incident with each of its updates in a file', () => {
    putIssue(OVER, STORY)
    expect(importFolder()).toContain('Wrote 1 site, 1 team, 3 services, 1 incident, 3 updates.')
    expect(read(`${FOLDER}/index.md`)).toBe(`---
id: INC-2026-0001
title: API is slow
severity: SEV-3
services: [api, media-proxy]
started: 2026-03-01T10:00:00Z
mitigated: 2026-03-01T10:40:00Z
resolved: 2026-03-01T11:10:00Z
source: {kind: cstate, id: slow, url: https://status.acme.example/issues/slow/}
---
## Timeline

Imported from cState.
`)
    expect(files().filter((path) => path.includes('/public/'))).toEqual([
      `${FOLDER}/public/20260301T100000Z.md`,
      `${FOLDER}/public/20260301T104000Z.md`,
      `${FOLDER}/public/20260301T111000Z.md`,
    ])
    expect(read(`${FOLDER}/public/20260301T100000Z.md`)).toBe(`---
state: investigating
title: API is slow
components: {api: partial_outage, media-proxy: partial_outage}
---
We are looking into it.
`)
    expect(outages()).toEqual([
      ['api', 'partial_outage', '2026-03-01T10:00:00Z', '2026-03-01T11:10:00Z'],
      ['media-proxy', 'partial_outage', '2026-03-01T10:00:00Z', '2026-03-01T11:10:00Z'],
    ])
    expect(errors()).toEqual([])
  })

  test.each([
    ['down', 'major_outage', 'SEV-2'],
    ['disrupted', 'partial_outage', 'SEV-3'],
    ['notice', 'degraded_performance', 'SEV-4'],
  ])('of severity %s puts what it affects in %s', (severity, status, level) => {
    putIssue(OVER.replace('disrupted', severity), STORY)
    importFolder()
    expect(outages()?.map((one) => one[1])).toEqual([status, status])
    expect(read(`${FOLDER}/index.md`)).toContain(`severity: ${level}`)
  })

  test('that is not resolved is open, whatever its last update says', () => {
    putIssue('date: 2026-03-01 10:00:00\nresolved: false\nseverity: down\naffected: [API]', STORY)
    const report = importFolder()
    expect(page().open.map(({ state }) => state)).toEqual(['monitoring'])
    expect(read(`${FOLDER}/public/20260301T111000Z.md`)).toContain('*Resolved* - It works again.')
    expect(report).toContain('an update says it is resolved before it is: written as monitoring')
    expect(outages()).toEqual([['api', 'major_outage', '2026-03-01T10:00:00Z', null]])
    expect(errors()).toEqual([])
  })

  test('with updates that have no time takes its own times for the first and the last', () => {
    putIssue(OVER, '*Update* - It works.\n\n*Identified* - We know why.\n\n*Investigating* - We look.')
    const report = importFolder()
    expect(told()).toEqual([
      ['10:00:00', 'investigating', 'We look.'],
      ['10:00:00', 'identified', 'We know why.'],
      ['11:10:00', 'resolved', 'It works.'],
    ])
    expect(report).toContain('3 of its 3 updates have no time of their own')
  })

  test('that is told from its beginning on is turned round', () => {
    putIssue(OVER, '*Investigating* - We look.\n\n*Resolved* - It works.')
    importFolder()
    expect(told()?.map(([, state]) => state)).toEqual(['investigating', 'resolved'])
  })

  test('of one text only is closed by an update that is added, and reported', () => {
    putIssue(OVER, 'There may be disruptions.\n\nWe are sorry.')
    const report = importFolder()
    expect(told()).toEqual([
      ['10:00:00', 'investigating', 'There may be disruptions.\n\nWe are sorry.'],
      ['11:10:00', 'resolved', 'This incident has been resolved.'],
    ])
    expect(report).toContain('no update says so then; one was added at 2026-03-01T11:10:00Z')
  })

  test.each([
    ['before', '2026-02-28 09:00:00'],
    ['after', '2026-04-01 09:00:00'],
  ])('whose updates bear times %s its own keeps both, to the second', (_, written) => {
    putIssue(OVER, `*Investigating* - We look. {{< track "${written}" >}}`)
    const report = importFolder()
    const from = '2026-03-01T10:00:00Z'
    const to = '2026-03-01T11:10:00Z'
    expect(outages()).toEqual([
      ['api', 'partial_outage', from, to],
      ['media-proxy', 'partial_outage', from, to],
    ])
    expect(page().incidents[0]?.updates.map(({ time: at }) => at)).toContain(Date.parse(`${written}Z`))
    expect(read(`${FOLDER}/index.md`)).toContain(`resolved: ${to}`)
    expect(report).toContain("its updates don't agree with its time")
    expect(errors()).toEqual([])
  })

  test('with a first update later than its beginning counts from that', () => {
    putIssue(OVER, STORY.replace('10:00:00', '10:20:00'))
    importFolder()
    expect(outages()?.[0]).toEqual(['api', 'partial_outage', '2026-03-01T10:00:00Z', '2026-03-01T11:10:00Z'])
    expect(files().some((path) => path.endsWith('impact.yaml'))).toBe(false)
  })

  test('that only informs is over, has no components, and may be pinned', () => {
    putIssue('date: 2026-03-01T10:00:00Z\ninformational: true\npin: true\naffected: [API]', '**New** page.')
    importFolder()
    expect(read(`${FOLDER}/public/20260301T100000Z.md`)).toBe(`---
state: resolved
title: API is slow
impact: none
pinned: true
---
**New** page.
`)
    expect(page()).toMatchObject({ open: [], incidents: [{ impact: 'none', components: [] }] })
    expect(errors()).toEqual([])
  })

  test('without systems says how bad it is', () => {
    putIssue('date: 2026-03-01 10:00:00\nresolved: false\nseverity: down', '*Investigating* - All is down.')
    importFolder()
    expect(page().incidents[0]).toMatchObject({ impact: 'major', components: [] })
  })

  test('has its postmortem beside its updates', () => {
    putIssue(OVER, `*Post-mortem*\n\nA disk was full.\n\n---\n\n${STORY}`)
    importFolder()
    expect(read(`${FOLDER}/public/postmortem.md`).trim()).toBe('A disk was full.')
    expect(told()).toHaveLength(3)
    expect(errors()).toEqual([])
  })

  test('is published without its comments, and with no link that leads astray', () => {
    putIssue(OVER, `<!-- db7 is broken -->\n\n${STORY.replace('We are', '[We](javascript:a) are')}`)
    importFolder()
    expect(told()?.[0]?.[2]).toBe('[We]\\(javascript:a) are looking into it.')
    expect(files().some((path) => read(path).includes('db7'))).toBe(false)
    expect(errors()).toEqual([])
  })

  test.each([
    `'He said "down": <script>alert(1)</script> ]]> # {x}'`,
    '2026',
    'Störung 支払い 🔥',
    "'@here *everyone*'",
  ])('named %s is read again as it was', (title) => {
    put('content/issues/x.md', `---\ntitle: ${title}\nsection: issue\n${OVER}\n---\n${STORY}\n`)
    importFolder()
    expect(errors()).toEqual([])
    expect(page().incidents[0]?.title).toBe(title.replaceAll("'", ''))
  })

  test('with keys in capitals, empty fields and a single system is read as Hugo reads it', () => {
    put(
      'content/issues/x.md',
      `---\nTitle: Slow\nDate: 2026-03-01 10:00:00\nResolved: yes\nResolvedWhen: 2026-03-01 11:10:00\nSeverity: down\nAffected: API\nSection: issue\npublishDate: ''\n---\n${STORY}\n`,
    )
    expect(importFolder()).not.toContain('x.md')
    expect(outages()).toEqual([['api', 'major_outage', '2026-03-01T10:00:00Z', '2026-03-01T11:10:00Z']])
  })

  test.each([
    ['slow', '', '/issues/slow/'],
    ['2018/Über Langsam', '', '/issues/2018/%C3%BCber-langsam/'],
    ['slow', 'slug: other', '/issues/other/'],
    ['slow', 'url: /down/here/', '/down/here/'],
  ])('in %s.md %s keeps the address %s', (name, extra, path) => {
    putIssue(`${OVER}\n${extra}`, STORY, name)
    importFolder()
    expect(read(`${FOLDER}/index.md`)).toContain(`url: https://status.acme.example${path}`)
    expect(errors()).toEqual([])
  })

  test('that is a draft, or no issue, is left behind and reported each time', () => {
    putIssue(`${OVER}\ndraft: true`, STORY)
    put('content/issues/about.md', '---\ntitle: About\ndate: 2026-01-01\nsection: page\n---\nUs.\n')
    put('content/issues/_index.md', '---\ntitle: Issues\n---\n')
    importFolder()
    expect(importFolder()).toBe(`Nothing to do.

Not kept as it was, or to look at (2):
issue about (About)
  is of the section "page", so it is no issue, and is not imported
issue slow (API is slow)
  is a draft, and is not imported
`)
    expect(files().some((path) => path.startsWith('incidents/'))).toBe(false)
  })
})

describe('an issue whose text has heads of its own', () => {
  test('is split at them, and a second import adds nothing', () => {
    putIssue(OVER, '## 01.03.2026 11:10\n\n* it works\n\n## 01.03.2026 10:30\n\n* we install\n', 'a')
    putIssue(OVER, '[Final Message]\nDone.\n\n[Update]\nHalf.\n\n[Initial Message]\nWe begin.', 'b')
    const report = importFolder()
    expect(told()).toEqual([
      ['10:30:00', 'investigating', '## 01.03.2026 10:30\n\n* we install'],
      ['11:10:00', 'resolved', '## 01.03.2026 11:10\n\n* it works'],
    ])
    expect(report).toContain("of the times in its text name no zone: read by the issue's clock")
    expect(errors()).toEqual([])
    expect(importFolder()).toBe('Nothing to do.\n')
  })

  test('and that was imported whole once stays as it is', () => {
    putIssue(OVER, '## 01.03.2026 11:10\n\n* it works\n\n## 01.03.2026 10:00\n\n* we look')
    importFolder()
    rmSync(join(content, FOLDER, 'public'), { recursive: true })
    const whole = '## 01.03.2026 11:10\n\n* it works\n\n## 01.03.2026 10:00\n\n* we look\n'
    writeRecord(
      content,
      `${FOLDER}/public/20260301T100000Z.md`,
      `---\nstate: investigating\ntitle: API is slow\n---\n${whole}`,
    )
    expect(importFolder()).not.toContain('update')
    expect(files().filter((path) => path.includes('/public/2'))).toEqual([`${FOLDER}/public/20260301T100000Z.md`])
  })

  test('and that was posted while it was open is not told again in its last update', () => {
    const open = OVER.replace('true', 'false').replace(/resolvedWhen.*\n/, '')
    putIssue(open, 'The API was down. It has been restored, we think.')
    importFolder()
    putIssue(OVER, 'The API was down. It has been restored, we think.')
    importFolder()
    expect(told()?.map(([at, state]) => [at, state])).toEqual([
      ['10:00:00', 'investigating'],
      ['11:10:00', 'resolved'],
    ])
  })
})

describe('an issue dated ahead', () => {
  const planned = (resolved: boolean) => {
    const fields = `date: 2027-01-10 02:00:00\nresolvedWhen: 2027-01-10 04:30:00\nresolved: ${resolved}`
    putIssue(
      `${fields}\nseverity: notice\naffected: [API]`,
      '*Soon* - We will work on it. {{< track "2027-01-10 02:00:00" >}}',
    )
  }
  const change = 'changes/2026/CHG-2026-0001-api-is-slow'

  test('is announced as maintenance at once', () => {
    planned(false)
    const report = importFolder()
    expect(read(`${change}/index.md`)).toContain(`status: approved
requester: imported
environment: production
services: [api]
window: {start: 2027-01-10T02:00:00Z, end: 2027-01-10T04:30:00Z}
source: {kind: cstate, id: slow, url: https://status.acme.example/issues/slow/}`)
    expect(page().upcoming).toMatchObject([{ title: 'API is slow', components: ['api'] }])
    expect(page().overall.indicator).toBe('none')
    expect(report).toContain('announced as maintenance from 2027-01-10T02:00:00Z to 2027-01-10T04:30:00Z')
    expect(errors()).toEqual([])
  })

  test('shows no word of its end before that is there', () => {
    const fields = 'date: 2027-01-10 02:00:00\nresolvedWhen: 2027-01-10 04:30:00\nresolved: false\nseverity: notice'
    putIssue(
      `${fields}\naffected: [API]`,
      '**Completed 2027-01-10 04:30 UTC**\nDone.\n\n[Initial message]\nWe will work on it.',
    )
    importFolder()
    const shown = (now: string) =>
      page(now).maintenances.flatMap(({ updates }) => updates.map(({ markdown }) => markdown.trim()))
    expect(shown(NOW)).toEqual(['We will work on it.'])
    expect(shown('2027-01-10T05:00:00Z')).toEqual(['We will work on it.', 'Done.'])
    expect(importFolder()).toBe('Nothing to do.\n')
    expect(errors()).toEqual([])
  })

  test('stays one announcement, begins by the clock, and ends when the issue does', () => {
    planned(false)
    importFolder()
    expect(importFolder(CONFIG, '2026-12-24T00:00:00Z')).toBe('Nothing to do.\n')
    expect(importFolder(CONFIG, '2027-01-10T05:00:00Z')).toContain('status: in_progress')
    expect(page('2027-01-10T05:00:00Z').running).toHaveLength(1)
    expect(importFolder(CONFIG, '2027-01-10T05:10:00Z')).toBe('Nothing to do.\n')
    planned(true)
    importFolder(CONFIG, '2027-01-10T06:00:00Z')
    expect(read(`${change}/index.md`)).toContain(
      'outcome: {started: 2027-01-10T02:00:00Z, finished: 2027-01-10T04:30:00Z}',
    )
    expect(page('2027-01-10T06:00:00Z')).toMatchObject({ running: [], maintenances: [{ state: 'completed' }] })
    expect(importFolder(CONFIG, '2027-01-11T00:00:00Z')).toBe('Nothing to do.\n')
    expect(files().some((path) => path.startsWith('incidents/'))).toBe(false)
    expect(errors()).toEqual([])
  })
})

describe('systems', () => {
  test('become public services in the order of their categories', () => {
    importFolder()
    expect(read('services/api.yaml')).toBe(`name: API
team: imported
tier: 2
public: {name: API, group: Shop, description: Orders and payments, position: 1}
source: {kind: cstate, id: API}
`)
    expect(read('services/website.yaml')).toContain('links: {website: https://www.acme.example}')
    expect(page().groups.map(({ name, components }) => [name, ...components.map(({ id }) => id)])).toEqual([
      ['Shop', 'api', 'media-proxy'],
      [null, 'website'],
    ])
    expect(errors()).toEqual([])
  })

  test('that only issues still name are retired after the last of them', () => {
    putIssue(OVER.replace('Media Proxy', 'Old Mail'), STORY)
    importFolder()
    expect(read('services/old-mail.yaml')).toContain('until: 2026-03-02')
    expect(read(`${FOLDER}/index.md`)).toContain('services: [api, old-mail]')
    expect(errors()).toEqual([])
  })

  test('join a service of the same name that is there', () => {
    writeRecord(content, 'services/backend.yaml', 'name: API\nteam: web\ntier: 1\npublic: {name: Backend}\n')
    writeRecord(content, 'teams/web.yaml', 'name: Web\nmembers: [ana]\n')
    putIssue(OVER, STORY)
    expect(importFolder()).toContain('taken to be the service `backend`')
    expect(read(`${FOLDER}/index.md`)).toContain('services: [backend, media-proxy]')
  })

  test('are plain names in an old site', () => {
    importFolder('title: Acme\nbaseURL: https://a.example\nparams:\n  systems: [API, Website]\n')
    expect(files().filter((path) => path.startsWith('services/'))).toEqual([
      'services/api.yaml',
      'services/website.yaml',
    ])
  })
})

describe('the site', () => {
  test('has its name, address, language, colour and zone, which its times are read in', () => {
    putIssue(OVER, STORY)
    const report = importFolder(
      `${CONFIG.replace('params:', 'languageCode: de\ntimeZone: Europe/Berlin\nparams:')}  brand: "#0b5fff"\n`,
    )
    expect(read('site.yaml')).toBe(`name: Acme Status
url: https://status.acme.example/
time_zone: Europe/Berlin
locale: de
brand: {color: "#0b5fff"}
`)
    expect(read(`${FOLDER}/index.md`)).toContain('started: 2026-03-01T09:00:00Z')
    expect(report).toContain('times without an offset, in 1 issue, are read in Europe/Berlin')
  })

  test('is read in UTC where it names no zone, and the report says so', () => {
    putIssue(OVER, STORY)
    expect(importFolder()).toContain('are read in Etc/UTC, as Hugo does where its config names no `timeZone`')
  })
})

describe('a second import', () => {
  test('of the same folder changes nothing', () => {
    putIssue(OVER, `*Post-mortem* - Sorry.\n\n${STORY}`)
    putIssue('date: 2026-05-01 10:00:00\nresolved: false\nseverity: down\naffected: [API]', 'Down.', 'b')
    putIssue('date: 2026-06-01 10:00:00\ninformational: true', 'News.', 'c')
    importFolder()
    const before = stamps()
    expect(importFolder(CONFIG, '2027-05-05T00:00:00Z')).toBe('Nothing to do.\n')
    expect(stamps()).toEqual(before)
  })

  test('adds the updates that came since, and closes what is over', () => {
    const open = OVER.replace('true', 'false').replace(/resolvedWhen.*\n/, '')
    putIssue(open, '*Monitoring* - A fix is in place.\n\n*Investigating* - We look.')
    importFolder()
    expect(page().open).toHaveLength(1)
    putIssue(OVER, '*Resolved* - It works.\n\n*Monitoring* - A fix is in place.\n\n*Investigating* - We look.')
    expect(importFolder()).toContain(`wrote ${FOLDER}  1 file, resolved: 2026-03-01T11:10:00Z`)
    expect(told()?.map(([, , text]) => text)).toEqual(['We look.', 'A fix is in place.', 'It works.'])
    expect(page().open).toEqual([])
    expect(importFolder()).toBe('Nothing to do.\n')
    expect(errors()).toEqual([])
  })

  test('closes an issue whose only text was published while it was open', () => {
    putIssue('date: 2026-03-01 10:00:00\nresolved: false\nseverity: down\naffected: [API]', 'Down.')
    importFolder()
    putIssue(
      'date: 2026-03-01 10:00:00\nresolved: true\nresolvedWhen: 2026-03-01 10:00:00\nseverity: down\naffected: [API]',
      'Down.',
    )
    importFolder()
    expect(page().open).toEqual([])
    expect(told()?.map(([, state]) => state)).toEqual(['investigating', 'resolved'])
    expect(importFolder()).toBe('Nothing to do.\n')
  })

  test('leaves what was edited here alone, and says so', () => {
    putIssue(OVER, STORY)
    importFolder()
    const path = `${FOLDER}/public/20260301T104000Z.md`
    writeFileSync(join(content, path), read(path).replace('A fix', 'Our fix'))
    expect(importFolder()).toContain(`${path} differs from the source, and is left as it is`)
    expect(read(path)).toContain('Our fix')
  })

  test('adds nothing to a record whose front matter is broken', () => {
    putIssue(OVER, STORY, 'a-name-that-is-so-long-that-the-source-does-not-fit-in-one-line')
    importFolder()
    writeFileSync(join(content, FOLDER, 'index.md'), read(`${FOLDER}/index.md`).replace('services: [', 'services: [['))
    const before = stamps()
    expect(importFolder()).toContain("index.md can't be read; nothing was added to it")
    expect(stamps()).toEqual(before)
  })
})

test('What is broken is named with its file and line; the rest is imported.', () => {
  putIssue(OVER, STORY)
  put('content/issues/a.md', '---\ntitle: "Unclosed\ndate: 2026-01-01\n---\n')
  put('content/issues/b.md', '---\ntitle: B\ndate: yesterday\n---\n')
  put('content/issues/c.md', '---\ntitle: C\n---\n')
  put('content/issues/d.md', '+++\ntitle = "D"\n+++\n')
  put('content/issues/e.md', '---js\n{ title: process.exit(9) }\n---\n')
  put('content/issues/f.md', '---\ntitle: F\ndate: 2026-01-01\naffected: {API: true}\n---\n')
  const report = importFolder(CONFIG.replace('{name: Website, ', '{'))
  expect(report.slice(0, report.indexOf('wrote'))).toMatchInlineSnapshot(`
    "content/issues/a.md:2  Unexpected end of \`title: "Unclosed\` within quotes, expected a closing \`"\`. Write \`title: "Unclosed"\`. The parser says: Missing closing "quote.
    content/issues/d.md:1  Unexpected front matter in TOML, expected YAML. Hugo rewrites it: \`hugo convert toYAML --unsafe\`.
    content/issues/e.md:1  Unexpected front matter in "js", expected YAML. Only YAML front matter is read; nothing in it is ever run. Begin the file with a bare \`---\`.
    config.yml:9  Missing \`name\`, expected text.
    content/issues/b.md:3  date: Unexpected "yesterday", expected a time such as 2026-03-01 10:00:00.
    content/issues/c.md:2  Missing \`date\`, expected text.
    content/issues/f.md:4  Unexpected map of keys and values, expected a list.
    "
  `)
  expect(report).toContain('Wrote 1 site, 1 team, 2 services, 1 incident, 3 updates.')
})

test('A thousand issues of one day and one title are a thousand incidents.', () => {
  put('config.yml', CONFIG)
  const found = readCstate(source)
  if ('missing' in found || !found.config) throw new Error('no config')
  const value = { title: 'Slow', date: '2026-03-01', resolved: false, severity: 'down', affected: ['API'] }
  const body = { markdown: STORY, line: 1 }
  const issues = Array.from({ length: 1000 }, (_, i) => ({
    file: `${i}.md`,
    name: `${i}`,
    value,
    body,
    lineOf: () => 1,
  }))
  const { site } = readSite(found.config, issues)
  if (!site) throw new Error('no site')
  const plan = planCstate(
    site,
    readContent(content, 0, () => 0),
    Date.parse(NOW),
  )
  expect(plan.files.filter(({ path }) => path.endsWith('index.md'))).toHaveLength(1000)
})
