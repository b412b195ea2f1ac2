import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { anyText } from '../../fixtures/any-text.ts'
import { GOOD } from '../../fixtures/good-content.ts'
import { run, runWithInput } from '../../fixtures/in-process.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-alert-'))
afterAll(() => rmSync(top, { recursive: true }))

let records: string
let count = 0
beforeEach(() => {
  records = join(top, String(count++), 'content')
  for (const [path, text] of Object.entries(GOOD)) write(path, text)
  write(
    'runbooks/payments/checkout-errors.md',
    (GOOD['runbooks/payments/checkout-errors.md'] ?? '').replace(
      'team: platform\n',
      'team: platform\nalerts: [CheckoutErrors]\nseverity: SEV-1\n',
    ),
  )
})
function write(path: string, text: string) {
  mkdirSync(dirname(join(records, path)), { recursive: true })
  writeFileSync(join(records, path), text)
}

interface Alert {
  name?: string
  status?: 'firing' | 'resolved'
  starts?: string
  ends?: string
  labels?: Record<string, string>
  annotations?: Record<string, string>
}
/** A message as Alertmanager 0.25 sends it. */
function message(alerts: Alert[], more: Record<string, unknown> = {}) {
  const [first] = alerts
  return {
    version: '4',
    receiver: 'evenkeel',
    groupKey: '{}:{alertname="CheckoutErrors"}',
    truncatedAlerts: 0,
    status: alerts.some(({ status }) => status !== 'resolved') ? 'firing' : 'resolved',
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: first?.annotations ?? {},
    externalURL: 'http://alertmanager.acme.internal:9093',
    alerts: alerts.map(
      (
        { name = 'CheckoutErrors', status = 'firing', starts = '08:50:00.123456789', ends, labels, annotations },
        i,
      ) => ({
        status,
        labels: { alertname: name, ...labels },
        annotations: annotations ?? {},
        startsAt: `2026-11-23T${starts}Z`,
        endsAt: ends === undefined ? '0001-01-01T00:00:00Z' : `2026-11-23T${ends}Z`,
        generatorURL: 'http://prometheus.acme.internal/graph',
        fingerprint: String(i),
      }),
    ),
    ...more,
  }
}

const sent = (time: string, what: unknown, verb = 'open', ...flags: string[]) =>
  runWithInput(
    typeof what === 'string' ? what : JSON.stringify(what),
    'incident',
    verb,
    '--alert',
    '-',
    '--content',
    records,
    '--now',
    `2026-11-23T${time}Z`,
    ...flags,
  )
const validates = async () =>
  (await run('validate', '--content', records, '--now', '2026-11-23T23:00:00Z')).stdout.split('\n').at(-2)
