import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { gatePullRequest, gateVerdict } from '../fixtures/gate-command.ts'
import { plan } from '../fixtures/gate-context.ts'
import { CONTENT, gateRepository, type Edits } from '../fixtures/gate-repository.ts'
import { GOOD, slo } from '../fixtures/good-content.ts'
import { outage } from '../fixtures/outage.ts'

/*
 * The SLO of checkout may be down for 43m 12s in 30 days. Who answers an incident writes of it without a review: what that
 * gives a budget back is told.
 */

const repository = gateRepository()
afterAll(() => rmSync(repository.top, { recursive: true }))

const INCIDENT = 'incidents/2026/INC-2026-0009-outage'
const ROWS = 'measurements/checkout-availability.csv'
const DAY = 'start,end,good,total\n2026-11-10T00:00:00Z,2026-11-11T00:00:00Z,'
/** Of 100 000 events 100 may be bad, and 50 are. */
const measured = `${DAY}99950,100000\n`
const down = (minutes: number, fields: Record<string, string> = {}) =>
  outage('INC-2026-0009', '2026-11-10', minutes, fields)
const base = repository.commit({ ...CONTENT, ...down(50), [ROWS]: measured }, undefined)

const told = async (edits: Edits, on = base, now?: string) => {
  const head = repository.commit(edits, on)
  const { diagnostics } = await gateVerdict(repository, { base: on, head, ...(now && { now }) })
  return diagnostics
    .filter(({ rule }) => rule === 'budget-given-back')
    .map(({ severity, file, message }) => `${severity} ${file} ${message}`)
}
const gone: Edits = Object.fromEntries(Object.keys(down(50)).map((path) => [path, null]))

const gift = (file: string, amount: string, after: string, before = '−15.7 %') =>
  `warning content/${file} This pull request gives ${amount} back to \`checkout-availability\`: ${before} → ${after}.`

const declared = (fraction: string) => ({
  slo_impact: `[{slo: checkout-availability, fraction: ${fraction}}]`,
})
const index = (fields: Record<string, string>) => ({
  [`${INCIDENT}/index.md`]: down(50, fields)[`${INCIDENT}/index.md`] ?? null,
})

/** Maintenance on checkout around the outage, told a week before. */
const announced: Edits = {
  'changes/2026/CHG-2026-0011/index.md':
    plan('CHG-2026-0011', {
      status: 'completed',
      window: '{start: 2026-11-10T09:30:00Z, end: 2026-11-10T12:00:00Z}',
      outcome: '{started: 2026-11-10T09:30:00Z, finished: 2026-11-10T12:00:00Z}',
    })['changes/2026/CHG-2026-0011.md'] ?? '',
  'changes/2026/CHG-2026-0011/public/20261103T090000Z.md':
    '---\nstate: scheduled\ntitle: Database work\ncomponents: {checkout: under_maintenance}\n---\nWe work.\n',
}

const WAYS: [string, Edits, string][] = [
  [
    'empties the corrected intervals',
    { [`${INCIDENT}/public/impact.yaml`]: '[]\n' },
    gift(`${INCIDENT}/public/impact.yaml`, '50m', '100 %'),
  ],
  // A hundredth of 50 minutes is half a minute, of 43.2 minutes 1.157 %.
  ['declares a tiny fraction', index(declared('0.01')), gift(`${INCIDENT}/index.md`, '49m 30s', '98.8 %')],
  [
    'takes away that customers read of it',
    { [`${INCIDENT}/public/20261110T100000Z.md`]: null, [`${INCIDENT}/public/20261110T105000Z.md`]: null },
    gift(`${INCIDENT}/public/20261110T100000Z.md`, '50m', '100 %'),
  ],
  ['takes the record away', gone, gift(`${INCIDENT}/index.md`, '50m', '100 %')],
  [
    'says to customers that it was over earlier',
    {
      [`${INCIDENT}/public/20261110T105000Z.md`]: null,
      [`${INCIDENT}/public/20261110T101000Z.md`]: '---\nstate: resolved\n---\nIt works.\n',
    },
    // 33m 12s of 43m 12s
    gift(`${INCIDENT}/public/20261110T101000Z.md`, '40m', '76.8 %'),
  ],
  ['announces maintenance after all', announced, gift('changes/2026/CHG-2026-0011/index.md', '50m', '100 %')],
  [
    'takes the measurements away',
    { [ROWS]: null },
    `warning content/${ROWS} This pull request takes away what was measured of \`checkout-availability\`: 50 % → unknown.`,
  ],
  [
    'drowns what was measured',
    { [ROWS]: `${DAY}999950,1000000\n` },
    `warning content/${ROWS} This pull request leaves more of \`checkout-availability\`, as measured: 50 % → 95 %.`,
  ],
  [
    'drowns it by a day with twenty times the traffic',
    { [ROWS]: `${measured}2026-11-11T00:00:00Z,2026-11-12T00:00:00Z,2000000,2000000\n` },
    // 50 of 2100 that may be bad
    `warning content/${ROWS} This pull request leaves more of \`checkout-availability\`, as measured: 50 % → 97.6 %.`,
  ],
]
test.each(WAYS)('Who %s is told what that gives back.', async (_, edits, expected) => {
  expect(await told(edits)).toEqual([expected])
})

