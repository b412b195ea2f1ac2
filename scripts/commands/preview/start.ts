import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { watchContent } from '#io/content-watch'
import { NO_CACHE, recordCache } from '#io/record-cache'
import { codeVersion, compiledSite, type SiteName } from '#site/engine/compile.ts'
import { listen } from '../serve.ts'
import { answer, staticFiles, type PreviewedSite } from './answer.ts'
import { SCRIPT, STYLE } from './assets.ts'
import { changes, type Changes } from './changes.ts'
import { readCurrent, type Current, type Reading } from './current.ts'
import { refusalOf } from './guard.ts'
import { COMMON, FILE_POLICY } from './headers.ts'
import { liveViews } from './live-views.ts'
import { AS_IT_IS } from './view.ts'

export interface PreviewOrder extends Omit<Reading, 'cache'> {
  /** Where records that were read before are known from; null: nowhere. */
  cacheFile: string | null
  /** Of the status page; the ops site has the next one. 0: any two that are free. */
  port: number
  /** Hears of what went wrong with us; the pages say it too. */
  warn: (text: string) => void
}

export interface Preview {
  ports: Record<SiteName, number>
  close: () => Promise<void>
}

const SITES = ['status', 'ops'] as const

/** Serves both sites from the content as it lies there, until it is closed. Rejects where a port is taken. */
export async function startPreview(order: PreviewOrder): Promise<Preview> {
  const { port, warn } = order
  const run = crypto.randomUUID()
  let count = 0
  const stream = changes()
  const version = codeVersion()
  let cache = order.cacheFile === null ? NO_CACHE : recordCache(order.cacheFile, version)
  const read = (before: Current | null) => {
    const made = readCurrent({ ...order, cache }, `${run} ${(count += 1)}`, before)
    // Kept once, for the next preview: what is typed in between is nobody's.
    cache = { ...cache, save: () => {} }
    return made
  }
  const engines = await Promise.all(SITES.map((site) => compiledSite(site, version)))
  // The sites are loaded in their threads while the content is read here, and watched from before it is read.
  const sites = SITES.map((site, i) => {
    const engine = engines[i] ?? ''
    return { site, views: liveViews(site, engine, order, () => current), files: staticFiles(engine) }
  })
  const failed = (error: unknown) =>
    warn(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  const watcher = watchContent(order.folder, () => void changed().catch(failed))
  let current = read(null)
  // By the time that somebody asks, both have rendered a page.
  for (const { views } of sites)
    views
      .open(AS_IT_IS)
      .then(({ page }) => page('/'))
      .catch(() => null)
  const ports: Record<SiteName, number> = { status: 0, ops: 0 }
  const servers: Server[] = []

  const close = async () => {
    watcher.close()
    for (const server of servers) server.close().closeAllConnections()
    await Promise.all(sites.map(({ views }) => views.close()))
  }

  /** Both sites know the new content before a browser is told of it. */
  async function changed() {
    current = read(current)
    const { version: now } = current
    for (const { views } of sites) views.reset()
    await Promise.allSettled(sites.map(({ views }) => views.open(AS_IT_IS)))
    if (current.version === now) stream.tell(now)
  }

  try {
    for (const { site, ...rest } of sites) {
      const server = createServer((request, response) => {
        const name = request.headers.host?.replace(/:\d*$/, '') ?? 'localhost'
        const origin = (one: SiteName) => `http://${name}:${ports[one]}`
        respond(
          { site, ...rest, current: () => current, still: order.now !== null, origin },
          { stream, port: ports[site] },
          { request, response },
        ).catch((error: unknown) => {
          warn(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
          if (!response.headersSent) response.writeHead(500, COMMON)
          response.end('The preview failed, which is a bug of ours.\n')
        })
      })
      await listen(server, site === 'ops' && port !== 0 ? port + 1 : port)
      servers.push(server)
      const address = server.address()
      if (typeof address === 'object' && address) ports[site] = address.port
    }
  } catch (error) {
    await close()
    throw error
  }
  return { ports, close }
}

async function respond(
  previewed: PreviewedSite,
  { stream, port }: { stream: Changes; port: number },
  { request, response }: { request: IncomingMessage; response: ServerResponse },
) {
  const refusal = refusalOf(request, port)
  const send = (status: number, headers: Record<string, string>, body: string | Uint8Array) =>
    response.writeHead(status, { ...COMMON, ...headers }).end(request.method === 'HEAD' ? '' : body)
  const file = (type: string, body: string) =>
    send(200, { 'Content-Type': type, 'Content-Security-Policy': FILE_POLICY }, body)
  if (refusal) return send(refusal.status, { 'Content-Type': 'text/plain' }, `${refusal.text}\n`)
  if (request.url === '/-/changes') return stream.listen(response, previewed.current().version)
  if (request.url === '/-/preview.css') return file('text/css; charset=utf-8', STYLE)
  if (request.url === '/-/preview.js') return file('text/javascript; charset=utf-8', SCRIPT)
  const { status, headers, body } = await answer(previewed, request.url ?? '/')
  return send(status, headers, body)
}
