import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { headerRules, headersFile } from '#export/headers'
import { listen, serverFor } from './serve.ts'

const SITE = {
  name: 'Acme',
  url: 'https://status.acme.example',
  time_zone: 'Etc/UTC',
  locale: 'en',
  locales: ['en'],
  support_url: undefined,
  uptime: { days: 90, partial_weight: 0.3 },
  brand: { color: '#0b5fff', logo: undefined },
  sample: false,
}

let [folder, address] = ['', '']
let server: Server
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'evenkeel-serve-'))
  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  write('index.html', '<p>Home</p>')
  write('api/v2/status.json', '{}')
  write('alerts/disk usage > 90%/index.html', '<p>Disk</p>')
  write('_headers', headersFile(headerRules(SITE)))
  server = await listen(serverFor(folder, { err: () => {} }), 0)
  const at = server.address()
  address = `http://localhost:${typeof at === 'object' && at ? at.port : 0}`
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

const ask = (path: string, options: RequestInit = {}) => fetch(address + path, options)

test('Only reading is allowed.', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
    const answer = await ask('/api/v2/status.json', { method })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
  }
})

test('A page has the same headers by both of its addresses.', async () => {
  const [short, long] = await Promise.all([ask('/'), ask('/index.html')])
  const without = (headers: Headers) => [...headers].filter(([name]) => name !== 'date')
  expect(without(long.headers)).toEqual(without(short.headers))
  expect(short.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(await long.text()).toBe('<p>Home</p>')
})

test('HEAD is answered with the headers alone.', async () => {
  const answer = await ask('/', { method: 'HEAD' })
  expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([200, '11', ''])
})

test('A page of another origin may ask the API with headers of its own, and no page.', async () => {
  const asking = {
    method: 'OPTIONS',
    headers: {
      origin: 'https://acme.example',
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'x-trace,content-type',
    },
  }
  const api = await ask('/api/v2/status.json', asking)
  expect(api.status).toBe(204)
  expect(api.headers.get('access-control-allow-origin')).toBe('*')
  expect(api.headers.get('access-control-allow-methods')).toBe('GET, HEAD, OPTIONS')
  expect(api.headers.get('access-control-allow-headers')).toBe('x-trace,content-type')
  const page = await ask('/', asking)
  expect(page.headers.get('access-control-allow-headers')).toBeNull()
})

test('A page whose name has signs of addresses in it is found, and a broken address is not.', async () => {
  expect(await (await ask(`/alerts/${encodeURIComponent('disk usage > 90%')}/`)).text()).toBe('<p>Disk</p>')
  expect((await ask('/alerts/90%/')).status).toBe(404)
})
