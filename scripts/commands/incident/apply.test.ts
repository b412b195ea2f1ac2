import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { askedGithub } from '../../fixtures/asked-github.ts'
import { GOOD } from '../../fixtures/good-content.ts'
import { run, runWithInputAnd } from '../../fixtures/in-process.ts'
import { writeFiles } from '../../fixtures/written.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-apply-'))
let asked: Awaited<ReturnType<typeof askedGithub>>
beforeAll(async () => void (asked = await askedGithub('ana', 'bo')))
afterEach(() => expect(asked.github.problems).toEqual([]))
afterAll(async () => {
  rmSync(top, { recursive: true })
  await asked.close()
})

let records: string
let count = 0
beforeEach(() => {
  records = join(top, String(count++), 'content')
  writeFiles(records, GOOD)
})

const NOW = '2026-11-23T09:00:00Z'
const flags = (now = NOW) => ['--content', records, '--now', now, '--no-push', '--by', 'ana']
const apply = (input: unknown, now?: string, env = asked.env) =>
  runWithInputAnd(
    env,
    typeof input === 'string' ? input : JSON.stringify(input),
    'incident',
    'apply',
    '-',
    '--format',
    'json',
    ...flags(now),
  )
const answerOf = async (input: unknown, now?: string, env = asked.env): Promise<Record<string, unknown>> => {
  const { code, stdout } = await apply(input, now, env)
  const answer = JSON.parse(stdout) as Record<string, unknown>
  return { ...answer, code }
}
/** What is there besides what was there before, by its place. */
const written = () =>
  readdirSync(join(records, 'incidents'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md') && !path.includes('INC-2026-0001'))
    .toSorted()
const read = (path: string) => readFileSync(join(records, 'incidents', path), 'utf8')
const valid = async () => {
  const { stdout } = await run('validate', '--content', records, '--now', '2026-11-23T23:00:00Z')
  return stdout.split('\n').at(-2)
}

const user = (login: string) => ({ login, id: 7 })
const repository = { full_name: 'acme/ops' }
const FORM = `### State

Investigating

### Severity

SEV-2

### Components

Checkout: partial outage

### What customers read

Some cards fail.

### Severity

We are on it.`
const issue = (more: object = {}) => ({
  number: 14,
  title: 'Cards fail',
  body: FORM,
  user: user('ana'),
  created_at: '2026-11-23T08:50:00Z',
  html_url: 'https://github.com/acme/ops/issues/14',
  labels: [{ name: 'incident' }],
  ...more,
})
const opened = (more?: object) => ({ action: 'opened', issue: issue(more), repository, sender: user('ana') })
const comment = (body: string, created_at: string, more: object = {}, about: object = {}) => ({
  action: 'created',
  issue: issue(about),
  comment: {
    id: Date.parse(created_at),
    body,
    user: user('bo'),
    created_at,
    html_url: 'https://github.com/acme/ops/issues/14#1',
    ...more,
  },
  repository,
  sender: user('bo'),
})
const folder = '2026/INC-2026-0002-cards-fail'

test('An issue of the form opens an incident, once however often GitHub tells of it.', async () => {
  const first = await answerOf(opened())
  expect(first).toMatchObject({ code: 0, id: 'INC-2026-0002', written: true, commit: null })
  expect(first).toHaveProperty('url', expect.stringMatching(/^https:\/\/status\.[\w.]+\/incidents\/[a-z0-9]{12}\/$/))
  expect(read(`${folder}/index.md`)).toContain('severity: SEV-2\nservices: [checkout]\nstarted: 2026-11-23T08:50:00Z\n')
  expect(read(`${folder}/public/20261123T085000Z.md`)).toBe(`---
state: investigating
title: Cards fail
components: {checkout: partial_outage}
next_update: 2026-11-23T09:20:00Z
---
Some cards fail.

### Severity

We are on it.
`)
  expect(await answerOf(opened())).toMatchObject({
    code: 0,
    id: 'INC-2026-0002',
    public_id: first['public_id'],
    written: false,
  })
  expect(written()).toHaveLength(2)
  expect(await valid()).toMatch(/^0 errors/)
})

test('Comments are updates of their own time: twice, out of order and before their issue they leave the same.', async () => {
  const events = [
    opened(),
    comment('/identified We know why.', '2026-11-23T08:52:00Z'),
    comment('/update checkout=degraded_performance\n\nIt gets better.', '2026-11-23T08:54:00Z'),
    comment('/resolve It is over.', '2026-11-23T08:56:00Z'),
  ]
  for (const event of [...events.toReversed(), ...events]) expect((await answerOf(event))['code']).toBe(0)
  expect(written()).toEqual([
    `${folder}/index.md`,
    ...['085000', '085200', '085400', '085600'].map((time) => `${folder}/public/20261123T${time}Z.md`),
  ])
  expect(read(`${folder}/index.md`)).toContain('resolved: 2026-11-23T08:56:00Z\n')
  expect(read(`${folder}/public/20261123T085400Z.md`)).toMatch(
    /^---\nstate: \w+\ncomponents: \{checkout: degraded_performance\}\n[^]*It gets better\.\n$/,
  )
  expect(await valid()).toMatch(/^0 errors/)
})

test.each([
  ['in a quotation', '> /resolve It is over.\n\nIs it?'],
  ['in a quotation that goes on without a mark', '> He said\n/resolve'],
  ['in a block of code', '```\n/resolve It is over.\n```'],
  ['in indented code', 'So:\n\n    /resolve It is over.'],
  ['in a line of code', 'Write `\n/resolve` then'],
  ['in a list', '- /resolve It is over.'],
  ['in a sentence', 'Say /resolve when it is over.'],
  ['a path', '/update/checkout'],
  ['in a comment of HTML', '<!--\n/resolve\n-->'],
])('A command %s is none.', async (_, body) => {
  await apply(opened())
  const before = written()
  expect(await answerOf(comment(body, '2026-11-23T08:55:00Z'))).toMatchObject({ code: 0, written: false })
  expect(written()).toEqual(before)
})

test('A word that comes after the end opens nothing again, unless it says how far it is.', async () => {
  await apply(opened())
  await apply(comment('/resolve Over.', '2026-11-23T08:55:00Z'))
  const late = await answerOf(comment('/update And thanks.', '2026-11-23T08:58:00Z'))
  expect(late).toMatchObject({
    code: 1,
    error: expect.stringContaining('is over, since 2026-11-23T08:55:00Z; nothing is changed'),
  })
  expect(await answerOf(comment('/resolve Really.', '2026-11-23T08:58:30Z'))).toMatchObject({
    code: 1,
    error: expect.stringContaining('is over already, since 2026-11-23T08:55:00Z; nothing is changed'),
  })
  expect(await answerOf(comment('/investigating It is back.', '2026-11-23T08:59:00Z'))).toMatchObject({
    code: 0,
    written: true,
  })
  expect(read(`${folder}/index.md`)).not.toContain('resolved: ')
})

test('Who may not write is heard by nobody.', async () => {
  const { access, strangers } = asked.github.state
  strangers.push('nobody')
  for (const role of ['none', 'read', 'triage'] as const) access.set(role, role)
  // What the event says of them isn't what GitHub says.
  for (const login of ['none', 'read', 'triage', 'nobody', 'mallory'])
    expect(await answerOf(opened({ user: user(login), author_association: 'OWNER' })), login).toMatchObject({
      code: 0,
      written: false,
      ignored: expect.stringContaining('Only people who may write'),
    })
  expect(await answerOf(opened({ user: null }))).toMatchObject({ written: false })
  await apply(opened())
  const said = comment('/resolve', '2026-11-23T08:55:00Z', { user: user('mallory'), author_association: 'MEMBER' })
  expect(await answerOf(said)).toMatchObject({ written: false, ignored: expect.any(String) })
  expect(await answerOf(opened({ labels: [] }))).toMatchObject({ written: false })
})

test('Outside of a workflow, whoever brings an event writes with rights of their own, and the event is believed.', async () => {
  const alone = { GITHUB_TOKEN: '', GITHUB_REPOSITORY: '', GITHUB_ACTIONS: '' }
  const said = (author_association?: string) =>
    answerOf(opened({ author_association }), NOW, { ...asked.env, ...alone })
  for (const word of ['NONE', 'CONTRIBUTOR', 'FIRST_TIMER', undefined])
    expect(await said(word)).toMatchObject({ code: 0, written: false })
  expect(await said('MEMBER')).toMatchObject({ code: 0, written: true })
})

test.each([
  ['there is no token to ask with', { GITHUB_TOKEN: '', GITHUB_ACTIONS: 'true' }, 'GITHUB_TOKEN'],
  ['nobody says of which repository', { GITHUB_REPOSITORY: '', GITHUB_ACTIONS: 'true' }, 'GITHUB_REPOSITORY'],
  ['the token is wrong', { GITHUB_TOKEN: 'stale' }, 'is refused'],
  ['the event is of another repository', { GITHUB_REPOSITORY: 'acme/other' }, 'another repository'],
  ['GitHub is not there', { GITHUB_API_URL: 'http://127.0.0.1:9/api/v3' }, 'no answer'],
])('Where %s, nobody is heard.', async (_, more, words) => {
  expect(await answerOf(opened(), NOW, { ...asked.env, ...more })).toMatchObject({
    code: 1,
    error: expect.stringContaining(words),
  })
  expect(written()).toEqual([])
})

const BODY = {
  incident: {
    name: 'Elevated Error Rates',
    status: 'investigating',
    impact_override: 'minor',
    component_ids: ['checkout'],
  },
}

test('A body of Statuspage is opened once, and added to by its id or its key.', async () => {
  const first = await answerOf({ ...BODY, idempotency_key: 'pager-1' })
  expect(first).toMatchObject({ code: 0, id: 'INC-2026-0002', written: true })
  expect(await answerOf({ ...BODY, idempotency_key: 'pager-1' }, '2026-11-23T09:01:00Z')).toMatchObject({
    written: false,
    id: 'INC-2026-0002',
  })
  for (const [n, incident_id] of ['pager-1', first['public_id'], 'INC-2026-0002'].entries()) {
    const body = { incident: { status: 'identified', body: `Word ${n}.` }, incident_id }
    expect(await answerOf(body, `2026-11-23T09:0${n + 2}:00Z`)).toMatchObject({
      code: 0,
      written: true,
      id: 'INC-2026-0002',
    })
    expect(await answerOf(body, `2026-11-23T09:1${n}:00Z`)).toMatchObject({ code: 0, written: false })
  }
  expect(written()).toHaveLength(5)
  expect(read('2026/INC-2026-0002-elevated-error-rates/public/20261123T090000Z.md')).toContain(
    'components: {checkout: degraded_performance}\nimpact: minor\n',
  )
  expect(await valid()).toMatch(/^0 errors/)
})

test('A dispatch by curl says whose it is, and a run of it again does nothing.', async () => {
  const event = {
    action: 'incident',
    client_payload: { ...BODY, idempotency_key: 'k' },
    repository,
    sender: user('robo[bot]'),
  }
  expect(await answerOf(event)).toMatchObject({ written: true })
  expect(await answerOf(event)).toMatchObject({ written: false })
})

test('The form of a workflow opens, and without an id it means the one that is open.', async () => {
  const event = (inputs: object) => ({ workflow: '.github/workflows/post.yml', inputs, repository, sender: user('cy') })
  const open = {
    what: 'open',
    title: 'Slow',
    state: 'investigating',
    components: 'checkout=partial_outage',
    text: 'Slow.',
    incident: '',
  }
  expect(await answerOf(event(open))).toMatchObject({ code: 0, written: true })
  expect(await answerOf(event(open))).toMatchObject({ code: 0, written: false })
  expect(
    await answerOf(event({ what: 'update', state: 'identified', text: 'We know.' }), '2026-11-23T09:05:00Z'),
  ).toMatchObject({ written: true })
  expect(await answerOf(event({ what: 'resolve', text: 'Over.' }), '2026-11-23T09:06:00Z')).toMatchObject({
    written: true,
  })
  expect(await answerOf(event({ what: 'update', text: 'More.' }), '2026-11-23T09:07:00Z')).toMatchObject({
    code: 1,
    error: 'No incident is open. Name the one that is meant, such as INC-2026-0031.',
  })
})

describe('The form of a workflow that names no incident', () => {
  const form = (inputs: object) => ({ workflow: '.github/workflows/post.yml', inputs, repository, sender: user('cy') })
  const attempt = (id: string, n: number) => ({ ...asked.env, GITHUB_RUN_ID: id, GITHUB_RUN_ATTEMPT: String(n) })
  const open = (title: string, id: string) => {
    const inputs = { what: 'open', title, severity: 'SEV-2', components: 'checkout=partial_outage', text: 'Slow.' }
    return answerOf(form(inputs), '2026-11-23T09:00:00Z', attempt(id, 1))
  }

  test('is told which are open where several are, since when, and what they are called.', async () => {
    await open('Cards fail', '1')
    await open('Search is slow', '2')
    const { code, error } = await answerOf(form({ what: 'update', text: 'x' }), NOW, attempt('3', 1))
    expect(code).toBe(1)
    expect(String(error)).toMatch(
      /^Several .*\n {2}INC-2026-0002 {2}SEV-2 {2}since 2026-11-23T09:00:00Z {2}Cards fail\n {2}INC-2026-0003 .* Search is slow$/,
    )
  })

  test('means in a run that is done again the one that was open then, whatever is open by now.', async () => {
    await open('Cards fail', '1')
    const said = form({ what: 'update', state: 'identified', text: 'We know.' })
    await answerOf(said, '2026-11-23T09:05:00Z', attempt('2', 1))
    const over = form({ what: 'resolve', text: 'Over.' })
    await answerOf(over, '2026-11-23T09:10:00Z', attempt('3', 1))
    await open('Search is slow', '4')
    const before = written()
    for (const [event, id] of [
      [said, '2'],
      [over, '3'],
    ] as const)
      expect(await answerOf(event, '2026-11-23T11:00:00Z', attempt(id, 2))).toMatchObject({
        code: 0,
        id: 'INC-2026-0002',
        written: false,
      })
    expect(written()).toEqual(before)
  })
})

test("A message of Alertmanager's opens an incident for us.", async () => {
  const message = {
    version: '4',
    groupKey: '{}:{alertname="CheckoutDown"}',
    status: 'firing',
    commonAnnotations: {},
    alerts: [
      { status: 'firing', labels: { alertname: 'CheckoutDown' }, annotations: {}, startsAt: '2026-11-23T08:50:00Z' },
    ],
  }
  expect(await answerOf(message)).toMatchObject({
    code: 0,
    id: 'INC-2026-0002',
    public_id: null,
    url: null,
    written: true,
  })
  const event = { client_payload: { alertmanager: message }, repository, sender: user('robo') }
  expect(await answerOf(event)).toMatchObject({ code: 0, written: false })
})

test('A maintenance is announced, begins, moves and ends; again changes nothing.', async () => {
  const incident = {
    name: 'Database upgrade',
    status: 'scheduled',
    body: 'We upgrade it.',
    component_ids: ['checkout'],
    scheduled_for: '2026-11-25T02:00:00Z',
    scheduled_until: '2026-11-25T04:00:00Z',
  }
  const first = await answerOf({ incident, idempotency_key: 'db' })
  expect(first).toMatchObject({ code: 0, written: true, id: expect.stringMatching(/^CHG-2026-/) })
  expect(await answerOf({ incident, idempotency_key: 'db' })).toMatchObject({ written: false, id: first['id'] })
  const on = (more: object, now: string) => answerOf({ incident: more, incident_id: first['public_id'] }, now)
  const moved = { scheduled_until: '2026-11-25T05:00:00Z', body: 'It takes longer.' }
  expect(await on(moved, '2026-11-24T09:00:00Z')).toMatchObject({ code: 0, written: true })
  expect(await on(moved, '2026-11-24T09:01:00Z')).toMatchObject({ code: 0, written: false })
  expect(await on({ status: 'in_progress', body: 'Begun.' }, '2026-11-25T02:01:00Z')).toMatchObject({
    code: 0,
    written: true,
  })
  expect(await on({ status: 'completed', body: 'Done.' }, '2026-11-25T04:30:00Z')).toMatchObject({
    code: 0,
    written: true,
  })
  expect(await on({ status: 'completed', body: 'Done.' }, '2026-11-25T04:31:00Z')).toMatchObject({
    code: 0,
    written: false,
  })
  expect(await on({ body: 'One more thing.' }, '2026-11-25T05:00:00Z')).toMatchObject({ code: 1 })
  const [place = ''] = readdirSync(join(records, 'changes/2026')).filter((name) => name.startsWith(String(first['id'])))
  expect(readFileSync(join(records, 'changes/2026', place, 'index.md'), 'utf8')).toContain(
    'status: completed\nrequester: ana\nenvironment: production\nservices: [checkout]\nwindow: {start: 2026-11-25T02:00:00Z, end: 2026-11-25T05:00:00Z}\noutcome: {started: 2026-11-25T02:01:00Z, finished: 2026-11-25T04:30:00Z}\n',
  )
  const { stdout } = await run('validate', '--content', records, '--now', '2026-11-26T00:00:00Z')
  expect(stdout.split('\n').at(-2)).toMatch(/^0 errors/)
})

test('A component is made, called otherwise, broken and mended by the body that the relay takes.', async () => {
  const component = { name: 'Reports', status: 'operational', showcase: true }
  expect(await answerOf({ component })).toMatchObject({ code: 1, error: expect.stringContaining('"team" and "tier"') })
  const made = { component, team: 'platform', tier: 2 }
  const url = 'https://status.acme.example/components/reports/'
  expect(await answerOf(made)).toMatchObject({ code: 0, id: 'reports', written: true, url })
  expect(await answerOf(made)).toMatchObject({ code: 0, id: 'reports', written: false })
  const worse = { component_id: 'reports', component: { description: 'Of sales', status: 'partial_outage' } }
  expect(await answerOf(worse)).toMatchObject({ code: 0, id: 'INC-2026-0002', written: true })
  expect(readFileSync(join(records, 'services/reports.yaml'), 'utf8')).toContain('description: Of sales')
  expect(await answerOf(worse, '2026-11-23T09:05:00Z')).toMatchObject({ code: 0, written: false })
  const well = { component_id: 'Reports', component: { status: 'operational' } }
  expect(await answerOf(well, '2026-11-23T09:10:00Z')).toMatchObject({ code: 0, id: 'INC-2026-0002', written: true })
  expect(read(`${written()[0] ?? ''}`)).toContain('resolved: 2026-11-23T09:10:00Z')
  for (const [body, words] of [
    [{ component_id: 'nothing', component: { status: 'operational' } }, /component_id could not be found/],
    [{ component_id: 'reports', component: { status: 'broken' } }, /component\[status\] does not have a valid value/],
    [{ component: { name: 'X' }, team: 'platform', tier: 9 }, /Unexpected `tier`/],
    [{ component: [] }, /component is invalid/],
  ] as const)
    expect(await answerOf(body)).toMatchObject({ code: 1, error: expect.stringMatching(words) })
})

test('What an issue is answered with names no incident that is open but by its id.', async () => {
  await apply({ incident: { name: 'A secret supplier is down', component_ids: ['checkout'] } })
  const unknown = comment('/update checkout=operational Well.', '2026-11-23T08:55:00Z', {}, { user: user('mallory') })
  const { error } = await answerOf(unknown)
  expect(error).toMatch(/^No incident acme\/ops#14/)
  expect(error).not.toContain('supplier')
})

test.each<[string, unknown, RegExp]>([
  ['not JSON', 'incident: yes', /no JSON .*cut off/],
  ['cut off', JSON.stringify(BODY).slice(0, 40), /no JSON/],
  ['nothing at all', '', /no JSON/],
  ['JSON of something else', { hello: 1 }, /Unexpected JSON, expected a body of Statuspage/],
  ['a list', [BODY], /Unexpected JSON/],
  ['5 MB', JSON.stringify({ incident: { name: 'x'.repeat(5 * 1024 * 1024) } }), /more than 4 MiB/],
  [
    'a component that is not there',
    { incident: { ...BODY.incident, component_ids: ['chekout'] } },
    /components\]\[chekout\] could not be found; is it checkout\?/,
  ],
  [
    'a component that is not public',
    { incident: { ...BODY.incident, components: { 'session-cache': 'major_outage' } } },
    /could not be found/,
  ],
  [
    'a status that is none',
    { incident: { ...BODY.incident, status: 'broken' } },
    /status\] does not have a valid value/,
  ],
  ['a state that is none', opened({ body: '### State\n\nBroken\n' }), /Unexpected state "Broken"/],
  [
    'a component of nobody in the form',
    opened({ body: '### Components\n\nNothing: major outage\n' }),
    /Unexpected component `Nothing`.*`checkout`/,
  ],
  [
    'a component without a state',
    opened({ body: '### Components\n\ncheckout\n' }),
    /expected such as `checkout: partial outage`/,
  ],
  ['next year', { ...BODY, at: '2027-11-23T09:00:00Z' }, /365 days ahead/],
  ['years ago', { ...BODY, at: '2019-11-23T09:00:00Z' }, /more than a week ago/],
  ['no time', { ...BODY, at: 'yesterday' }, /`at`: /],
  [
    'an incident that is not there',
    { incident: { status: 'resolved' }, incident_id: 'INC-2026-0999' },
    /Unexpected `incident_id` "INC-2026-0999"/,
  ],
  [
    'a secret',
    { incident: { ...BODY.incident, body: 'password=hunter2hunter2 AKIAIOSFODNN7EXAMPLE' } },
    /would not be valid/,
  ],
  ['an event without its parts', { action: 'opened', issue: { number: 'x' } }, /Unexpected `issue\.number`/],
])('What is %s is answered with why, and nothing is written.', async (_, input, why) => {
  const answer = await answerOf(input)
  expect(answer).toMatchObject({ code: 1, error: expect.stringMatching(why) })
  expect(written()).toEqual([])
})

test('Hostile text is text: HTML, a shell, front matter and names that mean something to a language.', async () => {
  const name = '$(touch x); `id` <img src=x onerror=alert(1)>\n---\nstate: resolved'
  const answer = await answerOf({
    incident: { ...BODY.incident, name, body: '---\nstate: resolved\n---\n<script>alert(1)</script>' },
    idempotency_key: '__proto__',
  })
  expect(answer).toMatchObject({ code: 0, written: true })
  const [index = '', update = ''] = written()
  expect(read(index)).toContain('source: {kind: post, id: __proto__}\n')
  expect(read(update)).toMatch(/^---\nstate: investigating\n/)
  expect(await valid()).toMatch(/^0 errors/)
  const evil = opened({ user: user('-rf\nana'), number: 15 })
  expect(await answerOf(evil)).toMatchObject({ code: 0 })
})
