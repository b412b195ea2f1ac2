import type { Command } from 'commander'
import type { NewChangeOptions } from '../new-change/draft.ts'
import { command } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { withChangeFlags } from './new-change.ts'

export const describeNew = (group: Command, terminal: Terminal): Command =>
  group.addCommand(
    withChangeFlags(command('change', 'a change request, with the next id that is free on any branch'))
      .argument('[file]', 'with --renumber: the record, where two have that id')
      .action(async (file: string | undefined, options: NewChangeOptions) =>
        (await import('../new-change/new-change.ts')).newChange(file, options, terminal),
      ),
  )
