import type { ServerResponse } from 'node:http'

/** Browsers that wait for a change: each is told the version of the content, at first and whenever it is another one. */
export interface Changes {
  listen: (response: ServerResponse, version: string) => void
  tell: (version: string) => void
}

/** https://html.spec.whatwg.org/multipage/server-sent-events.html */
export function changes(): Changes {
  const listeners = new Set<ServerResponse>()
  const message = (version: string) => `data: ${version}\n\n`
  return {
    listen: (response, version) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
      response.write(`retry: 1000\n${message(version)}`)
      listeners.add(response)
      response.on('close', () => listeners.delete(response))
    },
    tell: (version) => {
      for (const response of listeners) response.write(message(version))
    },
  }
}
