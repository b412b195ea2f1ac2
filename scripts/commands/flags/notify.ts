import { Option, type Command } from 'commander'
import type { NotifyOptions } from '../notify/notify.ts'
import { withCommonFlags } from '../options.ts'
import type { Terminal } from '../terminal.ts'

export const describeNotify = (command: Command, terminal: Terminal): Command =>
  withCommonFlags(command)
    .option('--since <ref>', 'as if every channel had been told all that this commit shows')
    .option('--dry-run', 'print what would go where, and send nothing')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'))
    .action(async (options: NotifyOptions) => (await import('../notify/notify.ts')).notify(options, terminal))
