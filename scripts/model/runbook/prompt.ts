const PROMPT = /^\s{0,20}\$ /

/** Whether a text shows what was typed, by prompts, and what was answered. */
export const isSession = (text: string): boolean => text.split('\n').some((line) => PROMPT.test(line))

/**
 * What one would type: of a session the lines behind `$ ` and those that they go on with, without what was answered.
 * Any other text stays as it is.
 */
export function withoutPrompts(text: string): string {
  if (!isSession(text)) return text
  const typed: string[] = []
  let goesOn = false
  for (const line of text.split('\n')) {
    const command: string | null = PROMPT.test(line)
      ? line.replace(PROMPT, '')
      : goesOn
        ? line.replace(/^> /, '')
        : null
    if (command !== null) typed.push(command)
    goesOn = command?.endsWith('\\') === true
  }
  return typed.join('\n')
}
