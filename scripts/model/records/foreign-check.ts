import { z } from 'zod'
import type { Path, Problem } from '../diagnostic.ts'
import { unwrap } from './schema-walk.ts'
import { check } from './schema-problem.ts'
import { unknownKeys, type Words } from './unknown-key.ts'

/**
 * Checks data in a format that isn't ours against a strict schema. A key that the schema doesn't know is a warning: the
 * format may have moved on. It is an error where it is a slip of one that must be there.
 */
export function checkForeign<T extends z.ZodType>(
  schema: T,
  data: unknown,
  file: string,
  { document, rule }: { document: number; rule: string },
): { data: z.output<T> | undefined; problems: Problem[] } {
  const unknown: Words[] = []
  const bare = withoutUnknown({ root: schema, unknown }, schema, data, [])
  const result = check(schema, bare, file, { document, rule })
  const missing = new Set(
    result.problems.flatMap(({ at, message }) =>
      'path' in at && message.startsWith('Missing ') ? [at.path.join('\0')] : [],
    ),
  )
  const slips = new Set(
    unknown.flatMap(({ path, meant }) => {
      const place = meant === undefined ? '' : [...path.slice(0, -1), meant].join('\0')
      return missing.has(place) ? [place] : []
    }),
  )
  const isSlip = (path: Path, meant: string | undefined) =>
    meant !== undefined && slips.has([...path.slice(0, -1), meant].join('\0'))
  return {
    data: result.data,
    problems: [
      ...unknown.map(({ path, message, help, meant }): Problem => ({
        rule,
        severity: isSlip(path, meant) ? 'error' : 'warning',
        at: { file, document, path, key: true },
        message,
        ...(help === undefined ? {} : { help }),
      })),
      ...result.problems.filter(({ at }) => !('path' in at && slips.has(at.path.join('\0')))),
    ],
  }
}

interface Walk {
  root: z.ZodType
  unknown: Words[]
}

/** A copy of the data without the keys that no schema knows; they are noted. */
function withoutUnknown(walk: Walk, schema: z.core.$ZodType, data: unknown, path: Path): unknown {
  const forms = unwrap(schema)
  if (Array.isArray(data)) {
    const element = forms.find((form) => form instanceof z.ZodArray)?.element
    return element ? data.map((one, i) => withoutUnknown(walk, element, one, [...path, i])) : data
  }
  if (typeof data !== 'object' || data === null) return data
  const maps = forms.filter((form) => form instanceof z.ZodObject)
  // One that is open, or a choice of several forms, is the schema's to judge.
  const [map, ...others] = maps
  if (!map || others.length > 0 || !(map._zod.def.catchall instanceof z.ZodNever)) return data
  const shape: Readonly<Record<string, z.core.$ZodType>> = map.shape
  const entries = Object.entries(data)
  const strange = entries.flatMap(([key]) => (Object.hasOwn(shape, key) ? [] : [key]))
  if (strange.length > 0) walk.unknown.push(...unknownKeys(strange, path, walk.root, data))
  return Object.fromEntries(
    entries.flatMap(([key, value]) => {
      const inner = Object.hasOwn(shape, key) ? shape[key] : undefined
      return inner ? [[key, withoutUnknown(walk, inner, value, [...path, key])]] : []
    }),
  )
}