const written = () =>
  readdirSync(join(records, 'incidents/2026'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md') && !path.includes('INC-2026-0001'))
    .toSorted()
const read = (name = written()[0] ?? '') => readFileSync(join(records, 'incidents/2026', name), 'utf8')

const FIRST = message([
  { labels: { service: 'checkout' }, annotations: { summary: '4 % of checkouts fail on db-7.acme.internal' } },
])

test("A runbook that names another's alert is not offered, and lends it neither service nor severity.", async () => {
  const own = readFileSync(join(records, 'runbooks/payments/checkout-errors.md'), 'utf8')
  writeFileSync(
    join(records, 'runbooks/a-stranger.md'),
    own.replace(/title: .*/, 'title: Somebody else').replace(/services: .*/, 'services: [ledger-store]'),
  )
  const { stdout } = await sent(
    '08:53:00',
    message([{ annotations: { runbook_url: 'https://ops.acme.example/runbooks/payments/checkout-errors/' } }]),
  )
  expect(stdout).toContain('payments/checkout-errors.md')
  expect(stdout).not.toContain('a-stranger.md')
  expect(read()).toContain('services: [checkout]')
})

test('A group that fires opens an incident for us: what it is of, how bad, since when, and what to do.', async () => {
  const { code, stdout } = await sent('08:53:00', FIRST)
  expect(code).toBe(0)
  expect(stdout).toContain('runbook: ')
  expect(stdout).toContain('payments/checkout-errors.md  Checkout error rate is high')
  expect(stdout).toContain('Customers see nothing of it.')
  expect(stdout).not.toContain('open with the same alert')
  const [name = ''] = written()
  expect(written()).toEqual([expect.stringMatching(/^INC-2026-0002-4-of-checkouts-fail.*\/index\.md$/)])
  expect(read(name).replace(/id: [0-9a-f]{16}-/, 'id: KEY-')).toBe(`---
id: INC-2026-0002
title: 4 % of checkouts fail on db-7.acme.internal
severity: SEV-1
services: [checkout]
detected_by: monitoring
started: 2026-11-23T08:50:00Z
detected: 2026-11-23T08:50:00Z
alerts: [CheckoutErrors]
source:
  kind: alertmanager
  id: KEY-20261123T085000Z
  url: http://alertmanager.acme.internal:9093
---
## Timeline

Times in UTC.

- 08:50 Alertmanager: \`CheckoutErrors\` fires.
`)
  expect(await validates()).toMatch(/^0 errors/)
})

test('The same group again changes nothing; another alert in it is added once.', async () => {
  await sent('08:53:00', FIRST)
  const before = read()
  expect((await sent('08:58:00', FIRST)).stdout).toBe('INC-2026-0002 knows of `CheckoutErrors`; nothing is changed.\n')
  expect(read()).toBe(before)
  const more = message([{}, { name: 'CheckoutSlow', starts: '08:59:30' }, { name: 'CheckoutSlow', starts: '08:59:40' }])
  expect((await sent('09:00:00', more)).code).toBe(0)
  expect(read()).toBe(
    before
      .replace('alerts: [CheckoutErrors]', 'alerts: [CheckoutErrors, CheckoutSlow]')
      .replace('fires.\n', 'fires.\n- 08:59 Alertmanager: `CheckoutSlow` fires too.\n'),
  )
  expect((await sent('09:05:00', more)).stdout).toContain('nothing is changed')
  // The first one is gone, and what is left began later: it is the same group, and the same incident.
  const rest = message([{ name: 'CheckoutSlow', starts: '08:59:30' }])
  expect((await sent('09:10:00', rest)).stdout).toContain('INC-2026-0002 knows of')
  expect(written()).toHaveLength(1)
})

test('That it is over is proposed, and noted; only who asks for it ends the incident.', async () => {
  await sent('08:53:00', FIRST)
  const over = message([{ status: 'resolved', ends: '09:20:10' }])
  const { code, stdout } = await sent('09:25:00', over)
  expect(code).toBe(0)
  expect(stdout).toContain('Is it? npx evenkeel incident resolve INC-2026-0002')
  expect(read()).toContain('- 09:20 Alertmanager: `CheckoutErrors` has ended.\n')
  expect(read()).not.toContain('resolved:')
  const before = read()
  expect((await sent('09:30:00', over)).stdout).toContain('incident resolve INC-2026-0002; nothing is changed')
  expect(read()).toBe(before)
  const still = await sent('09:30:00', FIRST, 'resolve')
  expect(still).toMatchObject({ code: 1, stderr: expect.stringContaining('`CheckoutErrors` still fires') })
  expect((await sent('09:31:00', over, 'resolve')).code).toBe(0)
  expect(read()).toContain('resolved: 2026-11-23T09:31:00Z\n')
  // Replayed: the old messages open nothing, and end nothing twice.
  expect((await sent('09:40:00', FIRST)).stdout).toMatch(
    /INC-2026-0002 is over, since .* still fires\. Open it again\?/,
  )
  expect((await sent('09:40:00', over)).stdout).toContain('INC-2026-0002 is over')
  expect(written()).toHaveLength(1)
  // Another day is another incident.
  await sent('11:00:00', message([{ starts: '10:55:00' }]))
  expect(written()).toHaveLength(2)
  expect(await validates()).toMatch(/^0 errors/)
})

test('Of customers it speaks only in words that somebody has written for them.', async () => {
  write(
    'incident-templates/payments.md',
    '---\ntitle: Some payments fail\nseverity: SEV-3\ncomponents: {checkout: partial_outage}\n---\n## investigating\n\nSome payments fail.\n',
  )
  await sent('08:53:00', FIRST, 'open', '--template', 'payments')
  const [index = '', update = ''] = written()
  expect(read(index)).toContain('title: 4 % of checkouts fail on db-7.acme.internal\nseverity: SEV-3\n')
  expect(read(update)).toBe(
    '---\nstate: investigating\ntitle: Some payments fail\ncomponents:\n  checkout: {status: partial_outage, since: 2026-11-23T08:50:00Z}\nnext_update: 2026-11-23T09:53:00Z\n---\nSome payments fail.\n',
  )
  await sent('09:00:00', message([{}, { name: 'Another', annotations: { summary: 'secret-host' } }]))
  await sent('09:10:00', message([{ status: 'resolved', ends: '09:09:00' }]))
  expect(written()).toHaveLength(2)
  const untold = message([{}], { groupKey: 'other' })
  expect(await sent('09:20:00', untold, 'open', '--component', 'checkout=major_outage')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^Missing: --title, --text/),
  })
})

