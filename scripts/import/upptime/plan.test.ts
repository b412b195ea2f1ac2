import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readContent } from '#io/catalog-reader'
import { listFiles } from '#io/content-files'
import { recordText, rewriteRecord, writeRecord } from '#io/record-writer'
import { readUpptime } from '#io/peers/upptime'
import { publicCatalog } from '#model/publish/public'
import { statusPage } from '#model/status/page'
import { assess } from '#assess/content'
import { planReport } from '../report.ts'
import { planUpptime } from './plan.ts'
import { gatherUpptime } from './source.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')
let top = ''
let [source, content] = ['', '']
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'evenkeel-upptime-'))
  source = join(top, 'status')
  content = join(top, 'content')
  for (const folder of [source, content]) mkdirSync(folder)
})
afterEach(() => rmSync(top, { recursive: true, force: true }))

/** Imports the source as the command does, and hands back what it would print. */
async function importSource(): Promise<string> {
  const read = await readUpptime(source)
  if ('missing' in read) return read.missing
  const { source: parts, problems } = gatherUpptime(read)
  if (parts === null) return `${read.failures[0]?.file}:${read.failures[0]?.line}`.replace(`${source}/`, '')
  const planned = planUpptime(
    parts,
    readContent(content, NOW, () => NOW),
  )
  for (const { path, data, body } of planned.plan.files) writeRecord(content, path, recordText(data, body))
  for (const { path, was, text } of planned.plan.edits) rewriteRecord(content, path, was, text)
  const bad = [...read.failures.map((one) => ({ ...one, record: '' })), ...problems, ...planned.problems]
  const lines = bad.map(({ file, line, record, message }) => `${file}:${line}  ${record}: ${message}\n`)
  return `${lines.join('').replaceAll(`${source}/`, '')}${planReport(planned.plan, new Set(), false)}`
}
const read = (path: string) => readFileSync(join(content, path), 'utf8')
const files = () => listFiles(content).paths
const errors = () =>
  assess(content, NOW, () => NOW)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ file, message }) => `${file} ${message}`)
const page = (now = NOW) => statusPage(publicCatalog(assess(content, now, () => now).catalog))
const stamps = () => files().map((path) => [path, statSync(join(content, path)).mtimeMs, read(path)])

interface Commit {
  /** When its author made it, in whole seconds. */
  at: string
  file: string
  /** null: the file is taken away. */
  text: string | null
}

const git = (input: string | null, ...args: string[]) => {
  const { status, stderr, stdout } = spawnSync('git', ['-C', source, ...args], { encoding: 'utf8', input: input ?? '' })
  if (status !== 0) throw new Error(stderr)
  return stdout
}

