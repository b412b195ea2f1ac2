import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { serveGit } from '../../fixtures/git-http.ts'
import { runIn, runInWith } from '../../fixtures/in-process.ts'
import { mailServer, type MailServer } from '../../fixtures/mail-server.ts'
import { receiver, type Receiver } from '../../fixtures/receiver.ts'

/* A repository with a real server, channels that are real servers, and the command as it is started. */

let scratch = ''
let gitServer: Server
/** What the server of git wants to see. */
let wanted: string | undefined
let [hook, mail] = [null as unknown as Receiver, null as unknown as MailServer]
const ENV = ['HOOK_URL', 'HOOK_SECRET', 'CHAT_URL', 'TOPIC_URL', 'SMTP_URL', 'SECOND_URL']
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

/** Not the kind that waits: the server that it talks to is in this process. */
const git = async (folder: string, ...args: string[]): Promise<string> => {
  const who = ['-c', 'user.name=ana', '-c', 'user.email=ana@acme.example']
  return (await promisify(execFile)('git', [...who, ...args], { cwd: folder })).stdout
}
const clone = () => join(scratch, 'clone')

async function commit(files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) {
    const file = join(clone(), 'content', path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  await git(clone(), 'add', '.')
  await git(clone(), 'commit', '--quiet', '-m', 'x')
  await git(clone(), 'push', '--quiet', 'origin', 'HEAD')
}

const site = (...channels: string[]) => `name: Acme
url: https://status.acme.example
notify:
${channels.map((channel) => `  - ${channel}\n`).join('')}`
const HOOK = '{kind: webhook, url_env: HOOK_URL, secret_env: HOOK_SECRET, allow_private: true}'
const BASE = {
  'teams/core.yaml': 'name: Core\nmembers: [ana]\n',
  'services/shop.yaml': 'name: Shop internals\nteam: core\ntier: 1\npublic: {name: Shop}\n',
}
const INCIDENT = (id: string, more = '') =>
  `---\nid: ${id}\ntitle: The zx-disk is full\nseverity: SEV-1\nservices: [shop]\nstarted: 2026-03-01T10:00:00Z\n${more}---\n## Timeline\n`
const OPENED = (title = 'Shop is down') =>
  `---\nstate: investigating\ntitle: ${JSON.stringify(title)}\ncomponents: {shop: major_outage}\n---\nWe are looking into it.\n`
const place = (id: string, file: string) => `incidents/2026/${id}/${file}`
const opened = (id: string, title?: string, more?: string) => ({
  [place(id, 'index.md')]: INCIDENT(id, more),
  [place(id, 'public/20260301T100500Z.md')]: OPENED(title),
})
const RESOLVED = '---\nstate: resolved\n---\nAll is well.\n'

const notify = (now: string, ...more: string[]) => runIn(clone(), 'notify', '--now', `2026-03-01T${now}:00Z`, ...more)
const incidents = () => hook.received.filter(({ body }) => 'incident' in body)
const told = () => incidents().map(({ body }) => `${body.incident.name}: ${body.incident.status}`)

beforeEach(async () => {
  wanted = undefined
  scratch = mkdtempSync(join(tmpdir(), 'evenkeel-notify-test-'))
  gitServer = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://x')
    if (request.headers.authorization === wanted) serveGit(scratch, pathname, search.slice(1), request, response)
    else response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="git"' }).end()
  })
  await new Promise<void>((done) => void gitServer.listen(0, '127.0.0.1', done))
  execFileSync('git', ['init', '--quiet', '--bare', '-b', 'main', join(scratch, 'ops.git')])
  execFileSync('git', ['init', '--quiet', '-b', 'main', clone()])
  await git(clone(), 'remote', 'add', 'origin', join(scratch, 'ops.git'))
  ;[hook, mail] = [await receiver(), await mailServer()]
  process.env['HOOK_URL'] = hook.url
  process.env['HOOK_SECRET'] = SECRET
  process.env['SMTP_URL'] = mail.url
})
afterEach(() => {
  for (const name of ENV) delete process.env[name]
  for (const one of [hook, mail]) one.close()
  gitServer.closeAllConnections()
  gitServer.close()
  rmSync(scratch, { recursive: true, force: true })
})

