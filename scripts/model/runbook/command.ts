import { together, type Effect } from './effect/effect.ts'
import { effectOfShell } from './effect/shell.ts'
import { effectOfSql } from './effect/sql.ts'
import { outputReader } from './output.ts'
import { isSession, withoutPrompts } from './prompt.ts'
import { shellStatements, type Statement } from './shell-statements.ts'

/** What a fenced block of a runbook is written in. */
export type Tongue = 'shell' | 'sql' | 'query' | 'other'

const TONGUES: Readonly<Record<string, Tongue>> = {
  sh: 'shell',
  bash: 'shell',
  zsh: 'shell',
  fish: 'shell',
  shell: 'shell',
  console: 'shell',
  'shell-session': 'shell',
  shellsession: 'shell',
  terminal: 'shell',
  sql: 'sql',
  psql: 'sql',
  pgsql: 'sql',
  postgres: 'sql',
  postgresql: 'sql',
  mysql: 'sql',
  plsql: 'sql',
  promql: 'query',
  metricsql: 'query',
  logql: 'query',
  traceql: 'query',
  kql: 'query',
  spl: 'query',
}

const NAMES: Readonly<Record<Tongue, string | null>> = { shell: 'Shell', sql: 'SQL', query: null, other: null }
const QUERY_NAMES: Readonly<Record<string, string>> = {
  promql: 'PromQL',
  metricsql: 'MetricsQL',
  logql: 'LogQL',
  traceql: 'TraceQL',
}

/** Where no language is said it is a command where it shows a prompt, and nothing that is known else. */
export const tongueOf = (language: string | null, text: string): Tongue =>
  language === null || language === ''
    ? isSession(text)
      ? 'shell'
      : 'other'
    : (TONGUES[language.toLowerCase()] ?? 'other')

/** What a language is called; null where there is nothing to say. */
export function tongueName(language: string | null): string | null {
  if (language === null || language === '') return null
  const key = language.toLowerCase()
  return QUERY_NAMES[key] ?? NAMES[TONGUES[key] ?? 'other'] ?? language
}

/** One command of a block. */
export interface Command {
  text: string
  /** The line of the block that it begins on, from 0. */
  line: number
  /** Null where nothing is known of what it does. */
  effect: Effect | null
}

/**
 * The commands of a fenced block in their order, each with what it does. A loop, or what goes on over several lines, is
 * one; a comment belongs to what it stands above. Empty where the block isn't something to run.
 */
export function commandsIn(language: string | null, written: string): Command[] {
  const text = withPlainBreaks(written)
  const tongue = tongueOf(language, text)
  if (tongue === 'other' || isSilent(tongue, text)) return []
  if (tongue === 'query') return [{ text, line: 0, effect: 'reads' }]
  const isOdd = ODD_BREAK.test(text)
  const judged = (read: Effect | null): Effect | null => (isOdd ? together([read, null]) : read)
  if (tongue === 'sql') return [{ text, line: 0, effect: judged(effectOfSql(text)) }]
  if (isSession(text)) return [{ text, line: 0, effect: judged(effectOfShell(withoutPrompts(text))) }]
  return shellParts(text).flatMap(({ output, ...statement }) =>
    output ? [] : { ...statement, effect: judged(effectOfShell(statement.text)) },
  )
}

/** What stands in a text of shell without prompts: commands, and what they answer. */
const shellParts = (text: string): Statement[] =>
  shellStatements(
    text,
    outputReader((line) => effectOfShell(line) !== null),
  )

/**
 * Where a block without prompts shows what its commands answer, too: the pieces of it, from top to bottom, what is to be
 * run and what isn't; null of any other block.
 */
export function piecesOf(language: string | null, written: string): { text: string; output: boolean }[] | null {
  const text = withPlainBreaks(written)
  if (tongueOf(language, text) !== 'shell' || isSession(text)) return null
  const parts = shellParts(text)
  if (parts.every(({ output }) => !output)) return null
  const lines = text.split('\n')
  const starts = parts.flatMap(({ line, output }, i) => (parts[i - 1]?.output === output ? [] : [{ line, output }]))
  return starts.map(({ line, output }, i) => ({
    text: lines
      .slice(line, starts[i + 1]?.line)
      .join('\n')
      .trimEnd(),
    output,
  }))
}

/** A text with each break of its lines as `\n`: a terminal takes the one sign for the other. */
export const withPlainBreaks = (text: string): string => text.replaceAll(/\r\n?/g, '\n')

/** What is a break of lines to some that show a text, and none to a shell. */
const ODD_BREAK = /[\v\f\u0085\u2028\u2029]/

/** Nothing in it is to run: blanks and comments, a `TODO` say. */
const isSilent = (tongue: Tongue, text: string): boolean =>
  (isSession(text) ? withoutPrompts(text) : text).split('\n').every((line) => COMMENT[tongue].test(line.trim()))

const COMMENT: Readonly<Record<Tongue, RegExp>> = {
  shell: /^(?:#|$)/,
  sql: /^(?:--|$)/,
  query: /^(?:#|\/\/|$)/,
  other: /^$/,
}

/** What a block as a whole does. */
export const effectOfBlock = (commands: readonly Command[]): Effect | null =>
  together(commands.map(({ effect }) => effect))
