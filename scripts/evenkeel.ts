import { evenkeel } from './commands/program.ts'
import { processTerminal } from './commands/terminal.ts'

process.exitCode = await evenkeel(process.argv.slice(2), processTerminal())