/** Makes the source a repository, or adds to it. */
function commit(...commits: Commit[]) {
  const isNew = !existsSync(join(source, '.git'))
  if (isNew) git(null, 'init', '-q', '-b', 'main')
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`
  const stream = commits.map(({ at, file, text }, i) => {
    const seconds = Date.parse(at) / 1000
    const who = `bot <bot@acme.example> ${seconds} +0000`
    // git's clock says something else than the author's: nobody may look at it.
    const committer = `bot <bot@acme.example> ${seconds + 86_400} +0000`
    const from = i === 0 && !isNew ? 'from refs/heads/main^0\n' : ''
    const change = text === null ? `D ${file}\n` : `M 100644 inline ${JSON.stringify(file)}\n${data(text)}`
    return `commit refs/heads/main\nauthor ${who}\ncommitter ${committer}\n${data('change')}${from}${change}`
  })
  git(stream.join(''), 'fast-import', '--quiet')
  git(null, 'reset', '-q', '--hard', 'main')
}

const CONFIG = `owner: acme
repo: upptime
sites:
  - name: Google
    url: https://www.google.com
  - name: IPv6 test
    url: https://ipv6.acme.example
status-website:
  cname: status.acme.example
  name: Acme Status
`
const config = (text = CONFIG): Commit => ({ at: '2026-01-01T00:00:00Z', file: '.upptimerc.yml', text })

/** A version of a history file as Upptime writes it; the commit comes four seconds after the check. */
function checked(slug: string, status: string, time: string, { code = 200, list = false, url = '' } = {}): Commit {
  const lines = [
    `url: ${url || (slug === 'google' ? 'https://www.google.com' : 'https://ipv6.acme.example')}`,
    `status: ${status}`,
    `code: ${code}`,
    'responseTime: 98',
    `lastUpdated: ${time}`,
    'startTime: 2026-01-01T00:00:00.000Z',
    'generator: Upptime <https://github.com/upptime/upptime>',
  ]
  const at = new Date(Math.floor(Date.parse(time) / 1000) * 1000 + 4000).toISOString()
  return { at, file: `history/${slug}.yml`, text: lines.map((line) => `${list ? '- ' : ''}${line}\n`).join('') }
}
const GOOGLE_OUTAGE = [
  checked('google', 'up', '2026-01-01T00:00:00.500Z'),
  checked('google', 'down', '2026-03-01T10:00:00.250Z', { code: 503 }),
  checked('google', 'up', '2026-03-01T10:30:00.750Z'),
]

const ISSUE = {
  number: 12,
  title: '🛑 Google is down',
  body: 'In [`2c98781`](https://github.com/acme/upptime/commit/2c987818505a6ac1085611fe78c34d1654748dcf\n), Google (https://www.google.com) was **down**:\n- HTTP code: 503\n- Response time: 98 ms\n',
  state: 'CLOSED',
  createdAt: '2026-03-01T10:00:06Z',
  closedAt: '2026-03-01T10:30:09Z',
  labels: [{ name: 'status' }, { name: 'google' }],
  url: 'https://github.com/acme/upptime/issues/12',
  comments: [
    {
      author: { login: 'ana' },
      authorAssociation: 'MEMBER',
      body: 'A certificate ran out.',
      createdAt: '2026-03-01T10:12:00Z',
    },
    {
      author: { login: 'github-actions' },
      authorAssociation: 'NONE',
      body: '**Resolved:** Google is back up in [`f40168c`](https://github.com/acme/upptime/commit/f40168cc6d6351a957da90d8bb865ed7fea45bb4\n) after 30 minutes.',
      createdAt: '2026-03-01T10:30:08Z',
    },
  ],
}
const MAINTENANCE = {
  ...ISSUE,
  number: 20,
  title: 'Database upgrade',
  body: '<!--\nstart: 2026-04-03T02:00:00.220Z\nend: 2026-04-03T04:00:00+00:00\nexpectedDown: google, nobody\n-->\n\nWe upgrade the database.',
  state: 'OPEN',
  createdAt: '2026-04-01T09:00:00Z',
  closedAt: null,
  labels: [{ name: 'maintenance' }],
  url: 'https://github.com/acme/upptime/issues/20',
  comments: [],
}
const issues = (...list: object[]) => writeFileSync(join(source, 'issues.json'), JSON.stringify(list))

const FOLDER = 'incidents/2026/INC-2026-0001-google-is-down'

describe('what commits tell', () => {
  test('becomes an incident from the check that failed to the one that passed', async () => {
    commit(config(), ...GOOGLE_OUTAGE)
    const down = git(null, 'rev-parse', 'main~1').trim()
    await importSource()
    expect(read(`${FOLDER}/index.md`)).toBe(`---
id: INC-2026-0001
title: Google is down
severity: SEV-2
services: [google]
detected_by: monitoring
started: 2026-03-01T10:00:00.250Z
resolved: 2026-03-01T10:30:00.750Z
backfilled: true
source:
  kind: upptime
  id: acme/upptime/google@20260301T100000Z
  url: https://github.com/acme/upptime/commit/${down}
---
## Timeline

Imported from Upptime.
`)
    expect(read(`${FOLDER}/public/20260301T100000Z.md`)).toBe(`---
state: investigating
title: Google is down
components: {google: major_outage}
at: 2026-03-01T10:00:00.250Z
notify: false
---
Google is down: it answers with HTTP status 503.
`)
    expect(read(`${FOLDER}/public/impact.yaml`)).toBe(`- component: google
  status: major_outage
  from: 2026-03-01T10:00:00.250Z
  to: 2026-03-01T10:30:00.750Z
`)
    expect(errors()).toEqual([])
  })

  test('counts being slow as slow, not as down', async () => {
    commit(
      config(),
      checked('google', 'up', '2026-01-01T00:00:00.000Z', { list: true }),
      checked('google', 'degraded', '2026-03-01T10:00:00.000Z', { list: true }),
      checked('google', 'down', '2026-03-01T10:20:00.000Z', { code: 0 }),
      checked('google', 'down', '2026-03-01T10:25:00.000Z', { code: 0 }),
      checked('google', 'up', '2026-03-01T10:40:00.000Z'),
    )
    await importSource()
    expect(page().incidents.map(({ spans }) => spans)).toEqual([
      [
        {
          component: 'google',
          status: 'degraded_performance',
          from: Date.parse('2026-03-01T10:00:00Z'),
          to: Date.parse('2026-03-01T10:20:00Z'),
        },
        {
          component: 'google',
          status: 'major_outage',
          from: Date.parse('2026-03-01T10:20:00Z'),
          to: Date.parse('2026-03-01T10:40:00Z'),
        },
      ],
    ])
    expect(page().incidents[0]?.updates.map(({ markdown }) => markdown.trim())).toEqual([
      'Google has degraded performance.',
      'Google is down: it does not answer.',
      'Google is up again.',
    ])
    expect(errors()).toEqual([])
  })

  test('leaves sites that fail at the same time their own incidents', async () => {
    commit(
      config(),
      checked('google', 'down', '2026-03-01T10:00:00.000Z'),
      checked('i-pv6-test', 'degraded', '2026-03-01T10:01:00.000Z'),
      checked('google', 'up', '2026-03-01T10:30:00.000Z'),
      checked('i-pv6-test', 'up', '2026-03-01T10:31:00.000Z'),
    )
    await importSource()
    expect(page().incidents.map(({ title, components }) => [title, components])).toEqual([
      ['IPv6 test has degraded performance', ['i-pv6-test']],
      ['Google is down', ['google']],
    ])
  })

  test('stays open while the site is down, and is closed by a later import', async () => {
    commit(config(), ...GOOGLE_OUTAGE.slice(0, 2))
    await importSource()
    expect(page().open).toHaveLength(1)
    expect(page().components[0]?.status).toBe('major_outage')
    commit(...GOOGLE_OUTAGE.slice(2))
    expect(await importSource()).toBe(`wrote ${FOLDER}  2 files, resolved: 2026-03-01T10:30:00.750Z

Wrote 1 incident, 1 update.
`)
    expect(page().open).toEqual([])
    expect(page().incidents[0]?.spans).toEqual([
      {
        component: 'google',
        status: 'major_outage',
        from: Date.parse('2026-03-01T10:00:00.250Z'),
        to: Date.parse('2026-03-01T10:30:00.750Z'),
      },
    ])
    expect(errors()).toEqual([])
    expect(await importSource()).toBe('Nothing to do.\n')
  })

  test("takes the author's time where the file holds none", async () => {
    const bare = (status: string, at: string) => ({ at, file: 'history/google.yml', text: `status: ${status}\n` })
    commit(
      config(),
      bare('up', '2026-01-02T00:00:00Z'),
      bare('down', '2026-03-01T10:00:00Z'),
      bare('up', '2026-03-01T11:00:00Z'),
    )
    await importSource()
    expect(read(`${FOLDER}/index.md`)).toContain('started: 2026-03-01T10:00:00Z\nresolved: 2026-03-01T11:00:00Z\n')
  })

  test('is read whatever the repository and its user tell git to do with patches', async () => {
    commit(
      config(),
      { at: '2026-01-01T00:00:00Z', file: '.gitattributes', text: '*.yml binary diff=x\n' },
      ...GOOGLE_OUTAGE,
    )
    const touched = join(top, 'touched')
    for (const key of ['diff.external', 'diff.x.textconv', 'core.pager'])
      git(null, 'config', key, `sh -c 'touch ${touched}'`)
    for (const [key, value] of Object.entries({ 'color.ui': 'always', 'diff.noprefix': 'true', 'log.follow': 'true' }))
      git(null, 'config', key, value)
    await importSource()
    expect(page().incidents.map(({ title }) => title)).toEqual(['Google is down'])
    expect(existsSync(touched)).toBe(false)
  })

  test('is read from a folder of a larger repository too', async () => {
    const inside = (one: Commit) => ({ ...one, file: `pages/a [b]/${one.file}` })
    commit(...[config(), ...GOOGLE_OUTAGE].map(inside))
    source = join(source, 'pages/a [b]')
    await importSource()
    expect(page().incidents.map(({ title }) => title)).toEqual(['Google is down'])
  })

  test('is not fooled by lines that look like headers of a patch', async () => {
    const sly =
      'url: x\nstatus: up\n++ b/history/i-pv6-test.yml\n-- a/history/i-pv6-test.yml\ncommit 0 0\ndiff --git a/x b/x\n'
    commit(config(), { at: '2026-02-01T00:00:00Z', file: 'history/google.yml', text: sly }, ...GOOGLE_OUTAGE.slice(1))
    await importSource()
    expect(page().incidents.map(({ title }) => title)).toEqual(['Google is down'])
  })

  test('reports a state that is none once, with its place, and goes on with the rest', async () => {
    commit(
      config(),
      ...GOOGLE_OUTAGE,
      checked('google', 'sideways', '2026-03-02T10:00:00.000Z'),
      checked('google', 'sideways', '2026-03-02T10:05:00.000Z'),
    )
    const hash = git(null, 'rev-parse', '--short=7', 'main~1').trim()
    expect(await importSource()).toContain(
      `history/google.yml:2  commit ${hash}: Unexpected status "sideways", expected up, down or degraded; 2 commits are like this.\n`,
    )
    expect(page().incidents).toHaveLength(1)
  })

  test('of a site that is watched no more belongs to a component of old', async () => {
    commit(
      config(),
      checked('old-shop', 'up', '2026-01-05T00:00:00.000Z', { url: 'https://old.acme.example' }),
      checked('old-shop', 'down', '2026-01-06T10:00:00.000Z', { url: 'https://old.acme.example' }),
      { at: '2026-01-07T00:00:00Z', file: 'history/old-shop.yml', text: null },
    )
    const report = await importSource()
    expect(report).toContain("site old-shop (old-shop)\n  isn't watched any more: retired, `until: 2026-01-08`")
    expect(page().retired.map(({ id }) => id)).toEqual(['old-shop'])
    expect(page().incidents.map(({ spans }) => spans.map(({ to }) => to))).toEqual([
      [Date.parse('2026-01-07T00:00:00Z')],
    ])
    expect(errors()).toEqual([])
  })
})

describe('an issue', () => {
  test('becomes an incident with its words, its comments, and the measured times', async () => {
    commit(config(), ...GOOGLE_OUTAGE)
    issues(ISSUE)
    await importSource()
    expect(read(`${FOLDER}/index.md`)).toContain(`title: 🛑 Google is down
severity: SEV-2
services: [google]
detected_by: monitoring
started: 2026-03-01T10:00:00.250Z
resolved: 2026-03-01T10:30:09Z
source: {kind: upptime, id: acme/upptime#12, url: https://github.com/acme/upptime/issues/12}
`)
    expect(read(`${FOLDER}/public/20260301T100006Z.md`)).toMatch(
      /^---\nstate: investigating\ntitle: 🛑 Google is down\ncomponents:\n {2}google: \{status: major_outage, since: 2026-03-01T10:00:00.250Z\}\n---\nIn \[`2c98781`\]/,
    )
    expect(page().incidents[0]?.updates.map(({ state, time }) => [state, new Date(time).toISOString()])).toEqual([
      ['investigating', '2026-03-01T10:00:06.000Z'],
      ['investigating', '2026-03-01T10:12:00.000Z'],
      ['resolved', '2026-03-01T10:30:09.000Z'],
    ])
    expect(read(`${FOLDER}/public/20260301T103009Z.md`)).toContain('**Resolved:** Google is back up')
    expect(read(`${FOLDER}/public/impact.yaml`)).toBe(`- component: google
  status: major_outage
  from: 2026-03-01T10:00:00.250Z
  to: 2026-03-01T10:30:00.750Z
`)
    expect(files().filter((path) => path.endsWith('index.md'))).toHaveLength(1)
    expect(errors()).toEqual([])
  })

  test('says itself how long it was where no commit does', async () => {
    issues({ ...ISSUE, title: '⚠️ Google has degraded performance', comments: [] })
    await importSource()
    expect(page().incidents[0]?.spans.filter(({ status }) => status !== 'operational')).toEqual([
      {
        component: 'google',
        status: 'degraded_performance',
        from: Date.parse('2026-03-01T10:00:06Z'),
        to: Date.parse('2026-03-01T10:30:09Z'),
      },
    ])
    expect(page().components.map(({ id, name }) => [id, name])).toEqual([['google', 'Google']])
    expect(errors()).toEqual([])
  })

  test('that is open is told about what changes, and closed by a later import', async () => {
    commit(config(), ...GOOGLE_OUTAGE.slice(0, 2), checked('google', 'degraded', '2026-03-01T10:20:00.000Z'))
    issues({ ...ISSUE, state: 'OPEN', closedAt: null, comments: ISSUE.comments.slice(0, 1) })
    await importSource()
    expect(page().components[0]?.status).toBe('degraded_performance')
    expect(page().open[0]?.updates.at(-1)?.markdown.trim()).toBe('Google has degraded performance.')
    commit(checked('google', 'up', '2026-03-01T10:30:00.750Z'))
    issues(ISSUE)
    expect(await importSource()).toContain(`wrote ${FOLDER}  2 files, resolved: 2026-03-01T10:30:09Z\n`)
    expect(page().incidents[0]?.spans.map(({ status, to }) => [status, new Date(to).toISOString()])).toEqual([
      ['major_outage', '2026-03-01T10:20:00.000Z'],
      ['degraded_performance', '2026-03-01T10:30:00.750Z'],
    ])
    expect(errors()).toEqual([])
    expect(await importSource()).toBe('Nothing to do.\n')
  })

  test('as the REST API hands it out is the same; pull requests and other issues are none', async () => {
    const { createdAt: created_at, closedAt: closed_at, url: html_url, ...rest } = ISSUE
    const rest_issue = {
      ...rest,
      created_at,
      closed_at,
      html_url,
      url: 'https://api.github.com/x',
      state: 'closed',
      comments: 2,
    }
    issues(
      rest_issue,
      { ...rest_issue, number: 13, pull_request: { url: 'https://api.github.com/p' } },
      { ...rest_issue, number: 14, labels: ['bug'] },
    )
    const report = await importSource()
    expect(files().filter((path) => path.endsWith('index.md'))).toHaveLength(1)
    expect(read(`${FOLDER}/index.md`)).toContain('id: acme/upptime#12')
    expect(report).toContain("its 2 comments aren't in the source")
  })

  test('lets no stranger speak for the page', async () => {
    const comment = { author: { login: 'x' }, createdAt: '2026-03-01T10:15:00Z', body: 'Buy now' }
    issues({
      ...ISSUE,
      comments: [
        { ...comment, authorAssociation: 'NONE' },
        { ...comment, authorAssociation: 'MEMBER', isMinimized: true },
        ...ISSUE.comments,
      ],
    })
    expect(await importSource()).toContain("2 comments of people who don't belong to the repository aren't kept")
    expect(page().incidents[0]?.updates).toHaveLength(3)
  })

  test.each<[string, object, boolean]>([
    ['its owner', { authorAssociation: 'OWNER' }, true],
    ['a member', { author_association: 'MEMBER' }, true],
    ['a collaborator', { authorAssociation: 'COLLABORATOR' }, true],
    ['Upptime', { user: { login: 'github-actions[bot]', type: 'Bot' }, author_association: 'NONE' }, true],
    ['one who had a change merged once', { authorAssociation: 'CONTRIBUTOR' }, false],
    ['one of whom nothing is said', {}, false],
    ['one of whom something new is said', { authorAssociation: 'FAN' }, false],
    ['some other bot', { user: { login: 'adverts[bot]', type: 'Bot' }, author_association: 'NONE' }, false],
    ['one who calls themselves as Upptime does', { user: { login: 'github-actions', type: 'User' } }, false],
  ])('keeps a comment of %s or not: %o', async (_, by, kept) => {
    issues({ ...ISSUE, comments: [{ createdAt: '2026-03-01T10:15:00Z', body: 'We look at the certificate.', ...by }] })
    const report = await importSource()
    expect(page().incidents[0]?.updates.some(({ markdown }) => markdown.includes('certificate'))).toBe(kept)
    expect(report.includes("1 comment of people who don't belong to the repository isn't kept")).toBe(!kept)
  })

  test('that a person wrote about a site that never failed blames no component', async () => {
    commit(
      config(),
      checked('google', 'up', '2026-01-01T00:00:00.000Z'),
      checked('google', 'up', '2026-06-01T00:00:00.000Z'),
    )
    issues({ ...ISSUE, title: 'Search results are wrong', comments: [] })
    expect(await importSource()).toContain('Google was never seen down while it was open: it is named, in no bad state')
    expect(page().incidents.map(({ impact, spans }) => [impact, spans])).toEqual([['none', []]])
    expect(errors()).toEqual([])
  })

  test('is a problem with its line where it is broken; the others are imported', async () => {
    writeFileSync(
      join(source, 'issues.json'),
      `[\n${JSON.stringify(ISSUE)},\n  {"number": 13, "title": 7, "labels": ["status"], "createdAt": "2026-03-01T10:00:06Z"},\n${JSON.stringify({ ...MAINTENANCE, body: 'a "quoted\\" text' })}\n]\n`,
    )
    const report = await importSource()
    expect(report).toContain('issues.json:3  issue #13: title: Unexpected number 7, expected text.\n')
    expect(report).toContain('issues.json:4  issue #20: Missing HTML comment, expected one with `start:` and `end:`.\n')
    expect(page().incidents).toHaveLength(1)
    expect(page().maintenances).toEqual([])
  })
})

describe('an outage without an issue, where there are issues', () => {
  const outage = (from: string, to: string) => [
    checked('google', 'up', '2026-01-01T00:00:00.000Z'),
    checked('google', 'down', from),
    checked('google', 'up', to),
  ]

  test('of less than 15 minutes is left out, for Upptime deletes its issue', async () => {
    commit(config(), ...outage('2026-05-01T10:00:00.000Z', '2026-05-01T10:14:59.000Z'))
    issues(ISSUE)
    expect(await importSource()).toContain('1 outage of less than 15 minutes without an issue left out, as on its page')
    expect(page().incidents.map(({ title }) => title)).toEqual(['🛑 Google is down'])
  })

  test('of less than 15 minutes is kept where Upptime was told to', async () => {
    commit(
      config(`${CONFIG}skipDeleteIssues: true\n`),
      ...outage('2026-05-01T10:00:00.000Z', '2026-05-01T10:05:00.000Z'),
    )
    issues()
    await importSource()
    expect(page().incidents).toHaveLength(1)
  })

  test('that lasted longer is an incident', async () => {
    commit(config(), ...outage('2026-05-01T10:00:00.000Z', '2026-05-01T10:15:00.000Z'))
    issues(ISSUE)
    await importSource()
    expect(page().incidents.map(({ title }) => title)).toEqual(['Google is down', '🛑 Google is down'])
  })

  test('that maintenance expected counts only beyond its end', async () => {
    commit(config(), ...outage('2026-04-03T02:10:00.000Z', '2026-04-03T05:00:00.000Z'))
    issues({ ...MAINTENANCE, state: 'CLOSED', closedAt: '2026-04-03T04:05:00Z' })
    await importSource()
    expect(page().incidents.map(({ spans }) => spans)).toEqual([
      [
        {
          component: 'google',
          status: 'major_outage',
          from: Date.parse('2026-04-03T04:00:00Z'),
          to: Date.parse('2026-04-03T05:00:00Z'),
        },
      ],
    ])
    expect(errors()).toEqual([])
  })

  test('is not told twice when the issues come later, or not again', async () => {
    commit(config(), ...GOOGLE_OUTAGE)
    await importSource()
    issues(ISSUE)
    expect(await importSource()).toContain(
      `${FOLDER}/index.md tells of it already, from its commits; nothing was added`,
    )
    rmSync(join(content, 'incidents'), { recursive: true })
    await importSource()
    rmSync(join(source, 'issues.json'))
    expect(await importSource()).toBe('Nothing to do.\n')
    expect(page().incidents).toHaveLength(1)
  })
})

describe('maintenance', () => {
  const CHANGE = 'changes/2026/CHG-2026-0001-database-upgrade'

  test('becomes an announced change that begins and ends by the clock', async () => {
    commit(config())
    issues(MAINTENANCE)
    expect(await importSource()).toContain('it expects nobody to be down, which nobody watches')
    expect(read(`${CHANGE}/index.md`)).toContain(`status: approved
requester: imported
environment: production
services: [google]
window: {start: 2026-04-03T02:00:00.220Z, end: 2026-04-03T04:00:00Z}
source: {kind: upptime, id: acme/upptime#20, url: https://github.com/acme/upptime/issues/20}
`)
    expect(read(`${CHANGE}/public/20260401T090000Z.md`)).toBe(`---
state: scheduled
title: Database upgrade
components: {google: under_maintenance}
---
We upgrade the database.
`)
    expect(page(Date.parse('2026-04-03T03:00:00Z')).running).toHaveLength(1)
    expect(errors()).toEqual([])
  })

  test('that is over by the next import is brought up to date', async () => {
    commit(config())
    issues(MAINTENANCE)
    await importSource()
    const comments = [
      { createdAt: '2026-04-03T03:10:00Z', body: 'Half done.', authorAssociation: 'OWNER', author: { login: 'ana' } },
    ]
    issues({ ...MAINTENANCE, state: 'CLOSED', closedAt: '2026-04-03T03:30:00Z', comments })
    expect(await importSource()).toContain(`wrote ${CHANGE}  2 files, status: completed\n`)
    expect(read(`${CHANGE}/index.md`)).toContain(
      'outcome: {started: 2026-04-03T02:00:00.220Z, finished: 2026-04-03T03:30:00Z}\n',
    )
    expect(page().maintenances[0]?.spans.filter(({ status }) => status === 'under_maintenance')).toEqual([
      {
        component: 'google',
        status: 'under_maintenance',
        from: Date.parse('2026-04-03T02:00:00.220Z'),
        to: Date.parse('2026-04-03T03:30:00Z'),
      },
    ])
    expect(errors()).toEqual([])
    expect(await importSource()).toBe('Nothing to do.\n')
  })

  test('that was closed before it began was called off', async () => {
    commit(config())
    issues({ ...MAINTENANCE, state: 'CLOSED', closedAt: '2026-04-02T00:00:00Z' })
    await importSource()
    expect(page().maintenances.map(({ state, spans }) => [state, spans])).toEqual([['cancelled', []]])
    expect(errors()).toEqual([])
  })

  test.each([
    ['<!-- start: 2026-04-03T02:00:00Z end: 2026-04-03T04:00:00Z expectedDown: google -->', '2026-04-03T04:00:00Z'],
    ['<!--\nstart: 2026-04-03 02:00\nend: 2026-04-03 05:30\n-->', '2026-04-03T05:30:00Z'],
    ['<!--\nstart: 2026-04-03T02:00Z\nend: 2026-04-03T06:00+0200\n-->', '2026-04-03T04:00:00Z'],
    ['<!--\nstart: April 3, 2026 2:00 AM\nend: Fri, 3 Apr 2026 06:30 CEST\n-->', '2026-04-03T04:30:00Z'],
    ['<!--\nstart: 4/3/2026 02:00 UTC\nend: 3 April, 04:00\n-->', '2026-04-03T04:00:00Z'],
    ['We move.\n\n- **Start:** 2026-04-03 02:00 UTC\n- **End:** 3rd of April 2026, 5 am UTC', '2026-04-03T05:00:00Z'],
    ['```\n<!--\nstart: 2026-04-03T02:00Z\nend: 2026-04-03T04:00Z\n-->\n```', '2026-04-03T04:00:00Z'],
  ])('is read from %j', async (body, end) => {
    commit(config())
    issues({ ...MAINTENANCE, body })
    await importSource()
    expect(read(`${CHANGE}/index.md`)).toContain(`window: {start: 2026-04-03T02:00:00Z, end: ${end}}`)
  })
})

describe('maintenance in words that cannot be placed', () => {
  test.each([
    ['<!--\nstart: tomorrow at noon\nend: 2026-04-03T04:00Z\n-->', 'start'],
    ['<!--\nstart: 2026-04-03T02:00Z\nend: April 3, 2026 18:00 CST\n-->', 'end'],
  ])('%j is a problem, and no guess', async (body, key) => {
    commit(config())
    issues({ ...MAINTENANCE, body })
    expect(await importSource()).toContain(`issue #20: \`${key}\`: Unexpected`)
    expect(files().some((path) => path.startsWith('changes/'))).toBe(false)
  })
})

