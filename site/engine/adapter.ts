import type { AstroIntegration } from 'astro'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { PROJECT } from '../../scripts/io/project.ts'

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))

/** Compiles a site to a module that renders its pages from data: `entry.ts` is what it exports. */
/** The file that says which modules a compiled site is made from. */
export const MODULES = 'modules.json'

/**
 * Compiled pages say which file they come from: as the project names it, so that an engine is the same wherever it was
 * compiled, and tells nobody of that machine.
 */
const withoutMachine = (): Plugin => ({
  name: 'evenkeel-without-machine',
  renderChunk: (code) => (code.includes(PROJECT) ? { code: code.replaceAll(PROJECT, SOMEWHERE), map: null } : null),
})

/** Where the project lies, as far as an engine knows. */
export const SOMEWHERE = '/evenkeel'

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
      updateConfig({ vite: { plugins: [withoutMachine(), listModules()] } })
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
