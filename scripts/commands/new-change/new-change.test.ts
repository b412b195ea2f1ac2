import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { change, firstUpdate, GOOD, incident } from '../../fixtures/good-content.ts'
import { run } from '../../fixtures/in-process.ts'
import { outage } from '../../fixtures/outage.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-new-change-'))
afterAll(() => rmSync(top, { recursive: true }))

const NOW = '2026-11-23T09:00:00Z'
const TEMPLATE = `---
title: Rotate a certificate
services: [checkout]
risk: {blast_radius: 1, rollback_difficulty: 1, complexity: 1, timing: 1}
rollback: {max_duration: 10m, criteria: [{metric: tls_errors, comparator: ">", threshold: 5, action: manual}]}
estimated_duration: 1h30m
---
For the same names only.

## Implementation plan

Issue {{name}}, install it.

## Verification

\`openssl s_client {{name}}:{{port}}\` shows it.
`

let repository: string
let records: string
let count = 0
beforeEach(() => {
  repository = join(top, String(count++))
  records = join(repository, 'our ops/records')
  for (const [path, text] of Object.entries({ ...GOOD, 'change-templates/rotate-certificate.md': TEMPLATE }))
    write(path, text)
})

function write(path: string, text: string) {
  mkdirSync(dirname(join(records, path)), { recursive: true })
  writeFileSync(join(records, path), text)
}
const read = (path: string) => readFileSync(join(records, path), 'utf8')
const changes = () => readdirSync(join(records, 'changes/2026')).toSorted()

const USER = ['-c', 'user.name=Ana', '-c', 'user.email=ana@acme.example', '-c', 'commit.gpgsign=false']
const git = (...args: string[]) =>
  execFileSync('git', ['-C', repository, ...USER, ...args], { encoding: 'utf8', stdio: 'pipe' })
function commit(date: string) {
  const env = { ...process.env, GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date }
  git('add', '--all')
  execFileSync('git', ['-C', repository, ...USER, 'commit', '--quiet', '--message', 'Records'], { env })
}

const newChange = (...flags: string[]) => run('new', 'change', '--content', records, '--now', NOW, ...flags)
const WHO = ['--requester', 'platform', '--implementer', 'ana']
const NORMAL = ['--title', 'Upgrade the cache', '--services', 'checkout', ...WHO, '--risk', '3,2,2,1'].concat([
  '--rollback-max-duration',
  '15m',
  '--rollback-when',
  'redis_error_ratio > 0.01 for 5m',
])
const APPROVED = ['--status', 'approved', '--plan', 'Do.', '--verification', 'Look.', '--rollback-plan', 'Undo.']
const validates = async () => (await run('validate', '--content', records, '--now', NOW)).stdout

test('A window that meets something is written, with the first three that meet nothing.', async () => {
  // In the freeze of the good content, which ends on 4 January.
  const { code, stderr } = await newChange(...NORMAL, '--window', '2026-12-24T02:00:00Z/2h')
  expect(code).toBe(0)
  expect(stderr).toContain(
    'CHG-2026-0003 meets the freeze "Year-end freeze", until 2027-01-04T00:00:00Z. The pull request',
  )
  expect(stderr).toContain(
    'Free of all of that from there on: 2027-01-04T00:00:00Z/2027-01-04T02:00:00Z, 2027-01-04T02:00:00Z/2027-01-04T04:00:00Z, 2027-01-04T04:00:00Z/2027-01-04T06:00:00Z.\n',
  )
  expect((await newChange(...NORMAL, '--window', '2026-12-10T02:00:00Z/2h')).stderr).not.toContain('Free of all')
})

