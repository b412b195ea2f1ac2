import type { LookupAddress } from 'node:dns'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mailServer, type MailServer } from '../../fixtures/mail-server.ts'
import { receiver, type Receiver } from '../../fixtures/receiver.ts'
import type { Resolve } from '../public-address.ts'
import { sendMail } from './email.ts'
import { sendToNtfy } from './ntfy.ts'
import { post, PRIVATE, type Reach } from './post.ts'

/* Wherever a channel's address leads, and by whatever spelling: what isn't the whole world's to ask is never knocked at. */

const MAIL = {
  from: 'a@acme.example',
  to: 'b@acme.example',
  subject: 's',
  text: 't',
  html: '<p>t</p>',
  messageId: '<a@acme.example>',
  thread: '<b@acme.example>',
  list: { name: 'Acme', id: 'acme.example' },
  unsubscribe: 'mailto:a@acme.example',
}
const NEVER: Reach = { allowPrivate: false, patience: { total: 20_000, pause: 5, tries: 2 } }
const ALWAYS = { ...NEVER, allowPrivate: true }
const refused = (why: string) => ({ sent: false, why, of: 'channel' })

let [web, mail] = [null as unknown as Receiver, null as unknown as MailServer]
let greeted = 0
beforeEach(async () => {
  greeted = 0
  web = await receiver()
  mail = await mailServer({ onConnect: (_, done) => (greeted++, done()) })
})
afterEach(() => {
  web.close()
  mail.close()
})

const toWeb = (host: string, reach: Reach) =>
  post(`http://${host}:${new URL(web.url).port}/`, '{"a":1}', () => ({}), reach)
const toMail = (host: string, reach: Reach) => sendMail(`smtp://${host}:${new URL(mail.url).port}`, MAIL, reach)

describe('This machine, a network of its own, and what manages machines are refused', () => {
  test.each([
    '127.0.0.1',
    '127.1',
    '127.255.255.254',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '0',
    '0.0.0.0',
    'localhost',
    'LOCALHOST',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '[2002:7f00:1::]',
    '[fe80::1]',
    '[fd00::1]',
    '169.254.169.254',
    '[fd00:ec2::254]',
    '168.63.129.16',
    '10.0.0.1',
    '172.31.0.1',
    '192.168.0.1',
    '100.64.0.1',
    '224.0.0.1',
  ])('at %s.', async (host) => {
    expect(await toWeb(host, NEVER)).toEqual(refused(PRIVATE))
    expect(await toMail(host, NEVER)).toEqual(refused(PRIVATE))
    expect([web.received, greeted]).toEqual([[], 0])
  })
})

/** A resolver that says other addresses each time it is asked. */
function turning(...answers: string[][]): { resolve: Resolve; asked: () => number } {
  let asked = 0
  const resolve: Resolve = (_, __, callback) => {
    const answer = answers[Math.min(asked++, answers.length - 1)] ?? []
    callback(
      null,
      answer.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }
  return { resolve, asked: () => asked }
}

describe('A name', () => {
  test.each([
    [['10.0.0.1']],
    [['::1']],
    [['93.184.216.34', '127.0.0.1']],
    [['127.0.0.1', '93.184.216.34']],
    [['2606:2800:220:1::1', '::ffff:10.0.0.1']],
  ])('that leads to %j is refused, also where only one of them is private.', async (addresses) => {
    const { resolve } = turning(addresses)
    for (const send of [toWeb, toMail])
      expect(await send('hooks.acme.example', { ...NEVER, resolve })).toEqual(refused(PRIVATE))
    expect([web.received, greeted]).toEqual([[], 0])
  })

  test('is looked up once a connection: where it leads after it was checked changes nothing.', async () => {
    for (const send of [toWeb, toMail]) {
      const { resolve, asked } = turning(['127.0.0.1'], ['192.0.2.1'])
      expect(await send('hooks.acme.example', { ...ALWAYS, resolve })).toEqual({ sent: true })
      expect(asked()).toBe(1)
    }
    expect([web.received.length, greeted]).toEqual([1, 1])
  })

  test('is checked anew for each try.', async () => {
    const { resolve, asked } = turning([], ['127.0.0.1'])
    for (const send of [toWeb, toMail])
      expect(await send('hooks.acme.example', { ...NEVER, resolve })).toEqual(refused(PRIVATE))
    expect([asked(), web.received, greeted]).toEqual([3, [], 0])
  })
})

test('With `allow_private` they are asked.', async () => {
  expect([await toWeb('localhost', ALWAYS), await toMail('127.0.0.1', ALWAYS)]).toEqual([
    { sent: true },
    { sent: true },
  ])
  expect([web.received.length, mail.mails.length]).toEqual([1, 1])
})

test.each([
  'file:///etc/passwd',
  'ftp://127.0.0.1/',
  'javascript:alert(1)',
  '/etc/passwd',
  '127.0.0.1:80',
  'http://',
  '',
])('No web address is %j, nor one of a mail server.', async (address) => {
  expect(await post(address, '{}', () => ({}), ALWAYS)).toEqual(refused('its address is none of http:// or https://'))
  expect(await sendMail(address, MAIL, ALWAYS)).toEqual(refused('its address is none of smtp:// or smtps://'))
})

test.each(['https://ntfy.sh/', 'https://ntfy.sh', 'https://ntfy.sh/100%', 'https://ntfy.sh/a b', 'ntfy.sh/acme', ''])(
  'No topic is %j.',
  async (address) => {
    expect(await sendToNtfy(address, {}, ALWAYS)).toMatchObject({
      sent: false,
      of: 'channel',
      why: expect.stringMatching(/^its address/),
    })
  },
)
