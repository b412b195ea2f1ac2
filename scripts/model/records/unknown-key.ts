import { z } from 'zod'
import type { Path, Problem } from '../diagnostic.ts'
import { meantKey, nearestKey } from './near-miss.ts'
import { keysAt, schemasAt, unwrap, unwrittenAt } from './schema-walk.ts'

/** What a finding of a schema says, before it has its place in a file. */
export interface Words {
  path: Path
  key?: boolean
  message: string
  help?: string
  rule?: string
  /** Nothing stands there. */
  missing?: true
  /** The key that one which isn't known was meant to be. */
  meant?: string
  /** The key beside it, which it should stand below. */
  below?: string
  written?: Problem['written']
}

/** What a key was meant to be isn't there yet: a typing error stands in its place. */
export function unknownKeys(keys: readonly string[], path: Path, schema: z.ZodType, map: unknown): Words[] {
  const there = typeof map === 'object' && map !== null ? Object.entries(map) : []
  const known = keysAt(schema, path)
  const given = new Set(there.map(([key]) => key))
  const free = known.filter((one) => !given.has(one))
  const reasons = unwrittenAt(schema, path)
  const parents = parentsAmong(there, new Set(known))
  return keys.map((key) => {
    const why = reasons.get(key)
    if (why !== undefined) return unwrittenKey(key, path, why)
    const joined = joinedKey(key, path)
    if (joined) return joined
    const above = parents.get(key)
    return above !== undefined && takes(schema, [...path, above], key)
      ? misplacedKey(key, path, above)
      : unknownKey(key, path, known, free)
  })
}

/** For each unknown key the known one that it stands below, where that has nothing behind it: it wasn't indented. */
function parentsAmong(there: readonly [string, unknown][], known: ReadonlySet<string>): Map<string, string> {
  const parents = new Map<string, string>()
  let above: string | null = null
  for (const [key, value] of there) {
    if (known.has(key)) above = value === null ? key : null
    else if (above !== null) parents.set(key, above)
  }
  return parents
}

/** Whether a key would be at home in the map at a path, or in those of the list there. */
function takes(schema: z.ZodType, path: Path, key: string): boolean {
  const inner = schemasAt(schema, path).flatMap(unwrap)
  const inList = inner.flatMap((one) => (one instanceof z.ZodArray ? unwrap(one.element) : []))
  return (
    inner.some((one) => one instanceof z.ZodRecord) ||
    [...inner, ...inList].some((one) => one instanceof z.ZodObject && key in one.shape)
  )
}

/** `{checkout:partial_outage}`: without a blank behind the colon all of it is the key. */
export function joinedKey(key: PropertyKey | undefined, path: Path): Words | null {
  const [, name, value] = /^([\w./-]+):([^\s/].*)$/.exec(String(key)) ?? []
  if (name === undefined || value === undefined) return null
  return {
    path: [...path, String(key)],
    key: true,
    meant: name,
    message: `Unexpected \`${name}:${value}\` without a blank behind the colon, expected \`key: value\`.`,
    help: `Write \`${name}: ${value}\`.`,
  }
}

const misplacedKey = (key: string, path: Path, above: string): Words => ({
  path: [...path, key],
  key: true,
  below: above,
  message: `Unexpected key \`${key}\` beside \`${above}:\`, expected it below, indented: \`${above}\` has nothing in it.`,
  help: `Put two spaces before \`${key}:\`, and before all that belongs to \`${above}\`.`,
})

const unwrittenKey = (key: string, path: Path, why: string): Words => ({
  path: [...path, key],
  key: true,
  message: `Unexpected key \`${key}\`, expected none: ${why}.`,
  help: 'Remove it.',
})

function unknownKey(key: string, path: Path, known: string[], free: string[]): Words {
  const near = meantKey(key, free)
  return {
    path: [...path, key],
    key: true,
    message: `Unexpected key \`${key}\`, expected ${near === null ? 'one that is known here' : `\`${near}\``}.`,
    ...(near === null
      ? { help: `${nearestWords(key, free)}known are ${known.join(', ')}.` }
      : { help: `Rename it to \`${near}\`.`, meant: near }),
  }
}

const nearestWords = (key: string, free: readonly string[]): string => {
  const near = nearestKey(key, free)
  return near === null ? 'Remove it; ' : `The nearest known key is \`${near}\`; `
}
