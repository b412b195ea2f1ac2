import type { Command } from 'commander'
import type { RecordOptions } from '../approvals/approvals.ts'
import { between, command } from '../options.ts'
import type { Terminal } from '../terminal.ts'

export const describeApprovals = (group: Command, terminal: Terminal): Command =>
  group.addCommand(
    command('record', 'write down who approved the changes that were merged, as a commit by the bot')
      .option('--pr <number>', 'only what this pull request brought', between(1, 1e9))
      .option('--days <number>', 'how far back to look for what was merged', between(1, 3650), 14)
      .option('--dispatch <workflow>', 'start this workflow after a push: one by the bot starts none')
      .option('--dry-run', 'print what would be written')
      .action(async (options: RecordOptions) =>
        (await import('../approvals/approvals.ts')).recordApprovals(options, terminal),
      ),
  )
