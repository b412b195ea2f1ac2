import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { runIn } from '../fixtures/in-process.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-budget-'))
afterAll(() => rmSync(top, { recursive: true }))

const slo = (target: string, more = '') => `apiVersion: openslo/v1
kind: SLO
metadata:
  name: checkout-availability
spec:
  service: checkout
  indicator:
    metadata: {name: good-requests}
    spec:
      ratioMetric:
        counter: true
        good: {metricSource: {type: Prometheus, spec: {query: 'sum(rate(good[{{.window}}]))'}}}
        total: {metricSource: {type: Prometheus, spec: {query: 'sum(rate(all[{{.window}}]))'}}}
  timeWindow:
    - duration: 30d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: ${target}
${more}`
const incident = (id: string, fields: string) =>
  `---\nid: ${id}\ntitle: Checkout fails\nseverity: SEV-2\nservices: [checkout]\n${fields}\n---\n`
const update = (fields: string) => `---\n${fields}\n---\nWe are on it.\n`
const CONTENT = {
  'site.yaml': 'name: Acme\nurl: https://status.acme.example\n',
  'teams/platform.yaml': 'name: Platform\nmembers: [ana, bo]\n',
  'services/checkout.yaml': 'name: Checkout API\nteam: platform\ntier: 1\npublic:\n  name: Checkout\n',
  'slos/checkout.yaml': slo('0.999'),
  'incidents/2026/INC-2026-0001/index.md': incident(
    'INC-2026-0001',
    'started: 2026-11-01T10:00:00Z\nresolved: 2026-11-01T11:00:00Z',
  ),
  // Degraded at first, then down for 50 minutes.
  'incidents/2026/INC-2026-0001/public/20261101T100000Z.md': update(
    'state: investigating\ntitle: Payments fail\ncomponents: {checkout: degraded_performance}',
  ),
  'incidents/2026/INC-2026-0001/public/20261101T101000Z.md': update(
    'state: identified\ncomponents: {checkout: major_outage}',
  ),
  'incidents/2026/INC-2026-0001/public/20261101T110000Z.md': update('state: resolved'),
  'incidents/2026/INC-2026-0005/index.md': incident(
    'INC-2026-0005',
    'started: 2026-11-05T10:00:00Z\nresolved: 2026-11-05T11:00:00Z',
  ),
  // It goes on: 6 minutes and 10 seconds so far.
  'incidents/2026/INC-2026-0006/index.md': incident('INC-2026-0006', 'started: 2026-11-23T08:53:50Z'),
  'incidents/2026/INC-2026-0006/public/20261123T085350Z.md': update(
    'state: investigating\ntitle: Payments fail\ncomponents: {checkout: partial_outage}',
  ),
}

let folder: string
let count = 0
beforeEach(() => {
  folder = join(top, String(count++))
  write(CONTENT)
})
function write(files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) {
    const full = join(folder, 'content', path)
    mkdirSync(dirname(full), { recursive: true })
    writeFileSync(full, text)
  }
}
const git = (...args: string[]) =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=Ana', '-c', 'user.email=ana@acme.example', ...args], {
    stdio: 'pipe',
  })
function commit(at: string) {
  git('add', '--all')
  execFileSync('git', ['-C', folder, '-c', 'user.name=Ana', '-c', 'user.email=a@b.example', 'commit', '-qm', 'x'], {
    env: { ...process.env, GIT_AUTHOR_DATE: '2020-01-01T00:00:00Z', GIT_COMMITTER_DATE: at },
  })
}

interface Printed {
  now: string
  slos: {
    slo: string
    source: string
    history: string
    budget_ms: string
    left_events?: string | null
    periods: { window: { from: string; ms: string }; budget_ms: string; bad_ms: string }[]
  }[]
}
const NOW = ['--now', '2026-11-23T09:00:00Z']
const budget = (...flags: string[]) => runIn(folder, 'budget', ...NOW, ...flags)
const printed = async (where = folder): Promise<Printed> => {
  const { stdout, stderr, code } = await runIn(where, 'budget', ...NOW, '--format', 'json')
  expect([stderr, code]).toEqual(['', 0])
  return JSON.parse(stdout)
}

