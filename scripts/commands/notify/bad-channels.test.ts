import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { siteSchema } from '#model/records/site'
import { mailServer, type MailServer } from '../../fixtures/mail-server.ts'
import { rawReceiver, type RawReceiver } from '../../fixtures/raw-receiver.ts'
import { receiver, type Received, type Receiver } from '../../fixtures/receiver.ts'
import { runsOf, type Page } from '../../fixtures/told-history.ts'
import { incident, said } from '../../fixtures/told-pages.ts'

/*
 * A site with channels of which each fails in its own way, by real servers: the others hear of everything at once, and
 * once it works again each hears of what it missed, in order, under the same ids and once.
 */

const SECRET = 'T0K3N'
const BAD: Record<string, (response: ServerResponse, got: Received) => unknown> = {
  refuses: (response) => response.writeHead(500).end(),
  later: (response) => response.writeHead(429, { 'retry-after': '3600' }).end(),
  // Once: nobody who runs the tests waits for the second time.
  hangs: (response) =>
    web.received.filter(({ path }) => path.startsWith('/hangs/')).length > 1 && response.writeHead(503).end(),
  // Were they waited for, nobody would ever be told.
  waits: (response) => {
    const timer = setInterval(() => everybodyWell() && response.writeHead(204).end(), 5)
    response.on('close', () => clearInterval(timer))
  },
  leads_away: (response) => response.writeHead(301, { location: 'http://169.254.169.254/' }).end(),
  drops: (response) => response.socket?.destroy(),
  gone: (response) => response.writeHead(410).end(),
  another: (response) => response.socket?.end('HTTP/1.1 101 x\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
  chokes: (response, { body }) => response.writeHead(body.incident.id === 'a' ? 400 : 204).end(),
}
const names = Object.keys(BAD)

let [web, mail, tls] = [null as unknown as Receiver, null as unknown as MailServer, null as unknown as RawReceiver]
let broken = true
const everybodyWell = () => ['/well/', '/well2/'].every((way) => web.received.some(({ path }) => path.startsWith(way)))

beforeEach(async () => {
  broken = true
  web = await receiver((response, got) => {
    const bad = broken ? BAD[got.path.split('/')[1] ?? ''] : undefined
    if (bad) bad(response, got)
    else response.writeHead(204).end()
  })
  tls = await rawReceiver((socket) => socket.end('HTTP/1.1 204 x\r\n\r\n'), { tls: true })
  mail = await mailServer({
    allowInsecureAuth: true,
    onAuth: ({ username }, _, done) => done(null, { user: username }),
    onRcptTo: ({ address }, _, done) =>
      done(broken && address.startsWith('no') ? Object.assign(new Error('No'), { responseCode: 550 }) : null),
  })
})
afterEach(() => {
  for (const one of [web, mail, tls]) one.close()
})

const hook = (name: string) => ({ kind: 'webhook', url_env: name.toUpperCase(), allow_private: true })
const site = siteSchema.parse({
  name: 'Acme',
  url: 'https://status.acme.example',
  notify: [
    ...names.map(hook),
    { ...hook('self_signed'), secret_env: 'SECRET' },
    ...['well', 'well2'].map(hook),
    {
      kind: 'email',
      smtp_env: 'SMTP',
      from: 'us@acme.example',
      to: ['no@away.example', 'yes@away.example'],
      allow_private: true,
    },
  ],
})

const about = (id: string, ...updates: Page[number]['updates']) => incident(id, updates)
const opened = (minute: number, markdown: string) => said('investigating', minute, { title: 'Shop is down', markdown })

test('Who is well hears of everything at once; who is not is owed it, in order, and is sent it once.', async () => {
  const run = runsOf(site, {
    ...Object.fromEntries(
      [...names, 'well', 'well2'].map((name) => [name.toUpperCase(), `${web.url}/${name}/${SECRET}`]),
    ),
    SELF_SIGNED: `https://127.0.0.1:${tls.port}/${SECRET}`,
    SECRET,
    SMTP: mail.url.replace('//', `//status:${SECRET}@`),
  })
  await run(0, [])
  const first = [about('a', opened(1, 'One.')), about('b', opened(2, 'Two.'))]
  const { channels, output } = await run(6, first)
  expect(output).not.toContain(SECRET)
  expect(
    channels.map(
      ({ channel, sent, owed, why }) => `${channel}: ${sent.length} sent, ${owed.length} owed, ${why ?? 'fine'}`,
    ),
  ).toMatchInlineSnapshot(`
    [
      "webhook REFUSES: 0 sent, 2 owed, it answers 500",
      "webhook LATER: 0 sent, 2 owed, it answers 429",
      "webhook HANGS: 0 sent, 2 owed, there was no answer within 8 s",
      "webhook WAITS: 2 sent, 0 owed, fine",
      "webhook LEADS_AWAY: 0 sent, 2 owed, it answers 301, a redirect, which isn't followed: name the address that it leads to",
      "webhook DROPS: 0 sent, 2 owed, it can't be reached (ECONNRESET)",
      "webhook GONE: 0 sent, 2 owed, it answers 410: the channel is gone, take it out of \`site.yaml\`",
      "webhook ANOTHER: 0 sent, 2 owed, the connection broke",
      "webhook CHOKES: 1 sent, 1 owed, it answers 400",
      "webhook SELF_SIGNED: 0 sent, 2 owed, its certificate isn't to be trusted (DEPTH_ZERO_SELF_SIGNED_CERT)",
      "webhook WELL: 2 sent, 0 owed, fine",
      "webhook WELL2: 2 sent, 0 owed, fine",
      "email SMTP no@away.example: 0 sent, 2 owed, the mail server answers 550",
      "email SMTP yes@away.example: 2 sent, 0 owed, fine",
    ]
  `)

  const both = [about('a', opened(1, 'One.'), said('identified', 7, { markdown: 'Three.' })), ...first.slice(1)]
  await run(8, both)
  broken = false
  const failed = web.received.length
  tls.close()
  expect((await run(20, both)).channels.filter(({ owed }) => owed.length > 0).map(({ channel }) => channel)).toEqual([
    'webhook SELF_SIGNED',
  ])
  await run(21, both)

  const idsOf = (name: string, from = 0) =>
    web.received
      .slice(from)
      .flatMap(({ path, headers }) => (path.startsWith(`/${name}/`) ? [headers['webhook-id']] : []))
  const all = idsOf('well')
  expect(all.length).toBe(3)
  for (const name of names) {
    const took = name === 'chokes' ? [all[0], all[2]] : name === 'waits' ? [] : all
    expect([name, idsOf(name, failed)]).toEqual([name, took])
  }
  expect(mail.mails.map((one) => `${one.for.join()} ${one.text?.split('\n')[2]}`).toSorted()).toEqual(
    ['no', 'yes'].flatMap((name) => ['One.', 'Three.', 'Two.'].map((text) => `${name}@away.example ${text}`)),
  )
})
