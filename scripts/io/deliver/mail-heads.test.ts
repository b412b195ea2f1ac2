import { afterEach, expect, test } from 'vitest'
import type { SMTPServerOptions } from 'smtp-server'
import { mailServer, type MailServer } from '../../fixtures/mail-server.ts'
import { someMail as mail } from '../../fixtures/some-mail.ts'
import { sendMail } from './email.ts'
import type { Reach } from './post.ts'

/* What a mail says at its head, and to whom it goes, whatever stands in the records that it is made of. */

const REACH: Reach = { allowPrivate: true, patience: { total: 20_000, pause: 5, tries: 1 } }

let server: MailServer
let readers: string[]
afterEach(() => server.close())
/** A server that notes who the readers are. */
async function served(options: SMTPServerOptions = {}) {
  readers = []
  server = await mailServer({
    onRcptTo: ({ address }, _, done) => {
      readers.push(address)
      done()
    },
    ...options,
  })
}

test('Whatever stands in a mail, it has the lines at its head that we give it, and one reader.', async () => {
  const heads: string[][] = []
  await served({
    onData: (stream, _, done) => {
      let text = ''
      stream.on('data', (part: Buffer) => void (text += part.toString()))
      stream.on('end', () => {
        heads.push(
          text
            .slice(0, text.indexOf('\r\n\r\n'))
            .replaceAll(/\r\n[ \t]+/g, ' ')
            .split('\r\n'),
        )
        done()
      })
    },
  })
  const evil = 'Down\r\nBcc: eve@evil.example\r\n\r\n<b>x</b>\u2028Bcc: eve@evil.example \u202E\u{1F4A3} é'
  const names = (head: readonly string[] = []) => head.map((line) => line.replace(/:.*/s, ''))
  for (const one of [
    mail(),
    {
      ...mail(),
      subject: evil,
      text: evil,
      html: evil,
      list: { name: evil, id: 'status.acme.example' },
    },
    { ...mail(), from: `"${evil}" <us@acme.example>`, unsubscribe: `https://x.example/${evil}` },
  ])
    expect(await sendMail(server.url, one, REACH)).toEqual({ sent: true })
  expect(new Set(readers)).toEqual(new Set(['reader@away.example']))
  for (const head of heads) {
    expect(names(head)).toEqual(names(heads[0]))
    expect(head.filter((line) => !/^[\x20-\x7E]*$/.test(line))).toEqual([])
  }
})

test('What an address holds beside its reader is no second one.', async () => {
  await served()
  await sendMail(server.url, mail('a@away.example, eve@evil.example'), REACH)
  await sendMail(server.url, mail('a@away.example>\r\nRCPT TO:<eve@evil.example'), REACH)
  expect(readers.filter((one) => one === 'eve@evil.example')).toEqual([])
})
