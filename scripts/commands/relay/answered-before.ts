import { hash } from 'node:crypto'
import type { Reply } from './reply.ts'

/** So many answers are remembered, the newest ones. */
const MOST = 500

/**
 * Answers by `Idempotency-Key`, so that a request that comes again gets the same one. A process that was started anew knows
 * none: then the record itself says what it was posted with.
 */
export interface AnsweredBefore {
  /** The answer to the same request; `other`: the key was that of another one. */
  recall: (key: string, request: string) => Reply | 'other' | null
  keep: (key: string, request: string, reply: Reply) => void
}

export function answeredBefore(): AnsweredBefore {
  const known = new Map<string, { request: string; reply: Reply }>()
  return {
    recall: (key, request) => {
      const found = known.get(key)
      return found ? (found.request === hash('sha256', request) ? found.reply : 'other') : null
    },
    keep: (key, request, reply) => {
      // What went wrong is tried again.
      if (reply.status >= 300) return
      known.set(key, { request: hash('sha256', request), reply })
      const [oldest] = known.keys()
      if (known.size > MOST && oldest !== undefined) known.delete(oldest)
    },
  }
}
