import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { z } from 'zod'
import { COMPILED, PROJECT } from './project.ts'

/** Where files that ship beside the code lie among the sources, by the first part of their name. */
export const SHIPPED: Readonly<Record<string, string>> = { init: 'scripts/commands/init/template' }

/** The path of a file that ships beside the code, such as `init/README.md`. */
export function shippedFile(name: string): string {
  const [first = '', ...rest] = name.split('/')
  const folder = SHIPPED[first]
  if (folder === undefined) throw new Error(`Nothing ships under ${first}/.`)
  return COMPILED === null ? join(PROJECT, folder, ...rest) : join(COMPILED, 'shipped', name)
}

/** What runs, as `package.json` and a lock file of others have it. */
export interface Installation {
  version: string
  /** Fields that npm copies into a lock file. */
  meta: Readonly<Record<string, unknown>>
  /** Where npm got it: an address, or `file:` and an absolute path. Null where npm hasn't installed it. */
  resolved: string | null
  integrity: string | null
}

/** The package's command: npm links what a lock file says, and looks no further. */
const BIN = { evenkeel: 'package/evenkeel.js' }

const manifest = z.object({
  version: z.string(),
  license: z.string().optional(),
  bin: z.record(z.string(), z.string()).default(BIN),
  engines: z.record(z.string(), z.string()).optional(),
})
const installed = z.object({
  packages: z.record(z.string(), z.object({ resolved: z.string().optional(), integrity: z.string().optional() })),
})

/** What runs: its version, and where npm got it. `top` is the folder of its `package.json`. */
export function installation(top = PROJECT): Installation {
  const { version, ...meta } = manifest.parse(json(join(top, 'package.json')))
  // npm notes what it has installed here: https://docs.npmjs.com/cli/configuring-npm/package-lock-json#hidden-lockfiles
  const modules = dirname(resolve(top))
  const note = join(modules, '.package-lock.json')
  const read = existsSync(note) ? installed.safeParse(json(note)) : null
  const entry = read?.data?.packages[relative(dirname(modules), resolve(top)).replaceAll('\\', '/')]
  const { resolved = null, integrity = null } = entry ?? {}
  const isFile = resolved?.startsWith('file:') === true
  return {
    version,
    meta,
    resolved: isFile ? `file:${resolve(dirname(modules), resolved.slice('file:'.length))}` : resolved,
    integrity,
  }
}

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))
