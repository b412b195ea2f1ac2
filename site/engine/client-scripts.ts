import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import { rolldown } from 'rolldown'
import type { Plugin } from 'vite'

const PROJECT = resolve(import.meta.dirname, '../..')

/** What browsers run on the public site, by the names under which pages import them. */
export const CLIENT_SCRIPTS = { page: 'site/status/client/page.ts', element: 'site/status/embed/element.ts' }

/** The same of the ops site: each belongs to a kind of page, and only that asks for it. */
export const OPS_SCRIPTS = {
  ops_incident: 'site/ops/client/incident.ts',
  ops_filter: 'site/ops/client/filter.ts',
  ops_copy: 'site/ops/client/copy.ts',
  runbook: 'site/ops/client/runbook.ts',
  ops_lost: 'site/ops/client/lost.ts',
  ops_print: 'site/ops/client/print.ts',
  ops_search: 'site/ops/client/search.ts',
  ops_search_dialog: 'site/ops/client/search/dialog.ts',
}

/**
 * One TypeScript file (a path from the top of the project) and all that it imports, as one small classic script without
 * a global. The same sources give the same text. Throws where they can't be bundled.
 */
export async function bundle(entry: string): Promise<string> {
  const bundled = await rolldown({
    input: join(PROJECT, entry),
    platform: 'browser',
    tsconfig: false,
    transform: { target: 'es2022' },
    logLevel: 'warn',
  })
  const { output } = await bundled.generate({ format: 'iife', minify: true, sourcemap: false })
  await bundled.close()
  return output[0].code.trim()
}

const ID = 'virtual:client-scripts'
const RESOLVED = `\0${ID}`

/** Bundles the scripts as the sites are compiled: the engine holds their text. */
export const clientScripts = (): Plugin => ({
  name: 'evenkeel-client-scripts',
  resolveId: (id) => (id === ID ? RESOLVED : null),
  async load(id) {
    if (id !== RESOLVED) return null
    const scripts = await Promise.all(
      Object.entries({ ...CLIENT_SCRIPTS, ...OPS_SCRIPTS }).map(async ([name, entry]) => {
        const text = await bundle(entry)
        const version = createHash('sha256').update(text).digest('hex').slice(0, 8)
        return `export const ${name} = ${JSON.stringify({ text, version })}`
      }),
    )
    return scripts.join('\n')
  },
})
