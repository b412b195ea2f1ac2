import { closest, distance } from 'fastest-levenshtein'
import { z } from 'zod'
import type { Path, Problem } from '../diagnostic.ts'

declare module 'zod' {
  interface GlobalMeta {
    /** What findings say that a field holds, where the kind of its value says too little. */
    expected?: string
    /** Keys that people write although nobody should, and why: what they would say is worked out, or kept elsewhere. */
    unwritten?: Readonly<Record<string, string>>
  }
}

type Issue = z.core.$ZodIssue

/** Checks data against its schema. What is wrong reads like any rule's finding. */
export function check<T extends z.ZodType>(
  schema: T,
  data: unknown,
  file: string,
  { document = 0, rule = 'schema' }: { document?: number; rule?: string } = {},
): { data: z.output<T>; problems: [] } | { data: undefined; problems: Problem[] } {
  const result = schema.safeParse(data, { reportInput: true })
  if (result.success) return { data: result.data, problems: [] }
  const problems = result.error.issues
    .flatMap((issue) => words(issue, schema))
    .map(({ path, key, message, help, rule: own }): Problem => ({
      rule: own ?? rule,
      severity: 'error',
      at: { file, document, path, ...(key ? { key } : {}) },
      message,
      ...(help ? { help } : {}),
    }))
  return { data: undefined, problems }
}

interface Words {
  path: Path
  key?: boolean
  message: string
  help?: string
  rule?: string
}

function words(issue: Issue, schema: z.ZodType): Words[] {
  const { path } = issue
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(issue.keys, path, schema, issue.input)
    case 'invalid_union':
      return unionWords(issue, schema)
    case 'invalid_type':
      return [
        issue.input === undefined
          ? missing(path, labelAt(schema, path) ?? issue.expected)
          : wrongType(path, issue.input, issue.expected, expectedAt(schema, path)),
      ]
    case 'invalid_value':
      return [
        issue.input === undefined ? missing(path, oneOf(issue.values)) : wrongValue(path, issue.input, issue.values),
      ]
    case 'too_small':
    case 'too_big':
      return [{ path, message: `Unexpected ${show(issue.input)}, expected ${bound(issue)}.` }]
    case 'custom':
      return [
        {
          path,
          message: issue.message,
          ...(typeof issue.params?.['rule'] === 'string' ? { rule: issue.params['rule'] } : {}),
        },
      ]
    default:
      return [{ path, message: issue.message }]
  }
}

function bound(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const unit = issue.origin === 'array' ? ' entries' : issue.origin === 'string' ? ' characters' : ''
  if (issue.code === 'too_small') return `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${unit}`
  return `${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${unit}`
}

/** What a key was meant to be isn't there yet: a typing error stands in its place. */
function unknownKeys(keys: readonly string[], path: Path, schema: z.ZodType, map: unknown): Words[] {
  const there = new Set(typeof map === 'object' && map !== null ? Object.keys(map) : [])
  const known = keysAt(schema, path)
  const free = known.filter((one) => !there.has(one))
  const reasons = unwrittenAt(schema, path)
  return keys.map((key) => {
    const why = reasons.get(key)
    return why === undefined ? unknownKey(key, path, known, free) : unwrittenKey(key, path, why)
  })
}

const unwrittenKey = (key: string, path: Path, why: string): Words => ({
  path: [...path, key],
  key: true,
  message: `Unexpected key \`${key}\`, expected none: ${why}.`,
  help: 'Remove it.',
})

function unknownKey(key: string, path: Path, known: string[], free: string[]): Words {
  const near = free.length > 0 ? closest(key, free) : null
  const likely = near !== null && distance(key, near) <= Math.max(2, key.length / 3)
  return {
    path: [...path, key],
    key: true,
    message: `Unexpected key \`${key}\`, expected ${likely ? `\`${near}\`` : 'one that is known here'}.`,
    help: likely
      ? `Rename it to \`${near}\`.`
      : `${near === null ? 'Remove it' : `The nearest known key is \`${near}\``}; known are ${known.join(', ')}.`,
  }
}

const missing = (path: Path, expected: string): Words => {
  const name = path.at(-1)
  return typeof name === 'string'
    ? { path, message: `Missing \`${name}\`, expected ${kind(expected)}.`, help: `Add \`${name}: …\`.` }
    : { path, message: `Unexpected nothing, expected ${kind(expected)}.` }
}

function wrongType(path: Path, input: unknown, expected: string, told: string | undefined): Words {
  const quotes = expected === 'string' && ['number', 'boolean'].includes(typeof input)
  return {
    path,
    message: `Unexpected ${show(input)}, expected ${told ?? kind(expected)}.`,
    ...(quotes ? { help: `Put it in quotes: "${String(input)}".` } : {}),
  }
}

