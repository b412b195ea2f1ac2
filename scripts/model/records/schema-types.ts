import { z } from 'zod'
import type { Path } from '../diagnostic.ts'
import { expectedAt, keysAt, labelAt, labelsAt, metaAt, schemasAt, unwrap } from './schema-walk.ts'
import { hundredth, isTimely, kind, show } from './schema-values.ts'
import type { Words } from './unknown-key.ts'

/* What is said of a value that is missing, or of the wrong type, and how it is written instead. */

export const missing = (path: Path, expected: string): Words => {
  const name = path.at(-1)
  return typeof name === 'string'
    ? { path, missing: true, message: `Missing \`${name}\`, expected ${kind(expected)}.`, help: `Add \`${name}: …\`.` }
    : { path, message: `Unexpected nothing, expected ${kind(expected)}.` }
}

export function wrongType(path: Path, input: unknown, expected: string, schema: z.ZodType): Words {
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
      if (name === 'phone' && typeof input === 'number')
        return 'Put it in quotes as it stands there, with its country: `phone: "+…"`. Without them its `+` and a zero in front are lost.'
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
export function onlyOne(key: string, [only, ...others]: readonly unknown[]): string | null {
  return others.length === 0 && ['string', 'number'].includes(typeof only)
    ? `Write \`${key}${String(only)}\`, without brackets.`
    : null
}

/** Texts without names, where each has one: `{name: https://…}`. */
const namedOf = (input: unknown): string | null =>
  Array.isArray(input) && input.length > 0 && input.every((one) => typeof one === 'string')
    ? `{${input.map((one: string, i) => `name${i === 0 ? '' : i + 1}: ${one}`).join(', ')}}`
    : null
