import { discordMessage } from '#export/notice/discord'
import { mailOf } from '#export/notice/mail'
import { noticeOf, type Notice } from '#export/notice/notice'
import { ntfyMessage } from '#export/notice/ntfy'
import { slackMessage } from '#export/notice/slack'
import { teamsMessage } from '#export/notice/teams'
import { webhookBody } from '#export/notice/webhook'
import { sendToChat } from '#io/deliver/chat'
import { sendMail } from '#io/deliver/email'
import { sendToNtfy } from '#io/deliver/ntfy'
import type { Reach } from '#io/deliver/post'
import { sendWebhook } from '#io/deliver/webhook'
import type { NewsEvent } from '#model/notify/event'
import type { Sent } from '#model/notify/sent'
import type { PublicCatalog } from '#model/publish/public'
import type { Channel, Site } from '#model/records/site'
import { statusPage, type StatusPage } from '#model/status/page'
import type { Instant } from '#model/time'
import type { Reached } from './run.ts'
import { wordsOf } from './words.ts'

/** An outlet of a channel, and which environment variables it lacks. */
export type ChannelOutlet = Reached & { unset: string[] }

type Telling = (event: NewsEvent, status: StatusPage) => Promise<Sent>
type Words = ReturnType<typeof wordsOf>

/** Everybody that `site.yaml` names: a channel each, and of mail an address each. */
export function outletsOf(site: Site, env: NodeJS.ProcessEnv, now: Instant): ChannelOutlet[] {
  const taken = new Map<string, number>()
  return site.notify.flatMap((channel) =>
    namesOf(channel).map((name): ChannelOutlet => {
      const before = taken.get(name) ?? 0
      taken.set(name, before + 1)
      const key = before === 0 ? name : `${name}#${before + 1}`
      const unset = variablesOf(channel).filter((one) => (env[one] ?? '') === '')
      const telling = unset.length > 0 ? null : tellingOf(channel, key, site, env, now)
      return {
        key,
        components: channel.components ?? null,
        states: channel.kind === 'webhook',
        unset,
        send: telling && ((event, page) => telling(event, statusOf(page))),
      }
    }),
  )
}

const namesOf = (channel: Channel): string[] =>
  channel.kind === 'email'
    ? [channel.to].flat().map((address) => `email ${channel.smtp_env} ${address.trim()}`)
    : [`${channel.kind} ${channel.url_env}`]

const variablesOf = (channel: Channel): string[] => {
  if (channel.kind === 'email') return [channel.smtp_env]
  return channel.kind === 'webhook' && channel.secret_env !== undefined
    ? [channel.url_env, channel.secret_env]
    : [channel.url_env]
}

function tellingOf(channel: Channel, key: string, site: Site, env: NodeJS.ProcessEnv, now: Instant): Telling {
  const valueOf = (name: string) => (env[name] ?? '').trim()
  const reach: Reach = { allowPrivate: channel.allow_private }
  if (channel.kind === 'webhook') {
    const secret = channel.secret_env === undefined ? null : valueOf(channel.secret_env)
    return async (event, status) => {
      const body = webhookBody(event, status, now)
      if (!body) return NOTHING
      return sendWebhook(valueOf(channel.url_env), secret, { id: event.id, body: JSON.stringify(body) }, reach)
    }
  }
  if (channel.kind === 'email') {
    const to = key.replace(/^email \S+ /, '').replace(/#\d+$/, '')
    return noticed(async (notice, event, status, { dir }) => {
      const unsubscribe = site.subscribe.email ?? `mailto:${addressIn(channel.from)}?subject=unsubscribe`
      const mail = { ...mailOf(event, key, notice, status, dir), from: channel.from, to, unsubscribe }
      return sendMail(valueOf(channel.smtp_env), mail, reach)
    })
  }
  const address = valueOf(channel.url_env)
  if (channel.kind === 'ntfy') return noticed((notice) => sendToNtfy(address, ntfyMessage(notice), reach))
  const write = { slack: slackMessage, discord: discordMessage, teams: teamsMessage }[channel.kind]
  return noticed((notice) => sendToChat(address, write(notice), reach))
}

/** Of `Acme <status@acme.example>` the address. */
const addressIn = (from: string) => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim()

/** There is nothing to say of it any more. */
const NOTHING: Sent = { sent: true }

const noticed =
  (send: (notice: Notice, event: NewsEvent, status: StatusPage, words: Words) => Promise<Sent>): Telling =>
  async (event, status) => {
    const words = wordsOf(status)
    const notice = noticeOf(event, status, words)
    return notice ? send(notice, event, status, words) : NOTHING
  }

const worked = new WeakMap<PublicCatalog, StatusPage>()

/** Worked out once for a thousand channels. */
function statusOf(page: PublicCatalog): StatusPage {
  const known = worked.get(page) ?? statusPage(page)
  worked.set(page, known)
  return known
}
