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
  /** It belongs where it stands, by that name. */
  rename?: true
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
  const homes = homesAt(path, schema, known)
  return keys.map((key) => {
    const why = reasons.get(key)
    if (why !== undefined) return unwrittenKey(key, path, why)
    const joined = joinedKey(key, path)
    if (joined) return joined
    const above = parents.get(key)
    if (above !== undefined && takes(schema, [...path, above], key)) return misplacedKey(key, path, above)
    const near = meantKey(key, free)
    const inside = near === null ? (homes.get(key) ?? null) : null
    return inside === null
      ? unknownKey(key, path, near, { known, free })
      : deeperKey(key, path, { inside, given: given.has(inside) }, there.find(([name]) => name === key)?.[1])
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
  if (name === undefined || value === undefined) return otherSign(String(key), path)
  return {
    path: [...path, String(key)],
    key: true,
    meant: name,
    message: `Unexpected \`${name}:${value}\` without a blank behind the colon, expected \`key: value\`.`,
    help: `Write \`${name}: ${value}\`.`,
  }
}

/** `{checkout = partial_outage}`, `{checkout; partial_outage}`: another sign, or none, where the colon belongs. */
function otherSign(key: string, path: Path): Words | null {
  const [, name, value] = /^([\w./-]+)(?:\s*[=;：]\s*(?=[\w-]+$)|\s+(?=[a-z]+_[a-z]+$))([\w-]+)$/u.exec(key) ?? []
  if (name === undefined || value === undefined) return null
  return {
    path: [...path, key],
    key: true,
    meant: name,
    message: `Unexpected \`${key}\`, expected a colon and a blank behind the key.`,
    help: `Write \`${name}: ${value}\`.`,
  }
}

/** A key with nothing behind it in a map of names, above one that would be at home below it: that wasn't indented. */
export function notIndented(path: Path, schema: z.ZodType, data: unknown): Words | null {
  const [name, above] = [path.at(-1), path.slice(0, -1)]
  const map = above.reduce<unknown>((inner, step) => (isMap(inner) ? inner[String(step)] : undefined), data)
  if (typeof name !== 'string' || !isMap(map)) return null
  const keys = Object.keys(map)
  const next = keys[keys.indexOf(name) + 1]
  return next !== undefined && !keysAt(schema, above).includes(next) && takes(schema, path, next)
    ? misplacedKey(next, [...above], name)
    : null
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

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

/** By key, the one field beside it whose map has a place for it: `roles` of `commander`. Null where several have. */
function homesAt(path: Path, schema: z.ZodType, known: readonly string[]): ReadonlyMap<string, string | null> {
  const homes = new Map<string, string | null>()
  for (const name of known)
    for (const key of keysAt(schema, [...path, name])) homes.set(key, homes.has(key) ? null : name)
  return homes
}

function deeperKey(key: string, path: Path, home: { inside: string; given: boolean }, value: unknown): Words {
  const written = ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '…'
  return {
    path: [...path, key],
    key: true,
    message: `Unexpected key \`${key}\`, expected it below \`${home.inside}\`.`,
    help: home.given
      ? `Move \`${key}: ${written}\` below \`${home.inside}:\`, to what stands there.`
      : `Write \`${home.inside}: {${key}: ${written}}\`.`,
    meant: home.inside,
  }
}

interface Choice {
  known: readonly string[]
  /** Those that aren't there yet. */
  free: readonly string[]
}

function unknownKey(key: string, path: Path, near: string | null, { known, free }: Choice): Words {
  return {
    path: [...path, key],
    key: true,
    message: `Unexpected key \`${key}\`, expected ${near === null ? 'one that is known here' : `\`${near}\``}.`,
    ...(near === null
      ? { help: `${nearestWords(key, free)}known are ${known.join(', ')}.` }
      : { help: `Rename it to \`${near}\`.`, meant: near, rename: true }),
  }
}

const nearestWords = (key: string, free: readonly string[]): string => {
  const near = nearestKey(key, free)
  return near === null ? 'Remove it; ' : `The nearest known key is \`${near}\`; `
}
