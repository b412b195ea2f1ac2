import { basename } from 'node:path'
import type { Reach } from '#io/deliver/post'
import type { NewsEvent } from '#model/notify/event'
import { namedOutlets } from '#model/notify/outlet-names'
import type { Sent } from '#model/notify/sent'
import type { PublicCatalog } from '#model/publish/public'
import type { Channel, Site } from '#model/records/site'
import type { Instant } from '#model/time'
import type { Reached } from './run.ts'
import { tellingsOf } from './telling.ts'

/** An outlet of a channel, and which environment variables it lacks. */
export type ChannelOutlet = Reached & { unset: string[] }

/**
 * Everybody that `site.yaml` names: a channel each, and of mail an address each. `reach`: how all of them are reached,
 * where it isn't as usual.
 */
export function outletsOf(
  site: Site,
  env: NodeJS.ProcessEnv,
  now: Instant,
  reach: Partial<Reach> = {},
): ChannelOutlet[] {
  const valueOf = (name: string) => (env[name] ?? '').trim()
  const tellingOf = tellingsOf({ site, valueOf, now, reach })
  return namedOutlets(site).map(({ key, channel, to }) => {
    const unset = variablesOf(channel).filter((one) => valueOf(one) === '')
    return {
      key,
      components: channel.components ?? null,
      states: channel.kind === 'webhook',
      unset,
      send: unset.length > 0 ? null : withoutFail(tellingOf(channel, { key, to })),
    }
  })
}

const variablesOf = (channel: Channel): string[] => {
  if (channel.kind === 'email') return [channel.smtp_env]
  return channel.kind === 'webhook' && channel.secret_env !== undefined
    ? [channel.url_env, channel.secret_env]
    : [channel.url_env]
}

type Send = (event: NewsEvent, page: PublicCatalog) => Promise<Sent>

/** A mistake of ours in one message holds up no other one, and no other channel. */
const withoutFail =
  (send: Send): Send =>
  async (event, page) => {
    try {
      return await send(event, page)
    } catch (error) {
      return { sent: false, why: `evenkeel fails over it, which is a bug of ours: ${placeOf(error)}`, of: 'message' }
    }
  }

/** Not what it says: that may be an address, or a secret. */
function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no error'
  const frame = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at ')) ?? ''
  return `${error.name} in ${basename(frame).replace(')', '')}`
}
