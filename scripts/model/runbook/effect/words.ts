import type { Words } from './shell-words.ts'

const NONE: ReadonlySet<string> = new Set()

/** The words that are no flags; those with a value of their own are named. */
export function plain(args: Words, valued: ReadonlySet<string> = NONE): string[] {
  const found: string[] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (arg === '--') return found
    if (valued.has(arg)) i++
    else if (!arg.startsWith('-')) found.push(arg)
  }
  return found
}
