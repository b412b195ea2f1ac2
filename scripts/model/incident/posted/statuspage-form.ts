import { jsonData } from './json.ts'

/** What a form may hold of something: a text, a list, or parts by their names. */
export type FormValue = string | FormValue[] | { [name: string]: FormValue }

/** More parts than this, or deeper ones, no client sends. */
const [MOST, DEEPEST] = [2000, 5]

/**
 * Reads a body as Statuspage's clients send it: JSON, whatever its Content-Type says (`curl -d` says that it is a form), or
 * a form whose names have brackets, `incident[component_ids][]=id`. No name of a part means anything to the language:
 * `__proto__` is one as any other.
 */
export function bodyData(text: string): { data: unknown } | { error: string } {
  const trimmed = text.trim()
  if (trimmed === '') return { data: {} }
  if (!/^[{["]/.test(trimmed) && trimmed.includes('=')) return formData(trimmed)
  const parsed = jsonData(trimmed)
  if ('data' in parsed) return parsed
  return {
    error: parsed.quotes
      ? 'The body is neither JSON nor a form. Was it cut off on its way?'
      : `The body can't be read: ${parsed.error}.`,
  }
}

function formData(text: string): { data: unknown } | { error: string } {
  const data: { [name: string]: FormValue } = Object.create(null) as { [name: string]: FormValue }
  const pairs = [...new URLSearchParams(text)]
  if (pairs.length > MOST) return { error: `The form has more than ${MOST} parts.` }
  for (const [name, value] of pairs) {
    const path = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name)
    if (!path) return { error: `The name ${JSON.stringify(name.slice(0, 100))} in the form can't be read.` }
    const [, first = '', rest = ''] = path
    const parts = [first, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map(([, part = '']) => part)]
    if (parts.length > DEEPEST || !put(data, parts, value))
      return { error: `The name ${JSON.stringify(name.slice(0, 100))} in the form can't be read.` }
  }
  return { data }
}

const LISTS = new Set(['component_ids', 'components'])

/** Puts a value at its place; false: something of another shape is there. An empty name at the end is the next of a list. */
function put(into: { [name: string]: FormValue }, [name = '', ...rest]: readonly string[], value: string): boolean {
  const there = into[name]
  if (rest.length === 0) {
    if (typeof there === 'object' && !Array.isArray(there)) return false
    // Libraries that know no brackets say a list by its name again and again; of anything else the last one counts.
    into[name] = there === undefined || !LISTS.has(name) ? value : [...[there].flat(), value]
    return true
  }
  if (rest.length === 1 && rest[0] === '') {
    if (there !== undefined && !Array.isArray(there)) return false
    into[name] = [...(there ?? []), value]
    return true
  }
  if (typeof there === 'string' || Array.isArray(there)) return false
  const inner = there ?? (Object.create(null) as { [name: string]: FormValue })
  into[name] = inner
  return put(inner, rest, value)
}