describe('A webhook', () => {
  test('hears of each update once, signed, in the words of Statuspage.', { timeout: 60_000 }, async () => {
    await commit({ ...BASE, 'site.yaml': site(HOOK) })
    expect(await notify('09:00')).toMatchObject({ code: 0 })
    await commit(opened('INC-2026-0001'))
    expect(await notify('10:06')).toMatchObject({ code: 0 })
    expect(await notify('10:07')).toMatchObject({ code: 0 })
    await commit({ [place('INC-2026-0001', 'public/20260301T110000Z.md')]: RESOLVED })
    expect(await notify('11:01')).toMatchObject({ code: 0 })
    expect(told()).toEqual(['Shop is down: investigating', 'Shop is down: resolved'])
    const [first] = incidents()
    expect(Object.keys(first?.body)).toEqual(['meta', 'page', 'incident'])
    expect(first?.body.page).toMatchObject({ status_indicator: 'critical', status_description: 'Major System Outage' })
    expect(first?.body.incident).toMatchObject({
      impact: 'critical',
      incident_updates: [{ body: 'We are looking into it.' }],
    })
    for (const { text, headers } of hook.received)
      expect(() => new Webhook(SECRET).verify(text, headers as Record<string, string>)).not.toThrow()
    const states = hook.received.filter(({ body }) => 'component_update' in body)
    expect(states.map(({ body }) => body.component_update.new_status)).toEqual(['major_outage', 'operational'])
    expect(new Set(hook.received.map(({ headers }) => headers['webhook-id'])).size).toBe(hook.received.length)
    expect(hook.received.map(({ text }) => text).join()).not.toContain('zx-')
  })

  test(
    'hears of each of several updates in its own words, as the incident stood then.',
    { timeout: 60_000 },
    async () => {
      await commit({ ...BASE, 'site.yaml': site(HOOK) })
      expect(await notify('09:00')).toMatchObject({ code: 0 })
      await commit({
        ...opened('INC-2026-0001'),
        [place('INC-2026-0001', 'public/20260301T102000Z.md')]: '---\nstate: identified\n---\nIt is the disk.\n',
        [place('INC-2026-0001', 'public/20260301T110000Z.md')]: RESOLVED,
      })
      expect(await notify('11:01')).toMatchObject({ code: 0 })
      expect(
        incidents().map(({ body: { incident } }) => [
          incident.status,
          incident.resolved_at,
          ...incident.incident_updates.map(({ body }: { body: string }) => body),
        ]),
      ).toEqual([
        ['investigating', null, 'We are looking into it.'],
        ['identified', null, 'It is the disk.', 'We are looking into it.'],
        ['resolved', '2026-03-01T11:00:00.000Z', 'All is well.', 'It is the disk.', 'We are looking into it.'],
      ])
    },
  )

  test(
    'that has had nothing yet is told of what is open alone; an import and a record of the past tell nobody.',
    { timeout: 60_000 },
    async () => {
      await commit({
        ...BASE,
        'site.yaml': site(HOOK),
        ...opened('INC-2026-0001', 'Old'),
        [place('INC-2026-0001', 'public/20260301T110000Z.md')]: RESOLVED,
        ...opened('INC-2026-0002', 'Open'),
        ...opened('INC-2026-0003', 'Imported', 'source: {kind: statuspage, id: x}\n'),
        ...opened('INC-2026-0004', 'Afterwards', 'backfilled: true\n'),
      })
      expect(await notify('12:00')).toMatchObject({ code: 0, stderr: expect.stringContaining('open alone') })
      expect(told()).toEqual(['Open: investigating'])
    },
  )

  test('that is down is owed what it missed, in order, and holds up no other.', { timeout: 90_000 }, async () => {
    const second = await receiver((response) => void response.writeHead(down ? 404 : 204).end())
    let down = true
    process.env['SECOND_URL'] = second.url
    await commit({ ...BASE, 'site.yaml': site(HOOK, '{kind: slack, url_env: SECOND_URL, allow_private: true}') })
    await notify('09:00')
    await commit(opened('INC-2026-0001'))
    const failed = await notify('10:06')
    expect(failed).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(
        'slack SECOND_URL: 0 messages sent, 1 owed since 2026-03-01T10:06:00Z: it answers 404',
      ),
    })
    await commit({ [place('INC-2026-0001', 'public/20260301T110000Z.md')]: RESOLVED })
    await notify('11:01')
    expect(told()).toEqual(['Shop is down: investigating', 'Shop is down: resolved'])
    down = false
    const before = second.received.length
    expect(await notify('11:10')).toMatchObject({ code: 0 })
    expect(second.received.slice(before).map(({ body }) => body.text)).toEqual([
      'Investigating: Shop is down',
      'Resolved: Shop is down',
    ])
    second.close()
  })
})

