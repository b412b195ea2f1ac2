import type { IncomingMessage } from 'node:http'

/** Bytes. An incident of Statuspage's has 25,000 characters at most. */
export const LARGEST = 1024 * 1024

export type Body = { text: string } | 'large' | 'gone' | 'no text'

/** Reads the body of a request. `large`: it is larger than anybody's; `gone`: its sender went away in the middle of it;
 * `no text`: it isn't in UTF-8. */
export async function bodyOf(request: IncomingMessage): Promise<Body> {
  const bytes = await bytesOf(request)
  if (!Buffer.isBuffer(bytes)) return bytes
  const type = request.headers['content-type'] ?? ''
  const text = /^multipart\/form-data\b/i.test(type) ? await asForm(bytes, type) : textOf(bytes)
  return text === null ? 'no text' : { text }
}

/** Without the mark of byte order. */
function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** A form in parts, as some libraries send any form, as one of pairs; files are no part of it. */
async function asForm(bytes: Buffer, type: string): Promise<string | null> {
  try {
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
    const pairs = [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
    return new URLSearchParams(pairs).toString()
  } catch {
    return textOf(bytes)
  }
}

/** How many bytes its sender says that it has. */
export const announced = ({ headers }: IncomingMessage): number => Number(headers['content-length'] ?? 0)

function bytesOf(request: IncomingMessage): Promise<Buffer | 'large' | 'gone'> {
  if (announced(request) > LARGEST) return Promise.resolve('large')
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
    request.on('end', () => done(Buffer.concat(parts)))
    request.on('error', () => done('gone'))
    request.on('close', () => done('gone'))
  })
}
