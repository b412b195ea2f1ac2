import type { Sent } from '#model/notify/sent'
import { post, type Reach } from './post.ts'

/** A message to an incoming webhook of Slack, Discord or Teams: each takes its own JSON at the address it has given out. */
export const sendToChat = (address: string, message: object, reach: Reach): Promise<Sent> =>
  post(address, JSON.stringify(message), () => ({}), reach)
