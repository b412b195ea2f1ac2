import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { GOOD } from '../../fixtures/good-content.ts'
import { run } from '../../fixtures/in-process.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-incident-'))
afterAll(() => rmSync(top, { recursive: true }))

const TEMPLATE = `---
title: Some payments fail
severity: SEV-2
components: {checkout: partial_outage}
---
## investigating

Since about {{time}} some payments fail. We look at {{which}}.

## resolved

All has worked since {{time}}.
`

let records: string
let count = 0
beforeEach(() => {
  records = join(top, String(count++), 'content')
  for (const [path, text] of Object.entries({
    ...GOOD,
    'site.yaml': 'name: Acme\nurl: https://status.acme.example\ntime_zone: Europe/Berlin\n',
    'incident-templates/payments.md': TEMPLATE,
  }))
    write(path, text)
})

function write(path: string, text: string) {
  mkdirSync(dirname(join(records, path)), { recursive: true })
  writeFileSync(join(records, path), text)
}
const read = (path: string) => readFileSync(join(records, path), 'utf8')
const files = () =>
  readdirSync(join(records, 'incidents'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md') && !path.includes('INC-2026-0001'))
    .toSorted()
const everything = () =>
  Object.fromEntries(
    readdirSync(records, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.\w+$/.test(path))
      .map((path) => [path, read(path)]),
  )

const at = (time: string, ...args: string[]) =>
  run('incident', ...args, '--content', records, '--now', `2026-11-23T${time}Z`)
const validates = async () =>
  (await run('validate', '--content', records, '--now', '2026-11-23T23:00:00Z')).stdout.split('\n').at(-2)

const OPEN = ['open', '--title', 'Cards fail', '--severity', 'SEV-2', '--component', 'checkout=partial_outage']
const WORDS = ['--text', 'Some card payments fail.']
const folder = 'incidents/2026/INC-2026-0002-cards-fail'

test('An incident is opened: its record, the first word to customers, what they will see, and what to do next.', async () => {
  const { code, stdout, stderr } = await at('09:00:00', ...OPEN, ...WORDS)
  expect(code).toBe(0)
  expect(stdout).toContain(
    `${join(records, folder, 'index.md')}\n${join(records, folder, 'public/20261123T090000Z.md')}\n`,
  )
  expect(stdout).toMatch(/overall status: Partial System Outage|overall status: Minor Service Outage/)
  expect(stdout).toContain('Checkout: operational → partial outage')
  expect(stdout).toContain('> Some card payments fail.')
  expect(stdout).toMatch(/^ {2}https:\/\/status\.acme\.example\/incidents\/[a-z0-9]{12}\/$/m)
  expect(stderr).toBe(`\nNext: git add ${join(records, folder)} && git commit -m 'INC-2026-0002: Cards fail'\n`)
  expect(read(`${folder}/index.md`)).toBe(`---
id: INC-2026-0002
title: Cards fail
severity: SEV-2
services: [checkout]
started: 2026-11-23T09:00:00Z
---
## Timeline

Times in Europe/Berlin.
`)
  expect(read(`${folder}/public/20261123T090000Z.md`)).toBe(
    '---\nstate: investigating\ntitle: Cards fail\ncomponents: {checkout: partial_outage}\nnext_update: 2026-11-23T09:30:00Z\n---\nSome card payments fail.\n',
  )
  expect(await validates()).toMatch(/^0 errors, 0 warnings/)
})

test('From open to resolved: each word is a file of its own, and the record says when it was over.', async () => {
  await at('09:00:00', ...OPEN, ...WORDS, '--started', '2026-11-23T08:50:00Z')
  expect(read(`${folder}/public/20261123T090000Z.md`)).toContain(
    'components:\n  checkout: {status: partial_outage, since: 2026-11-23T08:50:00Z}\n',
  )
  // One is open: it needs no name.
  await at('09:20:00', 'update', '--state', 'identified', '--text', 'We know why.', '--next-update', '1h')
  expect(read(`${folder}/public/20261123T092000Z.md`)).toBe(
    '---\nstate: identified\nnext_update: 2026-11-23T10:20:00Z\n---\nWe know why.\n',
  )
  await at('09:30:00', 'update', '--text', 'A little longer.', '--next-update', 'none')
  expect(read(`${folder}/public/20261123T093000Z.md`)).toBe('---\nstate: identified\n---\nA little longer.\n')
  await at('09:35:00', 'update', '--internal', '--text', 'The old nodes are\nback.')
  const { stdout } = await at('09:40:00', 'resolve', '--text', 'Cards work again.')
  expect(stdout).toContain('incident resolved: Cards fail')
  // A SEV-2, seven days.
  expect(stdout).toContain('its review is due by 2026-11-30T09:40:00Z')
  expect(stdout).toContain('Checkout: partial outage → operational')
  expect(read(`${folder}/public/20261123T094000Z.md`)).toBe('---\nstate: resolved\n---\nCards work again.\n')
  expect(read(`${folder}/index.md`)).toContain(
    'started: 2026-11-23T08:50:00Z\nresolved: 2026-11-23T09:40:00Z\n---\n## Timeline\n\nTimes in Europe/Berlin.\n\n- 10:35 The old nodes are back.\n',
  )
  expect(await validates()).toMatch(/^0 errors, 0 warnings/)
})

test.each(['inc-2026-0002', 'INC-2026-2', 'inc 2026 2', 'INC_2026_0002'])(
  'An incident is understood however its id is written: %s.',
  async (id) => {
    await at('09:00:00', ...OPEN, ...WORDS)
    const { code, stderr } = await at('09:10:00', 'update', id, '--state', 'identified', '--text', 'We know why.')
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('No incident')])
    expect(read(`${folder}/public/20261123T091000Z.md`)).toContain('We know why.')
  },
)