describe('sites without Latin letters in their names', () => {
  const sites = (...list: [string, string][]) =>
    config(
      `owner: acme\nrepo: upptime\nsites:\n${list.map(([name, url]) => `  - name: ${name}\n    url: ${url}\n`).join('')}`,
    )
  const services = () => files().filter((path) => path.startsWith('services/'))

  test('are called by the host that is watched, each by itself, whatever order they are in', async () => {
    const list: [string, string][] = [
      ['文档', 'https://docs.acme.example/zh'],
      ['文档二', 'https://docs.acme.example/two'],
      ['博客', 'https://www.blog.acme.example'],
      ['支払い', '$SECRET_ADDRESS'],
    ]
    commit(sites(...list))
    expect(await importSource()).not.toContain('left out')
    const found = services()
    expect(found).toContain('services/docs-acme-example.yaml')
    expect(found).toContain('services/blog-acme-example.yaml')
    expect(found).toHaveLength(4)
    expect(found.every((path) => /^services\/[a-z0-9-]+\.yaml$/.test(path))).toBe(true)
    expect(page().groups.flatMap(({ components }) => components.map(({ name }) => name))).toEqual(
      list.map(([name]) => name),
    )
    expect(await importSource()).toBe('Nothing to do.\n')
    expect(errors()).toEqual([])
  })

  test('are spelt in Latin ones where that can be done, as Upptime does, so that labels find them', async () => {
    commit(
      sites(['Главный сайт', 'https://a.example'], ['Übersicht', 'https://b.example'], ['Αθήνα', 'https://c.example']),
    )
    issues({ ...MAINTENANCE, body: MAINTENANCE.body.replace('google, nobody', 'glavniy-sayt, uebersicht, athina') })
    const report = await importSource()
    expect(services()).toEqual(['services/athina.yaml', 'services/glavniy-sayt.yaml', 'services/uebersicht.yaml'])
    expect(report).not.toContain('which nobody watches')
  })
})

