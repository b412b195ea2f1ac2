import type { z } from 'zod'

/* How values, and kinds of them, are named in a finding. */

const KINDS: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys and values',
  record: 'a map of keys and values',
}
export const kind = (expected: string): string => KINDS[expected] ?? expected
export const oneOf = (values: readonly z.core.util.Primitive[]): string =>
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

/** 99.9 is 0.999, and not the 0.9990000000000001 that floats make of it. */
export const hundredth = (percent: number): number => Number((percent / 100).toPrecision(12))

export const isTimely = (as: unknown): as is 'time' | 'date' | 'duration' =>
  as === 'time' || as === 'date' || as === 'duration'
