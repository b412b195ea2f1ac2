import type { Sent } from '#model/notify/sent'
import { post, type Reach } from './post.ts'

/**
 * A message to a topic of ntfy, `https://ntfy.sh/acme-status`. By its JSON, at the server's root: in headers a title
 * could bring others along. https://docs.ntfy.sh/publish/#publish-as-json
 */
export async function sendToNtfy(address: string, message: object, reach: Reach): Promise<Sent> {
  const url = URL.canParse(address) ? new URL(address) : null
  const [, path = '', topic = ''] = /^(.*\/)([-\w]{1,64})\/?$/.exec(url?.pathname ?? '') ?? []
  if (url === null || topic === '')
    return { sent: false, why: 'its address names no topic, expected https://ntfy.sh/my-topic', of: 'channel' }
  url.pathname = path
  return post(url.href, JSON.stringify({ topic, ...message }), () => ({}), reach)
}
