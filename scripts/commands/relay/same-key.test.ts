import { afterAll, beforeAll, expect, test } from 'vitest'
import { originAndClone, type OriginAndClone } from '../../fixtures/origin-and-clone.ts'
import { RELAY_KEY as KEY, startRelay, type RelayServer } from '../../fixtures/relay-server.ts'

/* An `Idempotency-Key` that comes with other words: whoever reads 201 is to find their own words on the branch. */

const OTHERS = 'This Idempotency-Key was that of another request'
const clock = () => Date.UTC(2026, 2, 1, 10)

let there: OriginAndClone
let relays: RelayServer[]
beforeAll(async () => {
  there = originAndClone({ 'site.yaml': 'name: Acme\nurl: https://status.acme.example\n' })
  relays = [await startRelay(there.home, clock), await startRelay(there.home, clock)]
})
afterAll(() => {
  for (const { close } of relays) close()
  there.remove()
})

/** What the first of the two relays, or another, answers. */
async function asked(key: string, path: string, incident: object, relay = relays[0]) {
  const response = await fetch(`${relay?.address}/v1/pages/p4g3/incidents${path}`, {
    method: path === '' ? 'POST' : 'PATCH',
    headers: { authorization: `OAuth ${KEY}`, 'idempotency-key': key },
    body: JSON.stringify({ incident }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, never> }
}
const textsOf = ({ body }: { body: { incident_updates?: { body: string }[] } }) =>
  body.incident_updates?.map((one) => one.body) ?? []

test('Of several at once one is written, and the others are told that it was not theirs.', async () => {
  const names = ['One', 'Two', 'Three', 'Four']
  const answers = await Promise.all(names.map((name) => asked('at-once', '', { name, body: `${name}.` })))
  const written = answers.filter(({ status }) => status === 201)
  expect(written.map(({ body }) => body['name'])).toEqual([names[answers.findIndex(({ status }) => status === 201)]])
  const refused = answers.filter(({ status }) => status === 422).map(({ body }) => body['error'])
  expect(refused).toEqual([[OTHERS], [OTHERS], [OTHERS]])
})

test('The same request at once is one incident, and each of those who sent it has its answer.', async () => {
  const send = () => asked('the-same', '', { name: 'Same', body: 'We look.' })
  const [first, ...others] = await Promise.all([send(), send(), send()])
  expect(first?.status).toBe(201)
  expect(others).toEqual([first, first])
})

test('Another process finds out by the record whose key it was.', async () => {
  await asked('by-record', '', { name: 'First', body: 'We look.' })
  const other = await asked('by-record', '', { name: 'Second', body: 'We look too.' }, relays[1])
  expect(other).toEqual({ status: 422, body: { error: [OTHERS] } })
})

test('An update is not swallowed for a key that another one had, here or in another process.', async () => {
  const made = await asked('opens', '', { name: 'Long', body: 'Begun.' })
  const path = `/${String(made.body['id'])}`
  const both = await Promise.all([asked('update', path, { body: 'Mine.' }), asked('update', path, { body: 'Yours.' })])
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 422])
  const mine = both[0].status === 200 ? 'Mine.' : 'Yours.'
  const elsewhere = await asked('update', path, { body: 'Somebody else’s.' }, relays[1])
  expect(textsOf(elsewhere)).toEqual(['Somebody else’s.', mine, 'Begun.'])
})

test('What failed leaves the key to who asks again.', async () => {
  expect((await asked('failed', '', { name: '' })).status).toBe(422)
  expect((await asked('failed', '', { name: 'Named', body: 'We look.' })).status).toBe(201)
})
