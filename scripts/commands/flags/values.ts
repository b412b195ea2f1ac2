import { InvalidArgumentError } from 'commander'
import { changeId } from '#model/records/field'

/** Reads a flag by a parser of the model, whose error says what was expected. */
export const by =
  <T>(parse: (text: string) => T | { error: string }) =>
  (text: string): T => {
    const value = parse(text)
    if (typeof value === 'object' && value !== null && 'error' in value) throw new InvalidArgumentError(value.error)
    return value
  }

/** Some words. */
export const someText = by((text) => (text.trim() === '' ? { error: 'Expected some words.' } : text))

/** The id of a change. */
export const anId = by((text) =>
  changeId.safeParse(text).success ? text : { error: 'Expected the id of a change, such as CHG-2026-0451.' },
)

/** `name=value`, added to those before. */
export function settings(text: string, before: Record<string, string> = {}): Record<string, string> {
  const [, name, value] = /^\s*([^=\s]+)\s*=([^]*)$/.exec(text) ?? []
  if (name === undefined || value === undefined)
    throw new InvalidArgumentError('Expected a name and a value, such as --set name=checkout.')
  return Object.fromEntries([...Object.entries(before), [name, value]])
}
