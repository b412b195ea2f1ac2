import { passthroughImageService } from 'astro/config'
import { defineConfig } from 'astro/config'

/*
 * One configuration for both sites; `evenkeel build` sets the environment. The two share no cache and no output
 * folder, for both would hold content.
 */
const site = process.env.SITE === 'ops' ? 'ops' : 'status'
const work = process.env.EVENKEEL_WORK ?? `./node_modules/.cache/evenkeel/${site}`

export default defineConfig({
  srcDir: `./site/${site}`,
  publicDir: `./site/${site}/static`,
  outDir: process.env.EVENKEEL_OUT ?? `./dist/${site}`,
  cacheDir: `${work}/cache`,
  base: process.env.EVENKEEL_BASE ?? '/',
  trailingSlash: 'always',
  output: 'static',
  // Nothing inline, so that a strict content security policy holds; one stylesheet, so that pages share it.
  build: { format: 'directory', inlineStylesheets: 'never', assets: 'assets' },
  image: { service: passthroughImageService() },
  devToolbar: { enabled: false },
  vite: { cacheDir: `${work}/vite`, build: { assetsInlineLimit: 0, cssCodeSplit: false }, logLevel: 'warn' },
})