/* Half an hour of 43m 12s is back once as much of the outage is 30 days old. */
test('No time is offered before the error budget that it answers to has recovered, and why is said.', async () => {
  for (const [path, text] of Object.entries(outage('INC-2026-0009', '2026-11-10', 50))) write(path, String(text))
  const { code, stderr } = await newChange(...NORMAL, '--window', '2026-12-01T02:00:00Z/2h')
  expect(code).toBe(0)
  expect(stderr).toContain(
    'No time before 2026-12-10T10:12:00Z is offered: the error budget `checkout-availability` of `checkout` is spent: 6m 48s more than its 43m 12s over 30d, −15.7 %.',
  )
  expect(stderr).toContain('Free of all of that from there on: 2026-12-10T10:15:00Z/2026-12-10T12:15:00Z,')

  // What mends it, and what nothing with an SLO depends on, waits for nothing.
  const free = await newChange(...NORMAL, '--purpose', 'reliability', '--window', '2026-12-01T02:00:00Z/2h')
  expect(free.stderr).not.toContain('is offered')
  const elsewhere = NORMAL.map((word) => (word === 'checkout' ? 'search' : word))
  expect((await newChange(...elsewhere, '--window', '2026-12-01T02:00:00Z/2h')).stderr).not.toContain('is offered')
})

test('An approved change is kept clear of, and not the one that was just written.', async () => {
  const window = ['--window', '2026-12-10T02:00:00Z/2h']
  expect((await newChange(...NORMAL, ...APPROVED, ...window)).stderr).not.toContain('Free of all')
  expect((await newChange(...NORMAL, ...window)).stderr).toContain(
    'Free of all of that from there on: 2026-12-10T04:00:00Z/2026-12-10T06:00:00Z,',
  )
})

test('A normal change is written with the next id, and validates.', async () => {
  const { code, stdout, stderr } = await newChange(
    ...NORMAL,
    '--window',
    '2026-12-01T03:00:00+01:00/2h',
    '--plan',
    'Node by node.',
  )
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: `${join(records, 'changes/2026/CHG-2026-0003-upgrade-the-cache.md')}\n`,
  })
  expect(stderr).toMatch(/CHG-2026-0003 is draft. Next:\n- Write the sections[^]*pull request/)
  expect(read('changes/2026/CHG-2026-0003-upgrade-the-cache.md')).toBe(`---
id: CHG-2026-0003
title: Upgrade the cache
type: normal
status: draft
requester: platform
implementer: ana
environment: production
services: [checkout]
risk:
  blast_radius: 3 # 1 nobody outside the team would notice … 4 several services, or customers' data
  rollback_difficulty: 2 # 1 a switch, within a minute … 4 cannot be undone, or only from a backup
  complexity: 2 # 1 one step that is done every week … 4 several teams or systems that move together
  timing: 1 # 1 quiet hours, everybody needed is at hand … 4 peak hours, beside another event, or nobody to help
window: {start: 2026-12-01T02:00:00Z, end: 2026-12-01T04:00:00Z}
rollback:
  max_duration: 15m
  criteria:
    - {metric: redis_error_ratio, comparator: ">", threshold: 0.01, for: 5m, action: manual}
---
## Implementation plan

Node by node.

## Verification

To be written: what shows that it works, and for how long it is watched.

## Rollback plan

To be written: how it is undone, step by step.
`)
  expect(await validates()).toBe('0 errors, 0 warnings in 15 files\n')
})

test('A standard change is filled in from its template.', async () => {
  const { code } = await newChange(
    '--template',
    'rotate-certificate',
    '--title',
    'Rotate',
    ...WHO,
    '--set',
    'name=a.example',
    '--set',
    'port=4=3',
  )
  expect(code).toBe(0)
  const text = read('changes/2026/CHG-2026-0003-rotate.md')
  expect(text).toContain('type: standard\n')
  expect(text).toContain('estimated_duration: 1h30m\ntemplate: rotate-certificate\nrollback:\n  max_duration: 10m\n')
  expect(text.slice(text.indexOf('\n---\n'))).toBe(
    '\n---\n## Implementation plan\n\nIssue a.example, install it.\n\n## Verification\n\n`openssl s_client a.example:4=3` shows it.\n',
  )
  expect(await validates()).toMatch(/^0 errors/)
})

