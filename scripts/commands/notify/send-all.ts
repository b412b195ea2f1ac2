import { setTimeout as sleep } from 'node:timers/promises'
import pLimit from 'p-limit'
import type { NewsEvent } from '#model/notify/event'
import type { Sent } from '#model/notify/sent'
import type { Instant } from '#model/time'
import type { Keeper } from './ledger-keeper.ts'

/** Somebody who is sent something. */
export interface Recipient {
  key: string
  events: readonly NewsEvent[]
  send: (event: NewsEvent) => Promise<Sent>
}

/** What was sent, and what wasn't, in the recipients' order. */
export interface Delivery {
  key: string
  sent: NewsEvent[]
  failed: { event: NewsEvent; why: string }[]
}

/** Messages under way at a time. */
const AT_ONCE = 32
/** Milliseconds after which nobody waits for one of them any more: as many as are dead, the others are told. */
const SLOW = 3000

/**
 * Sends everybody what they are owed, each in order and all side by side: who fails holds up nobody else, nor do many. The
 * next event goes to a recipient only when it is written down that they took the last one, so that a crash repeats one at
 * most; who waits for that holds no place, so that one writing serves all who wait.
 */
export async function sendAll(
  recipients: readonly Recipient[],
  keeper: Keeper,
  clock: () => Instant,
  slow: number = SLOW,
): Promise<Delivery[]> {
  const limit = pLimit(AT_ONCE)
  /** Sends in one of the places. Null: it is no longer ours to send. */
  const inPlace = async (send: () => Promise<Sent>): Promise<Sent | null> => {
    let sent: Promise<Sent> | null = null
    await limit(async () => {
      if (!keeper.mine()) return
      sent = send()
      await Promise.race([sent, sleep(slow, undefined, { ref: false })])
    })
    return sent
  }
  return Promise.all(recipients.map((one) => sendTo(one, inPlace, keeper, clock)))
}

async function sendTo(
  { key, events, send }: Recipient,
  inPlace: (send: () => Promise<Sent>) => Promise<Sent | null>,
  keeper: Keeper,
  clock: () => Instant,
): Promise<Delivery> {
  const delivery: Delivery = { key, sent: [], failed: [] }
  const held = new Set<string>()
  for (const event of events) {
    // What comes after one that wasn't taken would be out of order.
    if (held.has(event.of)) continue
    // Where it can't be written down, `mine` says so.
    if (delivery.sent.length > 0) await keeper.written().catch(() => undefined)
    const sent = await inPlace(() => send(event))
    if (sent === null) break
    if (sent.sent) {
      keeper.confirm({ channel: key, id: event.id, at: clock() })
      delivery.sent.push(event)
      continue
    }
    delivery.failed.push({ event, why: sent.why })
    if (sent.of === 'channel') break
    held.add(event.of)
  }
  return delivery
}
