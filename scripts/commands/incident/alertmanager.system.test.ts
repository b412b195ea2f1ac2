import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ended } from '../../fixtures/command-line.ts'
import { GOOD } from '../../fixtures/good-content.ts'
import { run, runWithInput } from '../../fixtures/in-process.ts'
import { writeFiles } from '../../fixtures/written.ts'

/* A real Alertmanager posts to a receiver of a few lines, as in docs/incident.md. */

const ALERTMANAGER = '/usr/bin/prometheus-alertmanager'
const missing = !existsSync(ALERTMANAGER)
if (missing) console.warn("No Alertmanager here: install Debian's `prometheus-alertmanager`. Its tests are skipped.")

const top = mkdtempSync(join(tmpdir(), 'evenkeel-alertmanager-'))
const records = join(top, 'content')
const said: Ended[] = []
let receiver: Server
let alertmanager: ChildProcess
let address = ''

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = portOf(server)
  server.close()
  return port
}
function portOf(server: Server): number {
  const listening = server.address()
  return typeof listening === 'object' && listening !== null ? listening.port : 0
}

beforeAll(async () => {
  if (missing) return
  writeFiles(records, GOOD)
  receiver = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => (body += part))
    request.on('end', () => {
      void runWithInput(body, 'incident', 'open', '--alert', '-', '--content', records).then((ended) => {
        said.push(ended)
        response.writeHead(ended.code === 0 ? 200 : 500).end()
      })
    })
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  const config = join(top, 'alertmanager.yml')
  writeFileSync(
    config,
    `route:
  receiver: evenkeel
  group_by: [alertname, service]
  group_wait: 1s
  group_interval: 1s
  repeat_interval: 1s
receivers:
  - name: evenkeel
    webhook_configs: [{url: "http://127.0.0.1:${portOf(receiver)}/", send_resolved: true}]
`,
  )
  const port = await freePort()
  address = `http://127.0.0.1:${port}`
  alertmanager = spawn(
    ALERTMANAGER,
    [
      `--config.file=${config}`,
      `--storage.path=${join(top, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    { stdio: 'ignore' },
  )
  await until(async () => (await fetch(`${address}/-/ready`).catch(() => null))?.ok === true)
})
afterAll(async () => {
  if (!missing) {
    alertmanager.kill()
    await once(alertmanager, 'exit')
    receiver.close()
  }
  rmSync(top, { recursive: true })
})

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let n = 0; n < 300; n++) {
    if (await holds()) return
    await setTimeout(100)
  }
  throw new Error(`Waited in vain; the receiver heard ${JSON.stringify(said.slice(-3))}`)
}

async function alert(labels: Record<string, string>, more: Record<string, unknown> = {}) {
  const body = [{ labels: { alertname: 'CheckoutErrors', service: 'checkout', severity: 'page', ...labels }, ...more }]
  const answer = await fetch(`${address}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.status).toBe(200)
}

const written = () =>
  readdirSync(join(records, 'incidents'), { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.md') && !path.includes('INC-2026-0001'),
  )
const record = () => readFileSync(join(records, 'incidents', written()[0] ?? ''), 'utf8')

test.skipIf(missing)(
  'A real Alertmanager opens an incident, once, adds to it, and proposes that it is over.',
  async () => {
    const startsAt = new Date(Date.now() - 120_000).toISOString()
    await alert({ pod: 'a' }, { startsAt, annotations: { summary: 'Checkouts fail: 4 %' } })
    await until(() => written().length === 1)
    expect(record()).toContain(
      'title: "Checkouts fail: 4 %"\nseverity: SEV-2\nservices: [checkout]\ndetected_by: monitoring\n',
    )
    expect(record()).toContain(`started: ${startsAt.slice(0, 19)}Z\n`)
    const opened = record()

    // It says the same again and again.
    const heard = said.length
    await until(() => said.length > heard + 1)
    expect(record()).toBe(opened)

    // Another group is another incident.
    await alert({ alertname: 'Other', service: 'ledger-store' })
    await until(() => written().length === 2)

    await alert(
      { pod: 'a' },
      { startsAt, endsAt: new Date().toISOString(), annotations: { summary: 'Checkouts fail: 4 %' } },
    )
    await until(() => said.some(({ stdout }) => stdout.includes('Is it? npx evenkeel incident resolve')))
    expect(record()).toContain('Alertmanager: `CheckoutErrors` has ended.\n')
    expect(record()).not.toContain('resolved:')

    expect(said.map(({ code }) => code)).not.toContain(1)
    expect(said.map(({ code }) => code)).not.toContain(2)
    expect(written().filter((path) => path.includes('/public/'))).toEqual([])
    expect((await run('validate', '--content', records)).stdout).toMatch(/(?:^|\n)0 errors/)
  },
)