test("A workflow's token writes the ledger, and without it nothing is sent.", { timeout: 60_000 }, async () => {
  const server = `http://127.0.0.1:${(gitServer.address() as AddressInfo).port}`
  wanted = `basic ${Buffer.from('x-access-token:tk-1').toString('base64')}`
  await commit({ ...BASE, 'site.yaml': site(HOOK), ...opened('INC-2026-0001') })
  await git(clone(), 'remote', 'set-url', 'origin', `${server}/ops.git`)
  const inWorkflow = (now: string, token: string) =>
    runInWith(
      { GITHUB_ACTIONS: 'true', GITHUB_TOKEN: token, GITHUB_SERVER_URL: server },
      clone(),
      'notify',
      '--now',
      `2026-03-01T${now}:00Z`,
    )
  const refused = await inWorkflow('10:05', 'tk-2')
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toContain("The remote `origin` can't be asked. fatal: could not read Username")
  expect(hook.received).toEqual([])
  for (const now of ['10:06', '10:07']) expect(await inWorkflow(now, 'tk-1')).toMatchObject({ code: 0 })
  expect(told()).toEqual(['Shop is down: investigating'])
  expect(await git(join(scratch, 'ops.git'), 'for-each-ref')).toContain('refs/evenkeel/delivered')
})

test('A dry run says what would go where, and sends and writes nothing.', { timeout: 60_000 }, async () => {
  await commit({ ...BASE, 'site.yaml': site(HOOK), ...opened('INC-2026-0001') })
  const { code, stdout } = await notify('10:06', '--dry-run', '--format', 'json')
  expect(code).toBe(0)
  expect(JSON.parse(stdout).channels[0]).toMatchObject({
    channel: 'webhook HOOK_URL',
    owed: [{ kind: 'opened', title: 'Shop is down' }, { about: 'component' }],
  })
  expect(stdout).not.toContain(hook.url)
  expect(hook.received).toEqual([])
  expect(await git(clone(), 'ls-remote', 'origin', 'refs/evenkeel/*')).toBe('')
})

test('A secret that is not set is named, and the others are told.', { timeout: 60_000 }, async () => {
  delete process.env['HOOK_SECRET']
  await commit({
    ...BASE,
    'site.yaml': site(HOOK, '{kind: webhook, url_env: HOOK_URL, allow_private: true}'),
    ...opened('INC-2026-0001'),
  })
  const { code, stdout } = await notify('10:06')
  expect(code).toBe(1)
  expect(stdout).toContain('HOOK_SECRET is not set')
  expect(told()).toEqual(['Shop is down: investigating'])
})

