import type { Command } from 'commander'
import type { NewChangeOptions } from '../new-change/draft.ts'
import { RUNBOOK } from './forms/runbook.ts'
import { FREEZE } from './forms/freeze.ts'
import { SERVICE } from './forms/service.ts'
import { SLO } from './forms/slo.ts'
import { TEAM } from './forms/team.ts'
import { command } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { openCommand } from './incident.ts'
import { withChangeFlags } from './new-change.ts'
import { partsCommand, recordCommand } from './new-record.ts'

export const describeNew = (group: Command, terminal: Terminal): Command =>
  group
    .addCommand(
      withChangeFlags(command('change', 'a change request, with the next id that is free on any branch'))
        .argument('[file]', 'with --renumber: the record, where two have that id')
        .action(async (file: string | undefined, options: NewChangeOptions) =>
          (await import('../new-change/new-change.ts')).newChange(file, options, terminal),
        ),
    )
    .addCommand(openCommand('incident', terminal))
    .addCommand(
      partsCommand(RUNBOOK, async (told, options) =>
        (await import('../new-runbook/new-runbook.ts')).newRunbook(told, options, terminal),
      ),
    )
    .addCommand(recordCommand(FREEZE, terminal))
    .addCommand(recordCommand(SERVICE, terminal))
    .addCommand(recordCommand(SLO, terminal))
    .addCommand(recordCommand(TEAM, terminal))
