import { z } from 'zod'
import type { Path, Problem } from '../diagnostic.ts'
import { lostKeys } from './lost-keys.ts'
import { meant, meantClock, meantHandle, meantId } from './near-miss.ts'
import { meantAddress, meantColour, meantTag, meantZone } from './near-name.ts'
import { expectedAt, keysAt, labelAt, labelsAt, metaAt, schemasAt, unwrap } from './schema-walk.ts'
import { joinedKey, notIndented, unknownKeys, type Words } from './unknown-key.ts'

type Issue = z.core.$ZodIssue

/** Checks data against its schema. What is wrong reads like any rule's finding. */
export function check<T extends z.ZodType>(
  schema: T,
  data: unknown,
  file: string,
  { document = 0, rule = 'schema' }: { document?: number; rule?: string } = {},
): { data: z.output<T>; problems: [] } | { data: undefined; problems: Problem[] } {
  const result = schema.safeParse(data, { reportInput: true })
  if (result.success) {
    const lost = lostKeys(data)
    if (lost.length === 0) return { data: result.data, problems: [] }
    const message = 'Unexpected key `__proto__`, expected another name: this one is kept nowhere.'
    const problems = lost.map((path): Problem => ({
      rule,
      severity: 'error',
      at: { file, document, path, key: true },
      message,
    }))
    return { data: undefined, problems }
  }
  const told = result.error.issues.flatMap((issue) => words(issue, schema, data))
  const misplaced = new Set(told.flatMap(({ path, below }) => (below === undefined ? [] : [placeOf(path, below)])))
  const reported = new Set<string>()
  const isRepeated = ({ path, below }: Words): boolean => {
    if (below === undefined) return misplaced.has(path.join('\0'))
    const place = placeOf(path, below)
    return reported.has(place) || !reported.add(place)
  }
  const renamed = new Set(told.flatMap(({ path, meant: key }) => (key === undefined ? [] : [placeOf(path, key)])))
  const problems = told
    // A missing key that stands there under another name is one slip, not two.
    .filter(({ path, missing: absent }) => !absent || !renamed.has(path.join('\0')))
    // Nor are all the keys that weren't indented, and what is missing above them.
    .filter((one) => !isRepeated(one))
    .map(({ path, key, message, help, rule: own, written }): Problem => ({
      rule: own ?? rule,
      severity: 'error',
      at: { file, document, path, ...(key ? { key } : {}) },
      message,
      ...(help ? { help } : {}),
      ...(written ? { written } : {}),
    }))
  return { data: undefined, problems }
}

/** Where a key would stand that the one at `path` was meant to be, as text. */
const placeOf = (path: Path, key: string): string => [...path.slice(0, -1), key].join('\0')

function words(issue: Issue, schema: z.ZodType, data: unknown): Words[] {
  const { path } = issue
  const joined = issue.input === null || issue.input === undefined ? joinedKey(path.at(-1), path.slice(0, -1)) : null
  if (joined) return [joined]
  const beside = issue.input === null ? notIndented(path, schema, data) : null
  if (beside) return [beside]
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(issue.keys, path, schema, issue.input)
    case 'invalid_union':
      return unionWords(issue, schema, data)
    case 'invalid_type':
      return [
        issue.input === undefined
          ? missing(path, labelAt(schema, path) ?? issue.expected)
          : wrongType(path, issue.input, issue.expected, schema),
      ]
    case 'invalid_value':
      return [
        issue.input === undefined ? missing(path, oneOf(issue.values)) : wrongValue(path, issue.input, issue.values),
      ]
    case 'too_small':
    case 'too_big':
      return [
        {
          path,
          message: `Unexpected ${show(issue.input)}, expected ${bound(issue)}.`,
          ...shareOf(path.at(-1), issue.input, issue),
        },
      ]
    case 'custom':
      return [
        {
          path,
          message: issue.message,
          ...(issue.message.startsWith('Missing ') ? { missing: true } : {}),
          ...customWords(issue, labelsAt(schema, path)),
        },
      ]
    case 'invalid_format': {
      const value = typeof issue.input === 'string' ? meantOf(issue.input, labelsAt(schema, path)) : null
      return [{ path, message: issue.message, ...(value === null ? {} : { help: `Did you mean \`${value}\`?` }) }]
    }
    default:
      return [{ path, message: issue.message }]
  }
}

