import { once as untilEvent } from 'node:events'
import { connect, isIP } from 'node:net'
import { createTransport, type SendMailOptions } from 'nodemailer'
import type { Sent, Tried } from '#model/notify/sent'
import { isPublicAddress, publicLookup } from '../public-address.ts'
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
export async function sendMail(address: string, mail: Mail, reach: Reach): Promise<Sent> {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '')
    return { sent: false, why: 'its address is none of smtp:// or smtps://', of: 'channel' }
  return patiently(async (signal) => {
    try {
      return await once(url, mail, reach, signal)
    } catch (error) {
      return judged(error)
    }
  }, reach.patience ?? PATIENCE)
}

async function once(
  url: URL,
  mail: Mail,
  { allowPrivate, resolve, isPublic = isPublicAddress }: Reach,
  signal: AbortSignal,
): Promise<Tried> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const mayAsk = (ip: string) => allowPrivate || isPublic(ip)
  // An address that is written out is never looked up.
  if (isIP(host) !== 0 && !mayAsk(host)) return { sent: false, why: PRIVATE, of: 'channel' }
  const secure = url.protocol === 'smtps:'
  const port = Number(url.port || (secure ? 465 : 587))
  const connection = connect({ host, port, signal, lookup: publicLookup(mayAsk, resolve) })
  const user = decoded(url.username)
  try {
    await untilEvent(connection, 'connect', { signal })
    const transport = createTransport({
      connection,
      secure,
      // What this machine is called is nobody's business: it would stand in every reader's mail.
      name: '[127.0.0.1]',
      // A password isn't said aloud, but to this machine.
      requireTLS: user !== '' && !allowPrivate,
      ...(user === '' ? {} : { auth: { user, pass: decoded(url.password) } }),
      tls: { rejectUnauthorized: true, host, ...(isIP(host) === 0 ? { servername: host } : {}) },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    await transport.sendMail({ ...written(mail), signal })
    return { sent: true }
  } finally {
    connection.destroy()
  }
}

/** Who has forgotten to write `%25` for `%` means what stands there. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
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
  // As it is dialled: a head has no characters but those of ASCII.
  list: { id: { url: list.id, comment: list.name }, unsubscribe: new URL(unsubscribe).href },
})

/** 4xx passes, such as greylisting; 5xx is about this address, or about the mail where the address was taken before. */
function judged(error: unknown): Tried {
  const { code, originalCode, responseCode, command } = (error instanceof Error ? error : {}) as {
    code?: string
    originalCode?: string
    responseCode?: number
    command?: string
  }
  if (code === 'ETLS' && command === 'STARTTLS' && responseCode !== undefined && responseCode >= 500)
    return {
      sent: false,
      why: `the mail server has no TLS (${responseCode}), and a password isn't sent without`,
      of: 'channel',
    }
  if (responseCode === undefined)
    return failed(originalCode === undefined ? error : Object.assign(new Error(), { code: originalCode }))
  if (responseCode < 500) return { again: `the mail server answers ${responseCode}`, after: null }
  return { sent: false, why: `the mail server answers ${responseCode}`, of: command === 'DATA' ? 'message' : 'channel' }
}