test('The same command at the same time changes nothing, and says so.', async () => {
  const commands: [string, ...string[]][] = [
    ['09:00:00', ...OPEN, ...WORDS],
    ['09:10:00', 'update', 'INC-2026-0002', '--state', 'identified', '--text', 'We know why.'],
    ['09:10:00', 'update', 'INC-2026-0002', '--text', 'And more.'],
    ['09:15:00', 'update', 'INC-2026-0002', '--internal', '--text', 'Something inside.'],
    ['09:20:00', 'resolve', 'INC-2026-0002', '--text', 'Over.'],
  ]
  for (const command of commands) {
    expect((await at(...command)).code).toBe(0)
    const before = everything()
    const { code, stdout } = await at(...command)
    expect([code, stdout]).toEqual([0, expect.stringContaining('nothing is changed')])
    expect(everything()).toEqual(before)
  }
  expect(files().filter((path) => path.includes('/public/'))).toEqual(
    ['20261123T090000Z', '20261123T091000Z-2', '20261123T091000Z', '20261123T092000Z'].map(
      (name) => `2026/INC-2026-0002-cards-fail/public/${name}.md`,
    ),
  )
})

test('Without a word to customers it stays inside, until somebody tells them.', async () => {
  await at(
    '09:00:00',
    'open',
    '--internal',
    '--title',
    'Disk: nearly full',
    '--severity',
    'SEV-3',
    '--service',
    'ledger-store',
    '--text',
    'Seen by chance.',
  )
  const inside = 'incidents/2026/INC-2026-0002-disk-nearly-full'
  expect(files()).toEqual(['2026/INC-2026-0002-disk-nearly-full/index.md'])
  expect(read(`${inside}/index.md`)).toContain('\n- 10:00 Seen by chance.\n')
  const untitled = await at('09:50:00', 'update', '--component', 'checkout=major_outage', '--text', 'Payments fail.')
  expect(untitled).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^Missing: --title\. Customers have read nothing/),
  })
  await at(
    '09:50:00',
    'update',
    '--title',
    'Payments fail',
    '--component',
    'checkout=major_outage',
    '--text',
    'They fail.',
  )
  expect(read(`${inside}/public/20261123T095000Z.md`)).toContain(
    'state: investigating\ntitle: Payments fail\ncomponents:\n  checkout: {status: major_outage, since: 2026-11-23T09:00:00Z}\n',
  )
  expect(await validates()).toMatch(/^0 errors, 0 warnings/)
})

test('What customers never read of ends without a word to them.', async () => {
  await at('09:00:00', 'open', '--internal', '--title', 'Disk', '--severity', 'SEV-4')
  const { stdout } = await at('09:30:00', 'resolve', '--text', 'Enlarged.')
  expect(stdout).toContain('Customers see nothing of it.')
  expect(files()).toEqual(['2026/INC-2026-0002-disk/index.md'])
  expect(read('incidents/2026/INC-2026-0002-disk/index.md')).toMatch(
    /^resolved: 2026-11-23T09:30:00Z$[^]*- 10:30 Enlarged\.\n$/m,
  )
})

