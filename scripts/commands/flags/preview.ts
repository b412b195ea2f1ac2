import type { Command } from 'commander'
import { between, withCommonFlags } from '../options.ts'
import type { PreviewOptions } from '../preview/preview.ts'
import type { Terminal } from '../terminal.ts'

const MORE = `
On top of each page: what is wrong with its records, what is not public yet, and the moment that it is as of.
Another moment has an address of its own (?now=2026-03-01T10:00, in the site's zone, leads there), and so has the status
page as if every drafted and proposed change were approved (?as=approved). Only this machine is answered.`

export const describePreview = (command: Command, terminal: Terminal): Command =>
  withCommonFlags(command)
    .option('--port <n>', 'port of the status page', between(0, 65_534), 4321)
    .addHelpText('after', MORE)
    .action(async (options: PreviewOptions) => (await import('../preview/preview.ts')).preview(options, terminal))
