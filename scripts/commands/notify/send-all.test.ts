import { expect, test } from 'vitest'
import { newsOf } from '#model/notify/news'
import type { Sent } from '#model/notify/sent'
import { at, incident, pageAt, said } from '../../fixtures/told-pages.ts'
import type { Keeper } from './ledger-keeper.ts'
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
