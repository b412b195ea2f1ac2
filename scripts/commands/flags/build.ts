import { InvalidArgumentError, Option, type Command } from 'commander'
import type { BuildOptions } from '../build.ts'
import { withCommonFlags } from '../options.ts'
import type { Terminal } from '../terminal.ts'

export const describeBuild = (command: Command, terminal: Terminal): Command =>
  withCommonFlags(command)
    .option('--out <dir>', 'where the sites go', outFolder, 'dist')
    .addOption(new Option('--site <site>', 'which of them').choices(['status', 'ops', 'both']).default('both'))
    .option('--strict', 'exit 1 where a record is broken, instead of building what can be read')
    .addOption(
      new Option('--format <format>', 'of what was left out; github: as annotations besides')
        .choices(['text', 'github'])
        .default('text'),
    )
    .option('--findings <file>', 'also writes there what `validate` would print')
    .option(
      '--bundle',
      'also writes `ops-print.zip`: every runbook and contact on one page, to keep for when nothing can be reached',
    )
    .option('--fresh', 'render everything, whatever is there from the build before')
    .action(async (options: BuildOptions) => (await import('../build.ts')).build(options, terminal))

function outFolder(value: string): string {
  if (value === '') throw new InvalidArgumentError('Expected a folder.')
  return value
}
