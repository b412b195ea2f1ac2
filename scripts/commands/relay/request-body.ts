import type { IncomingMessage } from 'node:http'

/** Bytes. An incident of Statuspage's has 25,000 characters at most. */
const LARGEST = 1024 * 1024

/** Reads the body of a request. `large`: it is larger than anybody's; `gone`: its sender went away in the middle of it. */
export function bodyOf(request: IncomingMessage): Promise<{ text: string } | 'large' | 'gone'> {
  if (Number(request.headers['content-length'] ?? 0) > LARGEST) return Promise.resolve('large')
  return new Promise((done) => {
    const parts: Buffer[] = []
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.length
      if (size > LARGEST) {
        request.pause()
        parts.length = 0
        done('large')
      } else parts.push(part)
    })
    request.on('end', () =>
      done({
        text: Buffer.concat(parts)
          .toString('utf8')
          .replace(/^\uFEFF/, ''),
      }),
    )
    request.on('error', () => done('gone'))
    request.on('close', () => done('gone'))
  })
}