function wrongValue(path: Path, input: unknown, values: readonly z.core.util.Primitive[]): Words {
  const names = values.map(String)
  const near = typeof input === 'string' && names.length > 1 ? closest(input.toLowerCase(), names) : ''
  return {
    path,
    message: `Unexpected ${show(input)}, expected ${oneOf(values)}.`,
    ...(near !== '' && distance(String(input).toLowerCase(), near) <= 2 ? { help: `Did you mean ${near}?` } : {}),
  }
}

/** Of a union, the branch that the input was probably meant for: the one that got furthest into it. */
function unionWords(issue: z.core.$ZodIssueInvalidUnion, schema: z.ZodType): Words[] {
  const depth = (errors: Issue[]) =>
    Math.max(...errors.map((error) => error.path.length + (error.code === 'unrecognized_keys' ? 1 : 0)))
  const deepest = issue.errors.toSorted((a, b) => depth(b) - depth(a))[0]
  const nested = deepest?.map((error) => ({ ...error, path: [...issue.path, ...error.path] })) ?? []
  if (deepest && depth(deepest) > 0) return nested.flatMap((error) => words(error, schema))
  if (issue.input === undefined) return [missing(issue.path, 'object')]
  const expectations = issue.errors
    .flat()
    .flatMap((error) =>
      error.code === 'invalid_type'
        ? [kind(error.expected)]
        : error.code === 'invalid_value'
          ? [oneOf(error.values)]
          : [],
    )
  return [
    {
      path: issue.path,
      message:
        expectations.length > 0
          ? `Unexpected ${show(issue.input)}, expected ${[...new Set(expectations)].join(', or ')}.`
          : `Unexpected ${show(issue.input)}, expected ${discriminated(issue)}.`,
    },
  ]
}

const discriminated = (issue: z.core.$ZodIssueInvalidUnion): string =>
  'discriminator' in issue && typeof issue.discriminator === 'string'
    ? `a known \`${issue.discriminator}\``
    : 'another form'

const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys and values',
  record: 'a map of keys and values',
}
const kind = (expected: string): string => KINDS[expected] ?? expected
const oneOf = (values: readonly z.core.util.Primitive[]): string =>
  values.length === 1 ? String(values[0]) : `one of ${values.map(String).join(', ')}`

/** A value, short enough for a message. */
export function show(value: unknown): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a map'
  const shown = JSON.stringify(value) ?? String(value)
  const named = typeof value === 'number' ? `number ${shown}` : shown
  return named.length > 60 ? `${named.slice(0, 57)}…` : named
}

/** What the docs call the type of the field at a path: a text that is parsed is more than text. */
function labelAt(schema: z.ZodType, path: Path): string | undefined {
  const label = schemasAt(schema, path).flatMap((one) => z.globalRegistry.get(one)?.label ?? [])[0]
  return label === undefined || label === 'text' || label.startsWith('list') || label.startsWith('map')
    ? undefined
    : `${/^[aeiou]/.test(label) ? 'an' : 'a'} ${label}`
}

const metaAt = (schema: z.ZodType, path: Path): z.core.GlobalMeta[] =>
  schemasAt(schema, path)
    .flatMap(unwrap)
    .map((one) => z.globalRegistry.get(one))
    .filter((meta) => meta !== undefined)

const expectedAt = (schema: z.ZodType, path: Path): string | undefined =>
  metaAt(schema, path).flatMap(({ expected }) => expected ?? [])[0]

/** The keys that a schema says nobody should write at a path, each with its reason. */
const unwrittenAt = (schema: z.ZodType, path: Path): Map<string, string> =>
  new Map(metaAt(schema, path).flatMap(({ unwritten }) => Object.entries(unwritten ?? {})))

/** The keys that a schema knows at a path. */
function keysAt(schema: z.ZodType, path: Path): string[] {
  const here = schemasAt(schema, path).flatMap(unwrap)
  return [...new Set(here.flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : [])))]
}

/** The schemas of the field at a path; several where a union leaves it open. */
function schemasAt(schema: z.ZodType, path: Path): z.core.$ZodType[] {
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

/** The schemas behind optional, default, preprocess and union. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault)
    return unwrap(schema._zod.def.innerType)
  if (schema instanceof z.ZodPipe)
    return unwrap(schema._zod.def.in instanceof z.ZodTransform ? schema._zod.def.out : schema._zod.def.in)
  if (schema instanceof z.ZodUnion) return schema._zod.def.options.flatMap(unwrap)
  return [schema]
}