test('A template brings title, severity, components and words; what it leaves open is given.', async () => {
  const missing = await at('09:00:00', 'open', '--template', 'payments')
  expect(missing).toMatchObject({ code: 2, stderr: 'Missing: --set which=…. The template has places for them.\n' })
  const { code } = await at(
    '09:00:00',
    'open',
    '--template',
    'payments',
    '--set',
    'which=cards {{time}}',
    '--started',
    '2026-11-23T08:40:00Z',
  )
  expect(code).toBe(0)
  const opened = 'incidents/2026/INC-2026-0002-some-payments-fail'
  expect(read(`${opened}/public/20261123T090000Z.md`)).toBe(
    '---\nstate: investigating\ntitle: Some payments fail\ncomponents:\n  checkout: {status: partial_outage, since: 2026-11-23T08:40:00Z}\nnext_update: 2026-11-23T09:30:00Z\n---\nSince about 09:40 some payments fail. We look at cards {{time}}.\n',
  )
  await at('10:00:00', 'resolve', '--template', 'payments')
  expect(read(`${opened}/public/20261123T100000Z.md`)).toBe('---\nstate: resolved\n---\nAll has worked since 11:00.\n')
})

test('Comments, quotes and the order of a record stay as they were.', async () => {
  const record = `---
# On call: ana
id: 'INC-2026-0002'   # ours
started:   2026-11-23T08:00:00Z
title: "Slow: very"
severity: SEV-3
services: [ checkout ] # more?
---

Notes first.

## Timeline

Times in UTC.

- 08:00 It begins.
  And goes on.

## Postmortem

None yet.
`
  write('incidents/2026/INC-2026-0002.md', record)
  await at('09:00:00', 'update', '--internal', '--text', 'Still slow.', '--severity', 'SEV-2')
  await at('09:30:00', 'resolve')
  expect(read('incidents/2026/INC-2026-0002.md')).toBe(
    record
      .replace('severity: SEV-3', 'severity: SEV-2')
      .replace('services: [ checkout ] # more?\n', 'services: [ checkout ] # more?\nresolved: 2026-11-23T09:30:00Z\n')
      .replace('  And goes on.\n', '  And goes on.\n- 09:00 Still slow.\n'),
  )
})

test('A record that is a file becomes a folder with the first word to customers.', async () => {
  write(
    'incidents/2026/INC-2026-0002-slow.md',
    '---\nid: INC-2026-0002\ntitle: Slow\nseverity: SEV-3\nservices: [checkout]\nstarted: 2026-11-23T08:55:00Z\n---\n',
  )
  const { stderr } = await at(
    '09:00:00',
    'update',
    '--title',
    'Slow',
    '--component',
    'checkout=degraded_performance',
    '--text',
    'It is slow.',
  )
  expect(files()).toEqual(['2026/INC-2026-0002-slow/index.md', '2026/INC-2026-0002-slow/public/20261123T090000Z.md'])
  expect(stderr).toContain(`git add -A ${join(records, 'incidents/2026')}`)
  expect(await validates()).toMatch(/^0 errors, 0 warnings/)
})

test('An incident that is over is opened again where somebody says so, and not by chance.', async () => {
  await at('09:00:00', ...OPEN, ...WORDS)
  await at('09:30:00', 'resolve', '--text', 'Over.')
  const chance = await at('09:40:00', 'update', 'INC-2026-0002', '--text', 'Hm.')
  expect(chance).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Customers read that INC-2026-0002 is over.'),
  })
  await at('09:40:00', 'update', 'INC-2026-0002', '--state', 'resolved', '--text', 'We will write what it was.')
  expect(read(`${folder}/index.md`)).toContain('resolved: 2026-11-23T09:30:00Z\n')
  const { stdout } = await at(
    '09:50:00',
    'update',
    'INC-2026-0002',
    '--state',
    'investigating',
    '--component',
    'checkout=partial_outage',
    '--text',
    'It fails again.',
  )
  expect(stdout).toContain('incident open again: Cards fail')
  expect(read(`${folder}/index.md`)).not.toContain('resolved:')
  expect(read(`${folder}/index.md`)).toContain('- 10:50 Opened again; it was resolved at 2026-11-23T09:30:00Z.\n')
  expect(await validates()).toMatch(/^0 errors, 0 warnings/)
})

