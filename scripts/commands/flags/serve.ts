import type { Command } from 'commander'
import { between, withCommonFlags } from '../options.ts'
import type { ServeOptions } from '../serve.ts'
import type { Terminal } from '../terminal.ts'

export const describeServe = (command: Command, terminal: Terminal): Command =>
  withCommonFlags(command)
    .option('--out <dir>', 'the folder that `build` wrote', 'dist')
    .option('--port <n>', 'port of the public site', between(0, 65_534), 4321)
    .action(async (options: ServeOptions) => (await import('../serve.ts')).serve(options, terminal))
