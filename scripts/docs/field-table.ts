import { z } from 'zod'
import { record } from '#model/records/field'
import { unwrap } from '#model/records/schema-walk'
import { table } from './table.ts'
import { metaOf, typeWords } from './type-words.ts'

type Schema = z.core.$ZodType

interface Field {
  name: string
  schema: Schema
  /** The forms of its map that have it, where not all do. */
  only: string[]
}

/** A table of every field of a schema, those of nested maps below the map that holds them. */
export const fieldTable = (schema: z.ZodType): string => tableOf(fieldsOf(schema, ''))

/** The same without the fields that every record may have. */
export const ownFieldTable = (schema: z.ZodType): string =>
  tableOf(fieldsOf(schema, '').filter(({ name }) => !COMMON.has(name.split('.', 1)[0] ?? '')))

const COMMON = new Set(Object.keys(record({}).shape))

const tableOf = (fields: readonly Field[]): string =>
  table(
    ['field', 'type', 'required', 'what it means'],
    fields.map(({ name, schema, only }) => [
      `\`${name}\``,
      typeWords(schema),
      only.length > 0 ? `for ${only.join(', ')}` : need(schema),
      metaOf(schema).description ?? '',
    ]),
  )

/** The fields below a schema; `[]` stands for each entry of a list, `*` for each key of a map. */
function fieldsOf(schema: Schema, above: string): Field[] {
  const forms = unwrap(schema)
  const fields = new Map<string, Field>()
  for (const field of forms.flatMap((form) => fieldsOfForm(form, forms, above)))
    fields.set(field.name, merged(fields.get(field.name), field))
  return [...fields.values()]
}

function fieldsOfForm(form: Schema, forms: readonly Schema[], above: string): Field[] {
  if (form instanceof z.ZodArray) return fieldsOf(form.element, `${above}[]`)
  if (form instanceof z.ZodRecord) return fieldsOf(form.valueType, `${above}.*`)
  if (!(form instanceof z.ZodObject)) return []
  const maps = forms.filter((one) => one instanceof z.ZodObject)
  return Object.entries(form.shape).flatMap(([key, field]: [string, Schema]) => {
    const name = above === '' ? key : `${above}.${key}`
    const having = maps.filter((map) => key in map.shape)
    const only = having.length < maps.length ? having.map(kindOf) : []
    return [{ name, schema: field, only }, ...fieldsOf(field, name)]
  })
}

/** What a map's own `kind` says, where it has several forms. */
const kindOf = (map: z.ZodObject): string => typeWords(map.shape['kind'])

/** The same field of two forms of a map: what tells them apart takes either's value. */
const merged = (known: Field | undefined, field: Field): Field =>
  known
    ? {
        ...field,
        schema: z
          .union([known.schema, field.schema] as [z.ZodType, z.ZodType])
          .describe(metaOf(known.schema).description ?? metaOf(field.schema).description ?? ''),
      }
    : field

/** Whether a field must be there, or what holds where it isn't. */
function need(schema: Schema): string {
  if (z.safeParse(schema, undefined).success) {
    const value = defaultOf(schema)
    const empty =
      value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
    return empty ? '' : `default \`${flow(value)}\``
  }
  return 'yes'
}

function defaultOf(schema: Schema): unknown {
  if (schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault) return schema._zod.def.defaultValue
  return schema instanceof z.ZodPipe && schema._zod.def.in instanceof z.ZodTransform
    ? defaultOf(schema._zod.def.out)
    : undefined
}

/** A value as one would write it in YAML, on one line. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, one]) => `${key}: ${flow(one)}`)
      .join(', ')}}`
  return String(value)
}
