import type { LookupAddress } from 'node:dns'
import { createServer as listen, type Server, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { checkLinks } from './link-check.ts'
import type { Resolve } from './public-address.ts'

/*
 * Links of strangers' records against real sockets: names that lead elsewhere the second time, servers that never end, and
 * how much of a host is asked for. 127.0.0.1 stands for the world, 127.0.0.2 for what listens beside us.
 */

const [WORLD, BESIDE] = ['127.0.0.1', '127.0.0.2']
const servers: Server[] = []
const sockets = new Set<Socket>()
afterEach(() => {
  for (const socket of sockets) socket.destroy()
  for (const server of servers.splice(0)) server.close()
})

/** A server that answers by hand; what it was asked for, a line each. */
async function serving(answer: (socket: Socket, asked: string) => void, host = WORLD, port = 0) {
  const asked: string[] = []
  const server = listen((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    socket.once('data', (bytes) => {
      const [line = ''] = bytes.toString().split(' HTTP')
      asked.push(line)
      answer(socket, line)
    })
  })
  servers.push(server)
  await new Promise<void>((done) => server.listen(port, host, done))
  const address = server.address()
  return { asked, port: typeof address === 'object' && address !== null ? address.port : 0 }
}
const saying = (head: string) => (socket: Socket) => socket.end(`HTTP/1.1 ${head}\r\nconnection: close\r\n\r\n`)
const fine = saying('200 OK')

const access = { timeout: 400, atOnce: 4, pause: 0, together: 60_000, isPublic: (ip: string) => ip === WORLD }
const states = async (urls: readonly string[], more: object = {}) => [
  ...(await checkLinks(urls, { ...access, ...more })).values(),
]
/** Answers each look-up with the next of some lists, the last one again and again. */
const resolving = (...lists: readonly (readonly string[])[]): Resolve & { count: () => number } => {
  let count = 0
  const resolve: Resolve = (_, __, callback) => {
    const list = lists[Math.min(count++, lists.length - 1)] ?? []
    const addresses = list.map((address): LookupAddress => ({ address, family: 4 }))
    callback(null, addresses)
  }
  return Object.assign(resolve, { count: () => count })
}

test('What is checked is what is dialled: a name that leads beside us the second time is refused then, and nothing reaches it.', async () => {
  // A HEAD that is not allowed is asked again by GET: the second look-up.
  const world = await serving((socket, line) => (line.startsWith('HEAD') ? saying('405 No')(socket) : fine(socket)))
  const beside = await serving(fine, BESIDE, world.port)
  const resolve = resolving([WORLD], [BESIDE])
  expect(await states([`http://rebinding.acme.example:${world.port}/`], { resolve })).toEqual([{ state: 'private' }])
  expect([world.asked, beside.asked, resolve.count()]).toEqual([['HEAD /'], [], 2])
})

test('A name with one address in the world and one beside us is refused as a whole.', async () => {
  const world = await serving(fine)
  const beside = await serving(fine, BESIDE, world.port)
  const resolve = resolving([WORLD, BESIDE])
  expect(await states([`http://both.acme.example:${world.port}/`], { resolve })).toEqual([{ state: 'private' }])
  expect([...world.asked, ...beside.asked]).toEqual([])
})

test.each([
  'http://127.0.0.2:PORT/x',
  '//127.0.0.2:PORT/x',
  'http://beside.acme.example:PORT/x',
  'http://[::ffff:7f00:2]:PORT/',
])('A redirect to %s is not followed.', async (to) => {
  const world = await serving((socket) =>
    saying(`302 Found\r\nlocation: ${to.replace('PORT', String(world.port))}`)(socket),
  )
  const beside = await serving(fine, BESIDE, world.port)
  const resolve = resolving([BESIDE])
  expect(await states([`http://${WORLD}:${world.port}/`], { resolve })).toEqual([{ state: 'private' }])
  expect(beside.asked).toEqual([])
})

test.each(['file:///etc/passwd', 'javascript:1', 'http://', '\u0000'])(
  'A redirect to %j leads nowhere.',
  async (to) => {
    const world = await serving(saying(`302 Found\r\nlocation: ${to}`))
    const [found] = await states([`http://${WORLD}:${world.port}/`])
    expect(['there', 'unknown']).toContain(found?.state)
  },
)

const forEver = (piece: string) => (socket: Socket) => {
  const go = () => {
    while (!socket.destroyed && socket.write(piece));
  }
  socket.on('drain', go)
  go()
}
test.each([
  [
    'a body',
    (socket: Socket) => (socket.write('HTTP/1.1 200 OK\r\n\r\n'), forEver('x'.repeat(65_536))(socket)),
    'there',
  ],
  [
    'a header',
    (socket: Socket) => (socket.write('HTTP/1.1 200 OK\r\nx: '), forEver('x'.repeat(65_536))(socket)),
    'unknown',
  ],
  ['hints', forEver('HTTP/1.1 103 Early Hints\r\nlink: <x>\r\n\r\n'), 'unknown'],
  ['one byte after the other', (socket: Socket) => void setInterval(() => socket.write('H'), 50).unref(), 'unknown'],
  ['another protocol', saying('101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade'), 'unknown'],
  ['nothing', (socket: Socket) => void socket.end(), 'unknown'],
])('A server that sends %s without end is left.', async (_, answer, state) => {
  const world = await serving(answer)
  expect(await states([`http://${WORLD}:${world.port}/`])).toEqual([{ state }])
})

const pages = (port: number, count: number) => Array.from({ length: count }, (_, i) => `http://${WORLD}:${port}/${i}`)

test('A host with many links is asked one after the other; one that says it is too much, or is silent, is left alone.', async () => {
  let [open, most] = [0, 0]
  const patient = await serving((socket) => {
    most = Math.max(most, ++open)
    socket.on('close', () => open--)
    fine(socket)
  })
  const found = await states(pages(patient.port, 300))
  expect(found.filter(({ state }) => state === 'there')).toHaveLength(300)
  expect([patient.asked.length, most]).toEqual([300, 1])

  const busy = await serving((socket) => (busy.asked.length < 5 ? fine(socket) : saying('429 Too Many')(socket)))
  expect((await states(pages(busy.port, 1000))).filter(({ state }) => state === 'unknown')).toHaveLength(996)
  expect(busy.asked).toHaveLength(5)

  const silent = await serving(() => {})
  expect(new Set((await states(pages(silent.port, 1000), { timeout: 50 })).map(({ state }) => state))).toEqual(
    new Set(['unknown']),
  )
  expect(silent.asked.length).toBeLessThan(10)
})

test('Once its time is over nobody is asked any more.', async () => {
  const world = await serving(fine)
  expect(new Set((await states(pages(world.port, 50), { together: 0 })).map(({ state }) => state))).toEqual(
    new Set(['unknown']),
  )
  expect(world.asked).toEqual([])
})
