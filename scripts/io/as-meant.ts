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
  const issues = schema.safeParse(data, { reportInput: true }).error?.issues ?? []
  let left = data
  // Keys last: what lies below one is found by its name of now.
  for (const issue of issues.toSorted((a, b) => Number(isOfKeys(a)) - Number(isOfKeys(b))))
    if (issue.code === 'unrecognized_keys') {
      const names = namesMeant(issue.keys, issue.path, schema, issue.input)
      if (names.size > 0) left = changed(left, issue.path, (map) => renamed(map, names))
    } else if (issue.code === 'invalid_type') {
      const value = meantValue(issue, writtenAs)
      if (value !== undefined) left = changed(left, issue.path, () => value)
    }
  return left
}

const isOfKeys = ({ code }: z.core.$ZodIssue) => code === 'unrecognized_keys'

function namesMeant(keys: readonly string[], path: Path, schema: z.ZodType, map: unknown): Map<string, string> {
  const names = unknownKeys(keys, path, schema, map).flatMap(({ path: at, meant, rename }) =>
    meant === undefined || !rename ? [] : [[String(at.at(-1)), meant] as const],
  )
  // Of two that may be the same one nobody knows which it is.
  return new Map(names.filter(([, name]) => names.filter(([, other]) => other === name).length === 1))
}

function meantValue({ expected, input, path }: z.core.$ZodIssueInvalidType, writtenAs: WrittenAs): unknown {
  if (expected === 'string' && typeof input === 'number') return writtenAs(path) ?? undefined
  if (expected === 'array' && typeof input === 'string') {
    const items = input.split(',').map((one) => one.trim())
    return items.filter((one) => one !== '')
  }
  return undefined
}

const renamed = (map: unknown, names: ReadonlyMap<string, string>): unknown =>
  isMap(map) ? Object.fromEntries(Object.entries(map).map(([key, value]) => [names.get(key) ?? key, value])) : map

/** A copy of some data in which one place is another. */
function changed(data: unknown, [step, ...rest]: Path, change: (value: unknown) => unknown): unknown {
  if (step === undefined) return change(data)
  if (Array.isArray(data))
    return data.map((item: unknown, i) => (i === Number(step) ? changed(item, rest, change) : item))
  if (!isMap(data)) return data
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, key === String(step) ? changed(value, rest, change) : value]),
  )
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
