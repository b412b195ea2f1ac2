import { z } from 'zod'
import type { Path } from '../diagnostic.ts'
import { meant } from './near-miss.ts'
import { missing, onlyOne } from './schema-types.ts'
import { kind, oneOf, show } from './schema-values.ts'
import { schemasAt, unwrap } from './schema-walk.ts'
import type { Words } from './unknown-key.ts'

/* What is said of a value that is none of those that a field takes, and of a map that has none of its forms. */

type Issue = z.core.$ZodIssue

export function wrongValue(path: Path, input: unknown, values: readonly z.core.util.Primitive[]): Words {
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

/** Of a union, the branch that the input was probably meant for: the one that got furthest into it. `words` says the rest. */
export function unionWords(
  issue: z.core.$ZodIssueInvalidUnion,
  schema: z.ZodType,
  words: (issue: Issue) => Words[],
): Words[] {
  const depth = (errors: Issue[]) =>
    Math.max(...errors.map((error) => error.path.length + (error.code === 'unrecognized_keys' ? 1 : 0)))
  const deepest = issue.errors.toSorted((a, b) => depth(b) - depth(a))[0]
  const nested = deepest?.map((error) => ({ ...error, path: [...issue.path, ...error.path] })) ?? []
  if (deepest && depth(deepest) > 0) return nested.flatMap(words)
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
