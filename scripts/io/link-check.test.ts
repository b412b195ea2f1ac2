import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkLinks } from './link-check.ts'
import { isPublicAddress } from './public-address.ts'

let server: Server
let origin: string
let asked: string[] = []
let most = 0
beforeAll(async () => {
  let open = 0
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    most = Math.max(most, ++open)
    response.on('close', () => open--)
    const path = request.url ?? ''
    if (path === '/silent') return
    const status = path === '/no-head' && request.method === 'HEAD' ? 405 : Number(/\d{3}/.exec(path)?.[0] ?? 200)
    const location = path === '/302/away' ? '/410' : path === '/302/inside' ? 'http://10.0.0.1/' : path
    response.writeHead(status, status === 302 ? { location } : {})
    response.end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** As if this machine were anybody's. */
const here = {
  timeout: 500,
  atOnce: 4,
  pause: 0,
  together: 60_000,
  isPublic: (address: string) => address === '127.0.0.1',
}
const stateOf = async (path: string) => {
  const url = `${origin}${path}`
  return (await checkLinks([url], here)).get(url)
}

test.each([
  ['/', { state: 'there' }],
  ['/no-head', { state: 'there' }],
  ['/404', { state: 'dead', why: 'it answers 404' }],
  ['/410', { state: 'dead', why: 'it answers 410' }],
  ['/302/away', { state: 'dead', why: 'it answers 410' }],
  ['/302/round', { state: 'unknown' }],
  ['/302/inside', { state: 'private' }],
  ['/401', { state: 'unknown' }],
  ['/429', { state: 'unknown' }],
  ['/503', { state: 'unknown' }],
  ['/silent', { state: 'unknown' }],
])('%s is %j.', async (path, state) => {
  expect(await stateOf(path)).toEqual(state)
})

test('A private address is never asked, by whatever name.', async () => {
  asked = []
  const { port } = new URL(origin)
  const urls = [
    `http://127.0.0.1:${port}/`,
    `http://localhost:${port}/`,
    `http://[::1]:${port}/`,
    `http://2130706433:${port}/`,
    `http://0x7f.1:${port}/`,
  ]
  expect([...(await checkLinks(urls)).values()]).toEqual(urls.map(() => ({ state: 'private' })))
  expect(asked).toEqual([])
})

test('An address is asked for once, and a host by one connection at a time.', async () => {
  asked = []
  most = 0
  await checkLinks([...Array.from({ length: 20 }, (_, i) => `${origin}/page${i}`), `${origin}/page1`], here)
  expect(asked).toHaveLength(20)
  expect(most).toBe(1)
})

test.each([
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ['10.1.2.3', false],
  ['100.64.0.1', false],
  ['169.254.169.254', false],
  ['168.63.129.16', false],
  ['168.63.129.17', true],
  ['172.31.255.255', false],
  ['192.168.1.1', false],
  ['0.0.0.0', false],
  ['::1', false],
  ['::ffff:127.0.0.1', false],
  ['64:ff9b::7f00:1', false],
  ['fd00::1', false],
  ['fe80::1', false],
  ['2002:7f00:1::', false],
  ['no address', false],
])('%s is public: %s.', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic)
})
