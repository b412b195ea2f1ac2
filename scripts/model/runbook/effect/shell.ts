import { together, type Effect } from './effect.ts'
import { judgeOf } from './programs.ts'
import { commandsOf, type Words } from './shell-words.ts'
import { effectByVerb } from './verbs.ts'
import { plain } from './words.ts'

const MOST_NESTED = 8

/** What a text of shell does; null where of a part of it nothing is known. */
export const effectOfShell = (text: string): Effect | null => effectOfText(text, 0)

function effectOfText(text: string, depth: number): Effect | null {
  const commands = commandsOf(text)
  // Values that are set for what follows, and no more.
  if (commands.length === 0 && /^\s{0,40}[A-Za-z_]\w{0,80}=/.test(text)) return 'reads'
  return together(commands.map((words) => effectOfCommand(words, depth)))
}

function effectOfCommand([name = '', ...args]: Words, depth: number): Effect | null {
  if (depth > MOST_NESTED) return null
  const inner = (command: Words): Effect | null =>
    // A whole command in one word, as behind `bash -c`.
    command.length === 1 && /\s/.test(command[0] ?? '')
      ? effectOfText(command[0] ?? '', depth + 1)
      : effectOfCommand(command, depth + 1)
  const program = name.slice(name.lastIndexOf('/') + 1)
  const judge = judgeOf(program)
  const effect = judge ? judge(args, inner) : effectByVerb(plain(args))
  return effect !== 'reads' && isDryRun(args) ? 'dry_run' : effect
}

/** It only says what it would do. `--dry-run=none` and `=false` do it. */
const isDryRun = (args: Words): boolean => {
  const flags = args.filter((arg) => /^--(?:dry[-_]?run|simulate|what-?if|no-?op|noop)(?:=|$)/i.test(arg))
  return flags.length > 0 && !flags.some((flag) => /=(?:none|false|0|no)/i.test(flag))
}
