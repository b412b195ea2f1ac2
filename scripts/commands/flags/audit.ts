import { Option, type Command } from 'commander'
import type { AuditOptions } from '../audit.ts'
import { withCommonFlags } from '../options.ts'
import type { Terminal } from '../terminal.ts'

export const describeAudit = (command: Command, terminal: Terminal): Command =>
  withCommonFlags(command)
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json', 'github']).default('text'))
    .option('--links', 'ask whether links of records still lead somewhere')
    .action(async (options: AuditOptions) => (await import('../audit.ts')).audit(options, terminal))
