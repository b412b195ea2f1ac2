import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NO_ALERTMANAGER, startAlertmanager, type Alertmanager } from '../fixtures/alertmanager.ts'
import { measured } from '../fixtures/cpu.ts'
import { receiver, type Receiver } from '../fixtures/receiver.ts'
import { heard } from '../fixtures/story/heard.ts'
import { KEY, openStage, type Stage } from '../fixtures/story/stage.ts'
import { until } from '../fixtures/until.ts'

/*
 * One incident, from its alert to its review, as a company lives through it: the package as it is installed, beside a
 * repository that holds only content. Everything that it talks to is real, but for GitHub's API. The tests are the steps.
 */

if (NO_ALERTMANAGER)
  console.warn("No Alertmanager here: install Debian's `prometheus-alertmanager`. The story is skipped.")

let stage: Stage
let alertmanager: Alertmanager
let pager: Receiver
let desk = ''
/** What customers know the incident by. */
let publicId = ''
beforeAll(async () => {
  if (NO_ALERTMANAGER) return
  stage = await openStage()
  desk = await stage.clone()
  // What docs/posting.md has Alertmanager's receiver do: the message whole, in a curl to GitHub.
  pager = await receiver((response, { body }) => {
    void api('dispatches', { event_type: 'incident', client_payload: { alertmanager: body } }).then(({ status }) =>
      response.writeHead(status === 204 ? 200 : 500).end(),
    )
  })
  alertmanager = await startAlertmanager(pager.url, 3600)
})
afterAll(async () => {
  if (NO_ALERTMANAGER) return
  await alertmanager.close()
  pager.close()
  await stage.close()
  expect(stage.github.problems).toEqual([])
})