describe('comments in code', () => {
  const text = async (body: string) => {
    commit(config())
    issues({ ...ISSUE, body, comments: [] })
    await importSource()
    return page().incidents[0]?.updates[0]?.markdown.trim()
  }

  test.each([
    ['A\n```\n<!--\nstart: x\n-->\n```\nB', 'A\n\nB'],
    ['A\n\n~~~html\n<!-- a -->\n\n<!-- b -->\n~~~\n', 'A'],
    ['A `<!-- a -->` B', 'A  B'],
    ['A\n\n```\n<!-- a -->', 'A'],
    ['A\n\n```\nlog\n```\n\nB', 'A\n\n```\nlog\n```\n\nB'],
    ['A\n\n```\n```\n\nB', 'A\n\n```\n```\n\nB'],
  ])('%j leaves no block that is empty', async (body, expected) => {
    expect(await text(body)).toBe(expected)
  })
})

describe('the configuration', () => {
  test('names the site and its components, in order, watched since Upptime watches them', async () => {
    commit(config(), ...GOOGLE_OUTAGE, checked('i-pv6-test', 'up', '2026-02-01T00:00:00.000Z'))
    await importSource()
    expect(read('site.yaml')).toBe('name: Acme Status\nurl: https://status.acme.example\ntime_zone: Etc/UTC\n')
    expect(read('services/google.yaml')).toBe(`name: Google
team: imported
tier: 2
public: {name: Google, position: 1, since: 2026-01-01}
links: {Watched: https://www.google.com}
source:
  kind: upptime
  id: acme/upptime/google
  url: https://github.com/acme/upptime/commits/HEAD/history/google.yml
`)
    expect(page().components.map(({ name }) => name)).toEqual(['Google', 'IPv6 test'])
    expect(page().incidents).toHaveLength(1)
    expect(errors()).toEqual([])
  })

  test('without a domain means a path of GitHub Pages', async () => {
    commit(config('owner: Acme\nrepo: upptime\nsites: []\nstatus-website:\n  name: A\n  baseUrl: /status\n'))
    issues(ISSUE)
    await importSource()
    expect(read('site.yaml')).toContain('url: https://acme.github.io/status\n')
  })

  test('has its broken parts named with their lines, and the others used', async () => {
    commit(config('owner: acme\nrepo: upptime\nsites:\n  - url: https://a.example\n  - name: Web\n    url: $WEB_URL\n'))
    const report = await importSource()
    expect(report).toContain('.upptimerc.yml:4  sites.0.name: Missing `name`')
    expect(read('services/web.yaml')).toContain('name: Web\n')
    expect(read('services/web.yaml')).not.toContain('links')
    expect(errors()).toEqual([])
  })

  test('that is no YAML is named with its line, and nothing is written: a second import would not mend it', async () => {
    commit(config('owner: acme\nsites: [\n'), ...GOOGLE_OUTAGE)
    expect(await importSource()).toMatch(/^\.upptimerc\.yml:[23]$/)
    expect(files()).toEqual([])
  })

  test.each([
    ['../../../etc/passwd', 'etc-passwd'],
    ['/etc/passwd', 'etc-passwd'],
    ['..', 'hostile'],
    ['a/b', 'a-b'],
  ])('can not lead out of history/ by a slug such as %j', async (slug, service) => {
    commit(
      config(
        `owner: acme\nrepo: upptime\nsites:\n  - name: Hostile\n    url: https://a.example\n    slug: "${slug}"\n`,
      ),
    )
    expect(await importSource()).toContain(`its slug ${JSON.stringify(slug)} is no file of history/: none is read`)
    expect(files()).toEqual([`services/${service}.yaml`, 'site.yaml', 'teams/imported.yaml'])
    expect(errors()).toEqual([])
  })

  test('finds the history of a site by its address where the slug is made by rules of its own', async () => {
    commit(
      config('owner: acme\nrepo: upptime\nsites:\n  - name: Übersicht\n    url: https://uber.acme.example\n'),
      checked('uebersicht', 'down', '2026-03-01T10:00:00.000Z', { url: 'https://uber.acme.example' }),
      checked('uebersicht', 'up', '2026-03-01T11:00:00.000Z', { url: 'https://uber.acme.example' }),
    )
    await importSource()
    expect(files().filter((path) => path.startsWith('services/'))).toEqual(['services/uebersicht.yaml'])
    expect(page().incidents.map(({ title }) => title)).toEqual(['Übersicht is down'])
  })
})