test('An emergency that is over is recorded with its outcome; its review is due in a week.', async () => {
  const { code, stderr } = await newChange(
    ...NORMAL,
    '--type',
    'emergency',
    '--status',
    'completed',
    '--emergency-reason',
    'outage',
    '--incident',
    'INC-2026-0001',
    '--authorised-by',
    'bo',
    '--started',
    '2026-11-23T08:00:00Z',
    '--finished',
    '2026-11-23T08:30:00Z',
    '--plan',
    'Failed over to the other data centre.',
    '--verification',
    'No errors for ten minutes.',
    '--rollback-plan',
    'Fail back.',
  )
  expect({ code, stderr }).toMatchObject({ code: 0 })
  expect(read('changes/2026/CHG-2026-0003-upgrade-the-cache.md')).toContain(
    'emergency:\n  reason: outage\n  incident: INC-2026-0001\n  authorised_by: bo\n  authorised_at: 2026-11-23T09:00:00Z\n',
  )
  expect(read('changes/2026/CHG-2026-0003-upgrade-the-cache.md')).toContain(
    'outcome: {started: 2026-11-23T08:00:00Z, finished: 2026-11-23T08:30:00Z}\nreview: {due: 2026-11-30}\n',
  )
  expect(await validates()).toMatch(/^0 errors/)
})

test('An announced change is a folder; customers read of the services that they know.', async () => {
  const { code, stdout } = await newChange(
    ...NORMAL,
    '--services',
    'checkout,ledger-store',
    '--announce',
    'Checkout may be slow',
    '--announcement',
    'For *an hour*.',
  )
  const folder = 'changes/2026/CHG-2026-0003-upgrade-the-cache'
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: `${join(records, folder, 'index.md')}\n${join(records, folder, 'public/20261123T090000Z.md')}\n`,
  })
  expect(read(`${folder}/public/20261123T090000Z.md`)).toBe(
    '---\nstate: scheduled\ntitle: Checkout may be slow\ncomponents: {checkout: under_maintenance}\n---\nFor *an hour*.\n',
  )
  expect(await validates()).toBe('0 errors, 0 warnings in 16 files\n')
})

test.each([
  [
    'nothing',
    [],
    /^Missing: --title, --services, --requester, --implementer, --risk, --rollback-max-duration, --rollback-when\./,
  ],
  ['an approved change without a window', [...NORMAL, '--status', 'approved'], /^Missing: --window, --plan/],
  [
    'a placeholder without a value',
    ['--template', 'rotate-certificate', '--title', 'x', ...WHO, '--set', 'name=x'],
    /^Missing: --set port=…\./,
  ],
  [
    'a placeholder that the template does not have',
    ['--template', 'rotate-certificate', '--set', 'nmae=x'],
    /no placeholder {{nmae}}, but {{name}}, {{port}}/,
  ],
  ['a value without a template', [...NORMAL, '--set', 'name=x'], /--set goes with --template/],
  [
    'an unknown template',
    ['--template', 'rotate'],
    /No template rotate in change-templates\/, expected one of rotate-certificate/,
  ],
  [
    'a normal change that is done already',
    [...NORMAL, '--status', 'in_progress', '--window', '2026-12-01T03:00:00Z/2h'],
    /A new normal change can't be in_progress: --status is one of draft, proposed, approved/,
  ],
  ['a limit in prose', [...NORMAL, '--rollback-when', 'if it gets bad'], /expected a metric and its limit/],
  ['five scores', [...NORMAL, '--risk', '1,1,1,1,1'], /expected four scores/],
  ['a file without --renumber', [...NORMAL, 'x.md'], /only --renumber takes a file/],
])('Told %s, it exits 2 and writes nothing.', async (_, flags, why) => {
  const ended = await newChange(...flags)
  expect(ended).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(why) })
  expect(changes()).toHaveLength(2)
})