test('A private address, a file, and a redirect are refused in words.', { timeout: 60_000 }, async () => {
  process.env['CHAT_URL'] = 'file:///etc/passwd'
  process.env['TOPIC_URL'] = 'http://169.254.169.254/latest'
  await commit({
    ...BASE,
    'site.yaml': site(
      '{kind: slack, url_env: CHAT_URL}',
      '{kind: discord, url_env: TOPIC_URL}',
      '{kind: teams, url_env: HOOK_URL}',
    ),
    ...opened('INC-2026-0001'),
  })
  const { code, stdout } = await notify('10:06')
  expect(code).toBe(1)
  expect(stdout).toContain(
    'slack CHAT_URL: 0 messages sent, 1 owed since 2026-03-01T10:06:00Z: its address is none of http:// or https://',
  )
  expect(stdout.match(/lies in a private network/g)?.length).toBe(2)
  expect(hook.received).toEqual([])
})

test('A ledger that may not be written stops everything before anything is sent.', { timeout: 60_000 }, async () => {
  await commit({ ...BASE, 'site.yaml': site(HOOK), ...opened('INC-2026-0001') })
  await git(join(scratch, 'ops.git'), 'config', 'transfer.hideRefs', 'refs/evenkeel')
  expect(await notify('10:06')).toMatchObject({ code: 1, stderr: expect.stringContaining('nothing was sent') })
  expect(hook.received).toEqual([])
})

test(
  'Mail: one an address, in one thread, with a list that can be left; who refuses is owed, the others have it once.',
  { timeout: 90_000 },
  async () => {
    mail.close()
    let refused = true
    mail = await mailServer({
      onRcptTo: ({ address }, _, done) =>
        done(
          refused && address === 'gone@acme.example'
            ? Object.assign(new Error('No such user'), { responseCode: 550 })
            : null,
        ),
    })
    process.env['SMTP_URL'] = mail.url
    const channel =
      '{kind: email, smtp_env: SMTP_URL, from: "Acme <status@acme.example>", to: [all@acme.example, gone@acme.example], allow_private: true}'
    await commit({ ...BASE, 'site.yaml': site(channel) })
    await notify('09:00')
    await commit(opened('INC-2026-0001', 'Shop <b>is</b> down\r\nBcc: eve@evil.example'))
    expect(await notify('10:06')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('the mail server answers 550'),
    })
    await commit({ [place('INC-2026-0001', 'public/20260301T110000Z.md')]: RESOLVED })
    await notify('11:01')
    refused = false
    expect(await notify('11:05')).toMatchObject({ code: 0 })
    expect(mail.mails.map((one) => [one.for.join(), one.subject])).toEqual([
      ['all@acme.example', '[Acme] Investigating: Shop <b>is</b> down Bcc: eve@evil.example'],
      ['all@acme.example', '[Acme] Resolved: Shop <b>is</b> down Bcc: eve@evil.example'],
      ['gone@acme.example', '[Acme] Investigating: Shop <b>is</b> down Bcc: eve@evil.example'],
      ['gone@acme.example', '[Acme] Resolved: Shop <b>is</b> down Bcc: eve@evil.example'],
    ])
    const [first, second] = mail.mails
    expect(first?.references).toEqual(second?.references)
    expect(first?.html).toContain('Shop &lt;b&gt;is&lt;/b&gt; down')
    expect(first?.text).toContain('We are looking into it.')
    expect(first?.headers.get('list')).toMatchObject({
      id: { id: 'status.status.acme.example' },
      unsubscribe: { mail: 'status@acme.example?subject=unsubscribe' },
    })
  },
)

test('The summary of the job says what is owed, to whom, since when and why.', { timeout: 60_000 }, async () => {
  process.env['GITHUB_STEP_SUMMARY'] = join(scratch, 'summary.md')
  delete process.env['HOOK_URL']
  await commit({ ...BASE, 'site.yaml': site(HOOK), ...opened('INC-2026-0001') })
  await notify('10:06')
  delete process.env['GITHUB_STEP_SUMMARY']
  expect(readFileSync(join(scratch, 'summary.md'), 'utf8')).toMatch(
    /`webhook HOOK_URL` \| 2 \| 2026-03-01T10:06:00Z \|.*HOOK.*not set/,
  )
})