describe('a second import', () => {
  test('of the same source changes nothing', async () => {
    commit(config(), ...GOOGLE_OUTAGE, checked('i-pv6-test', 'down', '2026-05-01T10:00:00.000Z'))
    issues(ISSUE, MAINTENANCE, {
      ...ISSUE,
      number: 30,
      createdAt: '2026-06-01T00:00:00Z',
      closedAt: null,
      state: 'OPEN',
    })
    await importSource()
    const before = stamps()
    expect(await importSource()).toBe('Nothing to do.\n')
    expect(stamps()).toEqual(before)
  })

  test('of another Upptime takes nothing of it for its own', async () => {
    issues(ISSUE)
    await importSource()
    issues({ ...ISSUE, url: 'https://github.com/acme/other/issues/12' })
    await importSource()
    expect(page().incidents).toHaveLength(2)
    expect(errors()).toEqual([])
  })

  test('leaves what was edited here as it is, and says so', async () => {
    commit(config(), ...GOOGLE_OUTAGE)
    await importSource()
    const path = `${FOLDER}/public/impact.yaml`
    writeFileSync(join(content, path), read(path).replace('10:30:00.750Z', '10:20:00Z'))
    const before = stamps()
    expect(await importSource()).toContain(`${path} differs from the source, and is left as it is`)
    expect(stamps()).toEqual(before)
  })
})

