import { setTimeout as sleep } from 'node:timers/promises'
import pMap from 'p-map'
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

/** Recipients at a time. */
const AT_ONCE = 32
/** Milliseconds after which nobody waits for one of them any more: as many as are dead, the others are told. */
const SLOW = 3000

/**
 * Sends everybody what they are owed, each in order and all side by side: who fails holds up nobody else, nor do many. The
 * next event goes to a recipient only when it is written down that they took the last one, so that a crash repeats one at
 * most.
 */
export async function sendAll(
  recipients: readonly Recipient[],
  keeper: Keeper,
  clock: () => Instant,
  slow: number = SLOW,
): Promise<Delivery[]> {
  const sending: Promise<Delivery>[] = []
  const turn = async (one: Recipient, i: number) => {
    const sent = sendTo(one, keeper, clock)
    sending[i] = sent
    await Promise.race([sent, sleep(slow, undefined, { ref: false })])
  }
  await pMap(recipients, turn, { concurrency: AT_ONCE })
  return Promise.all(sending)
}

async function sendTo({ key, events, send }: Recipient, keeper: Keeper, clock: () => Instant): Promise<Delivery> {
  const delivery: Delivery = { key, sent: [], failed: [] }
  const held = new Set<string>()
  for (const event of events) {
    // What comes after one that wasn't taken would be out of order.
    if (held.has(event.of)) continue
    // Where it can't be written down, `mine` says so.
    if (delivery.sent.length > 0) await keeper.written().catch(() => undefined)
    if (!keeper.mine()) break
    const sent = await send(event)
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
