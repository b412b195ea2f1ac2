import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const HERE = dirname(fileURLToPath(import.meta.url))

/** The folder of the compiled code, with what ships beside it, in an installed package; null where the sources run. */
export const COMPILED: string | null = existsSync(join(HERE, 'engine.json')) ? HERE : null

/** The project's own folder, wherever the command was started: where its `package.json` lies. */
export const PROJECT: string = resolve(HERE, COMPILED === null ? '../..' : '..')

/** The version of what runs. */
export const version = (): string => String(JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')).version)
