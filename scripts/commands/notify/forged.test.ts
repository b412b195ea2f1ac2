import { afterEach, beforeEach, expect, test } from 'vitest'
import { LEDGER_VERSION, readLedger, writeLedger, type Ledger } from '#model/notify/ledger'
import { siteSchema } from '#model/records/site'
import { HOUR } from '#model/time'
import { receiver, type Receiver } from '../../fixtures/receiver.ts'
import { memoryShelf, runsOf, type Page } from '../../fixtures/told-history.ts'
import { incident, said } from '../../fixtures/told-pages.ts'
import { NewerLedger } from './ledger-keeper.ts'

/* Whoever may push may write the ledger. Whatever they write, the past isn't told again. */

let hook: Receiver
beforeEach(async () => {
  hook = await receiver()
})
afterEach(() => hook.close())

const site = siteSchema.parse({
  name: 'Acme',
  url: 'https://status.acme.example',
  notify: [{ kind: 'slack', url_env: 'URL', allow_private: true }],
})
const over = (id: string) =>
  incident(id, [said('investigating', 1, { title: `${id} is slow` }), said('resolved', 2, { title: `${id} is over` })])
const open = (id: string) => incident(id, [said('investigating', 3, { title: `${id} is open` })])
const PAST: Page = [over('a'), over('b'), open('c')]

/** Runs on a ledger that somebody puts something in the place of, once all of the past was told. */
async function afterForging(forge: (ledger: string) => string) {
  const shelf = memoryShelf()
  const run = runsOf(site, { URL: hook.url }, shelf)
  await run(0, [])
  await run(5, PAST)
  const told = hook.received.length
  const at = await shelf.tip()
  const text = forge((at && (await shelf.read(at))) ?? '')
  await shelf.write(text, at)
  const outcome = await run(10, PAST)
  const heard = hook.received.slice(told).map(({ body }) => String(body.text))
  return { ...outcome, heard, run }
}
const edited = (text: string, change: (ledger: Ledger) => void): string => {
  const read = readLedger(text)
  if (!('ledger' in read)) throw new Error('There is no ledger.')
  change(read.ledger)
  return writeLedger(read.ledger)
}
const commitIs = (commit: string) => (text: string) =>
  edited(text, ({ channels }) => {
    for (const told of channels.values()) told.commit = commit
  })

test('Nothing is told twice where nobody has touched it.', async () => {
  expect((await afterForging((text) => text)).heard).toEqual([])
})

test.each<[string, (text: string) => string]>([
  ['no JSON', () => 'all is well'],
  ['half of it', (text) => text.slice(0, text.length / 2)],
  ['no channels', () => '{"version": 1, "claim": null}'],
  ['a list', () => '{"version": 1, "claim": null, "channels": []}'],
  ['a version that is a word', () => '{"version": "1"}'],
  ['a name that would be a line of the log', () => '{"version": 1, "claim": null, "channels": {"\\n::error::x": 1}}'],
  ['a sender that would be one', () => '{"version": 1, "claim": {"by": "\\n::error::x", "beat": 1}, "channels": {}}'],
])('Who reads %s in its place tells how that stands which is open, and says so once.', async (_, forge) => {
  const { heard, unreadable, run } = await afterForging(forge)
  expect(heard).toEqual(['Investigating: c is open'])
  expect(unreadable).toMatch(/^[^\p{Cc}]+$/u)
  expect(await run(20, PAST)).toMatchObject({ unreadable: null, channels: [{ sent: [] }] })
})

test.each(['f'.repeat(40), 'f'.repeat(64)])('So does who reads a commit that nobody has, %s.', async (commit) => {
  expect((await afterForging(commitIs(commit))).heard).toEqual(['Investigating: c is open'])
})

test('Nor does anybody hear before its time of what is dated later, where it says that this was told.', async () => {
  const shelf = memoryShelf()
  const run = runsOf(site, { URL: hook.url }, shelf)
  const waiting = [open('c'), incident('later', [said('investigating', 200, { title: 'Not yet' })])]
  await run(5, waiting)
  const at = await shelf.tip()
  const ahead = (ledger: Ledger) => {
    for (const told of ledger.channels.values()) told.at += 12 * HOUR
  }
  await shelf.write(edited((at && (await shelf.read(at))) ?? '', ahead), at)
  await run(10, waiting)
  expect(hook.received.map(({ body }) => String(body.text)).join('\n')).not.toContain('Not yet')
  await run(201, waiting)
  expect(String(hook.received.at(-1)?.body.text)).toContain('Not yet')
})

test('A later version of it stops everything.', async () => {
  await expect(afterForging(() => `{"version": ${LEDGER_VERSION + 1}}`)).rejects.toThrow(NewerLedger)
  expect(hook.received.length).toBe(5)
})
