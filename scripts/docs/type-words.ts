import { z } from 'zod'
import { unwrap } from '#model/records/schema-walk'

type Schema = z.core.$ZodType

/** What a schema or one of the layers around it says of itself. */
export function metaOf(schema: Schema): { label?: string; description?: string } {
  const own = z.globalRegistry.get(schema) ?? {}
  const [below] = layersBelow(schema)
  return below ? { ...metaOf(below), ...own } : own
}

/** What an optional, default or preprocessing layer is put around. */
function layersBelow(schema: Schema): Schema[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault)
    return [schema._zod.def.innerType]
  if (schema instanceof z.ZodPipe)
    return [schema._zod.def.in instanceof z.ZodTransform ? schema._zod.def.out : schema._zod.def.in]
  return []
}

/** The type of a field in the words of the field tables: text, time, one of a, b, list of …, map of …. */
export function typeWords(schema: Schema): string {
  const { label } = metaOf(schema)
  if (label) return label
  const choices = unwrap(schema)
  if (choices.length > 1 && choices.every((one) => one instanceof z.ZodLiteral))
    return `one of ${[...new Set(choices.map(plainWords))].join(', ')}`
  return [...new Set(choices.map(plainWords))].join(', or ')
}

function plainWords(schema: Schema): string {
  const { label } = metaOf(schema)
  if (label) return label
  if (schema instanceof z.ZodEnum) return `one of ${schema.options.join(', ')}`
  if (schema instanceof z.ZodLiteral) return [...schema.values].map(String).join(', ')
  if (schema instanceof z.ZodBoolean) return 'true or false'
  if (schema instanceof z.ZodNumber) return numberWords(schema)
  if (schema instanceof z.ZodArray) return several('list', typeWords(schema.element))
  if (schema instanceof z.ZodRecord) return several('map', typeWords(schema.valueType))
  if (schema instanceof z.ZodObject) return 'map'
  return 'text'
}

function numberWords(schema: z.ZodNumber): string {
  const { minValue, maxValue } = schema
  const bounded = [minValue, maxValue].every((bound) => bound !== null && Math.abs(bound) < Number.MAX_SAFE_INTEGER)
  return `${schema instanceof z.ZodNumberFormat ? 'whole number' : 'number'}${bounded ? ` from ${minValue} to ${maxValue}` : ''}`
}

const several = (what: string, words: string) =>
  words.startsWith('one of ') ? `${what}, each ${words}` : `${what} of ${plural(words)}`

function plural(words: string): string {
  if (words === 'text' || words.includes(' or ') || / from \d/.test(words)) return words
  return words === 'time of day' ? 'times of day' : words.endsWith('address') ? `${words}es` : `${words}s`
}
