import input from '@inquirer/input'

/** Whether an error says that whoever was asked pressed Ctrl-C, or that the terminal went away. */
export const isGivenUp = (error: unknown): boolean => error instanceof Error && error.name === 'ExitPromptError'

/** Asks until a parser takes the answer. An empty one is the suggestion, or null where `mayBeEmpty`. */
export async function ask(
  message: string,
  parse: (text: string) => string | { error: string },
  suggested: string | null,
  mayBeEmpty = false,
): Promise<string | null> {
  const verdict = (text: string) => {
    if (mayBeEmpty && text.trim() === '') return true
    const value = parse(text)
    return typeof value === 'string' || value.error
  }
  const text = await input({ message, validate: verdict, ...(suggested === null ? {} : { default: suggested }) })
  const value = parse(text)
  return typeof value === 'string' ? value : null
}
