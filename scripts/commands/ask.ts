import checkbox from '@inquirer/checkbox'
import input from '@inquirer/input'
import type { Catalog } from '#model/catalog'

/** Whether an error says that whoever was asked pressed Ctrl-C, or that the terminal went away. */
export const isGivenUp = (error: unknown): boolean => error instanceof Error && error.name === 'ExitPromptError'

/** Asks for some words. */
export const words = (message: string, suggested?: string): Promise<string> =>
  input({
    message,
    ...(suggested === undefined ? {} : { default: suggested }),
    validate: (text) => text.trim() !== '' || 'Expected some words.',
  }).then((text) => text.trim())

/** Asks until a parser of the model takes the answer. */
export async function read<T>(
  message: string,
  parse: (text: string) => T | { error: string },
  suggested?: string,
): Promise<T> {
  const verdict = (text: string) => {
    const value = parse(text.trim())
    return typeof value === 'object' && value !== null && 'error' in value ? value.error : true
  }
  const text = await input({ message, validate: verdict, ...(suggested === undefined ? {} : { default: suggested }) })
  const value = parse(text.trim())
  if (typeof value === 'object' && value !== null && 'error' in value) throw new Error(value.error)
  return value
}

/** More than this is no list to walk through. */
const MANY = 40

/** Asks for services of the catalogue: of a list where it is short, by their ids else. */
export async function services(
  known: readonly Pick<Catalog['services'][number], 'id' | 'name'>[],
  message: string,
  required: boolean,
): Promise<string[]> {
  const ids = new Set(known.map(({ id }) => id))
  if (known.length > 0 && known.length <= MANY)
    return checkbox({
      message: `${message} (space to choose)`,
      choices: known.map(({ id, name }) => ({ value: id, name: `${id}: ${name}` })),
      required,
    })
  return read(`${message}, with commas between`, (text) => {
    const named = text
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '')
    const unknown = named.find((one) => !ids.has(one))
    if (unknown !== undefined) return { error: `Unexpected service ${unknown}, expected one of the catalogue.` }
    return named.length > 0 || !required ? named : { error: 'Expected at least one.' }
  })
}
