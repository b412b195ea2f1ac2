import { execFile } from 'node:child_process'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { originAndClone, type OriginAndClone } from '../../fixtures/origin-and-clone.ts'
import { PROJECT } from '../../fixtures/places.ts'
import { runIn } from '../../fixtures/in-process.ts'
import { RELAY_KEY as KEY, startRelay, type RelayServer } from '../../fixtures/relay-server.ts'

const CONTENT = {
  'site.yaml': 'name: Acme\nurl: https://status.acme.example\n',
  'teams/payments.yaml': 'name: Payments\nmembers: [ana]\nleads: [ana]\n',
  'services/checkout.yaml': 'name: Checkout API\nteam: payments\ntier: 1\npublic: {name: Checkout, group: Shop}\n',
  'services/search.yaml':
    'name: Search\nteam: payments\ntier: 2\npublic: {name: Search}\nsource: {kind: statuspage, id: oldsearch001}\n',
  'services/ledger.yaml': 'name: Ledger\nteam: payments\ntier: 2\n',
}
const NOW = Date.UTC(2026, 2, 1, 10)

let there: OriginAndClone
let relay: RelayServer
let address: string
let now = NOW

const started = () => startRelay(there.home, () => now, { team: 'payments', tier: 2 })

beforeAll(async () => {
  there = originAndClone(CONTENT)
  relay = await started()
  address = relay.address
})
afterAll(() => {
  relay.close()
  there.remove()
})
afterEach(() => {
  relay.log.splice(0)
  // Each test has a day of its own: nothing that was said before is said moments ago.
  now += 24 * 60 * 60 * 1000
})

