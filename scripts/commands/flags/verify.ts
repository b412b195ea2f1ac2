import type { Command } from 'commander'
import { withCommonFlags, type CommonOptions } from '../options.ts'
import type { Terminal } from '../terminal.ts'

export const describeVerify = (command: Command, terminal: Terminal): Command =>
  withCommonFlags(command)
    .argument('[dir]', 'a built public site, or a folder that holds its `status`', 'dist/status')
    .action(async (dir: string, options: CommonOptions) =>
      (await import('../verify.ts')).verify(dir, options, terminal),
    )
