import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sirv from 'sirv'
import { readHeadersFile } from '#io/headers-file'
import { pathFrom, type Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** Loopback only: the ops site is nobody else's business. */
const HOST = '127.0.0.1'

export interface ServeOptions {
  out: string
  port: number
}

/** Serves a build until the process is ended. */
export async function serve({ out, port }: ServeOptions, terminal: Terminal): Promise<void> {
  const folder = pathFrom(terminal, out)
  const sites = (['status', 'ops'] as const).filter((site) => existsSync(join(folder, site)))
  if (sites.length === 0) throw new UsageError(`No site in ${out}. Run \`npx evenkeel build\` first.`)
  for (const site of sites) {
    const server = await listen(serverFor(join(folder, site), terminal), site === 'ops' && port !== 0 ? port + 1 : port)
    const address = server.address()
    if (typeof address === 'object' && address) {
      const name = site === 'status' ? 'Status page' : 'Ops site   '
      terminal.out(`${name}  http://localhost:${address.port}/\n`)
    }
  }
  terminal.err('Press Ctrl+C to stop.\n')
}

/** Answers with the headers that a host takes from `_headers`, read anew each time: a build may come in between. */
export function serverFor(folder: string, { err }: Pick<Terminal, 'err'>): Server {
  const missing = join(folder, '404.html')
  const files = sirv(folder, { etag: true, dev: true })
  const base = basePathOf(join(folder, 'index.html'))
  return createServer((request, response) => {
    if (base !== '' && request.url?.startsWith(`${base}/`)) request.url = request.url.slice(base.length)
    const [path = '/'] = request.url?.split('?') ?? []
    const notFound = () => {
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' })
      response.end(existsSync(missing) ? readFileSync(missing) : 'Not found')
    }
    readHeadersFile(join(folder, '_headers'))
      .then((headersOf) => {
        // One page by both of its addresses, as hosts have it.
        response.setHeaders(headersOf(`${base}${path.replace(/\/index\.html$/, '/')}`))
        if (request.method === 'OPTIONS') return allowed(request, response)
        if (request.method !== 'GET' && request.method !== 'HEAD')
          return response.writeHead(405, { allow: METHODS }).end('Only GET and HEAD are answered.\n')
        if (path === '/_headers') return notFound()
        return files(request, response, notFound)
      })
      .catch((error: Error) => {
        err(`${error.message}\n`)
        response.writeHead(500).end('The headers of this site could not be read.\n')
      })
  })
}

const METHODS = 'GET, HEAD, OPTIONS'

/** Answers a browser that asks whether it may send headers of its own along, to what any origin may read. */
function allowed({ headers }: IncomingMessage, response: ServerResponse) {
  response.setHeader('allow', METHODS)
  const asked = headers['access-control-request-headers']
  if (response.hasHeader('access-control-allow-origin')) {
    response.setHeader('access-control-allow-methods', METHODS)
    response.setHeader('access-control-max-age', '86400')
    if (asked !== undefined && /^[\w-]+(?:, ?[\w-]+)*$/.test(asked))
      response.setHeader('access-control-allow-headers', asked)
  }
  return response.writeHead(204).end()
}

/** The folder that a site was built to live under, as its pages link to its own stylesheet; empty for a whole host. */
const basePathOf = (home: string): string =>
  existsSync(home)
    ? (/<link rel="stylesheet" href="([^"]*?)\/(?:style\.css|assets\/)/.exec(readFileSync(home, 'utf8'))?.[1] ?? '')
    : ''

/** Takes a port of this machine alone. Rejects with what to do where it is taken. */
export function listen(server: Server, port: number): Promise<Server> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      fail(
        error.code === 'EADDRINUSE' ? new UsageError(`Port ${port} is taken. Name another one with --port N.`) : error,
      ),
    )
    server.listen(port, HOST, () => done(server))
  })
}
