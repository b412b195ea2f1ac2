import { passthroughImageService } from 'astro/config'
import { defineConfig } from 'astro/config'
import { engine } from './site/engine/adapter.ts'
import { clientScripts } from './site/engine/client-scripts.ts'
import { noEngines } from './site/engine/no-engines.ts'
import { oracle } from './site/engine/oracle/integration.ts'

/*
 * One configuration for both sites, which are compiled once and rendered from data. They share no cache and no output
 * folder.
 */
const site = process.env.SITE === 'ops' ? 'ops' : 'status'
const work = process.env.EVENKEEL_WORK ?? `./node_modules/.cache/evenkeel/${site}`

export default defineConfig({
  srcDir: `./site/${site}`,
  publicDir: `./site/${site}/static`,
  outDir: process.env.EVENKEEL_OUT ?? `./.cache/engine/${site}`,
  cacheDir: `${work}/cache`,
  trailingSlash: 'always',
  ...(process.env.EVENKEEL_ORACLE
    ? { output: 'static', integrations: [oracle()] }
    : { output: 'server', adapter: engine() }),
  // Nothing inline, so that a strict content security policy holds; one stylesheet, so that pages share it.
  build: { format: 'directory', inlineStylesheets: 'never', assets: 'assets' },
  image: { service: passthroughImageService() },
  devToolbar: { enabled: false },
  vite: {
    cacheDir: `${work}/vite`,
    plugins: [clientScripts(), noEngines],
    resolve: { alias: { 'virtual:site': new URL(`./site/${site}/site.ts`, import.meta.url).pathname } },
    ssr: { noExternal: true },
    build: { assetsInlineLimit: 0, cssCodeSplit: false },
    logLevel: 'warn',
  },
})
