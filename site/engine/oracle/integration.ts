import type { AstroIntegration } from 'astro'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/*
 * Astro's own static output of a site, from the same sources and data: what the engine writes must be the same, byte for
 * byte. Nothing but a test builds it.
 */

/** A page's route as its file says it: `/[...locale]/incidents/[id]`. */
const routeOf = (file: string): string =>
  `/${file
    .replace(/^.*\/pages\//, '')
    .replace(/\.(?:astro|ts)$/, '')
    .replace(/(?:^|\/)index$/, '')}`

/** Gives every page with places in its address the list of what goes there: the pages themselves know nothing of it. */
const staticPaths = (): Plugin => ({
  name: 'evenkeel-oracle-paths',
  enforce: 'post',
  transform(code, id) {
    const [file = ''] = id.split('?')
    if (id.includes('?') || !/\/site\/(?:status|ops)\/pages\/.*\[/.test(file)) return null
    const paths = fileURLToPath(new URL('./pages.ts', import.meta.url))
    return `${code}\nimport { pathsOf as oraclePaths } from ${JSON.stringify(paths)}\nexport const getStaticPaths = () => oraclePaths(${JSON.stringify(routeOf(file))})\n`
  },
})

export const oracle = (): AstroIntegration => ({
  name: 'evenkeel-oracle',
  hooks: {
    'astro:config:setup': ({ addMiddleware, updateConfig }) => {
      updateConfig({ vite: { plugins: [staticPaths()] } })
      addMiddleware({ entrypoint: fileURLToPath(new URL('./middleware.ts', import.meta.url)), order: 'pre' })
    },
  },
})
