import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { NewsEvent } from '#model/notify/event'
import { readLedger, type Ledger } from '#model/notify/ledger'
import { newsOf } from '#model/notify/news'
import type { Sent } from '#model/notify/sent'
import { at, incident, pageAt, said } from '../../fixtures/told-pages.ts'
import { keepLedger, type Keeper, type Shelf } from './ledger-keeper.ts'
import { sendAll } from './send-all.ts'

const page = pageAt(60, { incidents: [incident('a', [said('investigating', 1)])] })
const events = newsOf(page, new Map(), { components: new Set(), silent: new Set() })
const keeper: Keeper = {
  mine: () => true,
  confirm: () => undefined,
  written: async () => undefined,
  close: async () => undefined,
}

test('However many say nothing, whoever comes after them is told.', async () => {
  const { promise: told, resolve: tell } = Promise.withResolvers<Sent>()
  // Each of them answers once the last one was told: were that one to wait for them, nobody ever would.
  const silent = Array.from({ length: 200 }, (_, i) => ({ key: `silent ${i}`, events, send: () => told }))
  const well = {
    key: 'well',
    events,
    send: async (): Promise<Sent> => {
      tell({ sent: false, why: 'there was no answer', of: 'channel' })
      return { sent: true }
    },
  }
  const deliveries = await sendAll([...silent, well], keeper, () => at(60), 20)
  expect(deliveries.map(({ key }) => key)).toEqual([...silent, well].map(({ key }) => key))
  expect(deliveries.filter(({ sent }) => sent.length > 0).map(({ key }) => key)).toEqual(['well'])
})

test('One writing of the ledger serves all who wait for it, and what is told next waits for it.', async () => {
  const written: Ledger[] = []
  const shelf: Shelf = {
    tip: async () => null,
    read: async () => null,
    write: async (text) => {
      await sleep(40)
      const read = readLedger(text)
      if ('ledger' in read) written.push(read.ledger)
      return { commit: `${written.length}` }
    },
  }
  const first = events[0]
  const second = first && { ...first, id: `${first.id} again` }
  const both = [first, second].filter((one) => one !== undefined)
  const keys = Array.from({ length: 100 }, (_, i) => `hook ${i}`)
  const channels = new Map(keys.map((key) => [key, { commit: 'a'.repeat(40), at: at(0), owed: [], confirmed: [] }]))
  const claimed = { claim: { by: 'me', beat: 0 }, channels }
  const keeping = keepLedger(shelf, claimed, '0', {
    pause: 1000,
    beat: 10_000,
    sleep: async (ms) => void (await sleep(ms)),
  })
  const isDown = (key: string, id: string | undefined) =>
    written
      .at(-1)
      ?.channels.get(key)
      ?.confirmed.some((one) => one.id === id)
  const recipients = keys.map((key, i) => ({
    key,
    events: both,
    send: async (event: NewsEvent): Promise<Sent> => {
      if (event === second) expect(isDown(key, first?.id)).toBe(true)
      await sleep(i % 32)
      return { sent: true }
    },
  }))
  const deliveries = await sendAll(recipients, keeping, () => at(60))
  await keeping.close()
  expect(deliveries.every(({ sent }) => sent.length === 2)).toBe(true)
  expect(keys.every((key) => isDown(key, second?.id))).toBe(true)
  expect(written.length).toBeLessThan(50)
})
