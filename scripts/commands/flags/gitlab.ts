import type { Command } from 'commander'
import type { GitlabOptions } from '../gitlab/gate.ts'
import { between, command } from '../options.ts'
import type { Terminal } from '../terminal.ts'

export const describeGitlab = (group: Command, terminal: Terminal): Command =>
  group.addCommand(
    command('gate', 'judge the merge request that a pipeline runs for, by its approvals: the job is the verdict')
      .option('--mr <number>', 'judge this one, whatever the pipeline', between(1, 1e9))
      .action(async (options: GitlabOptions) => (await import('../gitlab/gate.ts')).gitlabGate(options, terminal)),
  )
