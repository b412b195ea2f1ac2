import type { z } from 'zod'

/**
 * What of some settings can be kept where others of them are wrong: the top-level keys that are right, on top of a
 * fallback. One mistyped colour must not take the status page's name from it.
 */
export function salvage<T extends z.ZodType<object>>(schema: T, data: unknown, fallback: z.output<T>): z.output<T> {
  return withoutWrong(schema, data, (wrong) => pick(fallback, wrong)) ?? fallback
}

/**
 * What a record says where some of its optional fields are wrong, so that the rest of it is still judged; undefined
 * where too little remains. Its file has an error all the same, and the sites leave it out.
 */
export const remainder = <T extends z.ZodType<object>>(schema: T, data: unknown): z.output<T> | undefined =>
  withoutWrong(schema, data, () => ({}))

function withoutWrong<T extends z.ZodType<object>>(
  schema: T,
  data: unknown,
  instead: (wrong: ReadonlySet<string>) => object,
): z.output<T> | undefined {
  const whole = schema.safeParse(data)
  if (whole.success) return whole.data
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined
  const wrong = new Set(
    whole.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [String(issue.path[0])],
    ),
  )
  const kept = Object.entries(data).filter(([key]) => !wrong.has(key))
  return schema.safeParse({ ...instead(wrong), ...Object.fromEntries(kept) }).data
}

const pick = (from: object, keys: ReadonlySet<string>) =>
  Object.fromEntries(Object.entries(from).filter(([key, value]) => keys.has(key) && typeof value === 'string'))
