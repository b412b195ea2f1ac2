import { existsSync, statSync } from 'node:fs'
import { Command, InvalidArgumentError, Option } from 'commander'
import { parseInstant, type Instant } from '#model/time'

/** Wrong flags, or no such content folder: exit 2. */
export class UsageError extends Error {}

export interface CommonOptions {
  content: string
  now?: Instant
}

/** A command with the flags that all of them take. Its action sets `process.exitCode` where it isn't 0. */
export const command = (name: string, summary: string): Command =>
  new Command(name)
    .description(summary)
    .option('--content <dir>', 'the content folder', 'content')
    .addOption(
      new Option('--now <time>', 'what time it is, RFC 3339 with an offset (default: the clock)').argParser(time),
    )

function time(value: string): Instant {
  const instant = parseInstant(value)
  if (typeof instant === 'number') return instant
  throw new InvalidArgumentError(instant.error)
}

/** The clock is read here and nowhere below. */
export const clock = (): Instant => Date.now()

/** Refuses a content folder that isn't there. */
export function contentFolder({ content }: CommonOptions): string {
  if (!existsSync(content) || !statSync(content).isDirectory())
    throw new UsageError(`No content folder at ${content}. Name one with --content DIR.`)
  return content
}

/** A whole number between two others, for a flag. */
export const between = (low: number, high: number) => (value: string) => {
  const number = Number(value)
  if (Number.isInteger(number) && number >= low && number <= high) return number
  throw new InvalidArgumentError(`Expected a whole number from ${low} to ${high}.`)
}