/** 99.9 is 0.999, and not the 0.9990000000000001 that floats make of it. */
const hundredth = (percent: number): number => Number((percent / 100).toPrecision(12))

/** Who writes 25 where a share of 1 is expected means per cent. */
function shareOf(
  key: PropertyKey | undefined,
  input: unknown,
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
) {
  const isPercent = issue.code === 'too_big' && issue.maximum === 1 && typeof input === 'number' && input <= 100
  return isPercent && issue.origin === 'number'
    ? { help: `Per cent? Write \`${String(key)}: ${hundredth(input)}\`: a share of 1.` }
    : {}
}

function bound(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const unit = issue.origin === 'array' ? ' entries' : issue.origin === 'string' ? ' characters' : ''
  if (issue.code === 'too_small') return `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${unit}`
  return `${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${unit}`
}

/** What a parser of ours found wrong, and what was meant where that can be told. */
function customWords({ params, input }: z.core.$ZodIssueCustom, labels: readonly string[]): Partial<Words> {
  const [rule, as, text] = [params?.['rule'], params?.['as'], params?.['text']]
  const written = typeof text === 'string' && isTimely(as) ? { written: { as, text } } : {}
  const value = typeof input === 'string' ? meantOf(input, rule === 'handle' ? ['handle'] : labels) : null
  return {
    ...(typeof rule === 'string' ? { rule } : labels.includes('handle') ? { rule: 'handle' } : {}),
    ...written,
    ...(value === null || value === input ? {} : { help: `Did you mean \`${value}\`?` }),
  }
}

const isTimely = (as: unknown): as is 'time' | 'date' | 'duration' =>
  as === 'time' || as === 'date' || as === 'duration'

function meantOf(input: string, labels: readonly string[]): string | null {
  if (labels.includes('change id')) return meantId(input, 'CHG')
  if (labels.includes('incident id')) return meantId(input, 'INC')
  if (labels.includes('handle')) return meantHandle(input)
  if (labels.includes('time zone')) return meantZone(input)
  if (labels.includes('address')) return meantAddress(input)
  if (labels.includes('language')) return meantTag(input)
  if (labels.includes('colour')) return meantColour(input)
  return labels.includes('time of day') ? meantClock(input) : null
}

const missing = (path: Path, expected: string): Words => {
  const name = path.at(-1)
  return typeof name === 'string'
    ? { path, missing: true, message: `Missing \`${name}\`, expected ${kind(expected)}.`, help: `Add \`${name}: …\`.` }
    : { path, message: `Unexpected nothing, expected ${kind(expected)}.` }
}

function wrongType(path: Path, input: unknown, expected: string, schema: z.ZodType): Words {
  const timely = typeof input === 'number' ? labelsAt(schema, path).find(isTimely) : undefined
  const help = timely ? null : insteadOf(path, input, expected, schema)
  return {
    path,
    message: `Unexpected ${show(input)}, expected ${expectedAt(schema, path) ?? (timely ? labelAt(schema, path) : undefined) ?? kind(expected)}${rangeWords(expected, rangeAt(schema, path))}.`,
    ...(help === null ? {} : { help }),
    ...(timely ? { written: { as: timely, text: String(input) } } : {}),
  }
}

const rangeWords = (expected: string, { low, high }: Range): string =>
  ['number', 'int'].includes(expected) && low !== null && high !== null ? ` from ${low} to ${high}` : ''

