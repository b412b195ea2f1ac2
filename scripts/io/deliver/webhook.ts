import { Webhook } from 'standardwebhooks'
import type { Sent } from '#model/notify/sent'
import { post, type Reach } from './post.ts'

/**
 * A message as Standard Webhooks has it: its id, the time of this try, and a signature where there is a secret.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function sendWebhook(
  address: string,
  secret: string | null,
  { id, body }: { id: string; body: string },
  reach: Reach,
): Promise<Sent> {
  const signer = secret === null ? null : signerOf(secret)
  const headers = () => {
    const now = new Date()
    const signature = signer?.sign(id, now, body)
    return {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      ...(signature === undefined ? {} : { 'webhook-signature': signature }),
    }
  }
  return post(address, body, headers, reach)
}

/** A secret is base64, mostly after `whsec_`; one that isn't is taken as it is. */
function signerOf(secret: string): Webhook {
  try {
    return new Webhook(secret)
  } catch {
    return new Webhook(secret, { format: 'raw' })
  }
}
