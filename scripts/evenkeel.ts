import { Command, CommanderError } from 'commander'
import { approvals } from './commands/approvals/approvals.ts'
import { audit } from './commands/audit.ts'
import { build } from './commands/build.ts'
import { change } from './commands/change/change.ts'
import { github } from './commands/github/github.ts'
import { gate } from './commands/gate.ts'
import { importRecords } from './commands/import.ts'
import { init } from './commands/init/init.ts'
import { newRecord } from './commands/new.ts'
import { UsageError } from './commands/options.ts'
import { serve } from './commands/serve.ts'
import { validate } from './commands/validate.ts'

const program = new Command('evenkeel')
  .description("An operations team's records in git: checked in pull requests, published as two static sites.")
  .showHelpAfterError('Run with --help to see how it is used.')
for (const command of [init, validate, build, serve, gate, importRecords, audit, change, newRecord, github, approvals])
  program.addCommand(command)

/** Commander says what is wrong itself; wrong flags exit 2, help exits 0. */
const strict = (command: Command) => {
  command.exitOverride()
  for (const child of command.commands) strict(child)
}
strict(program)

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 2
  } else throw error
}
