import type { Command } from 'commander'
import type { StepName } from '#model/change/step'
import { parseInstant } from '#model/time'
import type { StepOptions } from '../change/change.ts'
import { command } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { anId, by, someText } from './values.ts'

export function describeChange(group: Command, terminal: Terminal): Command {
  const step = (name: StepName, summary: string) =>
    command(name, summary)
      .argument('<change>', 'its id, such as CHG-2026-0451', anId)
      .option(
        '--started <time>',
        'when work began, where that was earlier and the record does not say it',
        by(parseInstant),
      )
      .option('--reason <text>', 'why, in a sentence: it is written below the record, under "Outcome"', someText)
      .action(async (id: string, options: StepOptions) =>
        (await import('../change/change.ts')).changeStep(name, id, options, terminal),
      )
  return group
    .addCommand(step('start', 'work begins: in progress, `outcome.started`'))
    .addCommand(step('finish', 'work is done: completed, `outcome.finished`'))
    .addCommand(step('rollback', 'it was undone: rolled back, `outcome.finished`'))
    .addCommand(step('abort', 'it was given up on the way: aborted, `outcome.finished`'))
}