test('An end that is set earlier is told of an incident that declares what it cost.', async () => {
  const on = repository.commit({ ...down(50, declared('1')), [ROWS]: null }, base)
  const earlier = index({ ...declared('1'), resolved: '2026-11-10T10:05:00Z' })
  expect(await told(earlier, on)).toEqual([gift(`${INCIDENT}/index.md`, '45m', '88.4 %')])
})

const OTHERS: [string, Edits][] = [
  ['writes of an incident', outage('INC-2026-0010', '2026-11-12', 10)],
  ['makes it longer', index(declared('1'))],
  ['gives it another title', index({ title: 'Payments failed' })],
  ['measures another day', { [ROWS]: `${measured}2026-11-11T00:00:00Z,2026-11-12T00:00:00Z,120000,120000\n` }],
  ['lowers the target, which is told elsewhere', { [slo]: (GOOD[slo] ?? '').replace('target: 0.999', 'target: 0.99') }],
  [
    'lowers it and touches the incident',
    { [slo]: (GOOD[slo] ?? '').replace('target: 0.999', 'target: 0.99'), ...index({ title: 'Payments failed' }) },
  ],
]
test.each(OTHERS)('Who %s gives nothing back.', async (_, edits) => {
  expect(await told(edits)).toEqual([])
})

test('An incident that ends is written down a little later; that it ended long ago is told.', async () => {
  const { [`${INCIDENT}/public/20261110T105000Z.md`]: end, ...begun } = down(50)
  const open = repository.commit({
    ...CONTENT,
    ...begun,
    [`${INCIDENT}/index.md`]: String(begun[`${INCIDENT}/index.md`]).replace(/resolved: .*\n/, ''),
  })
  const ends = { ...index({}), [`${INCIDENT}/public/20261110T105000Z.md`]: end ?? null }
  expect(await told(ends, open, '2026-11-10T11:00:00Z')).toEqual([])
  // 1h 30m were down at 11:30, and 46m 48s more than there was.
  expect(await told(ends, open, '2026-11-10T11:30:00Z')).toEqual([
    gift(`${INCIDENT}/index.md`, '40m', '−15.7 %', '−108.3 %'),
  ])
})

test('That it was nothing after all is told, however it is closed.', async () => {
  const open = repository.commit({
    ...CONTENT,
    [`${INCIDENT}/index.md`]: String(down(50, declared('1'))[`${INCIDENT}/index.md`]).replace(/resolved: .*\n/, ''),
  })
  const closed = index({ ...declared('1'), resolved: '2026-11-10T10:00:00Z', closed_as: 'false_alarm' })
  expect(await told(closed, open, '2026-11-10T10:50:00Z')).toEqual([gift(`${INCIDENT}/index.md`, '50m', '100 %')])
})

test('It stops nothing, and the report says it.', async () => {
  const head = repository.commit({ [`${INCIDENT}/public/impact.yaml`]: '[]\n' }, base)
  const { stdout } = await gatePullRequest(repository, { base, head, flags: ['--format', 'markdown'] })
  expect(stdout).toContain('This pull request gives 50m back to `checkout-availability`: −15.7 % → 100 %.')
  const { verdict, diagnostics } = await gateVerdict(repository, { base, head })
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(verdict).toBe('pass')
})
