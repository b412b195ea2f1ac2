import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NO_ALERTMANAGER, startAlertmanager, type Alertmanager } from '../../fixtures/alertmanager.ts'
import type { Ended } from '../../fixtures/command-line.ts'
import { GOOD } from '../../fixtures/good-content.ts'
import { run, runWithInput } from '../../fixtures/in-process.ts'
import { receiver, type Receiver } from '../../fixtures/receiver.ts'
import { until } from '../../fixtures/until.ts'
import { writeFiles } from '../../fixtures/written.ts'

/* A real Alertmanager posts to a receiver of a few lines, as in docs/incident.md. */

if (NO_ALERTMANAGER)
  console.warn("No Alertmanager here: install Debian's `prometheus-alertmanager`. Its tests are skipped.")

const top = mkdtempSync(join(tmpdir(), 'evenkeel-alertmanager-'))
const records = join(top, 'content')
const said: Ended[] = []
let pager: Receiver
let alertmanager: Alertmanager

beforeAll(async () => {
  if (NO_ALERTMANAGER) return
  writeFiles(records, GOOD)
  pager = await receiver((response, { text }) => {
    void runWithInput(text, 'incident', 'open', '--alert', '-', '--content', records).then((ended) => {
      said.push(ended)
      response.writeHead(ended.code === 0 ? 200 : 500).end()
    })
  })
  alertmanager = await startAlertmanager(pager.url)
})
afterAll(async () => {
  if (!NO_ALERTMANAGER) {
    await alertmanager.close()
    pager.close()
  }
  rmSync(top, { recursive: true })
})

const alert = (labels: Record<string, string>, more: Record<string, unknown> = {}) =>
  alertmanager.alert({ alertname: 'CheckoutErrors', service: 'checkout', severity: 'page', ...labels }, more)

const written = () =>
  readdirSync(join(records, 'incidents'), { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.md') && !path.includes('INC-2026-0001'),
  )
const record = () => readFileSync(join(records, 'incidents', written()[0] ?? ''), 'utf8')

test.skipIf(NO_ALERTMANAGER)(
  'A real Alertmanager opens an incident, once, adds to it, and proposes that it is over.',
  async () => {
    const startsAt = new Date(Date.now() - 120_000).toISOString()
    await alert({ pod: 'a' }, { startsAt, annotations: { summary: 'Checkouts fail: 4 %' } })
    await until('there is an incident', () => written().length === 1)
    expect(record()).toContain(
      'title: "Checkouts fail: 4 %"\nseverity: SEV-2\nservices: [checkout]\ndetected_by: monitoring\n',
    )
    expect(record()).toContain(`started: ${startsAt.slice(0, 19)}Z\n`)
    const opened = record()

    // It says the same again and again.
    const heard = said.length
    await until('it says so again', () => said.length > heard + 1)
    expect(record()).toBe(opened)

    // Another group is another incident.
    await alert({ alertname: 'Other', service: 'ledger-store' })
    await until('there is another one', () => written().length === 2)

    await alert(
      { pod: 'a' },
      { startsAt, endsAt: new Date().toISOString(), annotations: { summary: 'Checkouts fail: 4 %' } },
    )
    await until('its end is told', () =>
      said.some(({ stdout }) => stdout.includes('Is it? npx evenkeel incident resolve')),
    )
    expect(record()).toContain('Alertmanager: `CheckoutErrors` has ended.\n')
    expect(record()).not.toContain('resolved:')

    expect(said.map(({ code }) => code)).not.toContain(1)
    expect(said.map(({ code }) => code)).not.toContain(2)
    expect(written().filter((path) => path.includes('/public/'))).toEqual([])
    expect((await run('validate', '--content', records)).stdout).toMatch(/(?:^|\n)0 errors/)
  },
)
