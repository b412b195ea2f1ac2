import { Option, type Command } from 'commander'
import type { Form, Part } from '../new-record/form.ts'
import { command, type CommonOptions } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { someText } from './values.ts'

/** A command that writes a record by its form. */
export function recordCommand(form: Form, terminal: Terminal): Command {
  const made = command(form.kind, form.summary)
  for (const part of form.parts) made.addOption(optionOf(part))
  return made.action(async (options: CommonOptions & Record<string, string | undefined>) => {
    const told = form.parts.flatMap(({ name }) => {
      const text = options[name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())]
      return text === undefined ? [] : [[name, text] as const]
    })
    const { newRecord } = await import('../new-record/new-record.ts')
    return newRecord(form, Object.fromEntries(told), options, terminal)
  })
}

const optionOf = ({ name, value, doc }: Part): Option => new Option(`--${name} ${value}`, doc).argParser(someText)
