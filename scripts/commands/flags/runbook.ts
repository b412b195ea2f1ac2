import type { Command } from 'commander'
import { parseDate } from '#model/time'
import type { TestedOptions } from '../runbook/tested.ts'
import { command } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { by, someText } from './values.ts'

export function describeRunbook(group: Command, terminal: Terminal): Command {
  return group.addCommand(
    command('tested', 'somebody followed it to the end: `last_tested`, and `tested_note`')
      .argument('<runbook>', 'its id, such as payments/checkout-errors')
      .option('--note <text>', 'by whom, where (default: what is said of the last test is taken away)', someText)
      .option('--date <date>', 'when it was, 2026-03-01 (default: the day of --now)', by(parseDate))
      .action(async (id: string, options: TestedOptions) =>
        (await import('../runbook/tested.ts')).runbookTested(id, options, terminal),
      ),
  )
}
