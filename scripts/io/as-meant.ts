import type { z } from 'zod'
import type { Path } from '#model/diagnostic'
import { unknownKeys } from '#model/records/unknown-key'

/** How a number at a path was written, `+45 20` or `0049`; null where nobody knows. */
export type WrittenAs = (path: Path) => string | null

/**
 * Data with what was clearly meant put right, as the findings about it say: a key that is nearly one of ours by its name,
 * a number where a text belongs as it was written, one text where there should be a list as that list.
 */
export function asMeant(schema: z.ZodType, data: unknown, writtenAs: WrittenAs = () => null): unknown {
  let left = data
  // What is wrong with a value shows once its key has its name.
  for (let pass = 0; pass < 2; pass++) left = onceAsMeant(schema, left, writtenAs)
  return left
}

function onceAsMeant(schema: z.ZodType, data: unknown, writtenAs: WrittenAs): unknown {
  const edits: Edits = { below: new Map() }
  for (const issue of schema.safeParse(data, { reportInput: true }).error?.issues ?? [])
    if (issue.code === 'unrecognized_keys') {
      const names = namesMeant(issue.keys, issue.path, schema, issue.input)
      if (names.size > 0) editsAt(edits, issue.path).names = names
    } else if (issue.code === 'invalid_type') {
      const value = meantValue(issue, writtenAs)
      if (value !== undefined) editsAt(edits, issue.path).value = value
    }
  return edited(data, edits)
}

/** What becomes of a place in some data and of those below it: gathered first, for one file may have thousands. */
interface Edits {
  below: Map<string, Edits>
  names?: ReadonlyMap<string, string>
  value?: unknown
}

function editsAt(edits: Edits, path: Path): Edits {
  let at = edits
  for (const step of path) {
    const next = at.below.get(String(step)) ?? { below: new Map() }
    at.below.set(String(step), next)
    at = next
  }
  return at
}

/** A copy with all of it done in one walk. Keys last: what lies below one is found by the name that it was written with. */
function edited(data: unknown, { below, names, value }: Edits): unknown {
  if (value !== undefined) return value
  const within = (key: string, item: unknown) => {
    const edits = below.get(key)
    return edits ? edited(item, edits) : item
  }
  if (Array.isArray(data)) return data.map((item: unknown, i) => within(String(i), item))
  return isMap(data)
    ? Object.fromEntries(Object.entries(data).map(([key, item]) => [names?.get(key) ?? key, within(key, item)]))
    : data
}

function namesMeant(keys: readonly string[], path: Path, schema: z.ZodType, map: unknown): Map<string, string> {
  const names = unknownKeys(keys, path, schema, map).flatMap(({ path: at, meant, rename }) =>
    meant === undefined || !rename ? [] : [[String(at.at(-1)), meant] as const],
  )
  // Of two that may be the same one nobody knows which it is.
  const alike = Map.groupBy(names, ([, name]) => name)
  return new Map(names.filter(([, name]) => alike.get(name)?.length === 1))
}

function meantValue({ expected, input, path }: z.core.$ZodIssueInvalidType, writtenAs: WrittenAs): unknown {
  if (expected === 'string' && typeof input === 'number') return writtenAs(path) ?? undefined
  if (expected === 'array' && typeof input === 'string') {
    const items = input.split(',').map((one) => one.trim())
    return items.filter((one) => one !== '')
  }
  return undefined
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
