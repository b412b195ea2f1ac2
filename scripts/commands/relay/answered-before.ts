import { hash } from 'node:crypto'
import type { Reply } from './reply.ts'

/** So many answers are remembered, the newest ones. */
const MOST = 500

/**
 * Answers by `Idempotency-Key`, so that a request that comes again gets the same one, also while the first is still being
 * answered. A process that was started anew knows none: then the record itself says what it was posted with.
 */
export interface AnsweredBefore {
  /** The answer to a request; `again`: it came before. `other`: the key is that of another request. */
  once: (
    key: string,
    request: string,
    work: () => Promise<Reply>,
  ) => Promise<{ reply: Reply; again: boolean }> | 'other'
}

export function answeredBefore(): AnsweredBefore {
  const known = new Map<string, { request: string; reply: Promise<Reply> }>()
  const forget = (key: string) => void known.delete(key)
  return {
    once: (key, request, work) => {
      const digest = hash('sha256', request)
      const found = known.get(key)
      if (found && found.request !== digest) return 'other'
      if (found) return found.reply.then((reply) => ({ reply, again: true }))
      const reply = work()
      known.set(key, { request: digest, reply })
      // What went wrong is tried again.
      reply.then(
        ({ status }) => status >= 300 && forget(key),
        () => forget(key),
      )
      const [oldest] = known.keys()
      if (known.size > MOST && oldest !== undefined) forget(oldest)
      return reply.then((own) => ({ reply: own, again: false }))
    },
  }
}
