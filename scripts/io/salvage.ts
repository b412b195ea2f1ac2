import { z } from 'zod'
import type { Path } from '#model/diagnostic'

/*
 * What can be kept of data where some of it is wrong. The sites are made of it: its file has an error all the same.
 */

/**
 * Everything that is right in some data: what is wrong is taken out of it, value by value and as deep as it lies, until
 * the schema takes the rest. Where what must be there is missing then, the item or the map that needs it goes as well; at
 * the top `fallback` has it. Undefined where that doesn't help.
 */
export function salvage<T extends z.ZodType<object>>(
  schema: T,
  data: unknown,
  fallback: object = {},
): z.output<T> | undefined {
  let left: unknown = isMap(data) ? data : {}
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const result = schema.safeParse(left)
    if (result.success) return result.data
    const wrong = result.error.issues.flatMap(pathsOf).map((path) => placeToCut(left, path))
    const missing = wrong.flatMap((path) => (path.length === 1 && valueAt(left, path) === undefined ? path : []))
    const kept = cut(left, wrong)
    if (!isMap(kept)) return undefined
    const given = missing.flatMap((key) => Object.entries(fallback).filter(([name]) => name === key))
    if (missing.length > 0 && given.length === 0) return undefined
    left = { ...kept, ...Object.fromEntries(given) }
  }
  return undefined
}

/** All that is wrong is found in one pass, but for what only shows once that is gone: as many as a schema is deep. */
const MOST_PASSES = 12

/** Where something is wrong: for keys that nobody knows each of them, for a union the branch that got furthest. */
function pathsOf(issue: z.core.$ZodIssue): Path[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...issue.path, key])
  if (issue.code !== 'invalid_union') return [issue.path]
  const reach = (paths: readonly Path[]) => Math.max(0, ...paths.map(({ length }) => length))
  const [furthest] = issue.errors.map((branch) => branch.flatMap(pathsOf)).toSorted((a, b) => reach(b) - reach(a))
  if (!furthest || reach(furthest) === 0) return [issue.path]
  return furthest.map((path) => [...issue.path, ...path])
}

/** Of what is missing within something, that something goes. What is missing at the top stays named. */
function placeToCut(data: unknown, path: Path): Path {
  let place = path
  while (place.length > 1 && valueAt(data, place) === undefined) place = place.slice(0, -1)
  return place
}

const isMap = (value: unknown): value is Record<PropertyKey, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const valueAt = (data: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (inner, key) =>
      Array.isArray(inner) ? inner[Number(key)] : isMap(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined,
    data,
  )

const CUT = Symbol('cut')

/** A copy of some data without what lies at some paths. */
function cut(value: unknown, paths: readonly Path[]): unknown {
  if (paths.length === 0) return value
  if (paths.some(({ length }) => length === 0)) return CUT
  const below = Map.groupBy(paths, ([key]) => String(key))
  const inner = ([key, item]: [string, unknown]): [string, unknown][] => {
    const left = cut(item, below.get(key)?.map((path) => path.slice(1)) ?? [])
    return left === CUT ? [] : [[key, left]]
  }
  if (Array.isArray(value))
    return Object.entries(value)
      .flatMap(inner)
      .map(([, item]) => item)
  return isMap(value) ? Object.fromEntries(Object.entries(value).flatMap(inner)) : value
}

/**
 * What a record says where some of its optional fields are wrong, so that the rest of it is still judged; undefined
 * where too little remains. A field that is wrong in part goes as a whole: who judges a change by half of its services
 * would let through what all of them stop.
 */
export function remainder<T extends z.ZodType<object>>(schema: T, data: unknown): z.output<T> | undefined {
  const whole = schema.safeParse(data)
  if (whole.success) return whole.data
  if (!isMap(data)) return undefined
  const wrong = whole.error.issues.flatMap(pathsOf).map((path) => path.slice(0, 1))
  return schema.safeParse(cut(data, wrong)).data
}
