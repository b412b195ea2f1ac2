import { pathToFileURL } from 'node:url'
import { deserialize } from 'node:v8'
import { parentPort, workerData } from 'node:worker_threads'
import { pageFile } from '#model/page-address'
import type { Answer, Ask, SiteData } from './live-site.ts'
import { readyPage, type Page } from './page.ts'
import type { Engine } from './publish.ts'

/*
 * One site stays loaded here, away from the records, and renders single pages: the status site's thread is handed the
 * serialised public catalogue and nothing else. It may hold several views of a site: as of other moments, under other
 * addresses.
 */

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `entry.ts` exports, compiled; `liveSite` names it
const compiled = (await import(pathToFileURL(String(workerData)).href)) as Engine
const views = new Map<string, ReadonlyMap<string, Page>>()

function show(view: string, { data, base }: SiteData): string[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the site's own `site.ts` takes what was serialised for it
  const site = compiled.site((typeof data === 'string' ? JSON.parse(data) : deserialize(data)) as never, base)
  const pages = new Map(site.pages.map((page) => [pageFile(page.path), page]))
  views.set(view, pages)
  return [...pages.keys()]
}

async function answer(ask: Ask): Promise<Answer> {
  const { id, view } = ask
  if ('drop' in ask) views.delete(view)
  if ('site' in ask) return { id, paths: show(view, ask.site) }
  const page = 'path' in ask ? views.get(view)?.get(ask.path) : undefined
  return { id, bytes: page ? await compiled.render(readyPage(page)) : null }
}

parentPort?.on('message', (ask: Ask) => {
  answer(ask)
    .catch((error: unknown): Answer => ({
      id: ask.id,
      failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
    .then((said) => parentPort?.postMessage(said))
})