test('Where customers read that it is over, its record is closed as of then, without a word more.', async () => {
  await at('09:00:00', ...OPEN, ...WORDS)
  write(`${folder}/public/20261123T093000Z.md`, '---\nstate: resolved\n---\nOver.\n')
  const { stdout } = await at('11:00:00', 'resolve')
  expect(stdout).toContain('resolved: 2026-11-23T09:30:00Z')
  expect(stdout).toContain('Customers see nothing of it.')
})

test.each([
  ['no severity', ['open', '--title', 'x', '--internal'], /^Missing: --severity\./],
  ['a text for whom', ['open', '--title', 'x', '--severity', 'SEV-2', '--text', 'x'], /^Is --text for customers\?/],
  ['a state that there is not', ['open', '--component', 'checkout=broken'], /one of operational, under_maintenance/],
  ['no words for customers', [...OPEN], /^Missing: --text\./],
  ['an end at the beginning', [...OPEN, '--state', 'resolved'], /goes with `incident resolve`/],
  ['a template that is not there', ['open', '--template', 'x'], /expected one of payments/],
])('Told %s, it exits 2 and writes nothing.', async (_, flags, why) => {
  expect(await at('09:00:00', ...flags)).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(why) })
  expect(files()).toEqual([])
})

test.each([
  ['a component that is not there', [...OPEN, '--component', 'chekout=partial_outage', ...WORDS], 'reference-exists'],
  ['a service that is not there', [...OPEN, '--service', 'chekout', ...WORDS], 'reference-exists'],
  ['a secret', [...OPEN, '--text', `AKIA${'IOSFODNN7EXAMPL3'}`], 'public-text'],
  ['a link that leads nowhere', [...OPEN, '--text', '[x](nowhere.md)'], 'link-exists'],
  ['more than a file may hold', [...OPEN, '--text', 'x'.repeat(1_100_000)], 'file-readable'],
  ['the marks of a merge', [...OPEN, '--text', 'x\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> b\n'], 'error'],
])('What validate would refuse is told and not written: %s.', async (_, flags, rule) => {
  const { code, stdout, stderr } = await at('09:00:00', ...flags)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toContain(rule)
  expect(stderr).toContain('Nothing is written')
  expect(files()).toEqual([])
})

test('Where several are open, it says which; where none is, that too.', async () => {
  expect(await at('09:00:00', 'update', '--text', 'x')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^No incident is open/),
  })
  await at('09:00:00', ...OPEN, ...WORDS)
  await at('09:01:00', 'open', '--internal', '--title', 'Disk', '--severity', 'SEV-4')
  const { code, stderr } = await at('09:02:00', 'resolve')
  expect(code).toBe(2)
  expect(stderr).toMatch(/INC-2026-0002 {2}SEV-2 {2}since 2026-11-23T09:00:00Z {2}Cards fail\n {2}INC-2026-0003/)
  expect(await at('09:02:00', 'update', 'INC-2026-0099', '--text', 'x')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('No incident INC-2026-0099'),
  })
})

test('`resolve` that is run again without an id, moments later, finds that nothing is to be done; a day later it may mean another one.', async () => {
  await at('09:00:00', ...OPEN, ...WORDS)
  await at('09:10:00', 'resolve', '--text', 'Over.')
  const before = files()
  expect(await at('09:11:00', 'resolve', '--text', 'Over.')).toMatchObject({
    code: 0,
    stdout: 'INC-2026-0002 is over already, since 2026-11-23T09:10:00Z; nothing is changed.\n',
  })
  expect(files()).toEqual(before)
  expect(await at('09:11:00', 'update', '--text', 'More.')).toMatchObject({ code: 1 })
  expect(await at('10:10:00', 'resolve', '--text', 'Over.')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^No incident is open/),
  })
})

test('A slip elsewhere, or in the record itself, holds back no word to customers.', async () => {
  await at('09:00:00', ...OPEN, ...WORDS)
  write('services/checkout.yaml', 'name: [\n')
  write(`${folder}/index.md`, '---\nid: INC-2026-0002\ntitle: [\n---\n')
  expect((await at('09:10:00', 'update', 'INC-2026-0002', '--text', 'Still.')).code).toBe(0)
  const { code, stdout } = await at('09:20:00', 'resolve', 'INC-2026-0002', '--text', 'Over.')
  expect(code).toBe(0)
  expect(stdout).toContain('write `resolved: 2026-11-23T09:20:00Z` into')
  expect(existsSync(join(records, folder, 'public/20261123T092000Z.md'))).toBe(true)
})

