import { Option, type Command } from 'commander'
import { withCommonFlags } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import type { ValidateOptions } from '../validate.ts'

export const describeValidate = (command: Command, terminal: Terminal): Command =>
  withCommonFlags(command)
    .option('--since <ref>', 'report only findings in, or caused by, what changed since a commit')
    .option('--runbooks-only', 'check the sections of a folder of runbooks as they are, without front matter of ours')
    .addOption(new Option('--format <format>', 'how to print them').choices(['text', 'json', 'github']).default('text'))
    .action(async (options: ValidateOptions) => (await import('../validate.ts')).validate(options, terminal))