test('Names that would mean something in Markdown are read as they are.', async () => {
  const name = 'API [beta] <b>*x*</b>'
  commit(
    config(`owner: acme\nrepo: upptime\nsites:\n  - {name: "${name}", url: "https://a.example", slug: api}\n`),
    checked('api', 'down', '2026-03-01T10:00:00.000Z', { code: 0 }),
    checked('api', 'up', '2026-03-01T11:00:00.000Z'),
  )
  await importSource()
  expect(page().incidents[0]?.title).toBe(`${name} is down`)
  expect(page().incidents[0]?.updates[0]?.markdown.trim()).toBe(
    String.raw`API \[beta\] \<b\>\*x\*\</b\> is down: it does not answer.`,
  )
  expect(errors()).toEqual([])
})

describe('a source that can not be imported', () => {
  test('is a shallow clone, whose dates would lie', async () => {
    commit(config(), ...GOOGLE_OUTAGE)
    const origin = source
    source = join(top, 'shallow')
    spawnSync('git', ['clone', '-q', '--depth', '1', `file://${origin}`, source])
    expect(await importSource()).toContain('Run `git fetch --unshallow` in it first.')
    expect(files()).toEqual([])
  })

  test('is a folder that is neither a repository nor holds issues', async () => {
    expect(await importSource()).toContain('is no git repository and holds no issues.json')
  })

  test('is one that is not there', async () => {
    source = join(top, 'nowhere')
    expect(await importSource()).toContain('No file or folder')
  })
})