test('An internal word that looks like one for customers stays inside.', async () => {
  await at('09:00:00', ...OPEN, ...WORDS)
  const { stdout } = await at('09:10:00', 'update', '--internal', '--text', 'The primary lost its disk.')
  expect(stdout).toContain('Customers see nothing of it.')
  expect(files().filter((path) => path.includes('public/'))).toHaveLength(1)
})

test('A warning that validate would print is printed, and stops nothing.', async () => {
  const { code, stderr } = await at('09:00:00', ...OPEN, '--text', 'The ledger-store is down.')
  expect(code).toBe(0)
  expect(stderr).toMatch(/warning {2}public-text\n {2}Unexpected name of the unpublished service `ledger-store`/)
})

test('Runbooks that a record names are there, though nobody reads them for it.', async () => {
  write(
    'incidents/2026/INC-2026-0002-slow.md',
    '---\nid: INC-2026-0002\ntitle: Slow\nseverity: SEV-3\nstarted: 2026-11-23T08:55:00Z\nrunbooks: [payments/checkout-errors]\n---\nSee [it](../../runbooks/payments/checkout-errors.md).\n',
  )
  expect(await at('09:00:00', 'resolve', '--text', 'Over.')).toMatchObject({ code: 0 })
})

test('Words that wait for their time say nothing yet; those of a clock that goes ahead a little stay the ones before.', async () => {
  await at('09:00:00', ...OPEN, ...WORDS)
  write(`${folder}/public/20261123T120000Z.md`, '---\nstate: resolved\n---\nPlanned too soon.\n')
  await at('09:10:00', 'update', '--text', 'Still.')
  expect(read(`${folder}/public/20261123T091000Z.md`)).toContain('state: investigating\n')
  write(`${folder}/public/20261123T092030Z.md`, '---\nstate: identified\n---\nFrom a phone.\n')
  await at('09:20:00', 'update', '--text', 'From a laptop.')
  expect(read(`${folder}/public/20261123T092030Z-2.md`)).toContain('state: identified\n')
  await at('09:30:00', 'resolve', '--text', 'Over.')
  expect(read(`${folder}/public/20261123T093000Z.md`)).toContain('state: resolved\n')
})

test.each([['sev-3'], ['SEV3'], ['Sev 3'], ['3']])('A severity may be said as it is spoken: %s.', async (severity) => {
  const { code } = await at('10:30:00', ...OPEN, '--severity', severity, ...WORDS)
  expect(code).toBe(0)
  expect(read(`${folder}/index.md`)).toContain('severity: SEV-3\n')
})

test.each([['sev-5'], ['high'], ['SEV-'], ['22'], ['']])(
  'A severity that is none is refused: %j.',
  async (severity) => {
    const { code, stderr } = await at('10:30:00', ...OPEN, '--severity', severity, ...WORDS)
    expect(stderr).toContain('Expected one of SEV-1, SEV-2, SEV-3, SEV-4.')
    expect(code).toBe(2)
    expect(files()).toEqual([])
  },
)

test('An id may be typed in small letters, and a wrong one is answered with those that are open.', async () => {
  await at('10:30:00', ...OPEN, ...WORDS)
  const { code } = await at('10:40:00', 'update', 'inc-2026-0002', '--internal', '--text', 'Rolled back.')
  expect(code).toBe(0)
  expect(read(`${folder}/index.md`)).toContain('Rolled back.')
  const wrong = await at('10:50:00', 'update', 'INC-2026-0099', '--internal', '--text', 'Rolled back.')
  expect(wrong.stderr).toMatch(
    /No incident INC-2026-0099 in [^]*\n {2}INC-2026-0002 {2}SEV-2 {2}since .* {2}Cards fail\n/,
  )
  expect(wrong.code).toBe(1)
})

test('A text without its quotes is told so.', async () => {
  const { code, stderr } = await at('10:30:00', ...OPEN, '--text', 'We', 'look', 'into', 'it.')
  expect(stderr).toContain("It stands in quotes: --text 'We are looking into it.'")
  expect(code).toBe(2)
})