/** How a value of the wrong type should be written. */
function insteadOf(path: Path, input: unknown, expected: string, schema: z.ZodType): string | null {
  const name = path.at(-1)
  const key = typeof name === 'string' ? `${name}: ` : ''
  const shown = typeof input === 'string' ? input.slice(0, 100) : ''
  switch (expected) {
    case 'string':
      if (Array.isArray(input)) return onlyOne(key, input)
      return ['number', 'boolean'].includes(typeof input) ? `Put it in quotes: "${String(input)}".` : null
    case 'array':
      return isMap(input)
        ? listOf(key, input, keysAt(schema, [...path, 0]).length > 0)
        : shown === ''
          ? null
          : `Write \`${key}[${shown}]\`.`
    case 'number':
    case 'int':
      return numberIn(key, shown, rangeAt(schema, path))
    case 'boolean':
      return /^(?:yes|on|y|ja|oui|true)$/i.test(shown)
        ? `Write \`${key}true\`.`
        : /^(?:no|off|n|nein|non|false)$/i.test(shown)
          ? `Write \`${key}false\`.`
          : null
    case 'object':
    case 'record': {
      const sample = metaAt(schema, path).flatMap((meta) => meta.sample ?? [])[0]
      const keys = keysAt(schema, path)
        .slice(0, 4)
        .map((one) => `${one}: …`)
      const form = sample ?? (keys.length > 0 ? `{${keys.join(', ')}}` : namedOf(input))
      return form === null ? null : `Write it as \`${key}${form}\`.`
    }
    default:
      return null
  }
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `{checkout}` where a list belongs; a map in the place of a list of maps. */
function listOf(key: string, map: Record<string, unknown>, ofMaps: boolean): string | null {
  const entries = Object.entries(map)
  if (entries.length === 0) return null
  if (!ofMaps) return `Write \`${key}[${entries.map(([name]) => name).join(', ')}]\`, in square brackets.`
  return entries.every(([, value]) => value === null || typeof value !== 'object')
    ? `Write \`${key}[{${entries.map(([name, value]) => `${name}: ${String(value)}`).join(', ')}}]\`, in square brackets.`
    : null
}

/** The number that a text holds, as the field takes it. */
function numberIn(key: string, text: string, { low, high }: Range): string | null {
  if (/^[-+]?\d+(?:\.\d+)?$/.test(text)) return `Write \`${key}${text}\`, without quotes.`
  const [, digits, sign] = /^[a-z]{0,20} ?(\d{1,4}(?:\.\d{1,9})?) ?(%|[a-z]{0,20})$/i.exec(text.trim()) ?? []
  if (digits === undefined) return null
  // Where more than 1 is taken, per cent are themselves.
  if (sign === '%' && (high === null || high <= 1)) return `Write \`${key}${hundredth(Number(digits))}\`: a share of 1.`
  return Number(digits) >= (low ?? -Infinity) && Number(digits) <= (high ?? Infinity)
    ? `Write \`${key}${digits}\`: a number alone.`
    : null
}

interface Range {
  low: number | null
  high: number | null
}

/** Between which numbers the field at a path lies, where its schema says so. */
function rangeAt(schema: z.ZodType, path: Path): Range {
  const number = schemasAt(schema, path)
    .flatMap(unwrap)
    .find((one) => one instanceof z.ZodNumber)
  const bounded = (value: number | null | undefined) =>
    typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : null
  const whole = metaAt(schema, path).flatMap((meta) => meta.whole ?? [])[0] ?? null
  return { low: bounded(number?.minValue), high: bounded(number?.maxValue) ?? whole }
}

/** A list of one where one is expected. */
function onlyOne(key: string, [only, ...others]: readonly unknown[]): string | null {
  return others.length === 0 && ['string', 'number'].includes(typeof only)
    ? `Write \`${key}${String(only)}\`, without brackets.`
    : null
}

/** Texts without names, where each has one: `{name: https://…}`. */
const namedOf = (input: unknown): string | null =>
  Array.isArray(input) && input.length > 0 && input.every((one) => typeof one === 'string')
    ? `{${input.map((one: string, i) => `name${i === 0 ? '' : i + 1}: ${one}`).join(', ')}}`
    : null

function wrongValue(path: Path, input: unknown, values: readonly z.core.util.Primitive[]): Words {
  const near = nearest(input, values)
  return {
    path,
    message: `Unexpected ${show(input)}, expected ${oneOf(values)}.`,
    ...(near === null ? oneOfList(path, input, values) : { help: `Did you mean \`${near}\`?` }),
  }
}

/** A list of one of the values. */
function oneOfList(path: Path, input: unknown, values: readonly z.core.util.Primitive[]): Pick<Words, 'help'> {
  const name = path.at(-1)
  const help =
    Array.isArray(input) && values.includes(input[0])
      ? onlyOne(typeof name === 'string' ? `${name}: ` : '', input)
      : null
  return help === null ? {} : { help }
}

const nearest = (input: unknown, values: readonly z.core.util.Primitive[]): string | null =>
  ['string', 'number', 'boolean'].includes(typeof input) ? meant(String(input), values.map(String)) : null

/** Of a union, the branch that the input was probably meant for: the one that got furthest into it. */
function unionWords(issue: z.core.$ZodIssueInvalidUnion, schema: z.ZodType, data: unknown): Words[] {
  const depth = (errors: Issue[]) =>
    Math.max(...errors.map((error) => error.path.length + (error.code === 'unrecognized_keys' ? 1 : 0)))
  const deepest = issue.errors.toSorted((a, b) => depth(b) - depth(a))[0]
  const nested = deepest?.map((error) => ({ ...error, path: [...issue.path, ...error.path] })) ?? []
  if (deepest && depth(deepest) > 0) return nested.flatMap((error) => words(error, schema, data))
  if (issue.input === undefined) return [missing(issue.path, firstKind(issue.errors) ?? 'object')]
  const discriminator = 'discriminator' in issue && typeof issue.discriminator === 'string' ? issue.discriminator : null
  if (discriminator !== null) return [unknownForm(discriminator, issue, schema)]
  const errors = issue.errors.flat()
  const expectations = errors.flatMap((error) =>
    error.code === 'invalid_type'
      ? [kind(error.expected)]
      : error.code === 'invalid_value'
        ? [oneOf(error.values)]
        : [],
  )
  const near = nearest(
    issue.input,
    errors.flatMap((error) => (error.code === 'invalid_value' ? error.values : [])),
  )
  return [
    {
      path: issue.path,
      message: `Unexpected ${show(issue.input)}, expected ${expectations.length > 0 ? [...new Set(expectations)].join(', or ') : 'another form'}.`,
      ...(near === null ? listHelp(issue.path, issue.input, errors) : { help: `Did you mean \`${near}\`?` }),
    },
  ]
}

/** The kind of value that the first form of a union takes: the one that people write. */
const firstKind = ([first = []]: readonly (readonly Issue[])[]): string | undefined =>
  first.flatMap((error) => (error.code === 'invalid_type' ? [error.expected] : []))[0]

/** A name where a list of names would do. */
function listHelp(path: Path, input: unknown, errors: readonly Issue[]): Pick<Words, 'help'> {
  const takesList = errors.some((error) => error.code === 'invalid_type' && error.expected === 'array')
  return takesList && typeof input === 'string' && /^[\w, -]{1,100}$/.test(input)
    ? { help: `Write \`${String(path.at(-1))}: [${input}]\`.` }
    : {}
}

/** A map whose `kind`, or the like, is none of those that are known. */
function unknownForm(key: string, issue: z.core.$ZodIssueInvalidUnion, schema: z.ZodType): Words {
  const { input } = issue
  const path = issue.path.at(-1) === key ? issue.path.slice(0, -1) : issue.path
  const forms = formsAt(schema, path, key)
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return { path, message: `Unexpected ${show(input)}, expected a map of keys and values, \`${key}\` among them.` }
  const given: unknown = Object.entries(input).find(([name]) => name === key)?.[1]
  if (given === undefined || given === null) return missing([...path, key], oneOf(forms))
  const wrong = wrongValue([...path, key], given, forms)
  return { ...wrong, message: wrong.message.replace('Unexpected', `Unexpected ${key}`) }
}

/** The values of the key that tells the forms of a union apart. */
const formsAt = (schema: z.ZodType, path: Path, key: string): z.core.util.Primitive[] => [
  ...new Set(
    schemasAt(schema, path)
      .flatMap(unwrap)
      .flatMap((one): z.core.util.Primitive[] => {
        const field = one instanceof z.ZodObject ? unwrap(one.shape[key])[0] : undefined
        return field instanceof z.ZodLiteral ? [...field.values] : []
      }),
  ),
]

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
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'object') return 'map of keys and values'
  // JSON has no word for what is no number, or has no end.
  const shown = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value))
  const named = typeof value === 'number' ? `number ${shown}` : shown
  return named.length > 60 ? `${named.slice(0, 57)}…` : named
}
