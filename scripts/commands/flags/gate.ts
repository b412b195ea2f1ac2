import { Option, type Command } from 'commander'
import type { GateOptions } from '../gate.ts'
import { withCommonFlags } from '../options.ts'
import type { Terminal } from '../terminal.ts'

const collect = (value: string, before: string[] = []): string[] => [...before, value]

export const describeGate = (command: Command, terminal: Terminal): Command =>
  withCommonFlags(command)
    .argument('[change]', 'id of a change: judge it alone, right before execution')
    .option('--base <ref>', 'what the pull request goes into')
    .option('--head <ref>', 'what it brings (default: HEAD)')
    .option('--author <handle>', 'who opened it; again for each who wrote its commits', collect)
    .option('--reviews <file>', "its reviews, as GitHub's API lists them")
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'markdown', 'json']).default('text'))
    .action(async (change: string | undefined, options: GateOptions) =>
      (await import('../gate.ts')).gate(change, options, terminal),
    )
