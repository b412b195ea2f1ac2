import { Option, type Command } from 'commander'
import type { BudgetOptions } from '../budget.ts'
import { withCommonFlags } from '../options.ts'
import type { Terminal } from '../terminal.ts'

export const describeBudget = (command: Command, terminal: Terminal): Command =>
  withCommonFlags(command)
    .argument('[slo]', 'the id of one SLO (default: all of them)')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'))
    .action(async (slo: string | undefined, options: BudgetOptions) =>
      (await import('../budget.ts')).budget(slo, options, terminal),
    )
