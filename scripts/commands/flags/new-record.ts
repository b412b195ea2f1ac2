import { Option, type Command } from 'commander'
import type { Answers, Form, Part } from './forms/form.ts'
import { command, type CommonOptions } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { someText } from './values.ts'

/** A command that writes a record by its form. */
export function recordCommand(form: Form, terminal: Terminal): Command {
  return partsCommand(form, async (told, options) => {
    const { newRecord } = await import('../new-record/new-record.ts')
    return newRecord(form, told, options, terminal)
  })
}

/** A command with a flag for each part of a record. */
export function partsCommand(
  { kind, summary, parts }: Pick<Form, 'summary' | 'parts'> & { kind: string },
  act: (told: Answers, options: CommonOptions) => Promise<void>,
): Command {
  const made = command(kind, summary)
  for (const part of parts) made.addOption(optionOf(part))
  return made.action((options: CommonOptions & Record<string, string | undefined>) => {
    const told = parts.flatMap(({ name }) => {
      const text = options[name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())]
      return text === undefined ? [] : [[name, text] as const]
    })
    return act(Object.fromEntries(told), options)
  })
}

const optionOf = ({ name, value, doc }: Part): Option => new Option(`--${name} ${value}`, doc).argParser(someText)