test('A record that would not be valid is not written.', async () => {
  const { code, stderr } = await newChange(...NORMAL, '--services', 'checkuot')
  expect(stderr).toMatch(
    /reference-exists\n {2}Unexpected service `checkuot`, expected `checkout`[^]*Nothing is written/,
  )
  expect(code).toBe(1)
  expect(changes()).toHaveLength(2)
})

test('A secret in an announcement is not written.', async () => {
  const { code, stderr } = await newChange(
    ...NORMAL,
    '--announce',
    'Keys',
    '--announcement',
    `AKIA${'IOSFODNN7EXAMPL3'}`,
  )
  expect(stderr).toMatch(/error {2}public-text/)
  expect(code).toBe(1)
  expect(changes()).toHaveLength(2)
})

test('The next id is free on every branch, local or remote, and starts anew each year.', async () => {
  git('init', '--quiet', '--initial-branch', 'main')
  commit('2026-11-01T00:00:00Z')
  git('checkout', '--quiet', '-b', 'elsewhere')
  write('changes/2026/CHG-2026-0007-x/index.md', 'any')
  commit('2026-11-02T00:00:00Z')
  git('checkout', '--quiet', '-b', 'further', 'main')
  write('changes/2026/CHG-2026-0011-y.md', 'any')
  commit('2026-11-03T00:00:00Z')
  git('update-ref', 'refs/remotes/origin/further', 'HEAD')
  git('checkout', '--quiet', 'main')
  git('branch', '--quiet', '-D', 'further')
  expect((await newChange(...NORMAL)).stdout).toMatch(/CHG-2026-0012-upgrade/)
  expect((await newChange(...NORMAL)).stdout).toMatch(/CHG-2026-0013-upgrade/)
  git('update-ref', '-d', 'refs/remotes/origin/further')
  rmSync(join(records, 'changes/2026/CHG-2026-0012-upgrade-the-cache.md'))
  rmSync(join(records, 'changes/2026/CHG-2026-0013-upgrade-the-cache.md'))
  expect((await newChange(...NORMAL)).stdout).toMatch(/CHG-2026-0008-upgrade/)
  const ended = await run('new', 'change', '--content', records, '--now', '2027-01-01T00:00:00Z', ...NORMAL)
  expect(ended.stdout).toMatch(/changes\/2027\/CHG-2027-0001-upgrade/)
})

const other = 'changes/2026/CHG-2026-0001-mail/index.md'
/** Two branches that took one id, merged. */
function clash() {
  git('init', '--quiet', '--initial-branch', 'main')
  commit('2026-11-01T00:00:00Z')
  write(other, (GOOD[change] ?? '').replace('id: CHG-2026-0001', "id: 'CHG-2026-0001' # taken"))
  write(
    'changes/2026/CHG-2026-0001-mail/public/20261123T090000Z.md',
    '---\nstate: scheduled\ntitle: Mail\n---\nWe move the mail.\n',
  )
  commit('2026-11-02T00:00:00Z')
}
const renumbered = 'changes/2026/CHG-2026-0003-mail/index.md'

test('Two changes with one id are an error that names both and says how to renumber.', async () => {
  clash()
  const report = await validates()
  expect(report).toMatch(
    /CHG-2026-0001-mail\/index\.md:2:5 {2}error {2}duplicate-id[^]*new change --renumber CHG-2026-0001[^]*↳ .*CHG-2026-0001-cache\.md:2:5/,
  )
})

