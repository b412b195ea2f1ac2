import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Stops a server: a request that has come whole is answered, and nobody else is waited for. Node's own `close` waits for
 * connections that say nothing, or something slowly, and no longer lets them go. To be asked for before it listens.
 */
export function stopperOf(server: Server): () => void {
  const open = new Set<Socket>()
  const answered = new Set<Socket>()
  let isStopping = false
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  const follow = (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request
    request.on('end', () => answered.add(socket))
    response.on('close', () => {
      answered.delete(socket)
      if (isStopping) socket.destroySoon()
    })
  }
  server.on('request', follow)
  server.on('checkContinue', follow)
  return () => {
    isStopping = true
    server.close()
    for (const socket of open) if (!answered.has(socket)) socket.destroy()
  }
}

/** Milliseconds in which a second signal is the same one: who starts a program may hand on what the program got as well. */
const SAME = 1000

/** Stops on the first signal; on a later one the process ends as it does by itself. */
export function stopOnSignal(stop: () => void): void {
  const signals = ['SIGTERM', 'SIGINT'] as const
  const stopped = () => {
    stop()
    setTimeout(() => {
      for (const signal of signals) process.removeListener(signal, stopped)
    }, SAME).unref()
  }
  for (const signal of signals) process.on(signal, stopped)
}
