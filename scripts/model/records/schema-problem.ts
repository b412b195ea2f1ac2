import type { z } from 'zod'
import type { Path, Problem } from '../diagnostic.ts'
import { lostKeys } from './lost-keys.ts'
import { meantId } from './meant-id.ts'
import { meantClock, meantHandle } from './near-miss.ts'
import { meantAddress, meantColour, meantTag, meantZone } from './near-name.ts'
import { unionWords, wrongValue } from './schema-choices.ts'
import { missing, wrongType } from './schema-types.ts'
import { hundredth, isTimely, oneOf, show } from './schema-values.ts'
import { labelAt, labelsAt } from './schema-walk.ts'
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
      return unionWords(issue, schema, (nested) => words(nested, schema, data))
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
