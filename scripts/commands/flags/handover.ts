import { Option, type Command } from 'commander'
import type { HandoverOptions } from '../handover.ts'
import { time, withCommonFlags } from '../options.ts'
import type { Terminal } from '../terminal.ts'

export const describeHandover = (command: Command, terminal: Terminal): Command =>
  withCommonFlags(command)
    .addOption(
      new Option('--since <time>', 'what has happened since then, RFC 3339 (default: 24 hours before now)').argParser(
        time,
      ),
    )
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'markdown']).default('text'))
    .action(async (options: HandoverOptions) => (await import('../handover.ts')).handover(options, terminal))
