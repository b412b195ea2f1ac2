import { afterEach, describe, expect, test } from 'vitest'
import type { Socket } from 'node:net'
import type { SMTPServerOptions } from 'smtp-server'
import { someMail as mail } from '../../fixtures/some-mail.ts'
import { mailServer, type MailServer } from '../../fixtures/mail-server.ts'
import { OWN_CERTIFICATE } from '../../fixtures/own-certificate.ts'
import { forEver, mailUntil, rawReceiver, type Behaviour, type RawReceiver } from '../../fixtures/raw-receiver.ts'
import { sendMail } from './email.ts'
import type { Reach } from './post.ts'

/* Mail servers that put off, refuse, break off or say nothing, on real sockets. */

const REACH: Reach = { allowPrivate: true, patience: { total: 20_000, pause: 5, tries: 3 } }
const BRIEF: Reach = { allowPrivate: true, patience: { total: 300, pause: 5, tries: 3 } }
const refused = (why: string, of = 'channel') => ({ sent: false, why, of })
const error = (responseCode: number) => Object.assign(new Error('No.'), { responseCode })

let server: MailServer
let raw: RawReceiver
const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})
async function served(options: SMTPServerOptions = {}) {
  server = await mailServer(options)
  open.push(server.close)
}
async function behaving(...args: Parameters<typeof rawReceiver>) {
  raw = await rawReceiver(...args)
  open.push(raw.close)
}

describe('A mail server', () => {
  test('that puts strangers off takes the mail the next time, with the same id.', async () => {
    let asked = 0
    await served({ onRcptTo: (_, __, done) => done(asked++ === 0 ? error(451) : null) })
    expect(await sendMail(server.url, mail(), REACH)).toEqual({ sent: true })
    expect(server.mails.map(({ messageId }) => messageId)).toEqual(['<evt_1@status.acme.example>'])
  })

  test('that puts off for longer is asked by the next run.', async () => {
    let asked = 0
    await served({ onRcptTo: (_, __, done) => done((asked++, error(451))) })
    expect(await sendMail(server.url, mail(), REACH)).toEqual(refused('the mail server answers 451'))
    expect(asked).toBe(3)
  })

  test.each([
    ['knows one reader not', { onRcptTo: (_, __, done) => done(error(550)) }, refused('the mail server answers 550')],
    ['lets nobody write', { onMailFrom: (_, __, done) => done(error(553)) }, refused('the mail server answers 553')],
    [
      'does not want this mail',
      { onData: (stream, _, done) => void stream.resume().on('end', () => done(error(554))) },
      refused('the mail server answers 554', 'message'),
    ],
    ['lets nobody in', { onConnect: (_, done) => done(error(554)) }, refused('the mail server answers 554')],
  ] satisfies [string, SMTPServerOptions, object][])('that %s is asked once.', async (_, options, expected) => {
    await served(options)
    expect(await sendMail(server.url, mail(), REACH)).toEqual(expected)
  })

  test('that breaks off after the mail may have it, and gets it again with the same id.', async () => {
    const ids: (string | undefined)[] = []
    const taken = (socket: Socket, text: string) => {
      ids.push(/^Message-ID: (.*)$/im.exec(text)?.[1]?.trim())
      if (ids.length > 1) socket.write('250 Taken\r\n')
      else socket.destroy()
    }
    await behaving(mailUntil(taken), { from: 'connection' })
    expect(await sendMail(`smtp://127.0.0.1:${raw.port}`, mail(), REACH)).toEqual({ sent: true })
    expect(ids).toEqual([mail().messageId, mail().messageId])
  })

  test.each<[string, Behaviour]>([
    ['nothing', () => undefined],
    ['its greeting slowly and for ever', (socket) => forEver(socket, '2')],
    ['its greeting over and over', (socket) => forEver(socket, '220-mail.example\r\n')],
    ['nothing once it has the mail', mailUntil(() => undefined)],
  ])('that says %s is waited for no longer than anybody.', async (_, behave) => {
    await behaving(behave, { from: 'connection' })
    expect(await sendMail(`smtp://127.0.0.1:${raw.port}`, mail(), BRIEF)).toEqual(
      refused('there was no answer within 0.3 s'),
    )
    await expect.poll(() => raw.open(), { timeout: 10_000 }).toBe(0)
  })

  test('that says more than anybody reads is left.', async () => {
    await behaving((socket) => forEver(socket, '2'.repeat(1 << 20)), { from: 'connection' })
    expect(await sendMail(`smtp://127.0.0.1:${raw.port}`, mail(), REACH)).toMatchObject({ sent: false, of: 'channel' })
    await expect.poll(() => raw.open(), { timeout: 10_000 }).toBe(0)
  })
})

describe('A password', () => {
  const withPassword = (url: string) => url.replace('//', '//status:p%ss-T0K3N@')
  /** As if this machine were anybody's. */
  const away: Reach = { ...REACH, allowPrivate: false, isPublic: () => true }
  const noting = (seen: unknown[]): SMTPServerOptions => ({
    onAuth: ({ username, password }, _, done) => {
      seen.push([username, password])
      done(null, { user: username })
    },
  })

  test('is sent as it stands, to who is asked with `allow_private`.', async () => {
    const seen: unknown[] = []
    await served({ ...noting(seen), allowInsecureAuth: true })
    expect(await sendMail(withPassword(server.url), mail(), REACH)).toEqual({ sent: true })
    expect(seen).toEqual([['status', 'p%ss-T0K3N']])
  })

  test('is not sent where the server has no TLS.', async () => {
    const seen: unknown[] = []
    await served({ ...noting(seen), allowInsecureAuth: true })
    expect(await sendMail(withPassword(server.url), mail(), away)).toEqual(
      refused("the mail server has no TLS (500), and a password isn't sent without"),
    )
    expect([seen, server.mails]).toEqual([[], []])
  })

  test.each(['smtp', 'smtps'])('is not sent to who has a certificate that nobody vouches for: %s.', async (scheme) => {
    const seen: unknown[] = []
    await served({ ...noting(seen), ...OWN_CERTIFICATE, disabledCommands: [], secure: scheme === 'smtps' })
    const url = withPassword(server.url).replace('smtp:', `${scheme}:`)
    expect(await sendMail(url, mail(), away)).toEqual(
      refused("its certificate isn't to be trusted (DEPTH_ZERO_SELF_SIGNED_CERT)"),
    )
    expect([seen, server.mails]).toEqual([[], []])
  })

  test('that is wrong is told of without it.', async () => {
    await served({ allowInsecureAuth: true, onAuth: (_, __, done) => done(error(535)) })
    expect(await sendMail(withPassword(server.url), mail(), REACH)).toEqual(refused('the mail server answers 535'))
  })
})
