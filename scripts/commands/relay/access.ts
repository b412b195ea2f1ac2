import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether an `Authorization` header holds the token: `OAuth KEY` as Statuspage's clients send it, or `Bearer KEY`. */
export function isAllowed(header: string | undefined, token: string): boolean {
  const [, key] = /^\s*(?:oauth|bearer)\s+"?([^\s"]+)"?\s*$/i.exec(header ?? '') ?? []
  // As long as each other whatever was sent, so that the time it takes says nothing of the token.
  return timingSafeEqual(digest(key ?? ''), digest(token)) && key !== undefined
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
