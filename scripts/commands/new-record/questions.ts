import select from '@inquirer/select'
import type { Catalog } from '#model/catalog'
import { read } from '../ask.ts'
import type { Answers, Part } from '../flags/forms/form.ts'

export { isGivenUp } from '../ask.ts'

/** Asks for one part of a record. */
export function askFor(part: Part, answers: Answers, catalog: Catalog): Promise<string> {
  const message = part.ask ?? part.name
  const choices = part.choices?.(catalog) ?? []
  if (choices.length > 0) return select({ message, choices: choices.map((value) => ({ value })) })
  return read(
    message,
    (text) => {
      const why = text === '' ? 'Expected some words.' : (part.wrong?.(text) ?? null)
      return why === null ? text : { error: why }
    },
    part.suggested?.(answers, catalog),
  )
}
