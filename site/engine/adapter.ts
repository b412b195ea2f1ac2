import type { AstroIntegration } from 'astro'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))

/** Compiles a site to a module that renders its pages from data: `entry.ts` is what it exports. */
/** The file that says which modules a compiled site is made from. */
export const MODULES = 'modules.json'

const listModules = (): Plugin => ({
  name: 'evenkeel-modules',
  applyToEnvironment: ({ name }) => name === 'ssr',
  generateBundle(_, output) {
    const modules = Object.values(output).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
    this.emitFile({ type: 'asset', fileName: MODULES, source: JSON.stringify(modules) })
  },
})

export const engine = (): AstroIntegration => ({
  name: 'evenkeel-engine',
  hooks: {
    'astro:config:setup': ({ addMiddleware, updateConfig }) => {
      updateConfig({ vite: { plugins: [listModules()] } })
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