test('Programs get every number whole: milliseconds and shares as integers or fractions, in strings.', async () => {
  const found = await printed()
  const [{ periods, ...own } = { periods: [] }] = found.slos
  expect({ ...found, slos: [own] }).toEqual({
    now: '2026-11-23T09:00:00Z',
    slos: [
      {
        slo: 'checkout-availability',
        service: 'checkout',
        target: '0.999',
        source: 'incidents',
        history: 'unknown',
        window: { from: '2026-10-24T09:00:00Z', to: '2026-11-23T09:00:00Z', ms: '2592000000' },
        budget_ms: '2592000',
        bad_ms: '3370000',
        excluded_ms: '0',
        left_ms: '-778000',
        left_share: '-389/1296',
        left_percent: '-30.0154',
        tier: 'spent',
        debits: [
          {
            incidents: ['INC-2026-0001'],
            from: '2026-11-01T10:10:00Z',
            to: '2026-11-01T11:00:00Z',
            weight: '1',
            ms: '3000000',
            open: false,
          },
          {
            incidents: ['INC-2026-0006'],
            from: '2026-11-23T08:53:50Z',
            to: '2026-11-23T09:00:00Z',
            weight: '1',
            ms: '370000',
            open: true,
          },
        ],
        exclusions: [],
        states_no_impact: ['INC-2026-0005'],
        over_share: ['INC-2026-0001'],
      },
    ],
  })
  expect(periods.length).toBe(12)
  expect(periods[0]).toEqual({
    window: { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z', ms: '2592000000' },
    budget_ms: '2592000',
    bad_ms: '3370000',
    excluded_ms: '0',
    left_ms: '-778000',
    left_share: '-389/1296',
    left_percent: '-30.0154',
    tier: 'spent',
  })
})

test('People read what is left and what it was spent on.', async () => {
  expect((await budget()).stdout).toMatchInlineSnapshot(`
    "Error budgets as of 2026-11-23 09:00:00Z

    checkout-availability
      99.9 % over 30d, of checkout
      From incidents     -12m 58s of 43m 12s left, -30.01 %: spent. An estimate of time.
                         2026-11-01 10:10:00Z to 2026-11-01 11:00:00Z  50m  INC-2026-0001
                         2026-11-23 08:53:50Z to now  6m 10s  INC-2026-0006
      Alone too much     INC-2026-0001
      States no impact   INC-2026-0005
      History            unknown: git doesn't tell, so today's target holds throughout
    "
  `)
})

test('Measurements are a figure of their own, in events; what no row covers is unknown, and a month without any has no figure.', async () => {
  write({
    'measurements/checkout-availability.csv': `start,end,good,total
2026-11-01T00:00:00Z,2026-11-02T00:00:00Z,1999000,2000000
2026-11-02T00:00:00Z,2026-11-03T00:00:00Z,999204,1000000
`,
  })
  const { slos } = await printed()
  expect(slos.map(({ source }) => source)).toEqual(['incidents', 'measurements'])
  const { periods = [], ...own } = slos[1] ?? {}
  expect(own).toEqual({
    slo: 'checkout-availability',
    service: 'checkout',
    target: '0.999',
    source: 'measurements',
    history: 'unknown',
    window: { from: '2026-10-24T09:00:00Z', to: '2026-11-23T09:00:00Z', ms: '2592000000' },
    total_events: '3000000',
    budget_events: '3000',
    bad_events: '1796',
    left_events: '1204',
    left_share: '301/750',
    left_percent: '40.1333',
    measured_ms: '172800000',
    unknown_ms: '2419200000',
    tier: 'tight',
  })
  expect(periods[1]).toMatchObject({ total_events: '0', left_events: null, left_share: null, tier: null })
  expect((await budget()).stdout).toContain('1,204 of 3,000 bad events left, 40.13 %: tight')
})

test('A changed target holds from its commit on, whatever file the SLO has moved to since.', async () => {
  git('init', '--quiet')
  write({ 'slos/checkout.yaml': slo('0.99') })
  commit('2026-01-01T00:00:00Z')
  write({ 'slos/checkout.yaml': slo('0.999') })
  commit('2026-11-11T00:00:00Z')
  mkdirSync(join(folder, 'content/slos/shop'))
  renameSync(join(folder, 'content/slos/checkout.yaml'), join(folder, 'content/slos/payments.yaml'))
  commit('2026-11-12T00:00:00Z')
  const [own] = (await printed()).slos
  expect(own?.history).toBe('known')
  // November: 240 hours at one hundredth, 480 at one thousandth. October: 744 at one hundredth.
  expect(own?.periods.slice(0, 2).map(({ budget_ms }) => budget_ms)).toEqual(['10368000', '26784000'])
  // From 24 October, 09:00, on 423 hours at one hundredth, then 297 at one thousandth.
  expect(own?.budget_ms).toBe('16297200')
})

test('What a branch changed holds from its merge on; what is not committed, from now on.', async () => {
  git('init', '--quiet', '--initial-branch', 'main')
  write({ 'slos/checkout.yaml': slo('0.99') })
  commit('2026-01-01T00:00:00Z')
  git('checkout', '--quiet', '-b', 'stricter')
  write({ 'slos/checkout.yaml': slo('0.999') })
  commit('2026-11-02T00:00:00Z')
  git('checkout', '--quiet', 'main')
  execFileSync(
    'git',
    [
      '-C',
      folder,
      '-c',
      'user.name=Ana',
      '-c',
      'user.email=a@b.example',
      'merge',
      '-q',
      '--no-ff',
      '-m',
      'x',
      'stricter',
    ],
    { env: { ...process.env, GIT_COMMITTER_DATE: '2026-11-11T00:00:00Z' }, stdio: 'pipe' },
  )
  write({ 'slos/checkout.yaml': slo('0.9999') })
  const [own] = (await printed()).slos
  expect(own?.budget_ms).toBe('16297200')
  // The rest of November, 183 hours, is at the new one: 240 h / 100 + 297 h / 1000 + 183 h / 10,000.
  expect(own?.periods[0]?.budget_ms).toBe('9775080')
})

test('A content folder that was renamed has its history still.', async () => {
  git('init', '--quiet')
  renameSync(join(folder, 'content'), join(folder, 'records'))
  commit('2026-01-01T00:00:00Z')
  renameSync(join(folder, 'records'), join(folder, 'content'))
  write({ 'slos/checkout.yaml': slo('0.99') })
  commit('2026-11-11T00:00:00Z')
  // 423 hours at one thousandth, 297 at one hundredth.
  expect((await printed()).slos[0]?.budget_ms).toBe('12214800')
})

describe('What changes no target of a year ago, and none of today:', () => {
  const loose = slo('0.5')
  test.each<[string, () => void]>([
    ['a note with an SLO in it', () => write({ 'slos/README.md': loose, 'slos/checkout.yaml.bak': loose })],
    ['a file that begins with a dot', () => write({ 'slos/.checkout.yaml': loose })],
    ['an SLO in a folder below', () => write({ 'slos/old/checkout.yaml': loose })],
    ['an SLO that is broken', () => write({ 'slos/other.yaml': `${loose}    - target: [\n` })],
    ['an SLO where the content once was', () => write({ '../records/slos/checkout.yaml': loose })],
    [
      'an SLO that a link leads to',
      () => {
        write({ '../checkout.yaml': loose })
        symlinkSync('../../checkout.yaml', join(folder, 'content/slos/other.yaml'))
      },
    ],
  ])('%s.', async (_, lay) => {
    git('init', '--quiet')
    renameSync(join(folder, 'content'), join(folder, 'records'))
    commit('2026-01-01T00:00:00Z')
    renameSync(join(folder, 'records'), join(folder, 'content'))
    commit('2026-02-01T00:00:00Z')
    lay()
    commit('2026-11-01T00:00:00Z')
    write({ 'README.md': 'Ours.\n' })
    commit('2026-11-20T00:00:00Z')
    // Of what is broken a line on stderr tells.
    const { slos } = JSON.parse((await budget('--format', 'json')).stdout) as Printed
    expect(slos[0]).toMatchObject({ history: 'known', budget_ms: '2592000' })
  })
})

test('A commit that is dated back, or ahead, does not move when a target was another one.', async () => {
  for (const dates of [
    ['2026-11-11T00:00:00Z', '2026-12-31T00:00:00Z'],
    ['2026-11-11T00:00:00Z', '2026-03-01T00:00:00Z'],
  ]) {
    folder = join(top, String(count++))
    write(CONTENT)
    git('init', '--quiet')
    for (const day of ['01', '02', '10']) {
      write({ 'README.md': `Day ${day}.\n` })
      commit(`2026-11-${day}T00:00:00Z`)
    }
    const [honest = '', other = ''] = dates
    write({ 'README.md': 'Ours.\n' })
    commit(honest)
    write({ 'slos/checkout.yaml': slo('0.99') })
    commit(other)
    for (const day of ['12', '13']) {
      write({ 'README.md': `Day ${day}.\n` })
      commit(`2026-11-${day}T00:00:00Z`)
    }
    // From 24 October, 09:00: 423 hours at one thousandth, 297 at one hundredth.
    expect((await printed()).slos[0]?.budget_ms).toBe('12214800')
  }
})

test('A shallow clone does not guess: the history is unknown, and the target of today holds throughout.', async () => {
  git('init', '--quiet')
  write({ 'slos/checkout.yaml': slo('0.99') })
  commit('2026-01-01T00:00:00Z')
  write({ 'slos/checkout.yaml': slo('0.999') })
  commit('2026-11-11T00:00:00Z')
  const clone = join(folder, 'clone')
  git('clone', '--quiet', '--depth', '1', `file://${folder}`, clone)
  const [own] = (await printed(clone)).slos
  expect(own).toMatchObject({ history: 'unknown', budget_ms: '2592000' })
})

test('A calendar window has the budget of its whole period, and its own periods.', async () => {
  write({
    'slos/checkout.yaml': slo('0.999').replace(
      'duration: 30d\n      isRolling: true',
      'duration: 1M\n      isRolling: false\n      calendar: {startTime: "2026-01-01 00:00:00", timeZone: Europe/Berlin}',
    ),
  })
  const [own] = (await printed()).slos
  expect(own).toMatchObject({
    budget_ms: '2592000',
    window: { from: '2026-10-31T23:00:00Z', to: '2026-11-30T23:00:00Z' },
  })
  expect(own?.periods.slice(0, 2).map(({ window }) => window.ms)).toEqual(['2592000000', '2682000000'])
})

test('One SLO can be asked for; one that is not there is named with those that are.', async () => {
  expect((await budget('checkout-availability')).stdout).toContain(
    'checkout-availability\n  99.9 % over 30d, of checkout',
  )
  expect(await budget('checkout')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'There is no SLO checkout. There are checkout-availability.\n',
  })
})

test('Broken files are mentioned in one line, and what the public read of an incident counts all the same.', async () => {
  write({ 'incidents/2026/INC-2026-0001/index.md': '---\nid: INC-2026-0001\nseverity: [\n---\n' })
  const { stdout, stderr, code } = await budget()
  expect(stderr).toBe('1 file with errors: what is said there may be missing here. Run `validate` to see them.\n')
  expect(stdout).toContain('2026-11-01 10:10:00Z to 2026-11-01 11:00:00Z  50m  INC-2026-0001')
  expect(code).toBe(0)
})
