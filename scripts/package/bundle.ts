import { join } from 'node:path'
import { rolldown, type Plugin } from 'rolldown'
import { PROJECT } from '#io/project'
import { noEngines } from '#site/engine/no-engines.ts'

/**
 * Bundles every command and what it needs into a folder: `main.js`, the threads that it starts, and chunks beside
 * them, loaded as they are needed. Gives the modules that are inside.
 */
export async function bundleCommands(out: string): Promise<Set<string>> {
  const bundled = await rolldown({
    input: {
      main: join(PROJECT, 'scripts/evenkeel.ts'),
      worker: join(PROJECT, 'site/engine/worker.ts'),
      'live-worker': join(PROJECT, 'site/engine/live-worker.ts'),
    },
    platform: 'node',
    tsconfig: false,
    external: [/^node:/],
    plugins: [threads, noEngines],
    logLevel: 'warn',
  })
  const { output } = await bundled.write({
    dir: out,
    format: 'esm',
    minify: true,
    sourcemap: false,
    entryFileNames: '[name].js',
    // Beside each other: what a file ships with is found from where its code lies.
    chunkFileNames: '[name]-[hash].js',
  })
  await bundled.close()
  return new Set(output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : [])))
}

/** Threads start from files of their own, which are compiled as well. */
const threads: Plugin = {
  name: 'evenkeel-threads',
  transform: (code) => code.replaceAll(/(new URL\('\.\/[\w-]+)\.ts', import\.meta\.url\)/g, "$1.js', import.meta.url)"),
}
