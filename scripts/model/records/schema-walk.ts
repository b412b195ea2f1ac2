import { z } from 'zod'
import type { Path } from '../diagnostic.ts'

/*
 * A schema is asked here what it knows of the field at a path.
 */

declare module 'zod' {
  interface GlobalMeta {
    /** What findings say that a field holds, where the kind of its value says too little. */
    expected?: string
    /** What the whole is, of a share whose range is judged elsewhere: 1, or 100 per cent. */
    whole?: 1 | 100
    /** Keys that people write although nobody should, and why: what they would say is worked out, or kept elsewhere. */
    unwritten?: Readonly<Record<string, string>>
  }
}

/** What the docs call the type of the field at a path: a text that is parsed is more than text. */
export function labelAt(schema: z.ZodType, path: Path): string | undefined {
  const [label] = labelsAt(schema, path)
  return label === undefined || label === 'text' || label.startsWith('list') || label.startsWith('map')
    ? undefined
    : `${/^[aeiou]/.test(label) ? 'an' : 'a'} ${label}`
}

/** What the docs call the types of the field at a path, bare. */
export const labelsAt = (schema: z.ZodType, path: Path): string[] =>
  schemasAt(schema, path)
    .flatMap(layersOf)
    .flatMap((one) => z.globalRegistry.get(one)?.label ?? [])

/** What the schemas say of themselves beyond their form. */
export const metaAt = (schema: z.ZodType, path: Path): z.core.GlobalMeta[] =>
  schemasAt(schema, path)
    .flatMap(unwrap)
    .map((one) => z.globalRegistry.get(one))
    .filter((meta) => meta !== undefined)

/** What a field holds, where its schema says so in words of its own. */
export const expectedAt = (schema: z.ZodType, path: Path): string | undefined =>
  metaAt(schema, path).flatMap(({ expected }) => expected ?? [])[0]

/** The keys that a schema says nobody should write at a path, each with its reason. */
export const unwrittenAt = (schema: z.ZodType, path: Path): Map<string, string> =>
  new Map(metaAt(schema, path).flatMap(({ unwritten }) => Object.entries(unwritten ?? {})))

/** The keys that a schema knows at a path. */
export function keysAt(schema: z.ZodType, path: Path): string[] {
  const here = schemasAt(schema, path).flatMap(unwrap)
  return [...new Set(here.flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : [])))]
}

/** The schemas of the field at a path; several where a union leaves it open. */
export function schemasAt(schema: z.ZodType, path: Path): z.core.$ZodType[] {
  let here: z.core.$ZodType[] = [schema]
  for (const step of path) here = here.flatMap(unwrap).flatMap((one) => stepInto(one, step))
  return here
}

function stepInto(schema: z.core.$ZodType, step: PropertyKey): z.core.$ZodType[] {
  if (schema instanceof z.ZodObject) return step in schema.shape ? [schema.shape[String(step)]] : []
  if (schema instanceof z.ZodArray) return [schema.element]
  if (schema instanceof z.ZodRecord) return [schema.valueType]
  return []
}

/** The schemas behind optional, nullable, default, preprocess and union. */
export const unwrap = (schema: z.core.$ZodType): z.core.$ZodType[] => {
  const inner = insideOf(schema)
  return inner.length > 0 ? inner.flatMap(unwrap) : [schema]
}

/** A schema and all that are behind it, outermost first. */
const layersOf = (schema: z.core.$ZodType): z.core.$ZodType[] => [schema, ...insideOf(schema).flatMap(layersOf)]

function insideOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodDefault
  )
    return [schema._zod.def.innerType]
  if (schema instanceof z.ZodPipe)
    return [schema._zod.def.in instanceof z.ZodTransform ? schema._zod.def.out : schema._zod.def.in]
  return schema instanceof z.ZodUnion ? schema._zod.def.options : []
}
