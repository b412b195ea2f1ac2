import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { rolldown } from 'rolldown'

/**
 * One TypeScript file (a path from the top of the project) and all that it imports, as one small classic script without
 * a global. The same sources give the same text. Throws where they can't be bundled.
 */
export async function bundle(entry: string): Promise<string> {
  const bundled = await rolldown({
    // Not relative to this file: Astro moves it into a chunk of its own before it runs.
    input: join(process.cwd(), entry),
    platform: 'browser',
    tsconfig: false,
    transform: { target: 'es2022' },
    logLevel: 'warn',
  })
  const { output } = await bundled.generate({ format: 'iife', minify: true, sourcemap: false })
  await bundled.close()
  return output[0].code.trim()
}

const text = await bundle('site/status/client/page.ts')
/** The script of the pages, and a version that changes with it, for the address. */
export const clientScript = { text, version: createHash('sha256').update(text).digest('hex').slice(0, 8) }
