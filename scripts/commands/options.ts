import { existsSync, statSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { parseInstant, SECOND, type Instant } from '#model/time'
import { contentAbove } from './content-above.ts'
import { pathFrom, type Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export interface CommonOptions {
  content: string
  now?: Instant
}

/** Gives a command the flags that all of them take. */
export const withCommonFlags = (command: Command): Command =>
  command
    .option('--content <dir>', 'the content folder', 'content')
    .addOption(
      new Option('--now <time>', 'what time it is, RFC 3339 with an offset (default: the clock)').argParser(time),
    )

/** A command of a group, with these flags. */
export const command = (name: string, summary: string): Command =>
  withCommonFlags(new Command(name).description(summary))

/** A time, for a flag. */
export function time(value: string): Instant {
  const instant = parseInstant(value)
  if (typeof instant === 'number') return instant
  throw new InvalidArgumentError(instant.error)
}

/** The clock is read here and nowhere below. */
export const clock = (): Instant => Date.now()

/** Seconds are as exact as anybody records them. */
export const wholeSecond = (): Instant => Math.floor(clock() / SECOND) * SECOND

/** The content folder, as this process finds it. Refuses one that isn't there. */
export function contentFolder({ content }: CommonOptions, terminal: Terminal): string {
  const folder = pathFrom(terminal, content)
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new UsageError(`No content folder at ${content}. ${whereElse(content, terminal)}`)
  return folder
}

/** What to do where the content folder isn't where it was looked for: mostly the command was started too far down. */
function whereElse(content: string, { folder }: Terminal): string {
  const found = contentAbove(folder)
  if (found !== null)
    return `There is one above: add --content ${shellWord(relative(folder, found) || '.')}, or start from ${dirname(found)}.`
  return content === 'content'
    ? 'Name one with --content DIR; `evenkeel init` makes a new one.'
    : 'Name one with --content DIR.'
}

/** A path as a shell takes it for one word. */
export const shellWord = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`

/** A whole number between two others, for a flag. */
export const between = (low: number, high: number) => (value: string) => {
  const number = Number(value)
  if (Number.isInteger(number) && number >= low && number <= high) return number
  throw new InvalidArgumentError(`Expected a whole number from ${low} to ${high}.`)
}
