import { expect, test } from 'vitest'
import type { NewsEvent } from '#model/notify/event'
import { newsOf } from '#model/notify/news'
import { siteSchema, type Site } from '#model/records/site'
import { receiver } from '../../fixtures/receiver.ts'
import { at, incident, pageAt, said } from '../../fixtures/told-pages.ts'
import { outletsOf } from './outlets.ts'

const page = pageAt(60, { incidents: [incident('a', [said('investigating', 5, { title: 'Shop is down' })])] })
const [event] = newsOf(page, new Map(), { components: new Set(), silent: new Set() })
if (!event) throw new Error('There is no news.')

const siteOf = (...notify: object[]): Site =>
  siteSchema.parse({ name: 'Acme', url: 'https://status.acme.example', notify })
const channel = (kind: string, more: object = {}) => ({ kind, url_env: 'URL', allow_private: true, ...more })

test('A message is written once, however many are told.', async () => {
  const hook = await receiver()
  const readsFor = async (copies: number) => {
    let reads = 0
    // Whoever writes a message asks which update it is about.
    const watched = new Proxy(event, {
      get: (of, name) => {
        if (name === 'update') reads++
        return of[name as keyof NewsEvent]
      },
    })
    const channels = ['webhook', 'slack', 'discord', 'teams', 'ntfy'].map((kind) => channel(kind))
    const site = siteOf(...Array.from({ length: copies }, () => channels).flat())
    for (const { send } of outletsOf(site, { URL: `${hook.url}/topic` }, at(60)))
      expect(await send?.(watched, page)).toEqual({ sent: true })
    return reads
  }
  expect(await readsFor(20)).toBe(await readsFor(1))
  expect(hook.received.length).toBe(21 * 5)
  hook.close()
})

test('A variable that holds nothing but blanks is not set.', () => {
  const [outlet] = outletsOf(
    siteOf(channel('webhook', { secret_env: 'SECRET' })),
    { URL: 'https://x.example', SECRET: ' \n' },
    0,
  )
  expect(outlet).toMatchObject({ unset: ['SECRET'], send: null })
})

test('A mistake of ours over one message is told of by its place alone, and is about that message.', async () => {
  const broken = {
    ...event,
    get update(): null {
      throw new TypeError('https://hooks.acme.example/T0K3N is no update.')
    },
  }
  const [outlet] = outletsOf(siteOf(channel('slack')), { URL: 'https://hooks.acme.example/T0K3N' }, 0)
  const sent = await outlet?.send?.(broken, page)
  expect(sent).toEqual({
    sent: false,
    of: 'message',
    why: expect.stringMatching(/bug of ours: TypeError in outlets\.test\.ts:\d+/),
  })
})

test('Who hears that it was corrected how long it was hears how long it was.', async () => {
  const hook = await receiver()
  const known = [said('investigating', 5, { title: 'Shop is down' }), said('resolved', 30)]
  const corrected = [{ component: 'shop', status: 'partial_outage' as const, from: at(2), to: at(30) }]
  const late = pageAt(60, { incidents: [{ ...incident('a', known), corrected }] })
  const [outlet] = outletsOf(siteOf(channel('slack')), { URL: hook.url }, at(60))
  await outlet?.send?.({ ...event, kind: 'corrected', place: 'impact', update: null }, late)
  hook.close()
  expect(JSON.stringify(hook.received[0]?.body)).toContain(
    'SHOP (Partial outage): 1 March 2026 at 10:02 UTC – 1 March 2026 at 10:30 UTC',
  )
})