interface Answered {
  status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- what clients read
  body: any
}
async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answered> {
  const response = await fetch(`${address}/v1/pages/p4g3${path}`, {
    method,
    headers: { authorization: `OAuth ${KEY}`, ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) }
}
const post = (incident: unknown, headers?: Record<string, string>) => ask('POST', '/incidents', { incident }, headers)
const patch = (id: string, incident: unknown) => ask('PATCH', `/incidents/${id}`, { incident })
const commits = () => Number(there.git('rev-list', '--count', 'main'))
const componentId = async (name: string): Promise<string> => {
  const { body } = await ask('GET', '/components')
  return (body as { name: string; id: string }[]).find((one) => one.name === name)?.id ?? ''
}

/** The two calls that everybody copies, as the guide has them. */
const COPIED = [...readFileSync(join(PROJECT, 'docs/relay.md'), 'utf8').matchAll(/^curl -X POST \$HOST.*$/gm)].map(
  ([line]) => line,
)

test('The calls that everybody copies run as they are written, without a Content-Type of JSON.', async () => {
  const shell = async (line: string) => {
    const env = { PATH: process.env['PATH'], HOST: address, PAGE_ID: 'p4g3', KEY }
    const { stdout } = await promisify(execFile)('bash', ['-c', line], { env })
    return JSON.parse(stdout) as { id: string; components: { id: string }[] }
  }
  const [component = '', incident = ''] = COPIED
  const { id } = await shell(component)
  expect(there.text('content/services/api.yaml')).toMatch(/name: API\nteam: payments\ntier: 2\npublic: \{name: API\}\n/)
  const made = await shell(incident)
  expect(made.components.map((one) => one.id)).toEqual([id])
  const file = there.paths().findLast((path) => path.includes('elevated-error-rates/public/')) ?? ''
  expect(there.text(file)).toContain(
    'title: Elevated Error Rates\ncomponents: {api: degraded_performance}\nimpact: minor\n',
  )
  // Those after it begin with nothing open.
  expect((await patch(made.id, { status: 'resolved' })).status).toBe(200)
})

describe('An incident', () => {
  test('is answered with its id once it is on the branch, and goes on under that id until it is over.', async () => {
    const id = await componentId('Checkout')
    const made = await post({
      name: 'Many errors',
      status: 'investigating',
      impact_override: 'minor',
      component_ids: [id],
    })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      name: 'Many errors',
      status: 'investigating',
      impact: 'minor',
      page_id: 'p4g3',
      shortlink: `https://status.acme.example/incidents/${made.body.id}/`,
    })
    expect(made.body.components).toMatchObject([{ id, status: 'degraded_performance' }])
    const path = there.paths().find((one) => /-many-errors\/public\//.test(one)) ?? ''
    expect(there.text(path)).toContain('checkout: degraded_performance')
    expect(there.git('log', '-1', '--format=%an <%ae>', 'main')).toBe(
      'evenkeel-relay <evenkeel-relay@users.noreply.github.com>',
    )

    now += 60_000
    const more = await patch(made.body.id, {
      status: 'identified',
      body: 'A deploy was <b>too large</b>.',
      components: { [id]: 'major_outage' },
    })
    expect(more).toMatchObject({ status: 200, body: { id: made.body.id, status: 'identified' } })
    expect(more.body.incident_updates).toMatchObject([
      { body: 'A deploy was <b>too large</b>.' },
      { status: 'investigating' },
    ])
    expect((await ask('GET', '/incidents/unresolved')).body.map((one: { id: string }) => one.id)).toEqual([
      made.body.id,
    ])

    now += 60_000
    expect(await patch(made.body.id, { status: 'resolved', body: 'It is over.' })).toMatchObject({
      status: 200,
      body: { status: 'resolved', components: [{ status: 'operational' }] },
    })
    expect((await ask('GET', '/incidents/unresolved.json')).body).toEqual([])
    expect((await ask('GET', `/incidents/${made.body.id}.json`)).body).toMatchObject({
      status: 'resolved',
      resolved_at: new Date(now).toISOString(),
    })
  })

  test('that is sent again by a client that heard nothing is the same one; a day later it is another.', async () => {
    const first = await post({ name: 'Twice', status: 'investigating', body: 'We look.' })
    const before = commits()
    now += 120_000
    const again = await post({ name: 'Twice', status: 'investigating', body: 'We look.' })
    expect(again).toEqual({ status: 201, body: first.body })
    expect(commits()).toBe(before)
    now += 24 * 60 * 60 * 1000
    expect((await post({ name: 'Twice', status: 'investigating', body: 'We look.' })).body.id).not.toBe(first.body.id)
  })

  test('with a key of its own is done once, whatever is sent by another process that knows of no answer.', async () => {
    const sent = { name: 'Once', body: 'We look.' }
    const first = await post(sent, { 'idempotency-key': 'alert-1' })
    expect(await post(sent, { 'idempotency-key': 'alert-1' })).toEqual(first)
    expect(await post({ name: 'Other' }, { 'idempotency-key': 'alert-1' })).toEqual({
      status: 422,
      body: { error: ['This Idempotency-Key was that of another request'] },
    })
    const fresh = await started()
    const elsewhere = `${fresh.address}/v1/pages/p4g3/incidents`
    const answered = await fetch(elsewhere, {
      method: 'POST',
      body: JSON.stringify({ incident: sent }),
      headers: { authorization: `OAuth ${KEY}`, 'idempotency-key': 'alert-1' },
    })
    expect(await answered.json()).toMatchObject({ id: first.body.id })
    // An update too, though something else was said since.
    const more = { body: 'Still slow.' }
    await ask('PATCH', `/incidents/${first.body.id}`, { incident: more }, { 'idempotency-key': 'alert-1-more' })
    await patch(first.body.id, { status: 'identified', body: 'We know why.' })
    const before = commits()
    const again = await fetch(`${elsewhere}/${first.body.id}`, {
      method: 'PATCH',
      body: JSON.stringify({ incident: more }),
      headers: { authorization: `OAuth ${KEY}`, 'idempotency-key': 'alert-1-more' },
    })
    expect([again.status, await again.json()]).toMatchObject([200, { status: 'identified' }])
    expect(commits()).toBe(before)
    fresh.close()
  })

  test('that was resolved is resolved again without a word.', async () => {
    const { body } = await post({ name: 'Short', body: 'We look.' })
    await patch(body.id, { status: 'resolved' })
    const before = commits()
    expect(await patch(body.id, { status: 'resolved' })).toMatchObject({ status: 200, body: { status: 'resolved' } })
    expect(commits()).toBe(before)
  })

  test('reads what somebody else has pushed meanwhile, and adds to that.', async () => {
    const { body } = await post({ name: 'Shared', body: 'We look.' })
    there.pushed({ 'services/pay.yaml': 'name: Pay\nteam: payments\ntier: 2\npublic: {name: Pay}\n' })
    const more = await patch(body.id, { body: 'Paying, too.', components: { pay: 'partial_outage' } })
    expect(more).toMatchObject({ status: 200, body: { components: [{ name: 'Pay', status: 'partial_outage' }] } })
  })

  test('may be posted by many at once: all land, in the order in which they came, none twice.', async () => {
    const before = commits()
    const all = await Promise.all(Array.from({ length: 3 }, (_, n) => post({ name: `At once ${n}`, body: 'We look.' })))
    expect(all.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(new Set(all.map(({ body }) => body.id)).size).toBe(3)
    expect(commits()).toBe(before + 3)
  })
})

describe('A component', () => {
  test('becomes a service of the team and tier of the relay, and is the same one when it is sent again.', async () => {
    const sent = { component: { name: 'Public API', status: 'operational', showcase: true } }
    const made = await ask('POST', '/components', sent)
    expect(made).toMatchObject({ status: 201, body: { name: 'Public API', status: 'operational', page_id: 'p4g3' } })
    expect(there.text('content/services/public-api.yaml')).toMatch(/team: payments\ntier: 2\n/)
    const before = commits()
    expect((await ask('POST', '/components', sent)).body.id).toBe(made.body.id)
    expect(commits()).toBe(before)
  })

  test('is in a state by an incident of its own, which ends with it.', async () => {
    const id = await componentId('Search')
    expect(await ask('PATCH', `/components/${id}`, { component: { status: 'partial_outage' } })).toMatchObject({
      status: 200,
      body: { id, status: 'partial_outage' },
    })
    const [open] = (await ask('GET', '/incidents/unresolved')).body.filter((one: { name: string }) =>
      one.name.startsWith('Search'),
    )
    expect(open).toMatchObject({ name: 'Search: partial outage', status: 'identified' })
    now += 60_000
    // By the id that it had on the page that it was imported from.
    expect(await ask('PUT', '/components/oldsearch001', { component: { status: 'operational' } })).toMatchObject({
      status: 200,
      body: { id, status: 'operational' },
    })
    expect((await ask('GET', `/incidents/${open.id}`)).body).toMatchObject({ status: 'resolved' })
  })

  test('of an open incident is told of there.', async () => {
    const { body } = await post({
      name: 'Searching is slow',
      body: 'We look.',
      components: { search: 'degraded_performance' },
    })
    now += 60_000
    await ask('PATCH', '/components/search', { component: { status: 'operational' } })
    const { body: after } = await ask('GET', `/incidents/${body.id}`)
    expect(after).toMatchObject({ status: 'investigating', components: [{ status: 'operational' }] })
  })

  test('may be called otherwise, and stays where it stands.', async () => {
    expect(
      await ask('PATCH', '/components/checkout', { component: { name: 'Paying', description: 'For an order' } }),
    ).toMatchObject({
      status: 200,
      body: { name: 'Paying', description: 'For an order', group_id: expect.stringMatching(/^\w{12}$/) },
    })
    expect(there.text('content/services/checkout.yaml')).toContain('group: Shop')
  })

  test('that is not public is as if it were not there.', async () => {
    expect((await ask('GET', '/components')).body.map((one: { name: string }) => one.name)).not.toContain('Ledger')
    expect(await ask('GET', '/components/ledger')).toEqual({ status: 404, body: { error: 'Not found' } })
    expect(await ask('PATCH', '/components/ledger', { component: { status: 'major_outage' } })).toEqual({
      status: 404,
      body: { error: 'Not found' },
    })
    expect(await post({ name: 'x', component_ids: ['ledger'] })).toEqual({
      status: 422,
      body: { error: ['incident[components][ledger] could not be found'] },
    })
  })
})

test('A maintenance is announced, and found where scripts look for it.', async () => {
  const times = {
    scheduled_for: new Date(now + 3_600_000).toISOString(),
    scheduled_until: new Date(now + 7_200_000).toISOString(),
  }
  const made = await post({
    name: 'New disks',
    status: 'scheduled',
    body: 'Checkout may be slow.',
    component_ids: ['checkout'],
    ...times,
  })
  expect(made).toMatchObject({ status: 201, body: { status: 'scheduled', impact: 'maintenance', ...times } })
  expect((await ask('GET', '/incidents/scheduled')).body).toMatchObject([{ id: made.body.id }])
  expect((await ask('GET', '/incidents/upcoming.json')).body).toMatchObject([{ id: made.body.id }])
  expect((await ask('GET', '/incidents?q=disks&limit=1')).body).toMatchObject([{ id: made.body.id }])
  now += 3_700_000
  expect((await ask('GET', '/incidents/active_maintenance')).body).toMatchObject([{ id: made.body.id }])
  expect(await patch(made.body.id, { status: 'completed', body: 'Done.' })).toMatchObject({
    status: 200,
    body: { status: 'completed' },
  })
})

describe('A request', () => {
  test.each([
    ['no key', {}],
    ['another key', { authorization: 'OAuth wrong' }],
    ['a part of the key', { authorization: `OAuth ${KEY.slice(0, -1)}` }],
    ['the key in another scheme', { authorization: `Basic ${KEY}` }],
  ])('with %s is told nothing.', async (_, headers) => {
    const response = await fetch(`${address}/v1/pages/p4g3/incidents`, {
      method: 'POST',
      headers: headers as Record<string, string>,
      body: '{"incident": {"name": "x"}}',
    })
    expect([response.status, await response.json()]).toEqual([401, { error: 'Could not authenticate' }])
  })

  test('may bring its key as Bearer.', async () => {
    const response = await fetch(`${address}/v1/pages`, { headers: { authorization: `Bearer ${KEY}` } })
    expect(await response.json()).toMatchObject([{ id: 'p4g3', name: 'Acme' }])
  })

  test.each([
    '/v1/pages/other/incidents',
    '/v1/pages/p4g3/incidents/nope',
    '/v1/pages/p4g3/../../etc/passwd',
    '/v1/pages/p4g3/components/..%2f..%2fsite',
    '/v1/pages/p4g3/subscribers',
    '/',
    '/v2/summary.json',
    '/v1/pages/__proto__/incidents',
  ])('for %s finds nothing.', async (path) => {
    const response = await fetch(`${address}${path}`, { headers: { authorization: `OAuth ${KEY}` } })
    expect([response.status, String(((await response.json()) as { error: string }).error)]).toEqual([
      404,
      expect.stringContaining('Not found'),
    ])
  })

  test('may be a form in parts, as libraries send one.', async () => {
    const form = new FormData()
    for (const [name, value] of [
      ['name', 'In parts'],
      ['component_ids][', 'search'],
      ['body', 'Two\r\nlines'],
      ['deliver_notifications', 'false'],
    ] as const)
      form.append(`incident[${name}]`, value)
    const response = await fetch(`${address}/v1/pages/p4g3/incidents.json`, {
      method: 'POST',
      body: form,
      headers: { authorization: `OAuth ${KEY}` },
    })
    expect([response.status, await response.json()]).toMatchObject([
      201,
      { name: 'In parts', components: [{ name: 'Search' }], incident_updates: [{ deliver_notifications: false }] },
    ])
  })

  test('that would delete is told what to do instead.', async () => {
    expect(await ask('DELETE', '/components/checkout')).toEqual({
      status: 405,
      body: { error: 'A component is retired by `until` in its service, or taken out by a pull request' },
    })
    expect((await ask('DELETE', '/incidents/abc')).status).toBe(405)
    expect((await ask('POST', '/component-groups', '{}')).status).toBe(405)
  })

  test.each([
    ['{"incident": {"name": "cut', ['The body is neither JSON nor a form. Was it cut off on its way?']],
    ['', ['incident is missing']],
    ['[]', ['incident is missing']],
    ['null', ['incident is missing']],
    [
      '{"incident": {"name": "x", "status": "broken"}}',
      [expect.stringMatching(/^incident\[status\] does not have a valid value/)],
    ],
    ['{"__proto__": {"incident": {"name": "x"}}}', ['incident is missing']],
  ])('whose body is %j is refused, and writes nothing.', async (body, error) => {
    const before = commits()
    expect(await ask('POST', '/incidents', body)).toEqual({ status: 422, body: { error } })
    expect(commits()).toBe(before)
  })

  test('that `validate` refuses writes nothing, and is told why.', async () => {
    const before = commits()
    const { status, body } = await post({ name: 'x', body: `key: ${'ghp_'}${'a1B2'.repeat(9)}` })
    expect(status).toBe(422)
    expect(body.error.join()).toContain('GitHub')
    expect(commits()).toBe(before)
  })

  test('that finds git away, or lets the relay in no longer, is asked to come again, and is no bug of ours.', async () => {
    const origin = join(there.home, '..', 'origin.git')
    renameSync(origin, `${origin}.gone`)
    try {
      const answered = await fetch(`${address}/v1/pages/p4g3/incidents`, {
        method: 'POST',
        headers: { authorization: `OAuth ${KEY}` },
        body: JSON.stringify({ incident: { name: 'Away', body: 'x' } }),
      })
      expect([answered.status, answered.headers.get('retry-after')]).toEqual([503, '10'])
      expect(await answered.text()).not.toContain('bug')
    } finally {
      renameSync(`${origin}.gone`, origin)
    }
    expect(relay.log.join('\n')).toMatch(/can't be asked.*does not appear to be a git repository/)
    expect((await post({ name: 'Away', body: 'x' })).status).toBe(201)
  })

  test('that the server of git refuses is asked to come again, and its words are one line of the log, whatever they are.', async () => {
    const hook = join(there.home, '../origin.git/hooks/pre-receive')
    writeFileSync(hook, '#!/bin/sh\necho "No.\n2026-03-01T10:00:00Z  201  POST  /v1/pages" >&2\nexit 1\n', {
      mode: 0o755,
    })
    try {
      expect((await post({ name: 'Refused', body: 'x' })).status).toBe(503)
    } finally {
      rmSync(hook)
    }
    expect(relay.log.filter((line) => /No\.|201 {2}POST/.test(line))).toEqual([expect.stringContaining('not pushed: ')])
    expect(relay.log.join('')).not.toContain('\n')
  })

  test('that is cut off in its body writes nothing, and the next one is taken.', async () => {
    const before = commits()
    const body = JSON.stringify({ incident: { name: 'Cut off', body: 'x' } })
    const head = `POST /v1/pages/p4g3/incidents HTTP/1.1\r\nHost: x\r\nAuthorization: OAuth ${KEY}\r\n`
    const { hostname, port } = new URL(address)
    // A body that ends early, be it whole as far as it came.
    for (const [length, sent] of [
      [body.length, body.slice(0, -20)],
      [body.length + 1, body],
    ] as const) {
      const socket = connect(Number(port), hostname)
      await new Promise((done) => socket.write(`${head}Content-Length: ${length}\r\n\r\n${sent}`, done))
      socket.destroy()
      await vi.waitFor(() => expect(relay.log.splice(0).join('\n')).toContain('cut off on its way'), 30_000)
    }
    expect(commits()).toBe(before)
    expect((await post({ name: 'Cut off', body: 'x' })).status).toBe(201)
    expect(commits()).toBe(before + 1)
  })

  test('of 5 MB is too large.', async () => {
    expect(
      await ask('POST', '/incidents', `{"incident": {"name": "x", "body": "${'x'.repeat(5_000_000)}"}}`).catch(() => ({
        status: 413,
      })),
    ).toMatchObject({ status: 413 })
  })

  test('is logged on one line, without its key or anything that breaks the line.', async () => {
    await ask('GET', '/incidents?api_key=secret')
    expect(relay.log).toEqual([expect.stringMatching(/^200 {2}GET {2}\/v1\/pages\/p4g3\/incidents {2}\d+ ms$/)])
    relay.log.splice(0)
    await post({ name: 'x', components: { 'a\n201  POST': 'major_outage' } })
    expect(relay.log.join('|')).not.toMatch(/\n|secret/)
    expect(relay.log.join()).not.toContain(KEY)
  })
})

describe('A connection', () => {
  const head = `Host: x\r\nAuthorization: OAuth ${KEY}\r\n`

  test('may carry several requests one after the other, which are answered in order.', async () => {
    const text = await relay.raw(
      `GET /v1/pages HTTP/1.1\r\n${head}\r\nGET /v1/none HTTP/1.1\r\n${head}Connection: close\r\n\r\n`,
    )
    expect([...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['200', '404'])
  })

  test.each([
    ['a header that is broken by a line', `GET /v1/pages HTTP/1.1\r\n${head}X: a\rb\r\n\r\n`, '400'],
    [
      'two lengths',
      `POST /v1/pages/p4g3/incidents HTTP/1.1\r\n${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      '400',
    ],
    ['headers without end', `GET /v1/pages HTTP/1.1\r\n${head}X: ${'x'.repeat(20_000)}\r\n\r\n`, '431'],
    ['no HTTP', 'hello\r\n\r\n', '400'],
  ])('with %s is closed.', async (_, bytes, status) => {
    expect(await relay.raw(bytes)).toContain(`HTTP/1.1 ${status}`)
  })

  test('that announces more than is taken is answered before it has sent it.', async () => {
    expect(
      await relay.raw(`POST /v1/pages/p4g3/incidents HTTP/1.1\r\n${head}Content-Length: 5000000\r\n\r\n{`),
    ).toContain('HTTP/1.1 413')
  })
})

describe('The command', () => {
  test.each<[string[], RegExp]>([
    [[], /--token-env/],
    [['--token-env', 'NOT_SET'], /NOT_SET isn't set: it holds the key/],
    [['--token-env', '0123456789abcdef0123456789abcdef'], /never the key itself/],
    [['--token-env', 'PATH', '--team', 'payments'], /--team and --tier go together/],
  ])('with %j says what it needs.', async (flags, words) => {
    const { code, stderr } = await runIn(there.home, 'relay', ...flags)
    expect([code, stderr]).toEqual([2, expect.stringMatching(words)])
  })
})
