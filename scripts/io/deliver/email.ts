import { promises as dns } from 'node:dns'
import { isIP } from 'node:net'
import { createTransport, type SendMailOptions } from 'nodemailer'
import type { Sent, Tried } from '#model/notify/sent'
import { isPublicAddress } from '../public-address.ts'
import { patiently, PATIENCE } from './patiently.ts'
import { failed, PRIVATE, type Reach } from './post.ts'

/** One mail to one address. */
export interface Mail {
  from: string
  to: string
  subject: string
  text: string
  html: string
  /** In angle brackets: of this mail, and of the thread that it belongs to. */
  messageId: string
  thread: string
  /** What the list is called, by name and by an id like a host's. */
  list: { name: string; id: string }
  /** Where a reader gets off it: a page, or `mailto:`. */
  unsubscribe: string
}

/** Sends a mail by the server of an address `smtp://user:password@host:587` or `smtps://…`. */
export async function sendMail(
  address: string,
  mail: Mail,
  { allowPrivate, patience = PATIENCE }: Reach,
): Promise<Sent> {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '')
    return { sent: false, why: 'its address is none of smtp:// or smtps://', of: 'channel' }
  return patiently(async (signal) => {
    try {
      return await once(url, mail, allowPrivate, signal)
    } catch (error) {
      return judged(error)
    }
  }, patience)
}

async function once(url: URL, mail: Mail, allowPrivate: boolean, signal: AbortSignal): Promise<Tried> {
  const name = url.hostname.replace(/^\[|\]$/g, '')
  // What is checked is what is dialled.
  const found = isIP(name) === 0 ? await dns.lookup(name, { all: true }) : [{ address: name }]
  if (!allowPrivate && found.some((one) => !isPublicAddress(one.address)))
    return { sent: false, why: PRIVATE, of: 'channel' }
  const secure = url.protocol === 'smtps:'
  const user = decodeURIComponent(url.username)
  const transport = createTransport({
    host: found[0]?.address ?? name,
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    // A password isn't said aloud, but to this machine.
    requireTLS: user !== '' && !allowPrivate,
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
    tls: isIP(name) === 0 ? { servername: name } : {},
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const ended = new Promise<never>((_, fail) => {
    signal.addEventListener('abort', () => fail(signal.reason), { once: true })
  })
  try {
    await Promise.race([transport.sendMail(written(mail)), ended])
    return { sent: true }
  } finally {
    transport.close()
  }
}

const written = ({ messageId, thread, list, unsubscribe, ...mail }: Mail): SendMailOptions => ({
  ...mail,
  // As it is: a list in one field would be several readers.
  to: { name: '', address: mail.to },
  messageId,
  inReplyTo: thread,
  references: thread,
  headers: { 'auto-submitted': 'auto-generated' },
  list: { id: { url: list.id, comment: list.name }, unsubscribe },
})

/** 4xx passes, such as greylisting; 5xx is about this address, or about the mail where the address was taken before. */
function judged(error: unknown): Tried {
  const { responseCode: code, command } = (error instanceof Error ? error : {}) as {
    responseCode?: number
    command?: string
  }
  if (code === undefined) return failed(error)
  if (code < 500) return { again: `the mail server answers ${code}`, after: null }
  return { sent: false, why: `the mail server answers ${code}`, of: command === 'DATA' ? 'message' : 'channel' }
}
