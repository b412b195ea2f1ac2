import type { AstroIntegration } from 'astro'
import { fileURLToPath } from 'node:url'

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))

/** Compiles a site to a module that renders its pages from data: `entry.ts` is what it exports. */
export const engine = (): AstroIntegration => ({
  name: 'evenkeel-engine',
  hooks: {
    'astro:config:setup': ({ addMiddleware }) => {
      addMiddleware({ entrypoint: here('./tell-failures.ts'), order: 'pre' })
    },
    'astro:config:done': ({ setAdapter }) => {
      setAdapter({
        name: 'evenkeel-engine',
        entrypointResolution: 'auto',
        serverEntrypoint: here('./entry.ts'),
        supportedAstroFeatures: { serverOutput: 'stable', staticOutput: 'stable', sharpImageService: 'unsupported' },
      })
    },
  },
})