test('A group is added to an incident that was opened by hand.', async () => {
  await run(
    'incident',
    'open',
    '--internal',
    '--title',
    'Slow',
    '--severity',
    'SEV-3',
    '--content',
    records,
    '--now',
    '2026-11-23T08:51:00Z',
  )
  expect((await sent('08:53:00', FIRST, 'update', 'INC-2026-0002')).code).toBe(0)
  expect(read()).toMatch(/alerts: \[CheckoutErrors\]\nsource: \{kind: alertmanager, id: [0-9a-f]{16}-20261123T085000Z/)
  expect((await sent('08:55:00', FIRST)).stdout).toContain('INC-2026-0002 knows of')
  expect(written()).toHaveLength(1)
})

test.each([
  ['SEV-1', { severity: 'sev1' }, 'SEV-1'],
  ['P2', { severity: 'P2' }, 'SEV-2'],
  ['critical', { severity: 'critical' }, 'SEV-2'],
  ['page of Sloth', { sloth_severity: 'page' }, 'SEV-2'],
  ['Warning', { severity: 'Warning' }, 'SEV-3'],
  ['info', { severity: 'info' }, 'SEV-4'],
  ['a word of nobody', { severity: 'constructor' }, 'SEV-3'],
  ['nothing', {}, 'SEV-3'],
])('Labelled %s, it is as bad as the docs say.', async (_, labels, severity) => {
  await sent('08:53:00', message([{ name: 'Unknown', labels: labels as Record<string, string> }]))
  expect(read()).toContain(`severity: ${severity}\n`)
})

test.each([
  ['its SLO', { name: 'Burn', labels: { sloth_id: 'checkout-availability' } }, '[checkout]'],
  ['its runbook', { name: 'checkouterrors' }, '[checkout]'],
  ['a service that nobody knows', { name: 'Burn', labels: { service: '../x' } }, '[]'],
])('Its service is known by %s.', async (_, alert, services) => {
  await sent('08:53:00', message([alert]))
  expect(read()).toContain(`services: ${services}\n`)
})

test('A group whose alert belongs to an incident opened by hand is opened, and says so.', async () => {
  write(
    'incidents/2026/INC-2026-0007-by-hand.md',
    '---\nid: INC-2026-0007\ntitle: Checkout is slow\nseverity: SEV-2\nservices: [checkout]\nstarted: 2026-11-23T08:40:00Z\nalerts: [CheckoutErrors]\n---\n',
  )
  const { code, stdout } = await sent('08:53:00', FIRST)
  expect(code).toBe(0)
  expect(stdout).toContain('open with the same alert: INC-2026-0007  Checkout is slow.')
  expect(stdout).toContain('`incident update INC-2026-0007 --alert FILE`')
})

test('Two messages of one group at once open one incident, and two groups at once two.', async () => {
  const other = message([{ name: 'Other' }], { groupKey: 'other' })
  const ended = await Promise.all([sent('08:53:00', FIRST), sent('08:53:00', other), sent('08:53:00', FIRST)])
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0])
  expect(written().map((name) => name.slice(0, 13))).toEqual(['INC-2026-0002', 'INC-2026-0003'])
})

test.each([
  ['cut off', JSON.stringify(FIRST).slice(0, 300), /no JSON.*Was it cut off/],
  ['empty', '', /emptiness/],
  ['no JSON', '<html>502</html>', /no JSON/],
  ['of another version', JSON.stringify({ ...FIRST, version: '3' }), /Unexpected version "3", expected "4"/],
  ['of another tool', '{"incident": {"name": "x"}}', /message without a version/],
  ['a list', '[]', /message without a version/],
  ['without alerts', JSON.stringify({ ...FIRST, alerts: [] }), /`alerts`/],
  ['with a time that is none', JSON.stringify(FIRST).replace('2026-11-23T08:50', 'yesterday'), /`alerts\.0\.startsAt`/],
  ['of 5 MB', JSON.stringify({ ...FIRST, padding: 'x'.repeat(5_000_000) }), /more than 4 MiB.*max_alerts/],
])('A message that is %s is refused with a word, and nothing is written.', async (_, text, why) => {
  const { code, stdout, stderr } = await sent('08:53:00', text)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(why)
  expect(stderr.length).toBeLessThan(700)
  expect(written()).toEqual([])
})

