import type { Sent } from '#model/notify/sent'
import { post, type Reach } from './post.ts'

/** A message to an incoming webhook of Slack, Discord or Teams: each takes its own JSON at the address it has given out. */
export const sendToChat = (address: string, message: object, reach: Reach): Promise<Sent> =>
  post(address, JSON.stringify(message), () => ({}), reach)

/**
 * The same to Discord, which else says that it has taken what it may not keep.
 * https://docs.discord.com/developers/resources/webhook#execute-webhook-query-string-params
 */
export function sendToDiscord(address: string, message: object, reach: Reach): Promise<Sent> {
  const url = URL.canParse(address) ? new URL(address) : null
  url?.searchParams.set('wait', 'true')
  return sendToChat(url?.href ?? address, message, reach)
}
