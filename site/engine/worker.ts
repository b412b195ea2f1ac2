import { pathToFileURL } from 'node:url'
import { deserialize } from 'node:v8'
import { parentPort, workerData } from 'node:worker_threads'
import { publish, type Engine, type Publication } from './publish.ts'

/*
 * One site is rendered here, away from the records: the status site's thread is handed the serialised public catalogue
 * and nothing else.
 */

export interface Order extends Omit<Publication, 'data'> {
  /** The compiled module of the site. */
  engine: string
  /** The data of the site, serialised: JSON of the public catalogue, or the ops site's records by `node:v8`. */
  data: string | Uint8Array
  digest: string
  base: string
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `renderSite`, which starts this
const { engine, data, digest, base, ...rest } = workerData as Order
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `entry.ts` exports, compiled
const compiled = (await import(pathToFileURL(engine).href)) as Engine
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the site's own `site.ts` takes what was serialised for it
const site = compiled.site((typeof data === 'string' ? JSON.parse(data) : deserialize(data)) as never, base)
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
parentPort?.postMessage(await publish(compiled, site, { ...rest, data: digest }))
