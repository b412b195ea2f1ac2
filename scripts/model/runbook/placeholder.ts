/*
 * Names in commands that a reader replaces by a value: `<NAMESPACE>`, `{{NAMESPACE}}`, `${NAMESPACE}`, `$NAMESPACE`, or
 * the bare word where front matter has it among `placeholders`.
 */

/** What may be typed for a placeholder, and what a link may carry: nothing that a shell reads as more than text. */
export const SAFE_VALUE = /^[A-Za-z0-9._:/@][A-Za-z0-9._:/@-]{0,199}$/

/** What a name of a placeholder looks like. */
const NAME = /^[A-Za-z][\w-]{0,60}$/

/** The names that can be filled in. */
export const fillable = (placeholders: Readonly<Record<string, string>>): string[] =>
  Object.keys(placeholders).filter((name) => NAME.test(name))

/** A part of a command: text, or the name of a placeholder as it stands there. */
export type Part = { text: string } | { name: string; written: string }

/** A command cut where the placeholders of these names stand, whatever form they are written in. */
export function partsOf(command: string, names: readonly string[]): Part[] {
  const known = new Map(names.map((name) => [comparable(name), name]))
  const exact = new Set(names)
  const parts: Part[] = []
  let from = 0
  for (const { 0: written, index, groups = {} } of command.matchAll(WRITTEN)) {
    const marked = groups['angle'] ?? groups['curly'] ?? groups['shell'] ?? groups['bare_shell']
    const word = groups['word']
    const name =
      marked === undefined ? (word !== undefined && exact.has(word) ? word : undefined) : known.get(comparable(marked))
    if (name === undefined) continue
    if (index > from) parts.push({ text: command.slice(from, index) })
    parts.push({ name, written })
    from = index + written.length
  }
  if (from < command.length || parts.length === 0) parts.push({ text: command.slice(from) })
  return parts
}

const WRITTEN =
  /<(?<angle>[A-Za-z][\w-]{0,60})>|\{\{\s?(?<curly>[A-Za-z][\w-]{0,60})\s?\}\}|\$\{(?<shell>[A-Za-z]\w{0,60})\}|\$(?<bare_shell>[A-Za-z]\w{0,60})|(?<![\w.-])(?<word>[A-Za-z]\w{0,60})(?![\w-])/g

/** `<pod-name>` and `POD_NAME` are one. */
const comparable = (name: string) => name.toLowerCase().replaceAll('-', '_')

/** A placeholder that a command names, and where in it. */
export interface Named {
  name: string
  at: number
  length: number
}

const UNMISTAKABLE = /(?<![<\w])<(?<angle>[A-Za-z][\w-]{1,60})>(?!>)|\{\{\s?(?<curly>[A-Z][A-Z0-9_]{1,60})\s?\}\}/g

/**
 * The placeholders in a command that can be nothing else: `<pod-name>` and `{{NAMESPACE}}`, that none of these names is.
 * Capitals alone might as well be a word of the command.
 */
export function undefinedIn(command: string, names: readonly string[]): Named[] {
  const known = new Set(names.map(comparable))
  return [...command.matchAll(UNMISTAKABLE)].flatMap(({ 0: written, index, groups = {} }) => {
    const name = groups['angle'] ?? groups['curly'] ?? ''
    // A tag that is closed further on is markup.
    return known.has(comparable(name)) || command.includes(`</${name}>`)
      ? []
      : [{ name, at: index, length: written.length }]
  })
}

/** A word or more between angles, `$NAME` and `${NAME}`, `{{NAME}}`. */
const LEFT =
  /(?<![<\w])<(?<angle>[A-Za-z](?:[\w .-]{0,59}\w)?)>(?!>)|\$(?<shell>[A-Za-z]\w{0,60})|\$\{(?<braced>[A-Za-z]\w{0,60})\}|\{\{\s?[A-Za-z][\w-]{0,60}\s?\}\}/g

/** What every shell has a value for. */
const OF_EVERY_SHELL = new Set(
  'HOME USER LOGNAME PATH PWD OLDPWD SHELL HOSTNAME TMPDIR LANG EDITOR KUBECONFIG RANDOM SECONDS LINENO IFS UID PPID EUID'.split(
    ' ',
  ),
)

/**
 * What somebody still has to put in before a command is run, as it stands there, each once: `<pod>`, `$NODE` that the
 * command gives no value to. What stands between single quotes no shell replaces.
 */
export function leftIn(command: string): string[] {
  const given = new Set(
    [
      ...command.matchAll(
        /(?:^|[\s;&|(])(?:for\s+|read\s+(?:-\w+\s+)*)?([A-Za-z]\w{0,60})(?:\+?=|\s+in\s)|\bread\s+(?:-\w+\s+)*([A-Za-z]\w{0,60})/gm,
      ),
    ].map(([, assigned, read]) => assigned ?? read ?? ''),
  )
  const unquoted = command.replaceAll(/'[^'\n]*'/g, (quoted) => quoted.replaceAll('$', ' '))
  const found = [...unquoted.matchAll(LEFT)].flatMap(({ 0: written, groups = {} }) => {
    const variable = groups['shell'] ?? groups['braced']
    if (variable !== undefined) return given.has(variable) || OF_EVERY_SHELL.has(variable) ? [] : [written]
    // A tag that is closed further on is markup.
    return command.includes(`</${groups['angle'] ?? ''}>`) ? [] : [written]
  })
  return [...new Set(found)]
}
