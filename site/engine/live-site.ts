import { Worker } from 'node:worker_threads'

/** What a view of a site is made from. */
export interface SiteData {
  /** Serialised: JSON of the public catalogue, or the ops site's records by `node:v8`. */
  data: string | Uint8Array
  /** The folder of its host that the site lives under. */
  base: string
}

/** What the thread is asked: to hold a view, to render a page of it, to let it go. */
export type Ask = { id: number; view: string } & ({ site: SiteData } | { path: string } | { drop: true })
export type Answer = { id: number } & ({ paths: string[] } | { bytes: Uint8Array | null } | { failure: string })

/** A compiled site that stays loaded, in a thread of its own. */
export interface LiveSite {
  /** Hands over what a view is made from; the pages that it has then, as files: `/incidents/` or `/history.atom`. */
  show: (view: string, site: SiteData) => Promise<ReadonlySet<string>>
  /** The bytes of a page; null where the view has no such page. Rejects with what a page throws, which is our bug. */
  page: (view: string, path: string) => Promise<Uint8Array | null>
  drop: (view: string) => void
  close: () => Promise<void>
}

/**
 * Loads the compiled module of a site. A thread that ends by itself fails what it was asked, tells that all views are
 * lost, and is followed by another one when something is asked again.
 */
export function liveSite(engine: string, lost: () => void): LiveSite {
  let worker: Worker | null = null
  let closed = false
  let last = 0
  const waiting = new Map<number, { done: (answer: Answer) => void; fail: (error: Error) => void }>()

  function start(): Worker {
    const started = new Worker(new URL('./live-worker.ts', import.meta.url), { workerData: engine, name: 'site' })
    const end = (error: Error) => {
      if (worker !== started) return
      worker = null
      for (const { fail } of waiting.values()) fail(error)
      waiting.clear()
      if (!closed) lost()
    }
    started.on('message', (answer: Answer) => {
      waiting.get(answer.id)?.done(answer)
      waiting.delete(answer.id)
    })
    started.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))))
    started.on('exit', (code) => end(new Error(`The thread that renders the site ended (exit ${code}).`)))
    return started
  }

  type Asked<T> = T extends { id: number } ? Omit<T, 'id'> : never
  function ask(what: Asked<Ask>): Promise<Answer> {
    return new Promise((done, fail) => {
      if (closed) return fail(new Error('The site is closed.'))
      worker ??= start()
      last += 1
      waiting.set(last, { done, fail })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
      worker.postMessage({ ...what, id: last })
    })
  }

  worker = start()
  return {
    show: async (view, site) => {
      const answer = await ask({ view, site })
      if ('paths' in answer) return new Set(answer.paths)
      throw new Error('failure' in answer ? answer.failure : 'The site could not be made.')
    },
    page: async (view, path) => {
      const answer = await ask({ view, path })
      if ('failure' in answer) throw new Error(answer.failure)
      return 'bytes' in answer ? answer.bytes : null
    },
    drop: (view) => {
      // Whatever becomes of it: a thread that has ended holds no view.
      if (worker) ask({ view, drop: true }).catch(() => null)
    },
    close: async () => {
      closed = true
      await worker?.terminate()
    },
  }
}
