import type { z } from 'zod'

/**
 * What of some settings can be kept where others of them are wrong: the top-level keys that are right, on top of a
 * fallback. One mistyped colour must not take the status page's name from it.
 */
export function salvage<T extends z.ZodType<object>>(schema: T, data: unknown, fallback: z.output<T>): z.output<T> {
  const whole = schema.safeParse(data)
  if (whole.success) return whole.data
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return fallback
  const wrong = new Set(
    whole.error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0])])),
  )
  const kept = Object.entries(data).filter(([key]) => !wrong.has(key))
  const filled = schema.safeParse({ ...pick(fallback, wrong), ...Object.fromEntries(kept) })
  return filled.success ? filled.data : fallback
}

const pick = (from: object, keys: ReadonlySet<string>) =>
  Object.fromEntries(Object.entries(from).filter(([key, value]) => keys.has(key) && typeof value === 'string'))
