import { once } from 'node:events'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { originAndClone, type OriginAndClone } from '../../fixtures/origin-and-clone.ts'
import { RELAY_KEY as KEY, startRelay, type RelayServer } from '../../fixtures/relay-server.ts'
import { stopperOf } from './stopping.ts'

let there: OriginAndClone
let relay: RelayServer
let stop: () => void
const sockets: Socket[] = []
beforeEach(async () => {
  there = originAndClone({ 'site.yaml': 'name: Acme\nurl: https://status.acme.example\n' })
  relay = await startRelay(there.home, () => Date.UTC(2026, 2, 1, 10))
  stop = stopperOf(relay.server)
})
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  relay.close()
  there.remove()
})

const head = (length: number) =>
  `POST /v1/pages/p4g3/incidents HTTP/1.1\r\nHost: x\r\nAuthorization: OAuth ${KEY}\r\nContent-Length: ${length}\r\n\r\n`

async function connected(words: string) {
  const { port } = relay.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1').on('error', () => undefined)
  sockets.push(socket)
  await once(socket, 'connect')
  socket.write(words)
  return socket
}

test('Who says nothing, or not all, keeps no relay from its end.', async () => {
  for (const words of ['', 'GET /v1/pages HTTP/1.1\r\nHost: x\r\n', `${head(1000)}{`]) await connected(words)
  await expect.poll(() => new Promise((done) => relay.server.getConnections((_, count) => done(count)))).toBe(3)
  const closed = once(relay.server, 'close')
  stop()
  await closed
})

test('What is being pushed is answered, though somebody else still sends.', async () => {
  const [hook, pushing, go] = ['hooks/pre-receive', 'pushing', 'go'].map((name) =>
    join(there.home, '../origin.git', name),
  )
  writeFileSync(String(hook), `#!/bin/sh\ntouch ${pushing}\nwhile ! [ -e ${go} ]; do sleep 0.1; done\n`, {
    mode: 0o755,
  })
  const body = JSON.stringify({ incident: { name: 'Slow', body: 'We look.' } })
  const socket = await connected(`${head(body.length)}${body}`)
  await connected(head(1000))
  let answer = ''
  socket.on('data', (part: Buffer) => (answer += part.toString()))
  await expect.poll(() => existsSync(String(pushing)), { timeout: 30_000 }).toBe(true)
  const closed = Promise.all([once(relay.server, 'close'), once(socket, 'close')])
  stop()
  writeFileSync(String(go), '')
  await closed
  expect(answer).toMatch(/^HTTP\/1\.1 201 /)
  rmSync(String(hook))
})