test('Renumbering takes the newer one, its folder and its id, and says who still names the old one.', async () => {
  clash()
  const text = read(other)
  const { code, stdout, stderr } = await newChange('--renumber', 'CHG-2026-0001')
  expect(code).toBe(0)
  expect(stdout).toBe(
    [
      join(records, 'changes/2026/CHG-2026-0001-mail'),
      `  → ${join(records, 'changes/2026/CHG-2026-0003-mail')}`,
      '  id: CHG-2026-0001 → CHG-2026-0003',
      '',
      'These still name CHG-2026-0001 and were left alone. Correct those that mean this one:',
      `  ${join(records, incident)}:12:13  caused_by: [CHG-2026-0001]`,
      `  ${join(records, incident)}:16:40  See the [change](../../../changes/2026/CHG-2026-0001-cache.md).`,
      '',
    ].join('\n'),
  )
  expect(stderr).toMatch(/public address is made from its id/)
  expect(read(renumbered)).toBe(text.replace("'CHG-2026-0001'", "'CHG-2026-0003'"))
  expect(existsSync(join(records, dirname(other)))).toBe(false)
  expect(await validates()).toMatch(/^0 errors/)
})

test('Renumbering takes the file that one names, from here or from the content folder.', async () => {
  clash()
  const { code, stdout } = await newChange('--renumber', 'CHG-2026-0001', change)
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('CHG-2026-0003-cache.md') })
  expect(read('changes/2026/CHG-2026-0003-cache.md')).toBe(
    (GOOD[change] ?? '').replace('CHG-2026-0001', 'CHG-2026-0003'),
  )
  const back = await newChange('--renumber', 'CHG-2026-0001', join(records, 'changes/2026/CHG-2026-0001-mail'))
  expect(back.stdout).toContain('CHG-2026-0004-mail')
})

test.each([
  [[], /git doesn't say which is newer[^]*CHG-2026-0001-cache\.md[^]*CHG-2026-0001-mail/],
  [[firstUpdate], /isn't a record of CHG-2026-0001. Expected one of:/],
  [['../../../etc/passwd'], /isn't a record of CHG-2026-0001/],
])('Without a hint of which one, or with a wrong one (%s), nothing is renumbered.', async (flags, why) => {
  write(other, GOOD[change] ?? '')
  expect(await newChange('--renumber', 'CHG-2026-0001', ...flags)).toEqual({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(why),
  })
  expect(existsSync(join(records, other))).toBe(true)
})

test('All flags that are wrong or missing are told in one run.', async () => {
  const { code, stderr } = await newChange(
    '--title',
    'x',
    '--risk',
    '9,9',
    '--window',
    'soon',
    '--services',
    'checkout',
  )
  expect(code).toBe(2)
  expect(stderr).toMatch(/option '--risk' argument '9,9' is invalid/)
  expect(stderr).toMatch(/option '--window' argument 'soon' is invalid/)
  expect(stderr).toContain('Missing: --requester, --implementer, --rollback-max-duration, --rollback-when.')
})

test('An approved change needs its plan: a placeholder is none.', async () => {
  const window = ['--window', '2026-12-01T02:00:00Z/2h', '--status', 'approved']
  const { code, stderr } = await newChange(...NORMAL, ...window)
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining('Missing: --plan, --verification, --rollback-plan.'),
  })
  const told = ['--plan', 'TBD', '--verification', 'No errors.', '--rollback-plan', 'Put it back.']
  expect(await newChange(...NORMAL, ...window, ...told)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('change-sections'),
  })
  expect((await newChange(...NORMAL, ...window, ...told.with(1, 'Node by node.'))).code).toBe(0)
})

test('The first change of a repository is number 1.', async () => {
  for (const path of ['changes', 'incidents/2026/INC-2026-0001-checkout'])
    rmSync(join(records, path), { recursive: true })
  git('init', '--quiet')
  commit('2026-11-01T00:00:00Z')
  const { stdout } = await newChange(...NORMAL)
  expect(stdout).toContain('CHG-2026-0001-upgrade-the-cache.md')
})

test('The help says for which changes a status is.', async () => {
  const { stdout } = await run('new', 'change', '--help')
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('in_progress and completed for emergency changes alone')
})
