import { discordMessage } from '#export/notice/discord'
import { mailOf } from '#export/notice/mail'
import { noticeOf, type Notice } from '#export/notice/notice'
import { ntfyMessage } from '#export/notice/ntfy'
import { slackMessage } from '#export/notice/slack'
import { teamsMessage } from '#export/notice/teams'
import { webhookBody } from '#export/notice/webhook'
import { sendToChat, sendToDiscord } from '#io/deliver/chat'
import { sendMail } from '#io/deliver/email'
import { sendToNtfy } from '#io/deliver/ntfy'
import type { Reach } from '#io/deliver/post'
import { sendWebhook } from '#io/deliver/webhook'
import type { NewsEvent } from '#model/notify/event'
import type { Sent } from '#model/notify/sent'
import type { PublicCatalog } from '#model/publish/public'
import type { Channel, Site } from '#model/records/site'
import { statusPage } from '#model/status/page'
import type { Instant } from '#model/time'
import { wordsOf } from './words.ts'

type Telling = (event: NewsEvent, page: PublicCatalog) => Promise<Sent>

/** There is nothing to say of it any more. */
const NOTHING: Sent = { sent: true }

/**
 * How the channels of a site are told. What is the same for a thousand of them is written once: the page's state, the
 * notice of an event, and the body that a kind of channel makes of it.
 */
export function tellingsOf({
  site,
  valueOf,
  now,
  reach: usual,
}: {
  site: Site
  /** What an environment variable holds. */
  valueOf: (name: string) => string
  now: Instant
  reach: Partial<Reach>
}): (channel: Channel, outlet: { key: string; to: string }) => Telling {
  const page = oncePerPage((catalog) => {
    const status = statusPage(catalog)
    return { status, words: wordsOf(status) }
  })
  const notice = oncePerEvent((event, catalog) => {
    const { status, words } = page(catalog)
    return noticeOf(event, status, words)
  })
  const written = (write: (one: Notice) => object) =>
    oncePerEvent((event, catalog) => {
      const one = notice(event, catalog)
      return one && write(one)
    })
  const bodies = {
    webhook: oncePerEvent((event, catalog) => {
      const body = webhookBody(event, page(catalog).status, now)
      return body && JSON.stringify(body)
    }),
    slack: written(slackMessage),
    discord: written(discordMessage),
    teams: written(teamsMessage),
    ntfy: written(ntfyMessage),
  }
  return (channel, { key, to }) => {
    const reach: Reach = { ...usual, allowPrivate: channel.allow_private }
    if (channel.kind === 'email') {
      const unsubscribe = site.subscribe.email ?? `mailto:${addressIn(channel.from)}?subject=unsubscribe`
      return async (event, catalog) => {
        const one = notice(event, catalog)
        const { status, words } = page(catalog)
        if (!one) return NOTHING
        const mail = { ...mailOf(event, key, one, status, words.dir), from: channel.from, to, unsubscribe }
        return sendMail(valueOf(channel.smtp_env), mail, reach)
      }
    }
    const address = valueOf(channel.url_env)
    if (channel.kind === 'webhook') {
      const secret = channel.secret_env === undefined ? null : valueOf(channel.secret_env)
      return async (event, catalog) => {
        const body = bodies.webhook(event, catalog)
        return body === null ? NOTHING : sendWebhook(address, secret, { id: event.id, body }, reach)
      }
    }
    const message = bodies[channel.kind]
    const send = { slack: sendToChat, teams: sendToChat, discord: sendToDiscord, ntfy: sendToNtfy }[channel.kind]
    return async (event, catalog) => {
      const body = message(event, catalog)
      return body === null ? NOTHING : send(address, body, reach)
    }
  }
}

/** Of `Acme <status@acme.example>` the address. */
const addressIn = (from: string) => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim()

/** `make`, done once for each of its arguments. */
function oncePerPage<T>(make: (catalog: PublicCatalog) => T): (catalog: PublicCatalog) => T {
  const made = new WeakMap<PublicCatalog, { value: T }>()
  return (catalog) => {
    const { value } = made.get(catalog) ?? { value: make(catalog) }
    made.set(catalog, { value })
    return value
  }
}

/** By the event and not by its id: two who know something else of a component are told of it in another way. */
function oncePerEvent<T>(
  make: (event: NewsEvent, catalog: PublicCatalog) => T,
): (event: NewsEvent, catalog: PublicCatalog) => T {
  const made = oncePerPage<WeakMap<NewsEvent, { value: T }>>(() => new WeakMap())
  return (event, catalog) => {
    const known = made(catalog)
    const { value } = known.get(event) ?? { value: make(event, catalog) }
    known.set(event, { value })
    return value
  }
}