test('A file that is not there is named.', async () => {
  const { code, stderr } = await run('incident', 'open', '--alert', join(top, 'none.json'), '--content', records)
  expect([code, stderr]).toEqual([1, `${join(top, 'none.json')} can't be read (ENOENT).\n`])
})

test('500 alerts are one incident that stays readable.', async () => {
  const many = message(Array.from({ length: 500 }, (_, i) => ({ name: `Alert${i % 100}`, labels: { pod: `p${i}` } })))
  expect((await sent('08:53:00', many)).code).toBe(0)
  const text = read()
  expect(text).toContain('`Alert4` and 95 more (500 alerts) fires; 80 of the names are only counted.')
  expect(text.length).toBeLessThan(1500)
  expect((await sent('08:58:00', many)).stdout).toContain('nothing is changed')
  expect(await validates()).toMatch(/^0 errors/)
})

test('Whatever strangers write into labels and annotations, the record is valid and customers read nothing of it.', async () => {
  const hostile = fc.oneof(
    fc.constantFrom(
      '---\nid: x',
      '[x](nowhere.md)',
      '`',
      '``x``',
      '</script><img src=x>',
      '\u202E',
      'a: b # c',
      '{{time}}',
      '$(reboot)',
      '__proto__',
      '',
    ),
    anyText({ maxLength: 40 }),
    fc.constant('y'.repeat(5000)),
  )
  await fc.assert(
    fc.asyncProperty(hostile, hostile, hostile, hostile, async (name, summary, service, groupKey) => {
      const files = written()
      const one = message([{ name, labels: { service, severity: service }, annotations: { summary } }], {
        groupKey: `g${groupKey}`,
      })
      const { code, stdout } = await sent('08:53:00', one)
      expect([code, stdout]).toEqual([0, expect.stringMatching(/Customers see nothing of it|nothing is changed/)])
      expect(written().filter((path) => path.includes('public'))).toEqual([])
      expect(written().length - files.length).toBeLessThanOrEqual(1)
    }),
    { numRuns: 15 },
  )
  expect(await validates()).toMatch(/^0 errors/)
})

test('What an alert has opened is our own, and judged as such: it is no import.', async () => {
  await sent('08:53:00', FIRST)
  write(
    `incidents/2026/${written()[0]?.replace('index.md', 'public/20261123T085500Z.md')}`,
    '---\nstate: investigating\ntitle: Slow\n---\n',
  )
  const { stdout } = await run('validate', '--content', records, '--now', '2026-11-23T23:00:00Z')
  expect(stdout).toContain('warning  update-text')
  expect(stdout).toContain('warning  incident-components')
})

const many = (names: number) => message(Array.from({ length: names }, (_, i) => ({ name: `Alert${i}` })))

test('A group that grows beyond what a record names says how many it is, and nobody is told that they are known.', async () => {
  await sent('08:53:00', many(1))
  expect((await sent('09:00:00', many(500))).code).toBe(0)
  expect(read()).toContain(
    '`Alert1`, `Alert2`, `Alert3`, `Alert4`, `Alert5` and 494 more fires too; 480 of the names are only counted.',
  )
  const before = read()
  const again = await sent('09:01:00', many(500))
  expect(again.stdout + again.stderr).toContain('only counts 480 of the names')
  expect(again.stdout + again.stderr).not.toContain('knows of')
  expect(read()).toBe(before)
  expect(await validates()).toContain('0 errors')
})

test('A group of many names that opens an incident, and grows by one at a time, leaves a record that stays short.', async () => {
  await sent('08:53:00', many(100))
  expect(read()).toContain('and 95 more fires; 80 of the names are only counted.')
  const opened = read()
  await sent('08:54:00', many(100))
  expect(read()).toBe(opened)
  for (let names = 101; names < 200; names += 7) await sent('09:00:00', many(names))
  expect(read().match(/only counted/g)).toHaveLength(2)
  expect(read()).toMatch(/; 1[23]\d of the names are only counted/)
})
