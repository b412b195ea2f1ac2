import { setTimeout as sleep } from 'node:timers/promises'
import pRetry from 'p-retry'
import type { Sent, Tried } from '#model/notify/sent'

/** How long somebody is tried. */
export interface Patience {
  /** Milliseconds for all tries together. */
  total: number
  /** Milliseconds before the second one; from one to the next twice as long, and up to twice as long as that by chance. */
  pause: number
  tries: number
}

/** https://support.atlassian.com/statuspage/docs/enable-webhook-notifications/: an answer within 30 seconds. */
export const PATIENCE: Patience = { total: 30_000, pause: 500, tries: 4 }

/**
 * Tries again what may go well the next time. When the time for all tries is over, so is the last one: `signal` says so,
 * and nobody waits for a try that doesn't listen.
 */
export async function patiently(
  attempt: (signal: AbortSignal) => Promise<Tried>,
  { total, pause, tries }: Patience,
): Promise<Sent> {
  const { signal, ended, clear } = timeIsUp(total)
  const begun = performance.now()
  const state = { why: `there was no answer within ${total / 1000} s` }
  const once = async (): Promise<Sent> => {
    const tried = await Promise.race([attempt(signal), ended])
    if ('sent' in tried) return tried
    state.why = tried.again
    throw new Again(tried.after)
  }
  try {
    return await pRetry(once, {
      retries: tries - 1,
      minTimeout: pause,
      randomize: true,
      signal,
      shouldRetry: ({ error }) => error instanceof Again,
      onFailedAttempt: async ({ error, retriesLeft }) => {
        if (!(error instanceof Again) || error.after === null || retriesLeft === 0) return
        // Who asks for more time than there is, is asked by the next run.
        if (error.after > total - (performance.now() - begun)) throw new Later()
        await sleep(error.after)
      },
    })
  } catch (error) {
    // What isn't about the channel is a bug of ours.
    if (!(error instanceof Again || error instanceof Later) && !signal.aborted) throw error
    return { sent: false, why: state.why, of: 'channel' }
  } finally {
    clear()
  }
}

/** Not `AbortSignal.timeout`: that one lets the process end while somebody waits for it. */
function timeIsUp(total: number) {
  const ending = new AbortController()
  const { promise: ended, reject } = Promise.withResolvers<never>()
  ended.catch(() => undefined)
  const timer = setTimeout(() => {
    ending.abort()
    reject(new Later())
  }, total)
  return { signal: ending.signal, ended, clear: () => clearTimeout(timer) }
}

class Later extends Error {}

class Again extends Error {
  readonly after: number | null
  constructor(after: number | null) {
    super('again')
    this.after = after
  }
}