const api = (path: string, body: object) =>
  fetch(`${stage.github.origin}/api/v3/repos/acme/ops/${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer ana', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
const mayStart = () => stage.evenkeel(desk, 'gate', 'CHG-2026-0001')
const pulled = async () => void (await promisify(execFile)('git', ['-C', desk, 'pull', '--quiet']))
/** A request of a script, as the docs of the relay have it. */
async function curl(url: string, body: object) {
  const args = [
    '-sS',
    '--fail-with-body',
    '-X',
    'PATCH',
    url,
    '-H',
    `Authorization: OAuth ${KEY}`,
    '-d',
    JSON.stringify(body),
  ]
  const { stdout } = await promisify(execFile)('curl', args)
  return JSON.parse(stdout)
}

const UPDATES = ['incident', 'update', '--push', '--by', 'bo', '--text', 'Cards of one bank are refused.']
const RESOLVES = ['incident', 'resolve', '--push', '--by', 'ana', '--text', 'All orders go through again.']

const WELL = 'All systems operational'
const GO = [0, expect.stringMatching(/\nGo: CHG-2026-0001 may begin\.\n$/)]
const READERS = ['kim@customer.example', 'status@lists.acme.example']

test.skipIf(NO_ALERTMANAGER)(
  'On a quiet morning the page says so, nobody is told anything, and the change may begin.',
  async () => {
    stage.at('2026-11-24T09:50:00Z')
    await stage.build()
    expect((await stage.notify()).channels.map(({ sent }) => sent.length)).toEqual([0, 0, 0, 0])
    expect(stage.page('index.html')).toContain(WELL)
    const { code, stdout } = await mayStart()
    expect([code, stdout]).toEqual(GO)
  },
)

test.skipIf(NO_ALERTMANAGER)(
  'An alert fires: there is an incident, customers read nothing of it, and the change may not begin.',
  async () => {
    stage.at('2026-11-24T10:02:00Z')
    await alertmanager.alert(
      { alertname: 'ShopErrors', service: 'shop', severity: 'page' },
      { startsAt: '2026-11-24T10:00:00Z', annotations: { summary: 'The pooler of db-7 is full' } },
    )
    await until('the alert has started a workflow', () => stage.github.state.events.length > 0)
    expect((await stage.posted()).map(({ code }) => code)).toEqual([0])
    expect(await stage.inMain('log', '-1', '--format=%an %s', 'main')).toBe(
      'ana INC-2026-0001: The pooler of db-7 is full',
    )
    await pulled()
    const { code, stdout } = await mayStart()
    expect(code).toBe(1)
    expect(stdout).toContain(
      'Unexpected open incident INC-2026-0001 (SEV-2) on `shop`, expected it to be resolved first.',
    )
    expect(stdout).toMatch(/\nNot now: .*\n$/)
  },
)

test.skipIf(NO_ALERTMANAGER)(
  'Somebody on call says it on a phone: the page, a mail each, the webhook, Slack and the feed have her words, and nothing of ours.',
  async () => {
    stage.at('2026-11-24T10:05:00Z')
    const form = {
      what: 'update',
      incident: 'INC-2026-0001',
      state: 'investigating',
      title: 'Orders fail',
      components: 'shop=partial_outage',
      text: 'Some orders fail. We are looking into it.',
    }
    expect((await api('actions/workflows/post.yml/dispatches', { ref: 'main', inputs: form })).status).toBe(204)
    expect((await stage.posted()).map(({ code }) => code)).toEqual([0])
    expect(stage.github.state.dispatches.at(-1)).toEqual({ workflow: 'publish.yml', ref: 'main' })
    await stage.build()
    const { channels } = await stage.notify()
    expect(channels.map(({ why }) => why)).toEqual([null, null, null, null])
    publicId = /\/incidents\/([a-z0-9]{12})\//.exec(stage.page('index.html'))?.[1] ?? ''
    for (const path of ['index.html', 'history.atom', `incidents/${publicId}/index.html`])
      expect(stage.page(path), path).toContain('Some orders fail. We are looking into it.')
    expect(stage.page('index.html')).toContain('Partial')
    const told = heard(stage)
    expect(told.hook).toEqual(['Orders fail: investigating: Some orders fail. We are looking into it.'])
    expect(told.states).toEqual(['operational → partial_outage'])
    expect(told.slack).toEqual([expect.stringContaining('Some orders fail. We are looking into it.')])
    expect(told.mail.map(({ to }) => to).toSorted()).toEqual(READERS)
    for (const { subject, text } of told.mail) {
      expect(subject).toContain('Orders fail')
      expect(text).toContain('Some orders fail. We are looking into it.')
    }
    expect(JSON.stringify(told) + stage.page('index.html')).not.toMatch(/db-7|pooler|INC-2026/)
  },
)

test.skipIf(NO_ALERTMANAGER)(
  'A script says more by the relay while somebody else pushes: both are there, and everybody is told both, in order.',
  async () => {
    stage.at('2026-11-24T10:10:00Z')
    const relay = await stage.relay()
    const { github } = stage
    // The script's push waits at the server until the other one is through, and comes too late.
    const bo = Promise.withResolvers<unknown>()
    github.faults.push({ kind: 'slow', request: 'push', until: bo.promise })
    github.requests.length = 0
    const script = curl(`${relay}/pages/acmepage/incidents/${publicId}`, {
      incident: { status: 'identified', body: 'It is the payment provider.' },
    })
    await until('the script pushes', () => github.requests.includes('push'))
    stage.at('2026-11-24T10:09:00Z')
    const other = await stage.evenkeel(desk, ...UPDATES)
    bo.resolve(null)
    expect([other.code, other.stderr]).toEqual([0, expect.stringContaining('Pushed to main')])
    expect(await script).toMatchObject({ status: 'identified', id: publicId })
    expect(github.requests.filter((one) => one === 'push')).toHaveLength(3)
    stage.at('2026-11-24T10:11:00Z')
    await stage.build()
    await stage.notify()
    const words = ['Cards of one bank are refused.', 'It is the payment provider.']
    const told = heard(stage)
    expect(told.hook.map((line) => line.replace(/^.*: /, ''))).toEqual(words)
    for (const to of READERS)
      expect(
        told.mail.filter((one) => one.to === to).map(({ text }) => words.find((word) => text.includes(word))),
      ).toEqual(words)
    for (const word of words) expect(stage.page('index.html')).toContain(word)
  },
)

test.skipIf(NO_ALERTMANAGER)(
  'The alert ends, which is for somebody to say; once she does, all is well again for everybody, and the change may begin.',
  async () => {
    stage.at('2026-11-24T10:20:00Z')
    await alertmanager.alert(
      { alertname: 'ShopErrors', service: 'shop', severity: 'page' },
      { startsAt: '2026-11-24T10:00:00Z', endsAt: '2026-11-24T10:19:00Z' },
    )
    await until('its end has started a workflow', () => stage.github.state.events.some(({ actor }) => actor === 'ana'))
    const [ended] = await stage.posted()
    expect(ended?.stdout).toContain('the alerts are over. Is it?')
    stage.at('2026-11-24T10:24:00Z')
    const over = await measured('From a post to the page', async () => {
      const posted = await stage.evenkeel(desk, ...RESOLVES)
      await stage.build()
      return posted
    })
    expect([over.code, over.stderr]).toEqual([0, expect.stringContaining('Pushed to main')])
    await measured('From the page to five messages', stage.notify)
    const told = heard(stage)
    expect(told.hook).toEqual(['Orders fail: resolved: All orders go through again.'])
    expect(told.states).toEqual(['partial_outage → operational'])
    expect(told.mail.map(({ subject }) => subject)).toEqual(READERS.map(() => '[Acme] Resolved: Orders fail'))
    expect(stage.page('index.html')).toContain(WELL)
    await pulled()
    const { code, stdout } = await mayStart()
    expect([code, stdout]).toEqual(GO)
  },
)

test.skipIf(NO_ALERTMANAGER)(
  'The review says how long it was: customers read what it was, and the budget is debited with it.',
  async () => {
    stage.at('2026-11-25T09:10:00Z')
    const folder = `content/incidents/2026/INC-2026-0001-the-pooler-of-db-7-is-full`
    const record = await stage.inMain('show', `main:${folder}/index.md`)
    const held = 'review: {status: done, held: 2026-11-25T09:00:00Z}'
    stage.merge(
      {
        // It had begun three minutes before the alert.
        [`${folder}/index.md`]: `${record.replace('started: 2026-11-24T10:00', 'started: 2026-11-24T09:57').replace('\nalerts:', `\n${held}\nalerts:`)}\n\n## Postmortem\n\ndb-7 took no more connections.\n`,
        [`${folder}/public/impact.yaml`]:
          '- {component: shop, status: partial_outage, from: 2026-11-24T09:57:00Z, to: 2026-11-24T10:24:00Z}\n',
        [`${folder}/public/postmortem.md`]: 'Our payment provider refused cards. We have a second one now.\n',
      },
      'main',
    )
    await pulled()
    const valid = await stage.evenkeel(desk, 'validate')
    expect([valid.code, valid.stdout]).toEqual([0, expect.stringMatching(/^0 errors, 0 warnings/)])
    const { stdout } = await stage.evenkeel(desk, 'budget', '--format', 'json')
    // 99.9 % of 30 days of 86,400 s leaves 2,592 s. From 9:57 to 10:24 are 27 min = 1,620 s; 972 s remain.
    expect(JSON.parse(stdout).slos).toMatchObject([{ budget_ms: '2592000', bad_ms: '1620000', left_ms: '972000' }])
    await stage.build()
    await stage.notify()
    const words = 'Our payment provider refused cards. We have a second one now.'
    expect(stage.page(`incidents/${publicId}/index.html`)).toContain(words)
    const { mail } = heard(stage)
    expect(mail.map(({ subject }) => subject).toSorted()).toEqual(
      ['[Acme] Correction: Orders fail', '[Acme] What happened, and what we do about it: Orders fail'].flatMap(
        (one) => [one, one],
      ),
    )
    expect(
      mail
        .filter(({ text }) => text.includes(words))
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual(READERS)
    const verified = await stage.evenkeel(stage.built, 'verify', 'dist/status')
    expect(verified.code, verified.stdout).toBe(0)
  },
)
