import { Worker } from 'node:worker_threads'
import type { Published } from './publish.ts'
import type { Order } from './worker.ts'

/** Renders a site in a thread of its own. Rejects where the disk is at fault, or where the site can't be made at all. */
export function renderSite(order: Order): Promise<Published> {
  return new Promise((done, fail) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: order, name: 'site' })
    worker.once('message', done)
    worker.once('error', fail)
    worker.once('exit', (code) => fail(new Error(`The site could not be rendered (exit ${code}).`)))
  })
}
